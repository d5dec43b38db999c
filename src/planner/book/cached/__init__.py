"""A checked book as the cache keeps it, so that the next run reads only what changed."""
