"""Times, days and field values as people type them."""
