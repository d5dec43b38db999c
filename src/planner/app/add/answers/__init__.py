"""Readers of answers in the words of a rep."""
