"""`plan init`, `demo`, `check`, `undo` and `completion`."""
