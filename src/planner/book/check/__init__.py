"""Rules that hold between the parts of a book, and of the types of its values."""
