"""Building the case of a deal: its price, and what it leaves in the book."""
