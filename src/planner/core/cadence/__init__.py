"""Touches: who is due, who is called early, and the minutes it takes."""
