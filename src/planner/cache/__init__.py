"""Results kept outside the book by the content they were made from, and the codec for them."""
