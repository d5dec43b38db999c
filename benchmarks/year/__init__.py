"""A year of a book: the rep, what changes around them, and what has to hold every day."""
