"""Habits of a rep, counted by day from the diary, and compared with those of others."""
