"""Answers about the rep: the time zone, the hours of the week, the share of an amount."""
