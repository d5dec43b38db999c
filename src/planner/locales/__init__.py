"""Figures, days, times, lengths and periods as people write them, read and written."""
