"""One cell of an export as a value: amounts, currencies, days, stages."""
