"""Logging work: which line is meant, when it was, and the one transaction that writes it."""
