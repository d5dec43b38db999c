"""Readers of the people that a note names."""
