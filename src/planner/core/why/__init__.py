"""The math behind a line."""
