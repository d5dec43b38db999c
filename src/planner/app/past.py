"""The source of the past deals that the book's pages learn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from planner.core.book import Book
from planner.crm.last_import import same_id
from planner.frozen_class import frozen


@frozen
class PastSource:
    """The content of history.toml, and the book's deals by the CRM's ids."""

    content: bytes = b""
    ids: Mapping[str, str] = field(default_factory=dict)


def past_of(content: bytes | None, book: Book) -> PastSource:
    """The past of a book with this history.toml."""
    return PastSource(content, _ids(book)) if content else PastSource()


def _ids(book: Book) -> dict[str, str]:
    return {same_id(deal.crm_id): deal.id for deal in book.deals if deal.crm_id}
