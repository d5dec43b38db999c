"""A reading survives the cache, and a page with unchanged calendars reads no calendar."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from planner.calendars.cached_reading import dump, load
from planner.calendars.files import calendar_key
from tests.calendars.one_week import event, reading

MEETING = event("DTSTART:20261123T090000Z", "DURATION:PT1H", "LOCATION:Munich", "ATTENDEE:mailto:a@b.example")
BAD = event("DTSTART:never", "UID:2")


def test_a_stored_reading_is_the_reading(tmp_path: Path) -> None:
    found = reading(tmp_path, MEETING + BAD)
    assert len(found.busy) == len(found.gaps) == 1
    assert load(dump(found)) == found
    assert str(load(dump(found)).busy[0].start.tzinfo) == "Europe/Berlin"


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[2]", b'[2,"UTC",[[[1]],[]],[[],[],[]]]', b'[2,"Nowhere",[[],[]],[[],[],[]]]', b"[" * 100_000],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no stored calendar reading"):
        load(data)


def test_loading_imports_no_reader(tmp_path: Path) -> None:
    stored = tmp_path / "stored"
    stored.write_bytes(dump(reading(tmp_path, MEETING)))
    code = f"""
import sys
from pathlib import Path
from planner.calendars.files import calendar_key
from planner.calendars.cached_reading import load
calendar_key([Path({str(tmp_path)!r})])
assert load(Path({str(stored)!r}).read_bytes()).busy
wanted = "icalendar recurring_ical_events dateutil planner.calendars.busy_times planner.calendars.ics.events".split()
print([name for name in wanted if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_the_key_follows_names_and_contents(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    keys = [calendar_key([folder])]
    for change in (
        lambda: (folder / "1.ics").write_text("a"),
        lambda: (folder / "1.ics").write_text("b"),
        lambda: (folder / "1.ics").rename(folder / "2.ics"),
        (folder / "2.ics").unlink,
    ):
        change()
        keys.append(calendar_key([folder]))
    assert keys[0] == keys[-1]
    assert len(set(keys)) == 4
