"""Names of the book's records, lines and playbook for completion, straight from its files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from planner.app.settings import Settings, settings_from
from planner.book.diary.page_files import page_content
from planner.book.files import BookFiles, file_content, read_files
from planner.book.find import PLAN_FILE
from planner.book.ids import ids_for
from planner.book.read.playbook import default_playbook
from planner.book.talk.based_on import KEY as BASED_ON
from planner.book.talk.based_on import over
from planner.book.toml.parse import parse_toml
from planner.cli.completion import CompletionWord
from planner.cli.typed_words import TypedWords

_KINDS = ("prospect", "account", "contact", "colleague", "task")


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
    settings, files = _files(given)
    kept = settings.cache.get("record-names", files.key)
    if kept is not None:
        return [BookName(*each) for each in json.loads(kept)]
    names = read_names(files.contents.values())
    settings.cache.put("record-names", files.key, json.dumps(names).encode())
    return names


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
    _, files = _files(given)
    values = (record.get(field, ()) for each, record in _tables(files.contents.values()) if each == kind)
    return list(dict.fromkeys(str(entry) for value in values if isinstance(value, list | dict) for entry in value))


def playbook(given: Mapping[str, str]) -> dict[str, Any]:
    """The tables of the playbook.

    The default's, over them those that the book's is based on, and its own.
    """
    _, files = _files(given)
    own = parse_toml(files.contents.get("playbook.toml", b"").decode())
    base = parse_toml(files.contents.get(str(own.get(BASED_ON)), b"").decode())
    return over(over(parse_toml(default_playbook().decode()), base), own)


def _files(given: Mapping[str, str]) -> tuple[Settings, BookFiles]:
    settings = settings_from(given)
    return settings, read_files(settings.book)


def _tables(contents: Iterable[bytes]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every record of these files as its table, with its kind."""
    for content in contents:
        try:
            tables = parse_toml(content.decode())
        except ValueError:
            continue
        for kind in _KINDS:
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
