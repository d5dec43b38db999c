"""The territory and prices on the screen, as JSON and as HTML."""
