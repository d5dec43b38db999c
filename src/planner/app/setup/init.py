"""`plan init`: a first book, with a comment on every line, to be filled in."""

from __future__ import annotations

import locale
import os
import re
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.app.messages import ask, show, show_json, tell
from planner.app.settings import Settings
from planner.app.setup.new_book import lay
from planner.book.find import user_book
from planner.book.toml.value_text import value_text
from planner.errors import UsageError


@dataclass(frozen=True, slots=True)
class InitOptions:
    """The options of `plan init`."""

    folder: Path | None
    name: str | None
    currency: str | None
    timezone: str | None


def run(settings: Settings, options: InitOptions) -> None:
    """Make a first book: plan.toml with your week, prospects.toml with an example."""
    place = options.folder or settings.named_book or _usual_place(settings)
    files = first_book(
        _name(settings, options.name),
        _currency(options.currency or ask(settings, "Currency of the book", _usual_currency())),
        _zone(options.timezone or ask(settings, "Time zone", settings.machine_zone)),
    )
    lay(place, files)
    if settings.json:
        show_json({"book": str(place), "files": list(files)})
        return
    show(f"A first book is in {place}: plan.toml is your week, prospects.toml your deals.")
    tell(settings, "Fill them in with any editor, then look at them with `plan check`.")


def first_book(name: str, currency: str, zone: str) -> dict[str, bytes]:
    """The files of a first book: name -> content."""
    plan = PLAN.format(name=value_text(name), currency=value_text(currency), zone=value_text(zone))
    return {"plan.toml": plan.encode(), "prospects.toml": PROSPECTS.encode()}


def _usual_place(settings: Settings) -> Path:
    typed = settings.environ.get("PLAN_BOOK")
    return Path(typed).expanduser() if typed else user_book()


def _name(settings: Settings, typed: str | None) -> str:
    usual = _usual_name(settings)
    if typed is None and not settings.yes and not settings.is_terminal:
        raise UsageError("a book needs your name", 'add --name "Your Name", or --yes to take the machine\'s')
    name = (typed if typed is not None else ask(settings, "Your name", usual)).strip()
    if not name or not name.isprintable():
        raise UsageError("a name is a line of text", "write it as --name 'Dana Reyes'")
    return name


def _usual_name(settings: Settings) -> str:
    login = settings.environ.get("USER") or settings.environ.get("USERNAME") or "me"
    if os.name != "posix":
        return login
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0].strip() or login
    except KeyError:
        return login


def _currency(typed: str) -> str:
    code = typed.strip().upper()
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise UsageError(f'can\'t read "{typed}" as a currency', "write its three letters, e.g. EUR, USD, GBP")
    return code


def _usual_currency() -> str:
    try:
        locale.setlocale(locale.LC_MONETARY, "")
        return str(locale.localeconv()["int_curr_symbol"]).strip() or "USD"
    except locale.Error:
        return "USD"


def _zone(typed: str) -> str:
    try:
        return ZoneInfo(typed.strip()).key
    except (KeyError, ValueError, OSError):
        raise UsageError(f'no time zone "{typed}"', "write it as Europe/Berlin or America/Chicago") from None


PLAN = """\
# Your week, and what the program needs to know of you. Everything that is commented out has a default.
format = 1

[rep]
name = {name}
currency = {currency}                  # all money in this book
timezone = {zone}
# keeps = 0.08                    # what you keep of an amount: commission or margin; left out, all of it
# emails = ["dana@firm.example"]  # your own addresses: meetings that you declined take no time

[hours]                           # times you give to customers; a day that is left out is free
mon = ["08:30-12:30", "13:15-17:30"]
tue = ["08:30-12:30", "13:15-17:30"]
wed = ["08:30-12:30", "13:15-17:30"]
thu = ["08:30-12:30", "13:15-17:30"]
fri = ["08:30-12:30", "13:15-16:00"]
# between = 5                     # minutes kept free between two items
# holidays = "DE-BY"              # a country, or a country and its region
# days_off = [2030-12-24]

# [calendars]
# busy = ["work.ics"]             # calendar files, or folders of them, next to this file
# not = ["Acme fair"]             # titles or UIDs of events that are no appointment with a customer
# all_day = "marked"              # whole days that are taken: those "marked" busy, "always", "never"

# [care]
# share = 0.15                    # part of the day kept for those who would be forgotten
# find = 0.10                     # part of the day kept for finding new deals

# [year]
# income_goal = 120_000           # what the year should bring you; it sets the price of an hour
# selling_days = 220
# earned = 52_000                 # what you earned from the year's start ...
# as_of = 2026-06-30              # ... to this day, before this book had your deals

# [quota]
# ends = 2026-12-31               # what is decided later counts in the next period
# target = 600_000                # what you have to close until then
# rates = [[0, 0.08], [1.0, 0.12]]  # what you keep of an amount, from a share of the target on
"""

PROSPECTS = """\
# Your deals, one table each. A name, an amount and a stage are enough to begin with; the stages are those of the
# playbook: `plan playbook` shows them. This one is an example: take the # away, or copy it.

# [[prospect]]
# name = "Acme rollout"
# company = "Acme GmbH"
# contacts = ["Lena Vogt"]        # the main one first
# amount = 48_000                 # what they would pay
# stage = "discovery"
# since = 2026-11-02              # when it came to this stage
# last_touch = 2026-11-12
# next_on = 2026-11-25            # the agreed day of the next step
# running = { until = 2026-12-11 }  # a trial, decided on that day; a check-in half-way
# expected = 2026-12-18           # the close you hope for; it moves no chance
# decide_by = 2027-01-31          # only a firm date: after it there is nothing to win
# windows = ["09:00-11:30"]       # when they can be reached
# [prospect.answers]              # the checklist; what you do not know is left out
# why_change = "yes"
# need = "compelling"
"""
