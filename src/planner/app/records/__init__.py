"""Changing records: which one is meant, the checked edit, and its result in words."""
