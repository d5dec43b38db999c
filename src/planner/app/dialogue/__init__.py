"""Dialogues: pure functions that answer an answer, and the loop that puts their questions."""
