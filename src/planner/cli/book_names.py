"""Ids and names of the book for completion, straight from its files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from planner.app.settings import settings_from
from planner.book.diary.page_files import page_content
from planner.book.files import file_content, read_files
from planner.book.find import PLAN_FILE
from planner.book.ids import ids_for
from planner.book.read.playbook import default_playbook
from planner.book.toml.parse import parse_toml
from planner.cli.completion import CompletionWord


def records(given: dict[str, str]) -> list[CompletionWord]:
    """The id and name of every record, straight from the files.

    A check would take longer than a key press.
    """
    settings = settings_from(given)
    files = read_files(settings.book)
    kept = settings.cache.get("names", files.key)
    if kept is not None:
        return [CompletionWord(*pair) for pair in json.loads(kept)]
    names = read_names(files.contents.values())
    settings.cache.put("names", files.key, json.dumps(names).encode())
    return names


def read_names(contents: Iterable[bytes]) -> list[CompletionWord]:
    found: list[tuple[str | None, str, str]] = []
    for content in contents:
        try:
            tables = parse_toml(content.decode())
        except ValueError:
            continue
        for kind in ("prospect", "account", "contact", "colleague", "task"):
            for record in tables.get(kind, ()):
                id_, name = record.get("id"), record.get("name", record.get("title", ""))
                found.append((id_ if isinstance(id_, str) else None, str(name), kind))
    return [CompletionWord(id_, name) for id_, (_, name, _) in zip(ids_for(found), found, strict=True)]


def _playbooks(given: dict[str, str]) -> Iterator[dict[str, Any]]:
    files = read_files(settings_from(given).book)
    for content in (files.contents.get("playbook.toml", b""), default_playbook()):
        yield parse_toml(content.decode())


def answers(given: dict[str, str]) -> list[CompletionWord]:
    """The playbook's answers and stories, the book's own first."""
    found: dict[str, str] = {}
    for tables in _playbooks(given):
        for objection in tables.get("objection", ()):
            found |= {each["id"]: str(each.get("say", "")) for each in objection.get("answers", ())}
        found |= {each["id"]: str(each.get("title", "")) for each in tables.get("story", ())}
    return [CompletionWord(id_, say) for id_, say in found.items()]


def messages(given: dict[str, str]) -> list[CompletionWord]:
    """The playbook's messages to send, the book's own first."""
    found: dict[str, str] = {}
    for tables in _playbooks(given):
        found = {each["id"]: str(each.get("title", "")) for each in tables.get("message", ())} | found
    return [CompletionWord(id_, title) for id_, title in found.items()]


def lines(given: dict[str, str]) -> list[CompletionWord]:
    """The lines of today's page in its order, then every record."""
    settings = settings_from(given)
    plan = file_content(settings.book / PLAN_FILE) or b""
    rep = parse_toml(plan.decode()).get("rep", {})
    zone = ZoneInfo(rep.get("timezone", settings.machine_zone))
    page = page_content(settings.book / "diary", settings.now(zone).date())
    rows = parse_toml(page.decode()).get("planned", []) if isinstance(page, bytes) else []
    planned = [row for row in rows if "dropped" not in row]
    items = {row["item"]: CompletionWord(row["item"], str(row.get("title", ""))) for row in planned}
    return [*items.values(), *(record for record in records(given) if record.word not in items)]
