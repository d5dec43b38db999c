"""What a shell may offer for the word that is being typed: `plan __complete SHELL WORD…`.

One line an answer: the word, a tab, what it is. A command's options and the values they and its arguments take are
read from the command itself, by the names in `VALUES` that stand for them in its help. Nothing is ever said on
stderr, and a book that can't be read has no names.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from planner.commands import COMMANDS

DAYS = ("today", "tomorrow", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
FILES, FOLDERS = ":files", ":folders"  # the shell looks for them itself


class Offer(NamedTuple):
    """A word that may be meant, and what it is."""

    word: str
    told: str = ""


def complete(arguments: Sequence[str]) -> int:
    """Print what SHELL may offer for the last WORD. Always 0: a shell that waits can use no message."""
    shell, words = arguments[0] if arguments else "", [_unquoted(word) for word in arguments[1:]] or [""]
    try:
        lines = [_line(offer, words[-1], shell) for offer in offers(words)]
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        sys.stdout.write("".join(lines))
        sys.stdout.flush()
    except Exception:
        return 0
    return 0


def offers(words: Sequence[str]) -> list[Offer]:
    """What the last of `words` (those after `plan`) may become."""
    words = _without_equals(words)
    if len(words) == 1 and not words[0].startswith("-"):  # most often; needs nothing but the table
        return [Offer(row.name, row.help) for row in COMMANDS.values() if row.name.startswith(words[0])]
    return _from_command_line(words)


def _from_command_line(words: list[str]) -> list[Offer]:
    from planner.cli.program import command_line

    group = command_line()
    options: list[Any] = group.params
    arguments: list[Any] = []
    given: dict[str, str] = {}
    command = ""
    expecting: Any = None
    for word in words[:-1]:
        if expecting is not None:
            given[expecting.name] = word
            expecting = None
        elif word.startswith("-"):
            expecting = next((one for one in options if word in one.opts and _takes_value(one)), None)
        elif not command:
            command = word
            loaded = group.get_command(None, word)
            params: list[Any] = loaded.params if loaded else []
            options = [one for one in params if one.param_type_name == "option"]
            arguments = [one for one in params if one.param_type_name == "argument"]
        elif arguments and arguments[0].nargs == 1:
            arguments = arguments[1:]
    typed = words[-1]
    if expecting is None and typed.startswith("-"):
        return [
            Offer(name, one.help or "")
            for one in options
            if not one.hidden
            for name in [*one.opts, *one.secondary_opts]
            if name.startswith(typed) and (name.startswith("--") or typed == name)
        ]
    if expecting is None and not command:
        return offers([typed])
    wanted = expecting if expecting is not None else next(iter(arguments), None)
    return _values(wanted, typed, given) if wanted is not None else []


def _takes_value(option: Any) -> bool:
    return not (option.is_flag or option.count)


def _values(param: Any, typed: str, given: dict[str, str]) -> list[Offer]:
    choices = param.type_descriptor.choices or ()
    if choices:
        values = (str(getattr(choice, "value", choice)) for choice in choices)
        return [Offer(value) for value in values if value.startswith(typed)]
    meant = VALUES.get((param.metavar or param.name).upper())
    return _begun(meant(given), typed) if meant else []


def _begun(found: Iterable[Offer], typed: str) -> list[Offer]:
    start = typed.casefold()
    return [
        offer
        for offer in found
        if offer.word.startswith(":") or any(text.casefold().startswith(start) for text in offer)
    ]


def _records(given: dict[str, str]) -> list[Offer]:
    """Every record's id and name, straight from the files: no check, which would take longer than a key press."""
    import json

    from planner.app.settings import settings_from
    from planner.book.files import read_files

    settings = settings_from(given)
    files = read_files(settings.book)
    kept = settings.cache.get("names", files.key)
    if kept is not None:
        return [Offer(*pair) for pair in json.loads(kept)]
    names = _read_names(files.contents.values())
    settings.cache.put("names", files.key, json.dumps(names).encode())
    return names


def _read_names(contents: Iterable[bytes]) -> list[Offer]:
    import tomllib

    from planner.book.ids import ids_for

    found: list[tuple[str | None, str, str]] = []
    for content in contents:
        try:
            tables = tomllib.loads(content.decode())
        except ValueError:
            continue
        for kind in ("prospect", "account", "contact", "colleague", "task"):
            for record in tables.get(kind, ()):
                id_, name = record.get("id"), record.get("name", record.get("title", ""))
                found.append((id_ if isinstance(id_, str) else None, str(name), kind))
    return [Offer(id_, name) for id_, (_, name, _) in zip(ids_for(found), found, strict=True)]


def _items(given: dict[str, str]) -> list[Offer]:
    """What is on today's page, by rank, and every record."""
    import tomllib
    from zoneinfo import ZoneInfo

    from planner.app.settings import settings_from
    from planner.book.diary.page_files import page_name
    from planner.book.find import PLAN_FILE

    settings = settings_from(given)
    rep = tomllib.loads((settings.book / PLAN_FILE).read_text(encoding="utf-8")).get("rep", {})
    zone = ZoneInfo(rep.get("timezone", settings.machine_zone))
    page = settings.book / page_name(settings.now(zone).date())
    rows = tomllib.loads(page.read_text(encoding="utf-8")).get("planned", []) if page.is_file() else []
    planned = [row for row in rows if "dropped" not in row]
    items = {row["item"]: Offer(row["item"], str(row.get("title", ""))) for row in planned}
    return [*items.values(), *(record for record in _records(given) if record.word not in items)]


def _of_kind(*kinds: str) -> Callable[[dict[str, str]], list[Offer]]:
    return lambda _given: [Offer(kind) for kind in kinds]


VALUES: dict[str, Callable[[dict[str, str]], list[Offer]]] = {
    "RECORD": _records,
    "CONTACT": _records,
    "ITEM": _items,
    "ID": _items,
    "KIND": _of_kind("prospects", "accounts", "contacts", "colleagues", "tasks"),
    "DATE": _of_kind(*DAYS),
    "DAY": _of_kind(*DAYS),
    "ID@14:00": _items,
    "DIR": _of_kind(FOLDERS),
    "FILE": _of_kind(FILES),
}


def _without_equals(words: Sequence[str]) -> list[str]:
    """`--book=DIR` as two words, whether the shell gave it as one, two or three."""
    parts: list[str] = []
    for word in words:
        if word == "=" and parts and parts[-1].startswith("--"):
            parts.append("")
            continue
        if parts and parts[-1] == "":
            parts.pop()
        if word.startswith("--") and "=" in word:
            parts += word.split("=", 1)
        else:
            parts.append(word)
    return parts


def _unquoted(word: str) -> str:
    return word.lstrip("\"'").replace("\\", "")


def _line(offer: Offer, typed: str, shell: str) -> str:
    from planner.screen.text.safe_text import safe

    word, told = safe(offer.word), safe(offer.told)
    if shell == "fish" and not word.startswith(":") and not word.casefold().startswith(typed.casefold()):
        word, told = told, word  # fish keeps only what begins as it was typed: the name it is
    return f"{word}\t{told}\n" if told else f"{word}\n"


__all__ = ["Offer", "complete", "offers"]
