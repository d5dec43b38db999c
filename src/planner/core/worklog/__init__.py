"""Work done: the clock, outcomes, and what they change in a record."""
