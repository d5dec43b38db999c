"""Diary rows as calendar entries, and the file or folder they go to."""
