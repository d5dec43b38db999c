"""`plan message`, and what was said."""
