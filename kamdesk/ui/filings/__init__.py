"""项目备案: the register, the form, and what happens to a filing afterwards."""
