"""Customers: the records of one company, and the people of a record."""
