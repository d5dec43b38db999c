"""Habits as text, and as one page of HTML."""
