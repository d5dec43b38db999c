"""`plan init`: the questions for a first book, their answers, and its files."""
