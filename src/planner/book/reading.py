"""The result of reading a book."""

from __future__ import annotations

from planner.core.book import Book
from planner.frozen_class import frozen


@frozen
class Reading:
    """A checked book, and what may not be as it was meant.

    The records of each kind are in the file's order.
    """

    book: Book
    warnings: tuple[str, ...]
