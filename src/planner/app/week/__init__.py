"""The commands that look beyond today: the week."""
