"""icalendar and vobject, which share no code, read the same from a page of hostile names."""

from datetime import datetime

import icalendar
import pytest
import vobject

from planner.calendars.export.write import calendar_bytes
from tests.calendars.export.one_day import at, entry

NAMES = {
    "plain": "Proposal · Acme rollout",
    "RFC's own signs": "a;b,c\\d\\n:e\"f'",
    "emoji": "👩‍👩‍👧 wins 🚀" * 12,
    "CJK": "株式会社日立製作所と東京電力の提案書" * 9,
    "right to left": "שלום עולם",
    "markup": "<script>alert(1)</script> [bold]x[/bold] %s {0}",
    "a property": "BEGIN:VEVENT",
}
DESCRIPTION = "First; line, with \\ and:\nSecond: €9,014 × 45%\n\n BEGIN:VALARM"


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_both_read_the_same(name: str) -> None:
    moved, gone = entry(summary=name, description=DESCRIPTION, location=name, sequence=3), entry(
        uid="2@hourworth", start=at("2026-07-01T09:00"), end=at("2026-07-01T10:00"), cancelled=True
    )  # fmt: skip
    data = calendar_bytes([moved, gone], alarm=15)
    expected = [
        ("1@hourworth", name, DESCRIPTION, name, at("09:00"), at("10:00"), 3, "CONFIRMED", 1),
        (
            "2@hourworth",
            "Canceled: Proposal",
            "",
            "",
            at("2026-07-01T09:00"),
            at("2026-07-01T10:00"),
            0,
            "CANCELLED",
            0,
        ),
    ]
    assert by_icalendar(data) == expected
    assert by_vobject(data) == expected


def by_icalendar(data: bytes) -> list[tuple[object, ...]]:
    calendar = icalendar.Calendar.from_ical(data)
    assert "METHOD" not in calendar
    for component in calendar.walk():
        assert component.errors == []
    return [
        (
            str(event["UID"]),
            str(event["SUMMARY"]),
            str(event.get("DESCRIPTION", "")),
            str(event.get("LOCATION", "")),
            event["DTSTART"].dt,
            event["DTEND"].dt,
            int(event["SEQUENCE"]),
            str(event["STATUS"]),
            len(event.walk("VALARM")),
        )
        for event in calendar.walk("VEVENT")
    ]


def by_vobject(data: bytes) -> list[tuple[object, ...]]:
    calendar = vobject.readOne(data.decode())
    calendar.validate(raiseException=True)

    def value(event: object, name: str) -> str:
        return getattr(event, name).value if hasattr(event, name) else ""

    def same_time(moment: datetime) -> datetime:
        return moment.astimezone(at("09:00").tzinfo)

    return [
        (
            event.uid.value,
            event.summary.value,
            value(event, "description"),
            value(event, "location"),
            same_time(event.dtstart.value),
            same_time(event.dtend.value),
            int(event.sequence.value),
            event.status.value,
            len(event.contents.get("valarm", [])),
        )
        for event in calendar.vevent_list
    ]
