"""`plan review`, `year` and `playbook`."""
