"""Recurring events: rules, the cost of following them, and their occurrences."""
