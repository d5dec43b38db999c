"""The review of a period: planned against actual, and what to change."""
