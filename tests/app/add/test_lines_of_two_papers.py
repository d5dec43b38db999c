"""Kinds of lines on reps' papers, each with words that look alike and mean something else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.app.add.notes.note_times import NoteContext, past_time
from planner.app.add.notes.people.people_said import people_said
from planner.app.add.notes.read_note import read_note
from planner.app.add.notes.stage_note import stage_note
from tests.app.add.test_notes import BOTH, UK, US, shown
from tests.app.add.test_whole_lines import named, read


@BOTH
@pytest.mark.parametrize(
    ("text", "stage"),
    [
        # The contract is out, with lawyers or being signed.
        ("contract with their solicitors since 20th", "close"),
        ("contract is out", "close"),
        ("contract", "close"),
        ("verbally agreed last Friday, contract to follow", "close"),
        ("wants to sign", "close"),
        ("PO this week, verbal from the owner", "close"),
        # It only ends, is to come, or is spoken of.
        ("contract ends 31 January", None),
        ("contract to follow", None),
        ("council tender, closes 11 December noon", "proposal"),
        ("tender closes 11 December", "proposal"),
        ("wants 8% off before signing", "negotiation"),
        ("existing customer, contract ends 31 January, wants to see savings", "negotiation"),
        ("proposal sent, their current contract is bad", "proposal"),
        # A wish sends nothing.
        ("they emailed this morning asking for a quote", "lead"),
        ("first meeting went well, they want a quote", "discovery"),
        ("they need a price by Friday", None),
        ("quote sent", "proposal"),
        ("quote's with them since 18 November, she asks about lead times", "proposal"),
        ("they want a shorter lead time", None),
        ("price is too high. They want it for 8k", "negotiation"),
        ("Too expensive for them", "proposal"),
        # A department that somebody is in is no talk about terms.
        ("Procurement (Tom Ashby) running it, 3 bidders", "proposal"),
        ("demo done, purchasing head Joan Pell likes it", "demo"),
        ("with procurement", "negotiation"),
        ("FD has the last word, haven't met her", None),
        ("haven't met them", "lead"),
        ("gone with Initial in October", "lost"),
        ("they went with a rival", "lost"),
        ("went with it to their board", None),
    ],
)  # fmt: skip
def test_the_stage_that_words_say(text: str, stage: str | None, about: NoteContext) -> None:
    assert stage_note(text, about).stage == stage


@BOTH
@pytest.mark.parametrize(
    ("text", "keys"),
    [
        # Theirs, with their day as the day of the wait.
        ("she's to send me floor plans by tomorrow", "next Hear back: floor plans; next_on 2026-12-01; "
         "waiting_on them"),
        ("contract to follow, they said by Wednesday", "next Hear back: contract; next_on 2026-12-02; waiting_on them"),
        ("Sunita to send the plans by Friday", "next Hear back: the plans; next_on 2026-12-04; waiting_on Sunita"),
        ("their buyer sends the drawings by Friday", "next Hear back: the drawings; next_on 2026-12-04; "
         "waiting_on their buyer"),
        ("he has to confirm by Friday", "next Hear back; next_on 2026-12-04; note he has to confirm by Friday; "
         "waiting_on them"),
        ("Dan said Thursday", "next Hear back; next_on 2026-12-03; waiting_on Dan"),
        ("their CFO is reviewing, back to me by Friday", "next Hear back; next_on 2026-12-04; waiting_on their CFO"),
        ("PO this week", "next Hear back: PO; next_on 2026-12-04; waiting_on them"),
        ("contract with their solicitors since 20th", "last_touch 2026-11-20; next Hear back: contract; "
         "next_on 2026-12-03; waiting_on their solicitors"),
        ("pilot in one hall until 18 Dec, then they decide", "next Hear back: the decision; next_on 2026-12-18; "
         "note pilot in one hall until 18 Dec; running.until 2026-12-18; waiting_on them"),
        # The rep's.
        ("I'm to send floor plans by tomorrow", "next send floor plans; next_by 2026-12-01"),
        ("call to confirm Friday", "next call to confirm; next_on 2026-12-04"),
        ("I said I'd send revised price today", "next send revised price; next_on 2026-11-30"),
        ("wants to see savings", "next show savings"),
        ("wants to see us Friday", "next see us; next_on 2026-12-04"),
        ("they emailed this morning asking for a quote", "came 2026-11-30T07:00; next send the quote; "
         "note they emailed this morning asking for a quote"),
        ("next step: cost comparison, owe it to them by Wed", "next cost comparison; next_by 2026-12-02"),
        ("council tender due Friday", "next submit the council tender; next_by 2026-12-04"),
        ("RFQ due Friday, engineering likes our board grade", "next submit the RFQ; next_by 2026-12-04; "
         "note engineering likes our board grade"),
        # A week is a span, by its Friday.
        ("presentations w/c 14 Dec", "next presentations; next_by 2026-12-18"),
        ("call him the week of 14 Dec", "next call him; next_by 2026-12-18"),
        ("call him this week", "next call him; next_by 2026-12-04"),
        ("presentations 14 Dec", "next presentations; next_on 2026-12-14"),
        # Days that were.
        ("did the demo clean on 12 Nov, silence since", "last_touch 2026-11-12; note did the demo clean on 12 Nov; "
         "unanswered 1"),
        ("agreed it last Friday", "last_touch 2026-11-27"),
        ("left 3 msgs", "unanswered 3"),
        ("renewal 31 January, usage is down", "decide_by 2027-01-31; note usage is down; renews contract 2027"),
        ("renewal call 31 January", "next renewal call; next_on 2027-01-31"),
        ("Priya introduced me (Priya Nair, Elland Glass)", "introduced_by Priya Nair; note Priya Nair, Elland Glass"),
    ],
)  # fmt: skip
def test_whose_move_it_is_and_when(text: str, keys: str, about: NoteContext) -> None:
    assert shown(read_note(text, about)) == keys


@BOTH
@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("gone with Initial in October", "lost_on 2026-10-31; lost_reason competitor; "
         "note gone with Initial in October; since 2026-10-31; x.lost_to Initial"),
        ("lost on price, June", "lost_on 2026-06-30; lost_reason price; note lost on price, June; since 2026-06-30"),
        ("verbally agreed last Friday, contract to follow, they said by Wednesday", "last_touch 2026-11-27; "
         "next Hear back: contract; next_on 2026-12-02; waiting_on them"),
        ("existing customer, contract ends 31 January, I must show them savings", "decide_by 2027-01-31; "
         "next show them savings; note existing customer; contract ends 31 January; renews contract 2027"),
    ],
)  # fmt: skip
def test_a_line_with_its_stage(text: str, keys: str, about: NoteContext) -> None:
    assert shown(stage_note(text, about).keys) == keys


@BOTH
@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("FD has the last word, haven't met her", [("the FD", "FD", True)]),
        ("Martin (ops director) likes us. FD has the last word",
         [("Martin", "ops director", False), ("the FD", "FD", True)]),
        ("the owner holds the purse", [("the owner", "owner", True)]),
        ("met practice manager Sunita Rao 19 Nov", [("Sunita Rao", "practice manager", False)]),
        ("Procurement (Tom Ashby) running it", [("Tom Ashby", "Procurement", False)]),
        ("verbal from owner (Ray Cobb)", [("Ray Cobb", "owner", True)]),
        ("second meeting Wed 1pm, 3 people incl. purchasing head Joan Pell", [("Joan Pell", "purchasing head", False)]),
        ("Priya introduced me (Priya Nair, Elland Glass)", []),
        ("the board meets Friday", []),
        ("quote for Elland Glass (15 units)", []),
    ],
)  # fmt: skip
def test_the_people_of_a_line(text: str, people: list[tuple[str, str, bool]], about: NoteContext) -> None:
    assert named(read(text, about)[1]) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("FD, havent met her", [("the FD", "FD", True)]),
        ("dont know, my contact is Sunita Rao, practice manager", [("Sunita Rao", "practice manager", False)]),
        ("Sunita Rao (practice manager)", [("Sunita Rao", "practice manager", True)]),
        ("the dean, against it", [("the dean", "dean", False)]),
    ],
)
def test_an_answer_to_who_decides(text: str, people: list[tuple[str, str, bool]]) -> None:
    assert [(each.name, each.role, each.decides) for each in people_said(text, deciders=True)] == people


@given(st.integers(1, 28), st.sampled_from(["since", "since the", "silent since"]), st.sampled_from([UK, US]))
@settings(max_examples=60, deadline=None)
def test_a_day_of_the_month_behind_since_is_the_latest_not_after_today(day: int, lead: str, about: NoteContext) -> None:
    time = past_time(f"{lead} {day}th", about)
    assert time is not None
    assert str(time.when) == f"2026-11-{day:02}"
