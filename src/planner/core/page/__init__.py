"""The day's page: its lines, its figures, and its rows in the diary."""
