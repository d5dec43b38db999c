"""The questions about a deal: back from each of them, and answers in a rep's own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from planner.app.add.draft import RecordDraft
from planner.app.add.questions import QUESTIONS, first_turn, step
from planner.app.add.readers import people_of
from planner.app.dialogue.turn import Turn
from planner.app.setup.first_book.template import FirstBook, book_files
from planner.book.files import BookFiles
from planner.book.read.read_book import read_book
from tests.app.dialogue.answers import after_answers

FIRST = FirstBook(name="Dana", currency="USD", zone="America/New_York", locale="en-US", keeps=0.1)
BOOK = read_book(BookFiles(Path("book"), book_files(FIRST), ""), "UTC").book
NOW = datetime(2026, 12, 1, 7, tzinfo=ZoneInfo("America/New_York"))  # a Tuesday
DEAL = RecordDraft(kind="prospect", book=BOOK, now=NOW, to_ask=QUESTIONS["prospect"], one_of_many=True)


def after(*answers: str) -> Turn[RecordDraft]:
    return after_answers(first_turn(DEAL), step, answers)[-1]


def field(name: str, *answers: str) -> str | None:
    return next((each.text for each in after(*answers).state.typed if each.field == name), None)


def asked(turn: Turn[RecordDraft]) -> str:
    return turn.prompt.text if turn.prompt else ""


UP_TO_NEXT = ("Acme", "40k", "2", "fri")


def test_back_from_the_next_step() -> None:
    next_step = after(*UP_TO_NEXT)
    assert asked(next_step).startswith("Agreed next")
    assert asked(after(*UP_TO_NEXT, "<")).startswith("Last spoke")
    assert asked(after(*UP_TO_NEXT, "call fri or mon", "<")).startswith("Last spoke")
    two = after(*UP_TO_NEXT, "demo tues 9am")
    assert "today, Dec 1, 2026, 9:00am" in asked(two)
    assert asked(after(*UP_TO_NEXT, "demo tues 9am", "<")) == asked(next_step)
    assert field("at", *UP_TO_NEXT, "demo tues 9am", "<", "demo tues 9am", "1") == "2026-12-01T09:00:00-05:00"
    assert field("at", *UP_TO_NEXT, "demo tues 9am", "2") == "2026-12-08T09:00:00-05:00"
    assert field("next", *UP_TO_NEXT, "demo tues 9am", "2") == "demo"


def test_amounts_in_the_words_of_a_rep() -> None:
    assert asked(after("Acme", "25 x $600")).startswith("Stage")
    assert asked(after("Acme", "$9,800/yr")).startswith("Stage")
    for answer in ("", "?", "tbd", "TBD"):
        again = after("Acme", answer)
        assert asked(again).startswith("Amount")
        assert "\n".join(again.lines) == (
            "  without its amount plan can't price it\n  your best guess now, 20k; `plan set` changes it"
        )
    assert after("Acme", "many").lines == ('  can\'t read "many" as an amount', "  48000 or 48k")
    assert field("amount", "Acme", "120-150k", "2") == "135k"  # its middle, shown at once
    assert field("amount", "Acme", "48.000", "2") == "48000"


@pytest.mark.parametrize(
    ("answer", "stage"),
    [
        ("quoted", "proposal"),
        ("sent quote", "proposal"),
        ("RFP", "proposal"),
        ("shortlisted", "proposal"),
        ("verbal", "close"),
        ("waiting on PO", "close"),
        ("contract sent", "close"),
        ("redlines", "negotiation"),
        ("first call done", "discovery"),
        ("just met", "lead"),
        ("trial", "demo"),
        ("4", "proposal"),
        ("nego", "negotiation"),
    ],
)
def test_stages_in_the_words_of_a_rep(answer: str, stage: str) -> None:
    read = after("Acme", "40k", answer)
    assert field("stage", "Acme", "40k", answer) == stage
    said = [line.partition(" · ")[0] for line in read.lines]
    assert said == ([] if answer == "4" else [f"  stage: {stage}"])


@pytest.mark.parametrize("answer", ["renewal", "legal", "whatever"])
def test_a_stage_that_is_not_read_lists_the_choices(answer: str) -> None:
    again = after("Acme", "40k", answer)
    assert again.lines[0] == f'  no stage "{answer}"'
    ended = after("Acme", "40k", "closed won")
    assert ended.lines[0] == '  "closed won" closes a deal'
    stages = "lead, discovery, demo, proposal, negotiation, close, lost"
    assert again.lines[1] == ended.lines[1] == f"  a number, or one of {stages}"


@pytest.mark.parametrize(
    ("answer", "day"),
    [
        ("talked fri", "2026-11-27"),
        ("Spoke on fri afternoon", "2026-11-27"),
        ("last wk", "2026-11-23"),
        ("met last week", "2026-11-23"),
        ("2 wks ago", "2026-11-17"),
        ("this morning", "2026-12-01"),
        ("fri", "2026-11-27"),
    ],
)
def test_the_last_contact_in_the_words_of_a_rep(answer: str, day: str) -> None:
    assert field("last_touch", "Acme", "40k", "2", answer) == day


@pytest.mark.parametrize(
    ("answer", "day"),
    [("early Nov", "2026-11-05"), ("mid-Nov", "2026-11-15"), ("late november", "2026-11-25"), ("nov 12", "2026-11-12")],
)
def test_a_part_of_a_month_is_its_usual_day(answer: str, day: str) -> None:
    assert field("last_touch", "Acme", "40k", "4", answer) == day


@pytest.mark.parametrize(
    ("answer", "stage"),
    [
        ("price agreed", "close"),
        ("sent them a quote on friday", "proposal"),
        ("they want a demo", "demo"),
        ("their lawyers have it", "negotiation"),
        ("had a chat", "discovery"),
        ("new enquiry", "lead"),
    ],
)
def test_a_stage_in_a_whole_sentence(answer: str, stage: str) -> None:
    assert field("stage", "Acme", "40k", answer) == stage


def test_enter_ends_the_list_only_after_a_look() -> None:
    third = first_turn(replace(DEAL, number=2))
    look = after_answers(third, step, [""])[-1]
    assert asked(look) == "2 deals. All of them? Enter: yes, or type the next one"
    assert after_answers(third, step, ["", ""])[-1].prompt is None
    assert asked(after_answers(third, step, ["", "Acme"])[-1]) == "Amount (48k)"
    assert after("").prompt is None


def test_of_a_lost_deal_nothing_more_is_asked() -> None:
    lost = after("Acme", "40k", "lost in spring to Boge")
    assert lost.prompt is None
    assert [str(each) for each in lost.state.typed[2:]] == [
        *("stage=lost", "lost_on=2026-04-15", "since=2026-04-15", "lost_reason=competitor", "x.lost_to=Boge"),
        "note=lost in spring to Boge",  # no day was said
    ]


def test_what_was_said_with_the_stage_is_not_asked_again() -> None:
    assert asked(after("Acme", "40k", "proposal sent 11/20")).startswith("Agreed next")
    assert asked(after("Acme", "40k", "web form this morning")).startswith("Agreed next")
    both = after("Acme", "40k", "first talk done Monday, demo Thursday 2pm")
    assert (asked(both).partition(" (")[0], both.lines) == (
        "Who decides, who else do you know there",
        ("  stage: discovery · next step: demo · appointment on Thursday at 14:00 · last contact 30 Nov",),
    )
    assert asked(after("Acme", "40k", "They have our proposal", "")).startswith("Agreed next")


@pytest.mark.parametrize(
    ("answer", "line", "asked_next"),
    [
        ("they decide by Dec 18", "  decision deadline 18 Dec", "Last spoke"),
        (
            "promised a reference list by Wednesday",
            "  next step: send a reference list, by 2 Dec",
            "Who decides, who else do you know there",
        ),
        ("no answer after three calls", "  no answer ×3", "Agreed next"),
    ],
)
def test_an_answer_without_a_stage_is_kept_and_the_stage_asked_again(answer: str, line: str, asked_next: str) -> None:
    kept = after("Acme", "40k", answer)
    assert (asked(kept).startswith("Stage "), kept.lines) == (True, (line,))
    assert asked(after("Acme", "40k", answer, "4")).startswith(asked_next)
    assert "stage=proposal" in [str(each) for each in after("Acme", "40k", answer, "4").state.typed]
    assert after("Acme", "40k", answer, "<").state.typed == after("Acme", "40k").state.typed


def test_a_step_without_a_day_is_kept_and_said() -> None:
    turn = after("Acme", "40k", "2", "", "ask again")
    assert turn.lines == ('  no day in it: kept as the next step, "ask again"',)
    assert field("next", "Acme", "40k", "2", "", "ask again") == "ask again"
    assert field("next", "Acme", "40k", "2", "", "no next step yet") is None


def test_a_remark_is_kept_as_a_note_and_the_question_is_put_again() -> None:
    kept = after("Acme", "40k", "2", "", "likes us")
    assert kept.lines == ('  kept as a note: "likes us"',)
    assert asked(kept).startswith("Agreed next")
    assert field("note", "Acme", "40k", "2", "", "likes us") == "likes us"
    assert asked(after("Acme", "40k", "2", "", "likes us", "")).startswith("Who decides")
    assert field("next_on", "Acme", "40k", "2", "", "likes us", "call fri") == "2026-12-04"
    both = after("Acme", "40k", "proposal, wants a discount of 15%, referred by Ann Kerr")
    assert both.lines == (
        "  stage: proposal · brought by Ann Kerr",
        '  kept as a note: "wants a discount of 15%"',
    )
    again = after("Acme", "40k", "proposal, likes us", "", "likes us, call fri")
    assert not any("note" in line for line in again.lines)


def test_people_said_with_the_stage_are_not_asked_for_again() -> None:
    known = ("Acme", "40k", "proposal; Lea Moran (lab head), CFO Dan Pike decides", "", "")
    assert asked(after(*known)) == ""
    undecided = ("Acme", "40k", "proposal; Tom Ost (QA), Kay Brandt (IT)", "", "")
    assert asked(after(*undecided)) == "Who decides (Tom Ost or Kay Brandt, or another name; Enter: not known)"
    assert asked(after(*undecided, "Kay")) == ""
    people = people_of(after(*undecided, "Kay").state.typed, BOOK)
    assert [(each.name, each.decides) for each in people] == [("Tom Ost", False), ("Kay Brandt", True)]
    assert asked(after("Acme", "40k", "1", "", "call fri, Tom in purchasing")) == ""


@pytest.mark.parametrize("answer", ["someone else", "Somebody else", "another name", "other"])
def test_someone_else_is_no_name(answer: str) -> None:
    again = after("Acme", "40k", "proposal; Tom Ost (QA), Kay Brandt (IT)", "", "", answer)
    assert again.lines[0] == "  who is it"
    assert asked(again).startswith("Who decides")
    people = people_of(after("Acme", "40k", "proposal; Tom Ost (QA)", "", "", "their CFO").state.typed, BOOK)
    assert [(each.name, each.decides) for each in people] == [("Tom Ost", False), ("the CFO", True)]


def test_a_time_that_may_be_two_is_asked_with_the_stage_too() -> None:
    two = after("Acme", "40k", "first meeting Tuesday 10:30, Amy Flores, DON")
    assert "today, Dec 1, 2026, 10:30am" in asked(two)
    known = after("Acme", "40k", "first meeting Tuesday 10:30, Amy Flores, DON", "2")
    assert known.lines[0].startswith("  stage: discovery · next step: first meeting")


def test_a_new_person_makes_no_new_lead() -> None:
    assert field("stage", "Acme", "40k", "new CFO (Jim Sato), frozen until July") is None
    assert field("stage", "Acme", "40k", "new, from their web form") == "lead"
    assert field("stage", "Acme", "40k", "new lead") == "lead"


def test_enter_at_who_decides_asks_no_more() -> None:
    known = ("Acme", "40k", "proposal; Tom Ost (QA), Kay Brandt (IT)", "", "")
    assert asked(after(*known, "")) == ""


def test_a_wait_until_a_day_is_not_asked_for_again() -> None:
    assert asked(after("Acme", "40k", "negotiation, with their legal until Dec 9")).startswith("Who decides")
    assert asked(after("Acme", "40k", "negotiation, with their legal")).startswith("Who decides")
    assert asked(after("Acme", "40k", "negotiation, they are thinking")).startswith("Agreed next")
    assert asked(after("Acme", "40k", "proposal", "sent fri, they answer in two weeks")).startswith("Who decides")


def test_a_step_takes_the_place_of_a_wait_that_nobody_dated() -> None:
    waiting = ("Acme", "40k", "first talk was last Monday, they are thinking")
    assert field("waiting_on", *waiting) == "them"
    typed = {each.field: each.text for each in after(*waiting, "call Friday").state.typed}
    assert (typed["waiting_on"], typed["next_minutes"]) == ("", "")
    assert (typed["next"], typed["next_on"]) == ("call", "2026-12-04")
