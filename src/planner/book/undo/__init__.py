"""Undo: the lines of a change taken out again, next to later edits by hand."""
