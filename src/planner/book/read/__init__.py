"""Reading: the book's files to one checked value, or to all their errors at once."""
