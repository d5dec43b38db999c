"""The day solved: near the page so far, one call a customer, one line a person."""
