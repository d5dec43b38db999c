"""Talking points, the question that is worth most, and messages to send."""
