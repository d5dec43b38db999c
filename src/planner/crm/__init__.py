"""CRM exports: a table's rows as deals, accounts and contacts, merged into the book."""
