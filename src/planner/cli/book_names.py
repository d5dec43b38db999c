"""Names of the book's records, lines and playbook for completion, straight from its files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from planner.app.settings import settings_from
from planner.book.diary.page_files import page_content
from planner.book.files import file_content, read_files
from planner.book.find import PLAN_FILE
from planner.book.ids import ids_for
from planner.book.read.playbook import default_playbook
from planner.book.talk.based_on import KEY as BASED_ON
from planner.book.talk.based_on import over
from planner.book.toml.parse import parse_toml
from planner.cli.completion import CompletionWord
from planner.cli.typed_words import TypedWords
from planner.core.records.new_record import KINDS


class BookName(NamedTuple):
    """A record's id, name and kind."""

    id: str
    name: str
    kind: str


def records(typed: TypedWords) -> list[CompletionWord]:
    """The id and name of every record."""
    return [CompletionWord(each.id, each.name) for each in book_names(typed.given)]


def book_names(given: Mapping[str, str]) -> list[BookName]:
    """Every record of the book, straight from the files.

    A check would take longer than a key press.
    """
    return [BookName(*each) for each in _kept(given, "record-names", read_names)]


def read_names(contents: Iterable[bytes]) -> list[BookName]:
    """The records of these files, those of a file that can't be read left out."""
    found = [
        (
            id_ if isinstance(id_ := record.get("id"), str) else None,
            str(record.get("name", record.get("title", ""))),
            kind,
        )
        for kind, record in _tables(contents)
    ]
    return [BookName(id_, name, kind) for id_, (_, name, kind) in zip(ids_for(found), found, strict=True)]


def record_kind(given: Mapping[str, str], words: str) -> str | None:
    """The kind of the record that words name.

    They are its id, its name, one of its lines, or the number of one today.
    """
    if words.isdecimal():
        rows = [row for row in _planned(given) if row.get("number") == int(words)]
        words = str(rows[0].get("record", "")) if rows else words
    word, id_ = words.casefold(), words.partition("/")[0]
    names = book_names(given)
    return next(
        (each.kind for each in names if each.id == id_ or word in (each.id.casefold(), each.name.casefold())), None
    )


def field_values(given: Mapping[str, str], kind: str, field: str) -> list[str]:
    """The entries of a list, or the keys of a table, over all records of a kind."""

    def read(contents: Iterable[bytes]) -> list[str]:
        values = (record.get(field, ()) for each, record in _tables(contents) if each == kind)
        return list(dict.fromkeys(str(entry) for value in values if isinstance(value, list | dict) for entry in value))

    return _kept(given, f"{kind}-{field}", read)


def playbook(given: Mapping[str, str]) -> dict[str, Any]:
    """The tables of the playbook.

    The default's, over them those that the book's is based on, and its own.
    """
    files = read_files(settings_from(given).book)
    own = parse_toml(files.contents.get("playbook.toml", b"").decode())
    base = parse_toml(files.contents.get(str(own.get(BASED_ON)), b"").decode())
    return over(over(parse_toml(default_playbook().decode()), base), own)


def _kept(given: Mapping[str, str], what: str, read: Callable[[Iterable[bytes]], list[Any]]) -> list[Any]:
    """The names that `read` finds in the files, from the cache while no file changes."""
    settings = settings_from(given)
    files = read_files(settings.book)
    kept = settings.cache.get(what, files.key)
    if kept is not None:
        return list(json.loads(kept))
    found = read(files.contents.values())
    settings.cache.put(what, files.key, json.dumps(found).encode())
    return found


def _tables(contents: Iterable[bytes]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every record of these files as its table, with its kind."""
    for content in contents:
        try:
            tables = parse_toml(content.decode())
        except ValueError:
            continue
        for kind in KINDS:
            yield from ((kind, record) for record in tables.get(kind, ()))


def answers(typed: TypedWords) -> list[CompletionWord]:
    """The playbook's answers and stories, the book's own first."""
    known = playbook(typed.given)
    found: dict[str, str] = {}
    for objection in known.get("objection", ()):
        found |= {each["id"]: str(each.get("say", "")) for each in objection.get("answers", ())}
    found |= {each["id"]: str(each.get("title", "")) for each in known.get("story", ())}
    return [CompletionWord(id_, say) for id_, say in found.items()]


def messages(typed: TypedWords) -> list[CompletionWord]:
    """The playbook's messages to send, the book's own first."""
    return [CompletionWord(each["id"], str(each.get("title", ""))) for each in playbook(typed.given).get("message", ())]


def lines(typed: TypedWords) -> list[CompletionWord]:
    """The lines of today's page in its order, then every record."""
    items = {row["item"]: CompletionWord(row["item"], str(row.get("title", ""))) for row in _planned(typed.given)}
    return [*items.values(), *(record for record in records(typed) if record.word not in items)]


def _planned(given: Mapping[str, str]) -> list[dict[str, Any]]:
    """The lines of today's page that are still planned, as the diary has them."""
    settings = settings_from(given)
    plan = file_content(settings.book / PLAN_FILE) or b""
    rep = parse_toml(plan.decode()).get("rep", {})
    zone = ZoneInfo(rep.get("timezone", settings.machine_zone))
    page = page_content(settings.book / "diary", settings.now(zone).date())
    rows = parse_toml(page.decode()).get("planned", []) if isinstance(page, bytes) else []
    return [row for row in rows if "dropped" not in row]
