"""The screens of purchases."""
