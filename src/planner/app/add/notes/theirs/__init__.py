"""Readers of clauses about the customer's side: a wait, an inquiry, silence."""
