"""Programs of the user that are run: an editor, and the one that holds the clipboard."""
