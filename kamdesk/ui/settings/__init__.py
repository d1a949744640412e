"""The settings page: company, people, rules, routes, delegations, backups, audit, look."""
