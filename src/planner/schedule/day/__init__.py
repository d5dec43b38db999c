"""The day as slots: the free ones, the fixed items, and the starts of candidates."""
