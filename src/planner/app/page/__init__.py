"""A day's page planned from the book, its calendars and the diary, and written to the diary."""
