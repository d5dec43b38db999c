"""Words, numbers and lines for any screen."""
