"""A calendar that can't be read, or is not there, is named at the head of the page, and no command stops."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from tests.app.day.conftest import Look, event, write_book
from tests.conftest import Plan

GOOD = event("DTSTART:20261123T080000Z", "DURATION:PT1H", title="Good", uid="good")


def test_a_bad_event_is_named_and_the_rest_is_used(look: Look) -> None:
    seen = look(event("DTSTART:20261131T090000Z", title="Budget call") + GOOD)
    assert seen.busy() == ["09:00-10:00 Good"]
    assert seen.page["warnings"] == [
        'work.ics:6: "20261131T090000Z" is not a day in the calendar; "Budget call" is left out',
    ]


def test_a_sign_in_page_instead_of_a_calendar(plan: Plan, book: Path) -> None:
    write_book(book, "")
    (book / "work.ics").write_text("<html>Please sign in</html>")
    done = plan("today", "--book", str(book))
    assert done.code == 0
    assert "Calendar         a meeting may be missing. work.ics: this is a web page" in done.out


def test_a_calendar_that_is_not_there(plan: Plan, book: Path) -> None:
    write_book(book, GOOD, colleagues='[[colleague]]\nname = "Sam Ito"\nbusy = ["sam.ics"]\n')
    (book / "work.ics").unlink()
    for command in ("today", "list", "forgotten", "next", "status"):
        done = plan(command, "--book", str(book))
        assert (done.code, done.err) == (0, ""), command
    page = plan("today", "--book", str(book)).out
    assert "Calendar         a meeting may be missing. work.ics: calendar not found" in page
    assert "and 1 more: `plan check`" in page
    checked = plan("check", "--book", str(book))
    assert (checked.code, checked.out.count("calendar not found")) == (0, 2)
    write_book(book, GOOD, colleagues="")
    assert "a meeting may be missing" not in plan("today", "--book", str(book)).out


def test_a_calendar_in_the_home_folder(plan: Plan, book: Path, home: Path) -> None:
    write_book(book, "")
    (book / "work.ics").rename(home / "mine.ics")
    (home / "mine.ics").write_text(f"BEGIN:VCALENDAR\n{GOOD}END:VCALENDAR\n")
    settings = book / "plan.toml"
    settings.write_text(settings.read_text().replace("work.ics", "~/mine.ics"))
    assert "Good" in plan("today", "--book", str(book)).out


def test_warnings_of_files_push_no_collision_off_the_page(plan: Plan, book: Path) -> None:
    odd = "".join(event(f"DTSTART;TZID=Zone {n}:20261123T080000", "DURATION:PT1H", uid=f"z{n}") for n in range(9))
    taken = event("DTSTART:20261123T130000Z", "DURATION:PT1H", title="Board")
    write_book(book, odd + taken, prospects="at = 2026-11-23T14:10:00\n")
    page = plan("today", "--book", str(book)).out
    warnings = page[page.index(" Warning ") :]
    assert warnings.index("are both at 14:10") < warnings.index("time zone")


def test_an_old_calendar_is_named_once_a_day(plan: Plan, book: Path) -> None:
    write_book(book, GOOD.replace("END:VEVENT", "DTSTAMP:20261101T080000Z\nEND:VEVENT"))
    page = plan("today", "--book", str(book)).out
    assert "work.ics: its newest change is 21 days old (Sun 1 Nov): is it still synced?" in page
    plan("block", "15:00-15:15", "--book", str(book))
    assert "still synced" not in plan("today", "--book", str(book)).out


def test_a_new_file_in_which_nothing_changed_is_named_once_a_week(plan: Plan, book: Path) -> None:
    """It may be synced: then the rep has nothing to do about it."""
    write_book(book, GOOD.replace("END:VEVENT", "DTSTAMP:20261112T080000Z\nEND:VEVENT"))
    asked = [day for day in range(17, 31)
             if "still synced" in plan("today", "--book", str(book), "--now", f"2026-11-{day}T07:00").out]  # fmt: skip
    assert asked == [20, 27]


def test_a_calendar_file_that_nobody_wrote_for_weeks_is_old(plan: Plan, book: Path) -> None:
    write_book(book, GOOD.replace("END:VEVENT", "DTSTAMP:20261101T080000Z\nEND:VEVENT"))
    october = datetime(2026, 10, 26, 8, tzinfo=UTC).timestamp()
    os.utime(book / "work.ics", (october, october))
    assert "work.ics is 27 days old (Mon 26 Oct): is it still synced?" in plan("today", "--book", str(book)).out
