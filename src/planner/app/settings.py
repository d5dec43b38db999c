"""Settings of a run: where the book is, what time it is, how to print.

The only place where the program reads the clock, the environment and the machine's time zone.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.book.files import file_content
from planner.book.find import PLAN_FILE, find_book
from planner.book.toml.parse import parse_toml
from planner.cache.cache import Cache, cache_folder, digest
from planner.errors import PlanError
from planner.locales.locale import PLAIN, Locale, book_locale, locale_named_in
from planner.screen.text.console import columns, console, is_terminal
from planner.typed.now import option_now

if TYPE_CHECKING:
    import typer

    from planner.screen.text.console import Console


@dataclass(frozen=True)
class Settings:
    """The settings of this run. Anything that takes time is found when first used."""

    named_book: Path | None  # --book
    typed_now: str | None  # --now or $PLAN_NOW
    json: bool
    yes: bool
    quiet: bool
    started: datetime  # the clock, read once
    environ: Mapping[str, str]

    @cached_property
    def book(self) -> Path:
        """The book's folder: `--book`, `$PLAN_BOOK`, the nearest upwards, or the user's.

        PlanError if there is none.
        """
        return find_book(self.named_book, self.environ, _here())

    def now(self, zone: ZoneInfo) -> datetime:
        """The time it is, aware and in `zone`.

        `--now` (in `zone` where it has no offset; a date alone is 07:00), else the clock. A UsageError where `--now`
        is neither a date nor a time.
        """
        if self.typed_now is None:
            return self.started.astimezone(zone)
        return option_now("--now", self.typed_now, zone)

    @cached_property
    def cache(self) -> Cache:
        return Cache(cache_folder(self.environ))

    @cached_property
    def machine_zone(self) -> str:
        """The machine's time zone by its IANA name; "UTC" if it is not set."""
        return self.zone_found or "UTC"

    @cached_property
    def zone_found(self) -> str:
        """The machine's time zone by its IANA name; "" if it is not set, or unknown."""
        return _zone_found(self.environ)

    @cached_property
    def locale(self) -> Locale:
        """The locale that this run writes in: the book's; plain for another program.

        Plain, too, where the book can't be read: the command says what is wrong with it.
        """
        if self.json:
            return PLAIN
        try:
            plan = file_content(self.book / PLAN_FILE) or b""
            return self._locale_in(plan) if b"locale" in plan else PLAIN
        except (PlanError, OSError, ValueError, LookupError):
            return PLAIN

    def _locale_in(self, plan: bytes) -> Locale:
        """The locale of a plan.toml, from the cache once it was read: a look parses nothing."""
        key = digest(plan)
        known = self.cache.get("locale", key)
        if known is not None:
            name, _, currency = known.decode().partition(" ")
            return book_locale(name or None, currency)
        found = locale_named_in(parse_toml(plan.decode()))
        self.cache.put("locale", key, f"{found.name} {found.currency}".encode())
        return found

    @property
    def is_terminal(self) -> bool:
        """True if a person is there to answer."""
        return is_terminal(sys.stdin) and is_terminal(sys.stderr)

    @property
    def width(self) -> int | None:
        """Columns of the terminal that the answer goes to.

        None for a pipe or a file, where nothing is wrapped.
        """
        return columns(sys.stdout, self.environ)

    @property
    def console(self) -> Console:
        """A Rich console on stdout."""
        return console(sys.stdout, self.environ)


def settings_of(ctx: typer.Context) -> Settings:
    """The settings of the run that `ctx` belongs to."""
    settings = ctx.obj
    assert isinstance(settings, Settings)
    return settings


def settings_from(given: Mapping[str, object]) -> Settings:
    """Settings from the global options, the environment and the clock.

    The options are `book`, `now`, `json`, `yes`, `quiet`.
    """
    book, now = given.get("book"), given.get("now")
    return Settings(
        named_book=Path(str(book)).expanduser() if book is not None else None,
        typed_now=str(now) if now is not None else os.environ.get("PLAN_NOW") or None,
        json=bool(given.get("json")),
        yes=bool(given.get("yes")),
        quiet=bool(given.get("quiet")),
        started=datetime.now(UTC),
        environ=os.environ,
    )


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError:  # the folder was deleted under us
        return Path(os.sep)


def _zone_found(environ: Mapping[str, str]) -> str:
    for name in _zone_names(environ):
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):  # unknown, or no name at all
            continue
        return name
    return ""


def _zone_names(environ: Mapping[str, str]) -> list[str]:
    names = [environ.get("TZ", "").lstrip(":")]
    target = os.path.realpath("/etc/localtime")
    if "zoneinfo/" in target:
        names.append(target.split("zoneinfo/", 1)[1].removeprefix("posix/"))
    with contextlib.suppress(OSError, ValueError):
        names.append(Path("/etc/timezone").read_text(encoding="utf-8").strip())
    return [name for name in names if name]
