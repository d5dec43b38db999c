"""What the calendar holds, and the times that are taken on the page for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.day.conftest import Look, event, write_book
from tests.conftest import Plan

NEW_YORK = ("DTSTART;TZID=America/New_York:20261001T090000", "DURATION:PT30M", "RRULE:FREQ=DAILY")
BERLIN = ("DTSTART;TZID=Europe/Berlin:20250602T090000", "DURATION:PT30M", "RRULE:FREQ=WEEKLY;BYDAY=MO,SU")
AT_NINE = ("DTSTART:20261123T080000Z", "DTEND:20261123T090000Z")
A_DAY = ("DTSTART;VALUE=DATE:20261123", "DTEND;VALUE=DATE:20261124")


@pytest.mark.parametrize(
    ("lines", "now", "taken"),
    [
        (AT_NINE, "2026-11-23T07:00", ["09:00-10:00 Meeting"]),
        (AT_NINE, "2026-11-24T07:00", []),
        ((*AT_NINE, "STATUS:TENTATIVE"), "2026-11-23T07:00", ["09:00-10:00 Meeting (tentative)"]),
        ((*AT_NINE, "STATUS:CANCELLED"), "2026-11-23T07:00", []),
        ((*AT_NINE, "ATTENDEE;PARTSTAT=DECLINED:mailto:Dana@firm.example"), "2026-11-23T07:00", []),
        ((*AT_NINE, "ATTENDEE;PARTSTAT=DECLINED:mailto:sam@firm.example"), "2026-11-23T07:00", ["09:00-10:00 Meeting"]),
        # New York changes its clocks on 1 November and 14 March, Berlin on 25 October and 28 March
        (NEW_YORK, "2026-10-26T07:00", ["14:00-14:30 Meeting"]),
        (NEW_YORK, "2026-11-23T07:00", ["15:00-15:30 Meeting"]),
        (NEW_YORK, "2027-03-15T07:00", ["14:00-14:30 Meeting"]),
        (NEW_YORK, "2027-03-29T07:00", ["15:00-15:30 Meeting"]),
        (BERLIN, "2026-10-25T07:00", ["09:00-09:30 Meeting"]),  # the day that has 25 hours
        (BERLIN, "2026-10-26T07:00", ["09:00-09:30 Meeting"]),
        (BERLIN, "2027-03-28T07:00", ["09:00-09:30 Meeting"]),  # the day that has 23
        (BERLIN, "2027-03-29T07:00", ["09:00-09:30 Meeting"]),
        (("DTSTART;TZID=Europe/Berlin:20270328T013000", "DURATION:PT1H"), "2027-03-28", ["01:30-03:30 Meeting"]),
        (BERLIN, "2040-11-26T07:00", ["09:00-09:30 Meeting"]),
    ],
)
def test_a_meeting(look: Look, lines: tuple[str, ...], now: str, taken: list[str]) -> None:
    seen = look(event(*lines), now)
    assert seen.busy() == taken
    starts = [f"{item['start'][11:16]}" for item in seen.page["items"]]
    assert all(not (span[:5] <= start < span[6:11]) for span in taken for start in starts)


@pytest.mark.parametrize(
    ("line", "setting", "free"),
    [
        ("PRIORITY:5", "marked", True),
        ("PRIORITY:5", "always", False),
        ("TRANSP:OPAQUE", "marked", False),
        ("TRANSP:OPAQUE", "never", True),
    ],
)
def test_a_whole_day(look: Look, line: str, setting: str, free: bool) -> None:
    seen = look(event(*A_DAY, line, title="Trade fair"), plan=f'all_day = "{setting}"\n')
    assert seen.busy() == ([] if free else ["00:00-00:00 Trade fair"])
    assert seen.page["minutes_available"] == (540 if free else 0)
    assert bool(seen.items()) == free


def test_what_a_meeting_displaces(look: Look) -> None:
    seen = look(event("DTSTART;TZID=Europe/Berlin:20261123T080000", "DURATION:PT8H30M", title="Off-site"))
    (off_site,) = seen.page["busy"]
    assert off_site["displaces"] > 0


def test_hundreds_of_meetings_do_not_solve_the_day_hundreds_of_times(look: Look) -> None:
    events = [
        event(f"DTSTART:20261123T{9 + n // 60:02}{n % 60:02}00Z", "DURATION:PT1M", title=f"No. {n}", uid=str(n))
        for n in range(120)
    ]
    busy = look("".join(events)).page["busy"]
    assert len(busy) == 120
    crowded_out = {round(each["displaces"], 6) for each in busy}
    assert len(crowded_out) == 1  # by the price of a minute: all of them last one, and none is solved for
    assert min(crowded_out) > 0


def test_an_away_meeting_has_its_way_there_and_back(look: Look) -> None:
    noon = ("DTSTART;TZID=Europe/Berlin:20261123T120000", "DURATION:PT1H")
    free = [(line[:5], line[6:11]) for line in look(event(*noon, "LOCATION:Hotel Post\\, Munich")).items()]
    assert free
    assert all(end <= "11:10" or start >= "13:50" for start, end in free)


@pytest.mark.parametrize(("hours", "because"), [(9, "needs a colleague"), (4, None)])
def test_a_colleague_who_is_busy_is_not_called_in(plan: Plan, book: Path, hours: int, because: str | None) -> None:
    course = event("DTSTART;TZID=Europe/Berlin:20261123T080000", f"DURATION:PT{hours}H", title="Course")
    write_book(
        book,
        "",
        colleagues='[[colleague]]\nid = "sam"\nname = "Sam Ito"\nbusy = ["sam.ics"]\n',
        tasks='[[task]]\nid = "dry-run"\ntitle = "Dry run"\nminutes = 60\nmakes = 9_000\nneeds = ["sam"]\n',
    )
    (book / "sam.ics").write_text(f"BEGIN:VCALENDAR\n{course}END:VCALENDAR\n")
    page = json.loads(plan("today", "--json", "--book", str(book)).out)
    assert page["busy"] == []
    assert {out["item"]: out["because"] for out in page["left_out"]}.get("dry-run") == because
    assert [item["start"][11:16] >= "12:00" for item in page["items"] if item["item"] == "dry-run"] == (
        [] if because else [True]
    )
