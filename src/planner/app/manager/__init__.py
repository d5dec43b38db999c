"""The talk with the manager, and the hours that went to colleagues."""
