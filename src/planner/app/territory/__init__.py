"""The commands that look at the whole territory."""
