"""The chances of deals, learned from their lives."""
