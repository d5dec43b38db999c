"""The deals of the past that the book's pages learn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.core.book import Book
from planner.core.learn.deals.past_deals import PastDeal
from planner.crm.history.history_file import HistoryEntry, read_history_file
from planner.crm.last_import import same_id


@dataclass(frozen=True, slots=True)
class PastSource:
    """The content of history.toml, and the book's deals by the CRM's ids."""

    content: bytes = b""
    ids: Mapping[str, str] = field(default_factory=dict)

    def deals(self) -> tuple[PastDeal, ...]:
        """The deals in the file. Raises BookErrors with the lines that are wrong."""
        return past_deals(read_history_file(self.content or None), self.ids)


def past_of(content: bytes | None, book: Book) -> PastSource:
    """The past of a book with this history.toml."""
    return PastSource(content, _ids(book)) if content else PastSource()


def past_deals(entries: Mapping[str, HistoryEntry], ids: Mapping[str, str]) -> tuple[PastDeal, ...]:
    """The deals as they are learned from."""
    return tuple(
        PastDeal(
            record=ids.get(key, f"history/{key}"),
            entered=entry.entered,
            created=entry.created,
            ended=entry.ended,
            on=entry.on,
            lost_in=entry.lost_in,
        )
        for key, entry in entries.items()
    )


def _ids(book: Book) -> dict[str, str]:
    return {same_id(deal.crm_id): deal.id for deal in book.deals if deal.crm_id}
