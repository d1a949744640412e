"""The headless commands, one module a matter; `kamdesk.app.cli` offers them."""
