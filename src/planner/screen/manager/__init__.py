"""The talk with the manager, in words and as HTML."""
