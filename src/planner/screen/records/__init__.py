"""Records on screen: one in full, many as a table, and who is due."""
