"""The week on the screen, as JSON and as HTML."""
