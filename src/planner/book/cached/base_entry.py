"""The base that later readings of a folder start from, as bytes for the cache."""

from __future__ import annotations

import json

from planner.book.read.read_by_pieces import Base
from planner.core.book import Book


def base_bytes(base: Base) -> bytes:
    """Everything but the book itself: a line of JSON, then the files."""
    sizes = {name: len(content) for name, content in base.contents.items()}
    slugs = {file: list(of.items()) for file, of in base.slugs.items()}
    head = json.dumps({"key": base.key, "sizes": sizes, "slugs": slugs})
    return b"".join([head.encode(), b"\n", *base.contents.values()])


def base_key(content: bytes) -> str | None:
    """The key of the book that the base is of.

    None for anything that `base_bytes` did not write.
    """
    try:
        return str(json.loads(content[: content.index(b"\n")])["key"])
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def base_of(content: bytes, book: Book) -> Base | None:
    """The base; None for anything that `base_bytes` did not write."""
    try:
        at = content.index(b"\n") + 1
        head = json.loads(content[:at])
        contents = {}
        for name, size in head["sizes"].items():
            contents[name] = content[at : at + size]
            at += size
        slugs = {file: {int(place): str(slug) for place, slug in of} for file, of in head["slugs"].items()}
        return Base(head["key"], contents, book, slugs)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
