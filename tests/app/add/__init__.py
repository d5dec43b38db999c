"""The questions of `plan add` and of a first book."""
