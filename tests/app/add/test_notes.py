"""Notes on what comes next: whose move it is, and until when; nothing of theirs becomes a promise of the rep's."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.app.add.notes.last_contact import last_contact
from planner.app.add.notes.note_times import NoteContext
from planner.app.add.notes.read_note import read_note
from planner.app.add.notes.stage_note import stage_note
from planner.app.setup.first_book.template import FirstBook, book_files
from planner.book.files import BookFiles
from planner.book.read.read_book import read_book
from planner.core.days import WorkingDays
from planner.errors import UsageError
from planner.typed.fields import FieldText, values_of


def context(locale: str, currency: str, zone: str) -> NoteContext:
    first = FirstBook(name="Kim", currency=currency, zone=zone, locale=locale, keeps=0.06)
    book = read_book(BookFiles(Path("book"), book_files(first), ""), "UTC").book
    now = datetime(2026, 11, 30, 7, tzinfo=ZoneInfo(zone))  # a Monday
    return NoteContext(book, now, WorkingDays(book.hours), "proposal")


US = context("en-US", "USD", "America/Chicago")
UK = context("en-GB", "GBP", "Europe/London")
BOTH = pytest.mark.parametrize("about", [US, UK], ids=["us", "uk"])


UNSAID = ("next_minutes", "assumed")


def shown(keys: dict[str, str]) -> str:
    """Keys as one text, a time without its zone."""
    said = {key: value[:16] if key in ("at", "came") else value for key, value in keys.items() if key not in UNSAID}
    return "; ".join(f"{key} {value}" for key, value in sorted(said.items()))


@pytest.mark.parametrize(
    ("text", "stage", "keys"),
    [
        ("Tom in stores likes it but he has no budget", None, None),
        ("he has no budget, not now, maybe next year", None, None),
        ("lost, no budget", "lost", None),
        ("no money left, dead", "lost", "lost_reason no budget; note dead"),
        ("deal's dead. Maybe try again in April", None, "next try again; not_before 2027-04-01; note deal's dead"),
        ("tender closes 4 Dec at noon", "proposal", "next submit the tender by 12:00; next_by 2026-12-04"),
        ("bid closes 4 Dec", "proposal", "next submit the bid; next_by 2026-12-04"),
    ],
)
def test_a_reason_ends_no_deal_and_a_tender_that_closes_is_due(text: str, stage: str | None, keys: str | None) -> None:
    found = stage_note(text, UK)
    assert found.stage == stage
    assert keys is None or shown(found.keys) == keys


@pytest.mark.parametrize(
    "text", ["Offer with them since 19 Nov", "quote with their CFO since 19 Nov, demo Thursday 2pm"]
)
def test_a_day_since_which_they_have_it_is_no_day_to_come(text: str) -> None:
    found = stage_note(text, UK)
    assert found.stage == ("proposal" if "Offer" in text else found.stage)
    assert {key for key, value in found.keys.items() if value.startswith(("2026-11-19", "2027-11-19"))} <= {
        "last_touch",
        "since",
    }


@BOTH
@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("call Tuesday with a lead time", "next call with a lead time; next_on 2026-12-01"),
        ("promised to call Tuesday with a lead time", "next call with a lead time; next_on 2026-12-01"),
        ("demo Thursday 2pm with Pete Olsen", "at 2026-12-03T14:00; next demo with Pete Olsen; people Pete Olsen"),
        ("demo agreed for 3 Dec 2pm on site in Hull", "at 2026-12-03T14:00; next demo on site in Hull"),
        ("discovery call on Thursday at 10", "at 2026-12-03T10:00; next discovery call"),
        ("meeting with their CFO Tuesday", "next meeting with their CFO; next_on 2026-12-01"),
        ("call Ann and Raj on Tuesday", "next call Ann and Raj; next_on 2026-12-01"),
        ("I owe him running cost figures by Wednesday", "next send running cost figures; next_by 2026-12-02"),
        ("promised a revised offer today", "next send a revised offer; next_on 2026-11-30"),
        ("verbal yes! contract to be sent tomorrow", "next send the contract; next_on 2026-12-01"),
        ("call back after the harvest, 7 December", "next call back after the harvest; next_on 2026-12-07"),
        ("their CFO wants to see the numbers by Friday", "next their CFO wants to see the numbers; next_by 2026-12-04"),
        ("ask again", "next ask again"),
        ("call them in March", "next call them; not_before 2027-03-01"),
        ("lost to a rival; ask again in May", "next ask again; not_before 2027-05-03; note lost to a rival"),
    ],
)
def test_a_step_of_the_reps_with_its_day_anywhere(text: str, keys: str, about: NoteContext) -> None:
    assert shown(read_note(text, about)) == keys


@BOTH
@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("they decide by 11 December", "decide_by 2026-12-11"),
        ("Wants an answer by Dec 18 or the budget is gone", "decide_by 2026-12-18"),
        ("decision by 11 December", "decide_by 2026-12-11"),
        ("budget is gone after Dec 18", "decide_by 2026-12-18"),
        ("she decides in January", "decide_by 2027-01-31; note she decides in January"),
        ("with their lawyer", "next Hear back; next_on 2026-12-03; waiting_on their lawyer"),
        ("draft is with their lawyer", "next Hear back: draft; next_on 2026-12-03; waiting_on their lawyer"),
        ("contract with them", "next Hear back: contract; next_on 2026-12-03; waiting_on them"),
        ("waiting for finance until next Monday", "next Hear back; next_on 2026-12-07; waiting_on finance"),
        ("she promised to send the plan by Friday", "next Hear back: the plan; next_on 2026-12-04; waiting_on them"),
        ("Carl Webb promised to call back Tuesday", "next Hear back; next_on 2026-12-01; waiting_on Carl Webb"),
        ("hear back in two weeks", "next Hear back; next_on 2026-12-14; waiting_on them"),
        ("they are thinking", "next Hear back; next_on 2026-12-03; waiting_on them"),
        ("only the signature is missing", "next Hear back; next_on 2026-12-03; waiting_on the signature"),
        ("await PO till 15 Jan", "next Hear back; next_on 2027-01-15; waiting_on PO"),
    ],
)  # fmt: skip
def test_their_deadline_and_their_move_are_no_promise_of_the_reps(text: str, keys: str, about: NoteContext) -> None:
    assert shown(read_note(text, about)) == keys


def test_asking_about_a_wait_takes_ten_minutes_and_a_step_its_own() -> None:
    assert read_note("contract with them", US)["next_minutes"] == "10"
    assert "next_minutes" not in read_note("contract is with legal, call Friday", US)


@BOTH
@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("stopped all projects until March", "next call: stopped all projects until March; not_before 2027-03-01"),
        ("budget frozen until February", "next call: budget frozen until February; not_before 2027-02-01"),
        ("on holiday until 4 January", "next call: on holiday until 4 January; not_before 2027-01-04"),
        ("tender expected in January", "next call: tender expected in January; not_before 2027-01-04"),
        ("in March", "not_before 2027-03-01"),
        ("early Feb", "not_before 2027-02-01"),
        ("order expected in January", "expected 2027-01-04"),
        ("decision expected mid January", "expected 2027-01-15"),
    ],
)
def test_on_hold_until_the_first_working_day_of_a_time(text: str, keys: str, about: NoteContext) -> None:
    assert shown(read_note(text, about)) == keys


@BOTH
@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("left three voicemails", "unanswered 3"),
        ("left voicemail twice", "unanswered 2"),
        ("called twice, no answer", "unanswered 2"),
        ("called 4 times", "unanswered 4"),
        ("no answer after three calls", "unanswered 3"),
        ("tried her 2x", "unanswered 2"),
        ("no word since", "unanswered 1"),
        ("silent since about Oct 20", "last_touch 2026-10-20"),
        ("demo was on 12 November, no word since", "last_touch 2026-11-12; unanswered 1"),
        ("demo done in October, silent since then (about Oct 20)", "last_touch 2026-10-20"),
    ],
)
def test_silence_is_never_an_error(text: str, keys: str, about: NoteContext) -> None:
    assert shown(read_note(text, about)) == keys
    assert shown(last_contact(text, about)) == keys


@BOTH
@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "they decide by 11 December and want a demo Thursday 2pm",
            "at 2026-12-03T14:00; decide_by 2026-12-11; next demo",
        ),
        ("contract is with legal, call Friday", "next call; next_on 2026-12-04; waiting_on legal"),
        ("send offer Friday, left voicemail twice", "next send offer; next_on 2026-12-04; unanswered 2"),
        (
            "email Ann the quote tomorrow. She decides by Dec 18.",
            "decide_by 2026-12-18; next email Ann the quote; next_on 2026-12-01",
        ),
    ],
)
def test_several_in_one_answer(text: str, keys: str, about: NoteContext) -> None:
    assert shown(read_note(text, about)) == keys


def test_a_text_longer_than_a_note_is_refused() -> None:
    with pytest.raises(UsageError, match="a note of 100 words"):
        read_note("call " * 100, US)


def test_a_submission_date_is_kept_by_the_rep() -> None:
    assert shown(read_note("tender due Dec 4 noon", US)) == "next submit the tender by 12:00pm; next_by 2026-12-04"
    assert shown(read_note("bid due 4 Dec", UK)) == "next submit the bid; next_by 2026-12-04"


def test_a_day_that_was_is_the_last_contact_in_the_order_of_the_country() -> None:
    keys = "last_touch 2026-11-20; next Hear back; next_on 2026-12-14; waiting_on them"
    assert shown(read_note("proposal sent 11/20, hear back in two weeks", US)) == keys
    assert shown(read_note("proposal sent 20/11, hear back in two weeks", UK)) == keys


@BOTH
@pytest.mark.parametrize("text", ["likes us, hates their current supplier", "wants a discount", "budget frozen"])
def test_what_has_no_key_is_kept_as_a_note(text: str, about: NoteContext) -> None:
    assert read_note(text, about) == {"note": text.replace(", ", "; ")}


@BOTH
@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("referral from Jansen, not called yet", "introduced_by Jansen"),
        ("referred by Ann Kerr", "introduced_by Ann Kerr"),
        ("was referred to us by our customer Ann Kerr", "introduced_by Ann Kerr"),
        ("came through Tom", "introduced_by Tom"),
        ("came in through Tom Ray this morning", "came 2026-11-30T07:00; introduced_by Tom Ray"),
        ("intro from Halcyon Labs, likes us", "introduced_by Halcyon Labs; note likes us"),
        ("Ann Kerr introduced us", "introduced_by Ann Kerr"),
        ("tip from Dr. Lorne, call Friday", "introduced_by Dr. Lorne; next call; next_on 2026-12-04"),
        ("recommended by Pat Moss of Elland", "introduced_by Pat Moss of Elland"),
        ("frozen through March", "note frozen through March"),
    ],
)
def test_who_brought_the_deal(text: str, keys: str, about: NoteContext) -> None:
    assert shown(read_note(text, about)) == keys


@BOTH
@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("RFP due 14 Dec; we know only procurement (Ian Roth)", "next submit the RFP; next_by 2026-12-14; "
         "people we know only procurement (Ian Roth)"),
        ("know only the buyer, Pat Moss", "people know only the buyer, Pat Moss"),
        ("Dana Hsu, purchasing, signs", "people Dana Hsu, purchasing, signs"),
        ("Jo Lind (ops) loves it, CFO Dan Pike decides", "note Jo Lind loves it; people Jo Lind (ops) loves it; "
         "CFO Dan Pike decides"),
        ("Ms Achebe (finance, doubts)", "people Ms Achebe (finance, doubts)"),
        ("Mia Long", "people Mia Long"),
        ("call Tuesday, likes us", "next call; next_on 2026-12-01; note likes us"),
        ("call Tuesday, Tom in purchasing", "next call; next_on 2026-12-01; people Tom in purchasing"),
        ("their legal has the contract until 9 Dec", "next Hear back: contract; next_on 2026-12-09; "
         "waiting_on their legal"),
        ("budget frozen", "note budget frozen"),
        ("legal has our BAA, back by 8 Dec", "next Hear back: BAA; next_on 2026-12-08; waiting_on legal"),
        ("with them, they answer 8 Dec", "next Hear back; next_on 2026-12-08; waiting_on them"),
        ("trial running until 18 Dec, nurses love it", "note nurses love it; running.until 2026-12-18"),
        ("the value analysis committee meets 10 Dec", "decide_by 2026-12-10; "
         "note the value analysis committee meets 10 Dec"),
        ("new CFO (Jim Sato), frozen until July", "next call: frozen until July; not_before 2027-07-01; "
         "people new CFO (Jim Sato)"),
        ("quote is out since Nov 19. Dr. Okafor (anesthesia) wants us", "last_touch 2026-11-19; "
         "note Dr. Okafor wants us; people Dr. Okafor (anesthesia) wants us"),
        ("Carla Nunez (pharmacy). Nobody from finance yet", "note Nobody from finance yet; "
         "people Carla Nunez (pharmacy)"),
    ],
)  # fmt: skip
def test_people_and_remarks_in_a_note(text: str, keys: str, about: NoteContext) -> None:
    assert shown(read_note(text, about)) == keys


REMARKS = (
    "likes us", "wants a discount of 15%", "hates their supplier", "happy with what they have", "new brewmaster",
    "friend of Sunil Rao", "small plant near Hull", "two shifts on Saturdays", "remember the parking",
)  # fmt: skip
READ = (
    "proposal", "call Friday", "they decide by 11 December", "left three voicemails", "contract with them",
    "silent since October", "demo was on 12 November", "Tom (IT)", "referred by Ann Kerr", "web form just now",
)  # fmt: skip


@given(st.lists(st.sampled_from((*REMARKS, *READ)), min_size=1, max_size=5, unique=True), st.sampled_from([US, UK]))
@settings(max_examples=150, deadline=None)
def test_no_remark_is_lost_in_any_answer(parts: list[str], about: NoteContext) -> None:
    for read in (lambda text: read_note(text, about), lambda text: last_contact(text, about),
                 lambda text: stage_note(text, about).keys):  # fmt: skip
        text = ", ".join(parts)
        try:
            kept = " ".join(read(text).values()).casefold()
        except UsageError:
            continue
        if kept:
            lost = [word for part in parts if part in REMARKS for word in part.casefold().split() if word not in kept]
            assert not lost, (text, kept)


@BOTH
@pytest.mark.parametrize(
    ("text", "stage", "keys"),
    [
        (
            "lost in spring to Boge", "lost",
            "lost_on 2026-04-15; lost_reason competitor; note lost in spring to Boge; since 2026-04-15; x.lost_to Boge",
        ),
        (
            "lost to a rival in May; ask again",
            "lost",
            "lost_on 2026-05-31; lost_reason competitor; note lost to a rival in May; ask again; since 2026-05-31",
        ),
        ("closed lost on price 3 Nov", "lost", "lost_on 2026-11-03; lost_reason price; since 2026-11-03"),
        ("lost", "lost", ""),
        ("first talk done", "discovery", ""),
        ("first talk done Friday", "discovery", "last_touch 2026-11-27"),
        ("demo done in October", "demo", "last_touch 2026-10-15"),
        ("quiet since the demo (Oct 27)", "demo", "last_touch 2026-10-27"),
        ("came through Dr. Okafor, not called yet", "lead", "introduced_by Dr. Okafor"),
        ("trial running until 18 Dec", "demo", "running.until 2026-12-18"),
        ("first meeting Thursday 10:30, Amy Flores, DON", "discovery",
         "at 2026-12-03T10:30; next first meeting; people Amy Flores, DON"),
        ("demo in late October, quiet since", "demo", "last_touch 2026-10-25; unanswered 1"),
        # No demo to come in a year, and a name that is not tomorrow.
        ("discovery; Tom Ost (QA), Kay Brandt (IT)", "discovery", "people Tom Ost (QA); Kay Brandt (IT)"),
        ("negotiation; promised a revised offer today", "negotiation", "next send a revised offer; next_on 2026-11-30"),
        ("discovery; happy with what they have", "discovery", "note happy with what they have"),
        ("tender, due Dec 4 noon", "proposal", "next submit the tender by NOON; next_by 2026-12-04"),
        ("they want a demo", "demo", ""),
        ("They have our proposal", "proposal", ""),
        ("came in by web form this morning, nobody has answered", "lead", "came 2026-11-30T07:00"),
        ("new, from their web form at 6:40 this morning", "lead", "came 2026-11-30T06:40"),
        (
            "signed offer is with their lawyer", "close",
            "next Hear back: signed offer; next_on 2026-12-02; waiting_on their lawyer",
        ),
        ("tender expected in January, lead", "lead", "next call: tender expected in January; not_before 2027-01-04"),
        ("Demo. No next step.", "demo", ""),
        ("wants a discount, proposal stage", "proposal", "note wants a discount"),
    ],
)  # fmt: skip
def test_a_stage_with_what_else_is_said(text: str, stage: str, keys: str, about: NoteContext) -> None:
    note = stage_note(text, about)
    noon = "12:00pm" if about is US else "12:00"
    assert (note.stage, shown(note.keys)) == (stage, keys.replace("NOON", noon))


@BOTH
@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("May", "last_touch 2026-05-15"),
        ("last May", "last_touch 2026-05-15"),
        ("April", "last_touch 2026-04-15"),
        ("in spring", "last_touch 2026-04-15"),
        ("demo was on 12 November", "last_touch 2026-11-12"),
        ("at the fair in September", "last_touch 2026-09-15; note at the fair in September"),
        (
            "first talk was last Monday, they are thinking",
            "last_touch 2026-11-23; next Hear back; next_on 2026-12-03; waiting_on them",
        ),
    ],
)
def test_the_last_contact_as_it_is_remembered(text: str, keys: str, about: NoteContext) -> None:
    assert shown(last_contact(text, about)) == keys


@pytest.mark.parametrize(("about", "day"), [(US, "Nov 12"), (UK, "12 Nov")])
def test_examples_of_a_last_contact_are_past_days_of_the_country(about: NoteContext, day: str) -> None:
    with pytest.raises(UsageError) as wrong:
        last_contact("whatever", about)
    assert wrong.value.fix == f"yesterday, last mon, {day}, in May, or Enter: not known"


WORDS = (
    "call", "Tuesday", "demo", "thu", "2pm", "2:30", "by", "on", "until", "since", "11/20", "31/2", "Dec", "4",
    "18", "noon", "they", "decide", "she", "promised", "to", "send", "with", "their", "lawyer", "waiting",
    "for", "finance", "next", "Monday", ",", ".", ";", "and", "but", "then", "(", ")", "left", "three",
    "voicemails", "no", "answer", "silent", "about", "March", "May", "tender", "expected", "in", "January",
    "mid", "end", "of", "the", "lost", "Boge", "lead", "proposal", "!", "--", "€", "0", "99999999999",
    "February", "29", "a", "we", "owe", "him", '"x"', "ü", "q1", "new", "year", "last", "weeks", "two", "days",
    "ago", "today", "budget", "frozen", "PO", "promised", "came", "website", "at", "ten", "past", "seven", "wants",
    "10%", "off", "too", "dear", "renewal", "due", "Kim", "Alvarez", "w/", "director", "trial", "till", "IT", "call",
    "(Ann,", "CFO)", "friend", "Tom", "stores", "likes", "it", "+", "his", "Nov.", "goes", "out", "went", "well", "8",
    "am", "yesterday", "rang", "agreed", "ends",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), about=st.sampled_from([US, UK]))
def test_any_note_is_read_as_what_a_deal_can_hold_or_refused(words: list[str], about: NoteContext) -> None:
    try:
        keys = read_note(" ".join(words), about)
    except UsageError:
        return
    assert keys
    typed = [FieldText(key, "=", value) for key, value in keys.items() if key not in ("note", "people", "assumed")]
    values = values_of(typed, "prospect", None, about.now, about.book)
    assert all(values[key] >= about.today for key in ("next_on", "next_by", "not_before") if key in values)
    assert values.get("last_touch", about.today) <= about.today
