"""The program's own events never count as busy times, wherever they come back from."""

from pathlib import Path

import pytest

from planner.calendars.busy_times import busy_times
from planner.calendars.export.write import calendar_bytes
from tests.calendars.export.one_day import at, entry

OTHER = b"-//Some phone//EN"


@pytest.mark.parametrize("rewritten", [False, True], ids=["as it was", "rewritten by another program"])
def test_an_exported_day_takes_no_time(tmp_path: Path, rewritten: bool) -> None:
    data = calendar_bytes([entry(uid="20261123-ab-cd@hourworth")])
    if rewritten:
        lines = data.split(b"\r\n")
        data = b"\r\n".join(b"PRODID:" + OTHER if line.startswith(b"PRODID") else line for line in lines)
    (tmp_path / "plan.ics").write_bytes(data)
    day = at("00:00").date()
    assert busy_times([tmp_path / "plan.ics"], (day, day), "Europe/Berlin").busy == ()


def test_the_same_event_of_another_program_does(tmp_path: Path) -> None:
    data = calendar_bytes([entry(uid="20261123-ab-cd@dentist")]).replace(b"hourworth", b"dentist")
    (tmp_path / "plan.ics").write_bytes(data)
    day = at("00:00").date()
    assert [event.title for event in busy_times([tmp_path / "plan.ics"], (day, day), "Europe/Berlin").busy] == [
        "Proposal"
    ]  # fmt: skip
