"""The options of an import, and its preview."""
