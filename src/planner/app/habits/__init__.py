"""`plan coach`, `share` and `team`."""
