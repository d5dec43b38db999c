"""A territory in which customers need time, dates press and promises count, and ways to work it."""
