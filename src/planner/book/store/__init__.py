"""Storing: several files change together or not at all, with a journal to undo them."""
