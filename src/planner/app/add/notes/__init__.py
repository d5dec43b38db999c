"""Readers of a rep's notes about a deal, each of one kind of words."""
