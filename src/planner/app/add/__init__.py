"""`plan add`: a new record, by fields or by questions."""
