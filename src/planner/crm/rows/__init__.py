"""The rows of an export: the values read from them, their deals and the people in those."""
