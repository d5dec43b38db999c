"""What is said of a page that is replanned: names, not ids; a trial is called one; an hour is counted once."""

from __future__ import annotations

import json
from pathlib import Path

from tests.app.worklog.conftest import At


def test_what_left_the_page_is_called_by_its_name(at: At) -> None:
    at("07:00", "today")
    shown = at("07:05", "later", "acme", "+3").out
    assert "dropped: " in shown
    assert "Acme rollout" in shown.partition("dropped: ")[2]


def test_a_trial_is_called_a_trial(at: At) -> None:
    at("07:00", "today")
    shown = at("12:05", "today", "--dry-run").out
    assert "at 12:05: the dry run is not saved" in shown
    assert "as you asked" not in shown
    assert "a trial" not in at("12:05", "today").out


def test_hours_that_were_logged_twice_are_given_once(at: At) -> None:
    whole = json.loads(at("07:00", "today", "--json").out)["minutes_available"]
    for thing in ("One thing", "Another thing"):
        at("12:00", "done", thing, "--unplanned", "--from", "9:00", "--to", "11:00", "-o", "done")
    left = json.loads(at("12:00", "today", "--json").out)["minutes_available"]
    # two hours logged, four and three quarters left, and ten minutes of the line that began at 11:50
    assert (whole, left) == (8 * 60 + 15, 2 * 60 + 4 * 60 + 45 + 10)


def test_two_appointments_at_one_time_are_named_without_empty_brackets(at: At, book: Path) -> None:
    musts = "".join(
        f'[[task]]\ntitle = "{title}"\nminutes = 60\nmust = true\nat = 2026-11-23T{hour}\n'
        for title, hour in (("Audit", "10:00"), ("Board", "10:30"))
    )
    (book / "tasks.toml").write_text(musts, encoding="utf-8")
    (warning,) = json.loads(at("07:00", "today", "--json").out)["warnings"]
    assert warning == "Audit and Board are both at 10:30: move one"
