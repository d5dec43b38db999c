"""The diary's files: a page a day, read, written and edited."""
