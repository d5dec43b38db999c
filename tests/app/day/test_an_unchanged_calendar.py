"""A calendar is read once: looked at again, or tomorrow, nothing that reads calendars is even loaded."""

from __future__ import annotations

import json
from pathlib import Path

from tests.app.day.conftest import event, write_book
from tests.conftest import Plan, Ran

WEEKLY = event("DTSTART;TZID=Europe/Berlin:20261102T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY", title="Stand-up")
READERS = ("icalendar", "recurring_ical_events", "dateutil.rrule", "planner.calendars.busy_times")


def loaded(done: Ran) -> list[str]:
    """Those of the readers that the run imported."""
    names = {line.rpartition("|")[2].strip() for line in done.err.splitlines() if line.startswith("import time:")}
    assert "planner.calendars.files" in names
    return [name for name in READERS if name in names]


def test_it_is_read_once_and_again_when_it_changed(plan: Plan, book: Path) -> None:
    write_book(book, WEEKLY)

    def look(now: str) -> tuple[list[str], list[str]]:
        done = plan("today", "--json", "--book", str(book), "--now", now, PYTHONPROFILEIMPORTTIME="1")
        assert done.code == 0
        return [each["title"] for each in json.loads(done.out)["busy"]], loaded(done)

    assert look("2026-11-23T07:00") == (["Stand-up"], list(READERS))
    assert look("2026-11-23T07:05") == (["Stand-up"], [])
    assert look("2026-11-24T07:00") == (["Stand-up"], [])
    write_book(book, WEEKLY.replace("Stand-up", "Huddle"))
    assert look("2026-11-24T07:05") == (["Huddle"], list(READERS))


def test_a_book_of_many_colleagues_reads_no_more_calendars(plan: Plan, book: Path) -> None:
    write_book(book, WEEKLY)
    many = "".join(event(f"UID:{n}", "DTSTART:20261123T090000Z", "DURATION:PT5M") for n in range(9_000))
    (book / "many.ics").write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{many}END:VCALENDAR\n")
    colleagues = "".join(
        f'[[colleague]]\nid = "c{n}"\nname = "C {n}"\nhelps = ["close"]\nbusy = ["many.ics"]\n' for n in range(13)
    )
    (book / "colleagues.toml").write_text(colleagues)

    def look() -> tuple[list[str], list[str], bool]:
        done = plan("today", "--json", "--book", str(book), "--now", "2026-11-23T07:00", PYTHONPROFILEIMPORTTIME="1")
        assert done.code == 0, done.err[-500:]
        page = json.loads(done.out)
        left_out = [each for each in page["warnings"] if "more events than all calendars may have" in each]
        return [each["title"] for each in page["busy"]], left_out, bool(loaded(done))

    assert look() == (["Stand-up"], ["many.ics: it has more events than all calendars may have; left out"], True)
    (book / "tasks.toml").write_text('[[task]]\ntitle = "Call"\nminutes = 10\n')
    assert look() == (["Stand-up"], ["many.ics: it has more events than all calendars may have; left out"], False)
