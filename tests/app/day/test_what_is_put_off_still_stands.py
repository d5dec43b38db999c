"""A meeting that the rep puts off keeps its time while the calendar has it, until the rep says that it is off."""

from __future__ import annotations

import json
from pathlib import Path

from tests.app.day.conftest import Look, event
from tests.conftest import Plan

TERMS = event(
    "DTSTART;TZID=Europe/Berlin:20261123T140000",
    "DTEND;TZID=Europe/Berlin:20261123T144500",
    "ATTENDEE:mailto:lena@acme.example",
    title="Acme: terms",
)


def test_put_off_and_then_free(look: Look, plan: Plan, book: Path) -> None:
    def page() -> tuple[list[str], list[str], bool]:
        """The taken times, the meeting's steps, whether something else begins between 14:00 and 14:45."""
        said = json.loads(plan("today", "--json", "--book", str(book)).out)
        acme = [item["does"] for item in said["items"] if item["record"] == "acme-rollout"]
        others = [item["start"][11:16] for item in said["items"] if item["record"] != "acme-rollout"]
        return [each["title"] for each in said["busy"]], acme, any("14:00" <= start < "14:45" for start in others)

    look(TERMS)
    assert "advance" in page()[1]

    ran = plan("later", "acme-rollout", "+6", "--book", str(book))
    assert (ran.code, ran.err) == (
        0,
        'warning: "Acme: terms" is still on your calendar. If it is off: `plan free 14:00`\n',
    )
    assert page() == (["Acme: terms"], [], False)

    ran = plan("free", "14:00", "--book", str(book))
    assert ran.out.startswith("Canceled: Acme: terms.\n")
    assert page()[:2] == ([], [])


def test_a_meeting_that_is_canceled_gives_its_time_away(look: Look, plan: Plan, book: Path) -> None:
    look(TERMS)
    assert plan("free", "14:10", "--book", str(book)).code == 0
    said = json.loads(plan("today", "--json", "--book", str(book)).out)
    assert (said["busy"], [item for item in said["items"] if item["fixed"]]) == ([], [])


def test_one_that_was_moved_takes_no_time(look: Look, plan: Plan, book: Path) -> None:
    look(TERMS)
    assert plan("done", "acme-rollout", "-o", "moved", "--book", str(book)).code == 0
    assert json.loads(plan("today", "--json", "--book", str(book)).out)["busy"] == []


def test_what_is_left_out_for_the_day_stands_all_the_same(look: Look, plan: Plan, book: Path) -> None:
    look(TERMS)
    ran = plan("today", "--without", "acme-rollout/discovery-call", "--json", "--book", str(book))
    assert ran.err == ""
    said = json.loads(ran.out)
    assert [each["title"] for each in said["busy"]] == ["Acme: terms"]


def test_a_prep_put_off_has_one_line_and_names_the_meeting_that_stays(look: Look, plan: Plan, book: Path) -> None:
    look(TERMS)
    does = [item["does"] for item in json.loads(plan("today", "--json", "--book", str(book)).out)["items"]]
    assert does.count("prepare") == 1
    ran = plan("later", str(1 + does.index("prepare")), "thu", "--book", str(book))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Prep: Discovery call, Acme rollout: off today's page. The meeting stays at 14:00.\n")
    does = [item["does"] for item in json.loads(plan("today", "--json", "--book", str(book)).out)["items"]]
    assert "prepare" not in does
    assert "advance" in does
