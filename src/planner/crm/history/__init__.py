"""A CRM's history of its deals: read from an export, and kept in the book."""
