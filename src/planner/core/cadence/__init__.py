"""Touches: who is due, who is touched early, and the minutes it takes."""
