"""`plan wrap`, `review`, `year`, `playbook` and `export`."""
