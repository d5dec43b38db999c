"""Lines of three more papers: what is said has its key, and a word that isn't sure stays a note."""

from __future__ import annotations

import pytest

from planner.app.add.notes.note_times import NoteContext
from planner.app.add.whole_line import in_the_middle, whole_line
from tests.app.add.test_lines_of_two_papers import named, read
from tests.app.add.test_notes import UK, US, context

INDIA = context("en-IN", "INR", "Asia/Kolkata")


@pytest.mark.parametrize(
    ("about", "text", "name", "amount"),
    [
        (US, "Salida Deli 11k no next step", "Salida Deli", "11k"),
        (UK, "Leeds Dyeworks / 64,000 / offer sent 10 Nov", "Leeds Dyeworks", "64,000"),
        (US, "Yampa Co 77k // quote out 11/20", "Yampa Co", "77k"),
        (US, "Toponas 19k | negotiating", "Toponas", "19k"),
        (INDIA, "Navjeevan Pharma - 2.3 Cr - technical discussion", "Navjeevan Pharma", "2.3 Cr"),
        (INDIA, "Sahyadri Dairy - 75 L - negotiation", "Sahyadri Dairy", "75 L"),
        (INDIA, "Mithila Sweets - 12 lacs - first call", "Mithila Sweets", "12 lacs"),
        (US, "Pogosa Springs Spa, $1.2 mil, new chillers", "Pogosa Springs Spa", "$1.2 mil"),
        (UK, "Otley Brewery, about 55 grand, new boiler", "Otley Brewery", "55 grand"),
        (UK, "Ripon Dairy, approx 150k booster set", "Ripon Dairy", "150k"),
        (US, "Ouray Clinic, 150-175k, infusion pumps", "Ouray Clinic", "162.5k"),
        (US, "Delta Mill - $30k to $40k - conveyor", "Delta Mill", "$35k"),
    ],
)
def test_the_name_and_the_amount_of_a_line(about: NoteContext, text: str, name: str, amount: str) -> None:
    line = whole_line(text, about)
    assert line is not None
    assert (line.name, line.amount) == (name, amount)


@pytest.mark.parametrize("text", ["Acme 10k pump", "Tank 500 L", "Unit 2-300k", "Route 66-90"])
def test_a_figure_of_what_it_is_about_is_no_amount(text: str) -> None:
    assert whole_line(text, US) is None


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("decision this month", "decide_by", "2026-11-30"),
        ("pilot since October, decides mid December", "decide_by", "2026-12-20"),
        ("decision was pushed to January", "decide_by", "2027-01-31"),
        ("service contract renewal, runs out Jan 31", "decide_by", "2027-01-31"),
        ("they're sending the PO by Friday", "waiting_on", "them"),
        ("need to send ROI by Friday - promised", "next", "send ROI"),
        ("wants references - I promised them by Friday", "next", "send references"),
        ("out for bid, due Dec 12", "next", "submit the bid"),
        ("submission 18 Dec", "next_by", "2026-12-18"),
        ("quiet until Thursday", "not_before", "2026-12-03"),
        ('"call me in March"', "not_before", "2027-03-01"),
        ("call after the holidays", "not_before", "2027-01-04"),
        ("test oven there until Dec 15", "running.until", "2026-12-15"),
        ("asked for a quote this morning", "next", "send the quote"),
        ("quotation given Nov 12", "last_touch", "2026-11-12"),
        ("Ring Moira Fri arvo", "next", "Ring Moira"),
        ("Ring Moira Fri arvo", "next_on", "2026-12-04"),
        ("demo'd last Tues", "last_touch", "2026-11-24"),
    ],
)
def test_what_a_clause_means(text: str, key: str, value: str) -> None:
    assert read(text, US)[1][key] == value


@pytest.mark.parametrize("text", ["contact changed, new person not known", "wants reference of Shreeji"])
def test_what_is_not_sure_is_only_a_note(text: str) -> None:
    assert read(text, US)[1].keys() <= {"note"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Owner = Gus", [("Gus", "Owner", True)]),
        ("signs: Dr. Ruth Adler", [("Dr. Ruth Adler", "", True)]),
        ("Pete owns it", [("Pete", "", True)]),
        ("owner Pete, doesn't decide", [("Pete", "owner", False)]),
        ("Sam Villar CFO decides by the 11th", [("Sam Villar", "CFO", True)]),
        ("Facilities director Mike Chan wants references", [("Mike Chan", "Facilities director", False)]),
        ("have not met the head of lab (Dr Sanjay Iyer)", [("Dr Sanjay Iyer", "head of lab", False)]),
        ("Contact Phil Marsden, lab tech", [("Phil Marsden", "lab tech", False)]),
        ("Capt. Thomas", [("Capt. Thomas", "", False)]),
        ("QA must approve", []),
    ],
)
def test_the_people_of_a_clause(text: str, people: list[tuple[str, str, bool]]) -> None:
    assert named(read(text, US)[1]) == people


@pytest.mark.parametrize("text", ["30-40k", "$30k - $40k", "35k"])
def test_a_range_at_the_question_is_its_middle(text: str) -> None:
    assert in_the_middle(text) in ("35k", "$35k")


def test_a_tender_that_closes_is_submitted_by_that_day() -> None:
    notes = "tender for dewatering pumps, closes Wed 16 Dec 2pm"
    assert read(notes, UK)[1]["next_by"] == "2026-12-16"
    assert "at" not in read(notes, UK)[1]
    assert "next_by" not in read("shop closes 16 Dec", UK)[1]


def test_a_number_of_things_is_no_time() -> None:
    assert read("wants pricing on 4 monitors", US)[1].keys().isdisjoint(("at", "next_on", "next_by"))
