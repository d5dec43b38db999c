"""Whole lines about a deal, as reps write them on paper: each thing said has its key, the rest stays as a note."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.app.add.notes.last_contact import last_contact
from planner.app.add.notes.note_times import NoteContext
from planner.app.add.notes.people.people_said import people_in_note
from planner.app.add.notes.read_note import read_note
from planner.app.add.notes.stage_note import stage_note
from planner.app.add.notes.theirs.arrival import clock_in
from planner.errors import UsageError
from tests.app.add.test_notes import BOTH, UK, US, shown


def read(text: str, about: NoteContext) -> tuple[str | None, dict[str, str]]:
    """The stage and keys of a line, as the questions read them."""
    note = stage_note(text, about)
    return note.stage, note.keys if note.stage else read_note(text, about)


def named(keys: dict[str, str]) -> list[tuple[str, str, bool]]:
    """The people of a note: name, role, and that they decide."""
    texts = keys["people"].split("; ") if "people" in keys else []
    return [(each.name, each.role, each.decides) for text in texts for each in people_in_note(text)]


@pytest.mark.parametrize(
    ("about", "text", "stage", "keys"),
    [
        (UK, "Offer with them since 19 Nov. Sean Bray (owner) signs, Nuala (transport mgr) is all for it. Ring him Wed "
         "re install dates.", "proposal", "last_touch 2026-11-19; next Ring him re install dates; next_on 2026-12-02; "
         "note Nuala is all for it; people Sean Bray (owner) signs; Nuala (transport mgr) is all for it"),
        (UK, "negotiating. Their solicitor's looking at the data clause. Answer by 9 Dec.", "negotiation",
         "next Hear back: the data clause; next_on 2026-12-09; "
         "waiting_on their solicitor"),
        (UK, "offer with them since 19 Nov, call Thursday 2pm", "proposal", "at 2026-12-03T14:00; "
         "last_touch 2026-11-19; next call"),
        (UK, "demo Thursday 2pm, contract with them", "demo", "at 2026-12-03T14:00; next demo"),
        (UK, "demo Thursday 10am, Paul Heron + his workshop lead", "demo", "at 2026-12-03T10:00; next demo; "
         "note Paul Heron + his workshop lead; people Paul Heron + his workshop lead"),
        (UK, "rang three times, nothing", None, "unanswered 3"),
        (UK, "website enquiry came in at ten past six", "lead", "came 2026-11-30T06:10"),
        (UK, "verbal yes from the MD, PO promised for Friday", "close", "next Hear back: PO; next_on 2026-12-04; "
         "note verbal yes from the MD; waiting_on them"),
        (UK, "too dear, wants 10% off. Proposal", "proposal", "note too dear; wants 10% off"),
        (UK, "First meeting went well, IT wants a security call (Aoife Lynch, CISO), board decides in January",
         "discovery", "decide_by 2027-01-31; next security call with IT; "
         "note First meeting went well; board decides in January; people Aoife Lynch, CISO"),
        (UK, "demoed 22 Oct, gone quiet", "demo", "last_touch 2026-10-22; unanswered 1"),
        (UK, "lost to Samsara in May", "lost", "lost_on 2026-05-31; lost_reason competitor; "
         "note lost to Samsara in May; since 2026-05-31; x.lost_to Samsara"),
        (UK, "Tom in stores likes it but he has no budget", None, "note Tom likes it; he has no budget; "
         "people Tom in stores likes it"),
        (UK, "on ice until March, new yard", None, "next call: on ice until March; not_before 2027-03-01; "
         "note new yard"),
        (UK, "they promised me their vehicle list by Thursday", None, "next Hear back: their vehicle list; "
         "next_on 2026-12-03; waiting_on them"),
        (UK, "a friend of Sean Bray's, not called yet", "lead", "introduced_by Sean Bray; "
         "note a friend of Sean Bray's"),
        (UK, "owe them the ROI sheet by tomorrow", None, "next send the ROI sheet; next_by 2026-12-01"),
        (UK, "renewal due end of January, usage is down", "negotiation", "decide_by 2027-01-31; "
         "note renewal due end of January; usage is down; renews contract 2027"),
        (US, "6 OR lights - quote sent 11/17, Dr. Patel wants it, COO Jan Weiss signs. Call her Tue w/ lead time",
         "proposal", "last_touch 2026-11-17; next Call her w/ lead time; next_on 2026-12-01; "
         "note 6 OR lights; Dr. Patel wants it; people Dr. Patel wants it; COO Jan Weiss signs"),
        (US, "RFP due 12/7 5pm, only know Bob in biomed", "proposal", "next submit the RFP by 5:00pm; "
         "next_by 2026-12-07; people only know Bob in biomed"),
        (US, "trial table there till Friday, surgeon loves it", "demo",
         "note trial table there till Friday; surgeon loves it; running.until 2026-12-04"),
        (US, "demo Thu 1pm w/ OR director Kim Alvarez", "demo", "at 2026-12-03T13:00; "
         "next demo w/ OR director Kim Alvarez; people Kim Alvarez (OR director)"),
        (US, "came in thru website this AM 6:50", "lead", "came 2026-11-30T06:50"),
        (US, "verbal, PO by 12/4", "close", "next Hear back: PO; next_on 2026-12-04; waiting_on them"),
        (US, "first talk 11/20; GSA contract needed; Ray Begay", "discovery", "last_touch 2026-11-20; "
         "note GSA contract needed; people Ray Begay"),
        (US, "legal has the purchase agreement, back by Wednesday", None, "next Hear back: purchase agreement; "
         "next_on 2026-12-02; waiting_on legal"),
        (US, "referred by Jan Weiss, haven't called", "lead", "introduced_by Jan Weiss"),
        (US, "proposal, price too high they say, 12% discount asked", "proposal",
         "note price too high they say; 12% discount asked"),
        (US, "lost to Baxter in August on price", "lost", "lost_on 2026-08-31; lost_reason price; "
         "note lost to Baxter in August on price; since 2026-08-31; x.lost_to Baxter"),
        (US, "first call Tuesday 9:30", "lead", "at 2026-12-01T09:30; next first call"),
        (US, "promised refs by Wed", None, "next send refs; next_by 2026-12-02"),
        (US, "wants to sign, waiting on landlord until 12/8", "close", "next Hear back; next_on 2026-12-08; "
         "waiting_on landlord"),
    ],
)  # fmt: skip
def test_a_line_of_a_notebook(about: NoteContext, text: str, stage: str | None, keys: str) -> None:
    found, said = read(text, about)
    assert (found, shown(said)) == (stage, keys)


@BOTH
@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Sean Bray (owner) signs", [("Sean Bray", "owner", True)]),
        ("Nuala (transport mgr) is all for it", [("Nuala", "transport mgr", False)]),
        ("Paul Heron + his workshop lead", [("Paul Heron", "", False)]),
        ("Tom in stores likes it", [("Tom", "stores", False)]),
        ("only know Bob in biomed", [("Bob", "biomed", False)]),
        ("Dr. Patel wants it", [("Dr. Patel", "", False)]),
        ("demo Thursday 2pm w/ OR director Kim Alvarez", [("Kim Alvarez", "OR director", False)]),
        ("demo Thursday 2pm with Pete Olsen", [("Pete Olsen", "", False)]),
        ("IT wants a security call (Aoife Lynch, CISO)", [("Aoife Lynch", "CISO", False)]),
        ("demo with Kim Alvarez and Tom (IT) Thursday 2pm", [("Kim Alvarez", "", False), ("Tom", "IT", False)]),
        ("call Jan Weiss (COO) Friday", [("Jan Weiss", "COO", False)]),
        ("left 2 voicemails for Deb Yee", [("Deb Yee", "", False)]),
        ("meeting with their CFO Friday", []),
        ("Sunil Rao liked it", [("Sunil Rao", "", False)]),
        ("call Friday with a lead time", []),
        ("Interest in spring is high", []),
        ("Demand in construction is high", []),
        ("call Friday with Sean", []),  # a word with a capital alone may be anything
    ],
)
def test_people_of_a_line(text: str, people: list[tuple[str, str, bool]], about: NoteContext) -> None:
    assert named(read_note(text, about)) == people


@BOTH
@pytest.mark.parametrize(
    ("text", "keys"),
    [
        # What they promised, and what the rep did.
        ("PO promised for Friday", "next Hear back: PO; next_on 2026-12-04; waiting_on them"),
        ("Answer by 9 Dec", "next Hear back: Answer; next_on 2026-12-09; waiting_on them"),
        ("their approval is due Friday", "next Hear back: approval; next_on 2026-12-04; waiting_on them"),
        ("promised me their list by Friday", "next Hear back: their list; next_on 2026-12-04; waiting_on them"),
        ("Jan Weiss promised refs by Friday", "next Hear back: refs; next_on 2026-12-04; waiting_on Jan Weiss"),
        ("their lawyer is reviewing the draft", "next Hear back: the draft; next_on 2026-12-03; "
         "waiting_on their lawyer"),
        ("answer their questions by Friday", "next answer their questions; next_by 2026-12-04"),
        ("I promised refs by Friday", "next send refs; next_by 2026-12-04"),
        ("promised Jan Weiss refs by Friday", "next send refs; next_by 2026-12-04"),
        ("owe him the PO number by Friday", "next send the PO number; next_by 2026-12-04"),
        # What holds a deal, and what only has an end.
        ("renewal due end of January", "decide_by 2027-01-31; note renewal due end of January; "
         "renews contract 2027"),
        ("renews 15 January", "decide_by 2027-01-15; renews contract 2027"),
        ("their lease is up in March", "decide_by 2027-03-31; note their lease is up in March"),
        ("renewal call Friday", "next renewal call; next_on 2026-12-04"),
        ("hold till Feb", "next call: hold till Feb; not_before 2027-02-01"),
        # A meeting that was, one that somebody wants, and an objection.
        ("meeting went well", "note meeting went well"),
        ("meeting Friday", "next meeting; next_on 2026-12-04"),
        ("their CFO wants a reference call Friday", "next reference call with their CFO; next_on 2026-12-04"),
        ("call Friday, price too high they say", "next call; next_on 2026-12-04; note price too high they say"),
        ("wants 10% off by Friday", "note wants 10% off by Friday"),
        ("discuss the discount Friday", "next discuss the discount; next_on 2026-12-04"),
        ("price the second line by Friday", "next price the second line; next_by 2026-12-04"),
        ("she agreed to a demo Thursday 2pm", "at 2026-12-03T14:00; next demo"),
        ("promised them a call Friday", "next call; next_on 2026-12-04"),
        ("he promised an answer by Friday", "next Hear back: an answer; next_on 2026-12-04; waiting_on them"),
        ("PO promised", "next Hear back: PO; next_on 2026-12-03; waiting_on them"),
        ("they promised to call", "next Hear back; next_on 2026-12-03; waiting_on them"),
        ("with them last Tuesday", "last_touch 2026-11-24; next Hear back; next_on 2026-12-03; waiting_on them"),
        ("contract with them since 12 Nov", "last_touch 2026-11-12; next Hear back: contract; next_on 2026-12-03; "
         "waiting_on them"),
        ("their contract ends 31 March", "decide_by 2027-03-31; note their contract ends 31 March"),
        ("renew the contract by Friday", "next renew the contract; next_by 2026-12-04"),
        ("rang Monday, no answer", "last_try 2026-11-30; unanswered 1"),
        ("called last Tuesday, likes us", "last_touch 2026-11-24; note likes us"),
        ("not now, maybe Q2", "not_before 2027-04-01; note not now"),
        ("had a call with Tom in purchasing, he signs", "note had a call with Tom in purchasing; he signs"),
        ("Ann Kerr from Delmar introduced us", "introduced_by Ann Kerr"),
        ("enquiry yesterday", "since 2026-11-29"),
        ("email enquiry at 6:15", "came 2026-11-30T06:15"),
        # A friend names one; a friend without a name stays a note.
        ("friend of the owner", "note friend of the owner"),
        ("new machine, Jo Lind (ops) loves it", "note new machine; Jo Lind loves it; people Jo Lind (ops) loves it"),
        ("contract goes out Friday", "next send the contract; next_on 2026-12-04"),
        ("called in this morning", "came 2026-11-30T07:00"),
    ],
)  # fmt: skip
def test_whose_move_it_is(text: str, keys: str, about: NoteContext) -> None:
    assert shown(read_note(text, about)) == keys


@BOTH
@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("call Friday, likes us", None),  # a call to make says no stage
        ("they promised to call", None),
        ("discovery call Friday", "discovery"),
        ("first call Friday", "lead"),
        ("first call done", "discovery"),
        ("email enquiry 6:15", "lead"),
        ("IT wants a security call, first meeting went well", "discovery"),
        ("proposal, call Friday", "proposal"),
    ],
)
def test_a_call_to_make_says_no_stage(text: str, stage: str | None, about: NoteContext) -> None:
    assert stage_note(text, about).stage == stage


@BOTH
def test_a_day_to_come_is_no_last_contact(about: NoteContext) -> None:
    assert last_contact("hear back in two weeks", about)["next_on"] == "2026-12-14"


@BOTH
def test_what_cannot_be_read_besides_a_stage_is_kept(about: NoteContext) -> None:
    keys = stage_note("proposal, send the sheet Friday or send the list Monday", about).keys
    assert "send the sheet Friday or send the list Monday" in keys["note"]


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("at ten past seven", (7, 10)),
        ("a quarter to eight", (7, 45)),
        ("half past six", (6, 30)),
        ("10 past 7", (7, 10)),
        ("six minutes to nine", None),
        ("7am", (7, 0)),
        ("12:30pm", (12, 30)),
        ("12 am", (0, 0)),
        ("at seven", (7, 0)),
        ("at 7 this morning", (7, 0)),
        ("at 3 sites", None),
        ("10 past 99", None),
        ("this morning", None),
    ],
)
def test_a_time_of_the_clock_in_words(text: str, clock: tuple[int, int] | None) -> None:
    assert clock_in(text) == clock


OBJECTIONS = (
    "price too high they say", "12% discount asked", "too dear", "wants 10% off", "over their budget",
    "can't afford it",
    "a rival is cheaper", "too expensive by Friday",
)  # fmt: skip
PLAIN = ("call Friday", "he has no budget", "PO promised for Friday", "Tom (IT)", "demoed 22 October", "board is split",
         "renewal due end of January", "first meeting went well", "nobody decides there")  # fmt: skip


@given(st.lists(st.sampled_from((*OBJECTIONS, *PLAIN)), min_size=1, max_size=5, unique=True), st.sampled_from([US, UK]))
@settings(max_examples=200, deadline=None)
def test_an_objection_is_always_a_note_and_never_a_step(parts: list[str], about: NoteContext) -> None:
    text = ", ".join(parts)
    for said in (read_note, lambda text, about: stage_note(text, about).keys):
        try:
            keys = said(text, about)
        except UsageError:
            continue
        for part in parts if keys else ():
            if part in OBJECTIONS:
                assert part in keys["note"], (text, keys)
                assert part not in keys.get("next", "")


@given(st.lists(st.sampled_from((*OBJECTIONS, *PLAIN)), min_size=1, max_size=5, unique=True))
@settings(max_examples=100, deadline=None)
def test_remarks_keep_the_order_in_which_they_were_typed(parts: list[str]) -> None:
    note = read_note(", ".join(parts), UK).get("note", "")
    kept = [part for part in parts if part in note]
    assert [note.index(part) for part in kept] == sorted(note.index(part) for part in kept)
