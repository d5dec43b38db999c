"""Done lines are exported at their actual time; a SEQUENCE never falls, even after an undo."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from planner.calendars.export.earlier_exports import cancelled_entries, continue_sequences
from planner.calendars.export.entries import placed_rows
from planner.calendars.export.write import ExportEntry, calendar_bytes
from planner.calendars.libraries import icalendar
from planner.calendars.own import OWN_UID
from planner.core.diary import DiaryDay
from planner.core.line import Line
from tests.calendars.export.one_day import at, entry, page, row
from tests.conftest import Plan
from tests.lines import worked_line


def worked(item: str, start: str, end: str, outcome: str | None = "stayed") -> Line:
    minutes = round((at(end) - at(start)).total_seconds() / 60)
    return worked_line(
        item=item, record=None, does="advance", play="x", title="x", start=at(start), end=at(end), minutes=minutes,
        outcome=outcome,
    )  # fmt: skip


def exported(day: DiaryDay) -> list[tuple[str, str, int]]:
    return [(f"{e.row.slot.start:%H:%M}", f"{e.row.slot.end:%H:%M}", e.sequence) for e in placed_rows(day, "Dana")]


PROPOSAL = row("acme/proposal", "09:25", "10:15")
HALVES = (row("acme/proposal", "09:00", "09:45", part=(1, 2)), row("acme/proposal", "14:00", "14:45", part=(2, 2)))


@pytest.mark.parametrize(
    ("rows", "done", "events"),
    [
        ([PROPOSAL], [worked("acme/proposal", "08:40", "09:30")], [("08:40", "09:30", 1)]),
        ([PROPOSAL], [worked("acme/proposal", "09:25", "10:15")], [("09:25", "10:15", 0)]),
        ([PROPOSAL], [], [("09:25", "10:15", 0)]),
        ([PROPOSAL], [worked("other/proposal", "08:40", "09:30")], [("09:25", "10:15", 0)]),
        (HALVES, [worked("acme/proposal", "09:10", "09:50", None)], [("09:10", "09:50", 1), ("14:00", "14:45", 0)]),
    ],
)
def test_what_is_done_is_where_it_was_done(
    rows: list[Line], done: list[Line], events: list[tuple[str, str, int]]
) -> None:
    assert exported(replace(page(*rows), worked=tuple(done))) == events


@pytest.mark.parametrize(
    ("before", "now", "sequence"),
    [
        (None, entry(sequence=3), 3),
        (entry(sequence=3), entry(sequence=5, start=at("09:30")), 5),
        (entry(sequence=3), entry(sequence=3), 3),
        (entry(sequence=3), entry(sequence=3, start=at("09:30")), 4),  # undone, then moved elsewhere
        (entry(sequence=3, cancelled=True), entry(sequence=2), 4),  # undone: it takes place after all
        (entry(sequence=4), entry(sequence=2), 4),  # as it was given out last
        (entry(sequence=4, uid="2@hourworth"), entry(sequence=2), 2),
    ],
)
def test_a_number_never_falls(before: ExportEntry | None, now: ExportEntry, sequence: int) -> None:
    earlier = [calendar_bytes([before])] if before else []
    assert [each.sequence for each in continue_sequences([now], earlier)] == [sequence]


@pytest.mark.parametrize("target", ["today.ics", "vdir/"])
def test_undo_between_two_exports(plan: Plan, book: Path, tmp_path: Path, target: str) -> None:
    def export(now: str) -> dict[str, tuple[int, str]]:
        """SEQUENCE and status by UID."""
        plan("export", target, "--book", str(book), cwd=tmp_path, PLAN_NOW=now)
        files = [tmp_path / target] if target.endswith(".ics") else sorted((tmp_path / target).iterdir())
        events = re.findall("BEGIN:VEVENT.*?END:VEVENT", "".join(f.read_bytes().decode() for f in files), re.DOTALL)
        found = [[re.search(f"{name}:(.*)\r", event) for name in ("UID", "SEQUENCE", "DTSTART.*")] for event in events]
        return {m[0][1]: (int(m[1][1]), m[2][1]) for m in found if m[0] and m[1] and m[2]}

    first = export("2026-11-23T07:00")
    ran = plan("set", "deck", "at=2026-11-23T09:45", "--book", str(book), PLAN_NOW="2026-11-23T07:10")
    assert ran.err == ""
    moved = export("2026-11-23T07:15")
    assert "at = 2026-11-23T09:45" in (book / "tasks.toml").read_text()
    for _ in range(2):  # the page, then what was set
        plan("undo", "--book", str(book), PLAN_NOW="2026-11-23T07:20")
    again = export("2026-11-23T07:25")
    (deck,) = [uid for uid, (_, start) in first.items() if start.endswith("T090000")]
    assert [each[deck][1][-6:] for each in (first, moved, again)] == ["090000", "094500", "090000"]
    assert first[deck][0] < moved[deck][0] < again[deck][0]
    assert export("2026-11-23T07:30") == again


def test_an_undone_event_is_cancelled(plan: Plan, book: Path, tmp_path: Path) -> None:
    file = tmp_path / "today.ics"

    def export(now: str) -> list[tuple[str, str, str]]:
        """Summary, status and SEQUENCE of each event."""
        assert plan("export", str(file), "--book", str(book), PLAN_NOW=now).code == 0
        events = re.findall("BEGIN:VEVENT.*?END:VEVENT", file.read_bytes().decode(), re.DOTALL)
        values = [dict(line.partition(":")[::2] for line in event.split("\r\n")) for event in events]
        return sorted((each["SUMMARY"], each["STATUS"], each["SEQUENCE"]) for each in values)

    plan("set", "forecast", "at=2026-11-23T10:30", "--book", str(book), PLAN_NOW="2026-11-23T06:50")
    assert ("Forecast", "CONFIRMED", "0") in export("2026-11-23T07:00")
    for _ in range(2):
        plan("undo", "--book", str(book), PLAN_NOW="2026-11-23T07:10")
    exported = export("2026-11-23T07:15")
    assert exported[0] == ("Canceled: Forecast", "CANCELLED", "1")
    assert [status for _, status, _ in exported] == ["CANCELLED", "CONFIRMED", "CONFIRMED"]
    assert export("2026-11-23T07:20") == exported


@pytest.mark.parametrize("folder", ["", "diary"])
def test_the_books_own_folders_are_refused(plan: Plan, book: Path, folder: str) -> None:
    plan("today", "--book", str(book))
    before = sorted(path.name for path in book.rglob("*"))
    ran = plan("export", f"{book / folder}/", "--book", str(book))
    assert (ran.code, ran.out) == (2, "")
    assert "is the book's own folder" in ran.err
    assert sorted(path.name for path in book.rglob("*")) == before


def test_very_many_events_of_an_earlier_export_are_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read = icalendar().Calendar.from_ical
    times = []
    monkeypatch.setattr(icalendar().Calendar, "from_ical", lambda content: times.append(len(content)) or read(content))
    old = [entry(uid=f"day-{number}{OWN_UID}", sequence=number) for number in range(20)]
    gone = cancelled_entries(["day-3" + OWN_UID], [calendar_bytes([*old, entry(uid=f"other{OWN_UID}")])], ["day-"])
    assert [(each.uid, each.sequence) for each in gone] == [
        (f"day-{number}{OWN_UID}", number + 1) for number in range(20) if number != 3
    ]
    assert all(each.cancelled and each.start == old[0].start for each in gone)
    assert len(times) == 1
