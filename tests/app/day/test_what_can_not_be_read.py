"""A calendar that can't be read is a warning on the page; one that is not there is an error of plan.toml."""

from __future__ import annotations

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
    assert "work.ics: no calendar in it" in done.out


def test_a_calendar_that_is_not_there(plan: Plan, book: Path) -> None:
    write_book(book, GOOD)
    assert plan("today", "--book", str(book)).code == 0
    (book / "work.ics").unlink()
    done = plan("today", "--book", str(book))
    assert done.code == 1
    assert 'error: there is no calendar "work.ics"\n  plan.toml:15 |' in done.err
