"""Other names for records and stages."""
