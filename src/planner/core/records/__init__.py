"""Records: names, cards, new ones, job changes, and the calendar events that belong to them."""
