"""`plan next`, `start`, `stop`, `done`, `later`, `block`, `free`, `inbound` and `status`."""
