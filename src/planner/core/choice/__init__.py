"""Everything that could be on a page: the steps that the records offer, with their values."""
