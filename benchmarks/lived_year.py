"""A year of the demo book, day by day: every page readable, every sum right, no warning that stays whatever one does.

    python -m benchmarks.lived_year [--days N] [--seed N] [--start DATE]

The rep works most lines, customers do as they like, and the year brings what years bring: leave, two machines that
were not synced, renames, merges, a stage with another name, another time zone, the clock changed twice, a 29 February.
Prints what was odd, and the warnings with the days on which they were there. Ends with 1 if anything was odd.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time as clock
from datetime import date, datetime, time, timedelta
from pathlib import Path

from benchmarks.year import changes_of_a_year
from benchmarks.year.checks import check_numbers, check_review, check_week, hours_of
from benchmarks.year.machine import Machine
from benchmarks.year.rep import Rep

START = date(2027, 3, 1)
DAYS = 366  # to 29 February 2028
ZONES = {32: "America/New_York", 53: "Europe/Berlin", 200: "Asia/Tokyo", 215: "Europe/Berlin",
         248: "America/New_York", 262: "Europe/Berlin"}  # fmt: skip
STAYS = 15  # looks in a row after which a warning is one that nobody can act on


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument("--start", type=date.fromisoformat, default=START)
    parser.add_argument("--book", type=Path, help="a folder to keep the book in")
    given = parser.parse_args()
    began = clock.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"PLAN_CACHE": str(Path(folder) / "cache"), "TZ": "Europe/Berlin"}
        machine = Machine(given.book or Path(folder) / "book")
        machine.plan(datetime.combine(given.start, time(6)), "demo", str(machine.book), "-q")
        rep = Rep(machine, random.Random(given.seed))
        for number in range(given.days):
            day = given.start + timedelta(days=number)
            _live(rep, day, number)
    _report(machine, given.days, clock.monotonic() - began)
    return 1 if machine.odd else 0


def _live(rep: Rep, day: date, number: int) -> None:
    """One day: what it brings, the work if there are hours, and the looks of a week and a month."""
    machine = rep.machine
    for file in machine.book.glob("*.ics"):  # the calendars are synced
        moment = datetime.combine(day, time(6)).timestamp()
        os.utime(file, (moment, moment))
    _upheave(machine, day, number)
    if hours_of(machine.book, day):
        rep.live(day)
    elif day.weekday() == 6:
        rep.look(datetime.combine(day, time(10)))
    evening = datetime.combine(day, time(19))
    if day.weekday() == 0:
        _look_ahead(rep, datetime.combine(day, time(7, 1)))
    if day.weekday() == 4:
        _look_back(machine, evening, "week")
    if (day + timedelta(days=1)).day == 1:
        _look_back(machine, evening, "month")
        for words in (("year",), ("forecast",), ("territory",), ("coach",), ("playbook",)):
            machine.plan(evening, *words)
            for problem in check_numbers(machine.plan(evening, *words, "--json").document, words[0]):
                machine.problem(day, problem)


def _look_ahead(rep: Rep, now: datetime) -> None:
    week = rep.machine.plan(now, "week", "--json").document
    page = rep.machine.plan(now, "today", "--json").document
    for problem in check_week(week, page):
        rep.machine.problem(now.date(), problem)
    rep.machine.plan(now, "week")


def _look_back(machine: Machine, now: datetime, period: str) -> None:
    for problem in check_review(machine.plan(now, "review", period, "--json").document):
        machine.problem(now.date(), f"{period}: {problem}")
    machine.plan(now, "review", period)
    machine.plan(now, "forgotten", may_fail=True)  # it fails where somebody is overdue
    for words in (("list",), ("list", "accounts"), ("list", "tasks"), ("status",)):
        machine.plan(now, *words)
    for warning in machine.plan(now, "check", "--json").document["warnings"]:
        machine.warn(warning, now.date())


def _upheave(machine: Machine, day: date, number: int) -> None:
    """What comes from outside, before the morning's page."""
    early = datetime.combine(day, time(6, 30))
    if number in (18, 150, 290):
        changes_of_a_year.go_on_leave(machine, day + timedelta(days=3), {18: 5, 150: 16, 290: 12}[number])
    if number % 23 == 11:
        changes_of_a_year.work_on_two_machines(machine, early)
    if number % 31 == 9:
        changes_of_a_year.rename_records(machine, early, number)
    if number % 37 == 14:
        changes_of_a_year.merge_records(machine, early, number)
    if number % 41 == 33:
        changes_of_a_year.reopen_a_deal(machine, early)
    if number == 25:
        changes_of_a_year.rename_a_stage(machine)
    if number in ZONES:
        changes_of_a_year.change_zone(machine, ZONES[number])


def _report(machine: Machine, days: int, seconds: float) -> None:
    """Print the warnings, those of most days first; one that never went away is odd."""
    for warned in sorted(machine.warned.values(), key=lambda each: -len(each.days)):
        print(f"warned on {len(warned.days)} days from {warned.days[0]}: {warned.text}")
        if machine.longest(warned) >= STAYS:
            machine.problem(warned.days[-1], f"on {machine.longest(warned)} days in a row: {warned.text}")
    print(f"{days} days, {sum(machine.ran.values())} commands, {machine.odd} odd, {seconds:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
