"""`plan today`, `why`, `show`, `list` and `forgotten`."""
