"""The record or the line of the page that a word of the command line names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NoReturn

from planner.core.earlier_names import current_id, earlier_ids
from planner.core.worklog.work import FIND, FINDING
from planner.errors import UsageError
from planner.frozen_class import frozen

if TYPE_CHECKING:
    from planner.core.book import Account, Book, Colleague, Contact, Deal, Task
    from planner.core.page.page import Page

_MOST = 8  # candidates that are shown


@frozen
class Named:
    """A record of the book, or a line of today's page with its number."""

    id: str  # a record's id, or a line's (RECORD/PLAY, a task's id)
    name: str  # for a person: the record's name, or the line's title and its record's name
    record: str | None  # the record itself, or the one that the line is for
    number: int | None = None  # the line's on today's page
    aka: tuple[str, ...] = ()  # ids that the record had before
    was: tuple[str, ...] = ()  # names that it had before


def names_of(book: Book) -> dict[str, str]:
    """Every record's name by its id; a task's title."""
    records: tuple[Deal | Account | Contact, ...] = (*book.deals, *book.accounts, *book.contacts)
    return {record.id: record.name for record in records} | {task.id: task.title for task in book.tasks}


def records_of(book: Book) -> tuple[Named, ...]:
    """Every record that a word can name, in the order of the book."""
    records: tuple[Deal | Account | Contact | Colleague | Task, ...]
    records = (*book.deals, *book.accounts, *book.contacts, *book.colleagues, *book.tasks)
    return tuple(map(named_as, records))


def named_as(record: Deal | Account | Contact | Colleague | Task) -> Named:
    """A record with every name that it has or had."""
    name = record.name if hasattr(record, "name") else record.title
    return Named(record.id, name, record.id, aka=record.aka, was=record.was)


def items_of(page: Page | None) -> tuple[Named, ...]:
    """The lines of a page; the parts of a split one are one."""
    if page is None:
        return ()
    seen: dict[str, Named] = {}
    for line in page.items:
        what = line.what
        name = f"{what.title}, {what.name}" if what.name else what.title
        seen.setdefault(what.item, Named(what.item, name, what.record, line.status.number))
    return tuple(seen.values())


def resolve_record(word: str, records: Sequence[Named], page_items: Sequence[Named] = ()) -> Named:
    """The record that `word` names.

    By its id, by a line of it on the page, or by the start of its id or name.

    An exact id wins, then the number or id of a line, then the start, in any case, of the only record on the page
    or in the book. Raises UsageError with the candidates if it names none, or several.
    """
    by_id = {record.id: record for record in records}
    word = _current(word, records)
    if word in by_id:
        return by_id[word]
    for item in page_items:
        if _is_line(word, item):
            if item.record in by_id:
                return by_id[item.record]
            if item.id in by_id:  # a task for nobody is its own record
                return by_id[item.id]
            raise UsageError(f"{item.name} is for no record", "name a record: see plan list")
    meant = meant_by(word, records)
    today = {item.record for item in page_items}
    first = [one for one in meant if one.id in today]
    return _only("record", word, first if len(first) == 1 else meant, records, page_items)


def search_named(word: str, records: Sequence[Named], page_items: Sequence[Named]) -> Named | None:
    """The search for new deals that a word names, or None.

    It is the page's first of several. One that is on no page has no number.
    """
    searches = [item for item in page_items if item.id.startswith(FIND)]
    if _folded(word) in FINDING and not meant_by(word, records):
        return searches[0] if searches else Named(f"{FIND}1", "Prospecting", None)
    return next((item for item in searches if _is_line(word, item)), None)


def resolve_item(word: str, records: Sequence[Named], page_items: Sequence[Named]) -> Named:
    """The line of the page that `word` names, or else the record.

    An exact id of a line wins, then one of a record, which stands for its lines on the page, then a line's number,
    then the start of an id or name. Raises UsageError with the candidates if it names none, or several.
    """
    word = _current(word, records)
    for item in page_items:
        if word == item.id:
            return item
    exact = [record for record in records if record.id == word]
    if not exact:
        for item in page_items:
            if _is_line(word, item):
                return item
    meant = _on_page_first(exact or meant_by(word, [*page_items, *records]), page_items)
    lines = {item.id for item in page_items}
    first = [one for one in meant if one.id in lines]
    return _only("item", word, first if len(first) == 1 else meant, records, page_items)


def _current(word: str, records: Sequence[Named]) -> str:
    """The id of today, if `word` is one that a record had before, or an item of it."""
    return current_id(word, earlier_ids(records))


def _is_line(word: str, item: Named) -> bool:
    """True for the id or the number of a line of the page."""
    return word == item.id or (_is_number(word) and item.number == int(word))


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= 6


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def meant_by(word: str, named: Iterable[Named]) -> list[Named]:
    """Those with exactly this id or name, else those that had it.

    Else those whose id or name starts with it; last come those with an earlier id or name that does.
    """
    wanted = _folded(word)
    if not wanted:
        return []
    now = [([_folded(one.id), _folded(one.name)], one) for one in named]
    before = [(list(map(_folded, (*one.aka, *one.was))), one) for _, one in now if one.aka or one.was]
    for texts in (now, before):
        if exact := [one for held, one in texts if wanted in held]:
            return exact
    for texts in (now, before):
        if begin := [one for held, one in texts if any(text.startswith(wanted) for text in held)]:
            return begin
    return []


def _on_page_first(meant: list[Named], page_items: Sequence[Named]) -> list[Named]:
    """The same with each record replaced by its lines on the page, if it has any."""
    found: dict[str, Named] = {}
    for one in meant:
        own = [item for item in page_items if item.id == one.id or (one.id == one.record == item.record)]
        for item in [one] if one.number is not None else own or [one]:
            found.setdefault(item.id, item)
    return list(found.values())


def _only(what: str, word: str, meant: list[Named], records: Sequence[Named], page_items: Sequence[Named]) -> Named:
    distinct = list({one.id: one for one in meant}.values())
    if len(distinct) == 1:
        return distinct[0]
    if distinct:
        refuse_several(word, distinct)
    numbers = sorted(item.number for item in page_items if item.number is not None)
    if _is_number(word) and numbers:
        raise UsageError(f"today's page has no line {word}", f"use {numbers[0]} to {numbers[-1]}: see plan today")
    near = _nearest(word, [*page_items, *records] if what == "item" else records)
    see = "see plan today and plan list" if what == "item" else "see plan list"
    fix = f"did you mean {' or '.join(_shown(one) for one in near)}?" if near else see
    raise UsageError(f'nothing in your book matches "{word}"', fix)


def refuse_several(word: str, found: Sequence[Named]) -> NoReturn:
    """Raise UsageError for a word that could mean each of `found`."""
    shown = ", ".join(_shown(one) for one in found[:_MOST])
    more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
    raise UsageError(f'"{word}" matches {len(found)}: {shown}{more}', "use the id")


def _nearest(word: str, named: Sequence[Named]) -> list[Named]:
    from difflib import get_close_matches

    by_text: dict[str, Named] = {}
    for one in named:
        by_text.setdefault(_folded(one.id), one)
        by_text.setdefault(_folded(one.name), one)
    for one in named:
        for old in one.was:
            by_text.setdefault(_folded(old), one)
    close = get_close_matches(_folded(word), list(by_text), n=4, cutoff=0.6)
    return list({by_text[text].id: by_text[text] for text in close}.values())[:3]


def _shown(one: Named) -> str:
    return f"{one.id} ({one.name})" if one.number is None else f"{one.number} {one.id} ({one.name})"
