"""A year of a book: the rep, the upheavals, and what has to hold every day."""
