"""Recurring events: rules, what they cost to follow, and their occurrences."""
