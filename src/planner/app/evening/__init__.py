"""Wrapping up the day: one question for each of its items."""
