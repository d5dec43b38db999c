"""The files of a first book, with a comment on every line, from the rep's answers."""

from __future__ import annotations

from datetime import date

from planner.book.toml.value_text import value_text
from planner.core.book import WEEKDAYS
from planner.core.fiscal_year import CALENDAR, fiscal_year
from planner.frozen_class import frozen
from planner.typed.rep.days_off import DaysOff
from planner.typed.rep.week_hours import Week, range_text, read_week

FILES = ("plan.toml", "prospects.toml")
USUAL_WEEK = read_week("", "mon-thu 8:30-12:30, 13:15-17:30; fri 8:30-12:30, 13:15-16")


@frozen(kw_only=True)
class FirstBook:
    """The rep's own part of a book, before it has a deal; None is not known."""

    name: str = ""
    currency: str = ""
    keeps: float | None = None
    zone: str = ""
    locale: str = ""
    week: Week = USUAL_WEEK
    days_off: tuple[DaysOff, ...] = ()
    goal: float | None = None
    earned: float | None = None
    as_of: date | None = None
    year_starts: str | None = None  # "04-01"
    calendars: tuple[str, ...] = ()


def book_files(book: FirstBook) -> dict[str, bytes]:
    """The files of a first book: name -> content."""
    has_own_year = book.goal is not None and fiscal_year(book.year_starts) != CALENDAR
    plan = PLAN.format(
        name=value_text(book.name),
        currency=value_text(book.currency),
        zone=value_text(book.zone),
        locale=_line("locale", book.locale or None, "en-US"),
        keeps=_line("keeps", book.keeps, 0.08),
        hours="\n".join(_day(book.week, day) for day in range(7) if book.week[day]),
        days_off=_days_off(book.days_off),
        calendars="[calendars]" if book.calendars else "# [calendars]",
        busy=_line("busy", list(book.calendars) or None, ["work.ics"]),
        year="[year]" if book.goal is not None else "# [year]",
        goal=_line("income_goal", book.goal, 120_000),
        earned=_line("earned", book.earned, 52_000),
        starts=_line("starts", book.year_starts if has_own_year else None, "04-01"),
        as_of=_line("as_of", book.as_of if book.earned is not None else None, date(2026, 6, 30)),
    )
    return dict(zip(FILES, (plan.encode(), PROSPECTS.encode()), strict=True))


def _line(key: str, value: object, example: object) -> str:
    """A key with its value, or commented out with an example; padded to the comment behind it."""
    shown = value_text(_plain(example if value is None else value))
    return f"{'# ' if value is None else ''}{key} = {shown}".ljust(32)


def _days_off(days: tuple[DaysOff, ...]) -> str:
    if not days:
        return '# days_off = ["2030-12-24..2031-01-02"]'
    written = [each.first if each.first == each.last else str(each) for each in days]
    return f"days_off = {value_text(written)}"


def _plain(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() and value > 1 else value


def _day(week: Week, day: int) -> str:
    return f"{WEEKDAYS[day]} = {value_text([range_text(each) for each in week[day]])}"


PLAN = """\
# Your week, and what plan needs to know about you. What is commented out has a default.
format = 1

[rep]
name = {name}
currency = {currency}                  # all money in this book
timezone = {zone}
{locale}  # how you write dates, times and numbers
{keeps}  # your commission, or margin: your share of an amount; left out, you keep all of it
# emails = ["dana@firm.example"]  # your own addresses: a meeting you declined takes no time

[hours]                           # your selling hours; leave out your days off
{hours}
# between = 5                     # free minutes between two lines
# open = 20                       # minutes a day left open, for whoever calls back
# holidays = "DE-BY"              # a country, or a country and its region
{days_off}

{calendars}
{busy}  # calendar files, or folders of them, next to this file unless you name another folder
# not = ["Acme fair"]             # titles or UIDs of events that aren't customer appointments
# all_day = "marked"              # all-day events that block the day: those "marked" busy, "always", "never"

# [care]
# share = 0.15                    # part of the day set aside for touches
# find = 0.10                     # part of the day set aside for prospecting

{year}
{goal}  # your commission goal for the year; it sets what an hour has to pay
# selling_days = 220
{starts}  # month and day your fiscal year starts; default: January 1
{earned}  # what you earned from the year's start ...
{as_of}  # ... to this day, before this book had your deals

# [quota]
# ends = 2026-12-31               # deals that close later count in the next period
# target = 600_000                # what you have to close by then
# rates = [[0, 0.08], [1.0, 0.12]]  # your share, from that part of the target up
"""

PROSPECTS = """\
# Your deals, one table each. A name, an amount and a stage are enough to start; the stages are those of your
# playbook: `plan playbook` shows them. This is an example: remove the #, or copy it.

# [[prospect]]
# name = "Acme rollout"
# company = "Acme GmbH"
# contacts = ["Lena Vogt"]        # the main one first
# amount = 48_000                 # what they would pay
# stage = "discovery"
# since = 2026-11-02              # when it entered this stage
# last_touch = 2026-11-12
# next_on = 2026-11-25            # the agreed day of the next step
# running = { until = 2026-12-11 }  # a trial, decided on that day; a check-in halfway
# expected = 2026-12-18           # the close date you expect; it doesn't change the odds
# decide_by = 2027-01-31          # only a firm deadline: after it the deal is gone
# windows = ["09:00-11:30"]       # when you can reach them
# [prospect.answers]              # the checklist; leave out what you don't know
# why_change = "yes"
# need = "compelling"
"""
