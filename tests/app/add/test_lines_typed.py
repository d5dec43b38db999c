"""A deal that is typed in one line, as it stands in a notebook, is the deal that the questions would make of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.app.add.draft import RecordDraft
from planner.app.add.questions import QUESTIONS, first_turn, step
from planner.app.add.readers import people_of
from planner.app.add.whole_line import WholeLine, customer_and_about, whole_line
from planner.app.add.write import known_rates, write
from planner.app.dialogue.turn import Turn
from planner.app.session import Session
from planner.app.settings import settings_from
from planner.typed.amounts import option_money
from tests.app.add.test_notes import US, context
from tests.app.dialogue.answers import after_answers
from tests.conftest import Plan

IE = context("en-IE", "EUR", "Europe/Dublin")
DEAL = RecordDraft(kind="prospect", book=US.book, now=US.now, to_ask=QUESTIONS["prospect"], one_of_many=True)
WHO = "Who decides, who else do you know there"
IRISH = replace(DEAL, book=IE.book, now=IE.now)


def after(*answers: str, deal: RecordDraft = DEAL) -> Turn[RecordDraft]:
    return after_answers(first_turn(deal), step, answers)[-1]


def typed(turn: Turn[RecordDraft]) -> dict[str, str]:
    return {word.field: word.text for word in turn.state.typed}


def asked(turn: Turn[RecordDraft]) -> str:
    return turn.prompt.text.partition(" (")[0].partition("  ")[0] if turn.prompt else ""


@pytest.mark.parametrize(
    ("text", "name", "amount", "notes"),
    [
        ("1 Bray Haulage, 140 trucks, €84k. Offer with them since 19 Nov. Ring him Wed re install dates.",
         "Bray Haulage, 140 trucks", "€84k", "Offer with them since 19 Nov. Ring him Wed re install dates."),
        ("3 Dunluce Coaches 36k demo Thursday 10am, Paul Heron", "Dunluce Coaches", "36k",
         "demo Thursday 10am, Paul Heron"),
        ("5 Foyle Couriers €27.500 website enquiry", "Foyle Couriers", "€27.500", "website enquiry"),
        ("7) Howth Seafoods 12k - too dear. Proposal", "Howth Seafoods", "12k", "too dear. Proposal"),
        ("Banner Surgery Ctr - 6 OR lights $186k - quote sent 11/17", "Banner Surgery Ctr, 6 OR lights", "$186k",
         "quote sent 11/17"),
        ("8 Indian Bend ASC - verbal, PO by 12/4, $128k", "Indian Bend ASC", "$128k", "verbal, PO by 12/4"),
        ("Drayton Bakery - called twice, no answer. $45,000.", "Drayton Bakery", "$45,000", "called twice, no answer"),
        ("Cobalt Pharma, labeler, 31,500. Demo agreed for Thursday 2pm", "Cobalt Pharma, labeler", "31,500",
         "Demo agreed for Thursday 2pm"),
        ("Ilkley Spa £9k: lost in spring to Boge", "Ilkley Spa", "£9k", "lost in spring to Boge"),
        ("Laveen Women's Ctr $77k - discovery done", "Laveen Women's Ctr", "$77k", "discovery done"),
        ("Acme, Inc., labeler, $40k, called twice", "Acme, Inc., labeler", "$40k", "called twice"),
        ("Smith, Inc. 40k", "Smith, Inc.", "40k", ""),
        ("3M Deutschland, Filter, 42.000 €, Demo", "3M Deutschland, Filter", "42.000 €", "Demo"),
        ("Studio 54 USD 42,000 proposal", "Studio 54", "USD 42,000", "proposal"),
        ("Acme 25 seats x $600", "Acme", "25 seats x $600", ""),
        ("Acme, call Friday about the offer", "Acme", "", "call Friday about the offer"),
        ("12. Acme", "Acme", "", ""),
    ],
)  # fmt: skip
def test_the_parts_of_a_line(text: str, name: str, amount: str, notes: str) -> None:
    assert whole_line(text, US) == WholeLine(name, amount, notes)


@pytest.mark.parametrize(
    "name",
    [
        "Acme", "Smith, Inc.", "3M", "Studio 54", "1-800 Contacts", "7 Eleven", "Acme, Phase 2", "Müller GmbH & Co. KG",
        "Baker & Sons - May order", "Acme - demo units", "A.T. Kearney", "Route 66000", "5k Run Club", "Acme 10k pump",
        "99 Cents Only", "Baker, Smith & Jones LLP", "£40k", "12", "", "Acme Q1 rollout", "x" * 5000, "9" * 4000,
    ],
)  # fmt: skip
def test_a_name_alone_stays_a_name(name: str) -> None:
    assert whole_line(name, US) is None


def test_the_comma_of_a_legal_form_parts_no_customer() -> None:
    assert customer_and_about("Smith, Inc.") == ("", "")
    assert customer_and_about("Smith, Inc., new line") == ("Smith, Inc.", "new line")
    assert customer_and_about("Bray Haulage, 140 trucks") == ("Bray Haulage", "140 trucks")
    assert typed(after("Smith, Inc.")) == {"name": "Smith, Inc."}


NAMES = (
    "Alder Snacks, new cartoner",
    "Hollis & Sons",
    "Jansen Meats",
    "Studio 54",
    "3M",
    "Smith, Inc.",
    "Gila Vet Clinic",
)
AMOUNTS = ("$84,000", "$240k", "31,500", "42k", "$2.4M", "$ 9 000", "14,500 dollars")
NOTES = (
    "They have our proposal. Jo Lind (ops) loves it, their VP Carl Webb decides. Promised to call Tuesday.",
    "Negotiating terms. Wants an answer by Dec 18 or the budget is gone. Dana Hsu, purchasing, signs.",
    "came in by web form this morning, nobody has answered", "signed offer is with their lawyer", "called 2x no answer",
    "first talk was last Monday, they are thinking", "tender, due Dec 4 noon; we do not know anyone there",
    "lost to a rival in May; ask again", "referral from Jansen, not called yet", "Demo. No next step",
    "they stopped all projects until March", "verbal, PO by 12/4", "proposal, too dear they say, 12% discount asked",
    "renewal is coming, usage is down",
)  # fmt: skip


@given(
    st.sampled_from(NAMES),
    st.sampled_from(AMOUNTS),
    st.sampled_from(NOTES),
    st.sampled_from(["", "7 ", "12) ", "#3 "]),
    st.sampled_from([" - ", ", ", ". ", ": "]),
)
@settings(max_examples=60, deadline=None)
def test_a_line_and_the_questions_make_the_same_deal(
    name: str, amount: str, notes: str, number: str, between: str
) -> None:
    line, answers = after(f"{number}{name}, {amount}{between}{notes}"), after(name, amount, notes)
    assert line.state.typed == answers.state.typed
    assert asked(line) == asked(answers)


def test_only_what_a_line_leaves_out_is_asked_and_what_was_read_is_shown() -> None:
    line = after("1 Alder Snacks, new cartoner, $84,000. They have our proposal. Carl Webb (VP) decides, call Tuesday")
    assert asked(line) == ""
    line = after("1 Alder Snacks, new cartoner, $84,000. They have our proposal, call Tuesday")
    assert asked(line) == WHO
    assert line.lines == ("  Alder Snacks new cartoner · $84,000 · stage: proposal · next step: call, tomorrow",)
    kept = after("Alder Snacks, likes us, usage is down, $84k")
    assert (asked(kept), kept.lines) == (
        "Stage",
        ("  Alder Snacks likes us · $84,000", '  kept as a note: "usage is down"'),
    )
    assert typed(after("Ilkley Spa $9k: lost in spring to Boge"))["x.lost_to"] == "Boge"
    assert after("Ilkley Spa $9k: lost in spring to Boge").prompt is None


def test_the_notes_wait_for_an_amount_that_is_missing_or_can_not_be_read() -> None:
    line = after("Acme, call Friday about the offer")
    assert (asked(line), line.lines) == ("Amount", ('  Acme · your notes: "call Friday about the offer"',))
    later = after("Acme, call Friday about the offer", "40k")
    assert typed(later)["next_on"] == "2026-12-04"
    assert asked(later) == "Stage"
    monthly = after("Acme $800/mo, proposal, call Friday")
    assert (asked(monthly), monthly.lines[-1]) == ("Amount", '  "$800/mo" is an amount a month')
    assert typed(after("Acme $800/mo, proposal, call Friday", "9,600"))["stage"] == "proposal"
    two = after("Acme, demo Monday 9am about the offer")
    assert two.meanings  # today or in a week; asked while the line is the answer
    assert typed(after("Acme, demo Monday 9am about the offer", "2", "40k"))["at"].startswith("2026-12-07T09:00")


def test_back_from_a_line_is_the_question_of_the_deal() -> None:
    assert asked(after("Alder Snacks, $84,000. They have our proposal", "<")).startswith("Deal")
    assert asked(after("Acme, call Friday about it", "<")).startswith("Deal")
    assert asked(after("Acme, call Friday about it", "40k", "<")) == "Amount"


def test_an_amount_in_another_currency_asks_for_its_rate_once() -> None:
    line = after("14 Omagh Steel £48k - on ice until March, new yard", deal=IRISH)
    assert (line.prompt and line.prompt.text) == "How many EUR is one GBP (1.15)"
    assert line.lines == ('  Omagh Steel · your notes: "on ice until March, new yard"',)
    rated = after("14 Omagh Steel £48k - on ice until March, new yard", "1,15", deal=IRISH)
    assert (typed(rated)["amount"], typed(rated)["rate"]) == ("55200", "GBP 1.15")
    assert typed(rated)["not_before"] == "2027-03-01"
    assert asked(after("Omagh Steel £48k, demo", "<", deal=IRISH)) == "Amount"
    again = after("Omagh Steel £48k, demo", "", deal=IRISH)
    assert again.lines == ("  without it £48k is no amount in EUR", '  "<" goes back, to type it in EUR')
    assert after("Omagh Steel £48k, demo", "0", deal=IRISH).lines[0] == "  0 is not a rate"
    known = replace(IRISH, rates={"GBP": 1.2})
    assert typed(after("Omagh Steel £48k, demo", deal=known)) == {
        "name": "Omagh Steel",
        "amount": "57600",
        "stage": "demo",
    }
    assert typed(after("Omagh Steel", "£48k", "1.15", deal=IRISH))["amount"] == "55200"


@pytest.mark.parametrize("answer", ["board", "the board", "Committee", "the capital committee", "board decides"])
def test_a_board_or_a_committee_decides(answer: str) -> None:
    people = people_of(after("Acme", "40k", "proposal", "", "", answer).state.typed, US.book)
    assert len(people) == 1
    assert people[0].decides
    assert people[0].name.startswith("the ")


def test_the_stage_question_shows_what_enter_takes() -> None:
    stage = after("Acme", "40k")
    assert stage.prompt is not None
    assert stage.prompt.words == "Stage  1 lead  2 discovery  3 demo  4 proposal  5 negotiation  6 close, lost [lead]: "
    assert typed(after("Acme", "40k", ""))["stage"] == "lead"


@pytest.mark.parametrize(
    ("line", "asked_next"),
    [
        ("Sligo Timber $33k, proposal, no next step", "Last spoke"),
        ("Sligo Timber $33k, proposal sent 11/20, nothing agreed", WHO),
        ("Quay Events 9k, referred by Jan Weiss, haven't called", "Agreed next"),
        ("Inishowen $64k tender closes Dec 4. Don't know who decides", ""),
        ("Indian Bend ASC - verbal, waiting on their PO, $128k", WHO),
    ],
)
def test_what_a_line_says_there_is_not_is_not_asked(line: str, asked_next: str) -> None:
    assert asked(after(line)) == asked_next


def test_a_rate_is_kept_with_the_deal_and_undone_with_it(tmp_path: Path, plan: Plan) -> None:
    book = tmp_path / "book"
    options = ("--name", "Maeve", "--currency", "EUR", "--keeps", "5%", "--yes")
    assert plan("--now", "2026-11-30T07:30", "init", str(book), *options).code == 0
    settings = settings_from({"book": str(book), "now": "2026-11-30T07:30"})
    added = write(settings, "prospect", after("Omagh Steel £48k, demo", "1.15", deal=IRISH).state.typed)
    assert added.values["amount"] == 55200
    assert "rate" not in added.values
    assert (book / "import.toml").read_text().endswith("[rates]\nGBP = 1.15\n")
    assert known_rates(Session(settings)) == {"GBP": 1.15}
    assert plan("--book", str(book), "undo").code == 0
    assert not (book / "import.toml").exists()
    (book / "import.toml").write_text("[rates\n")
    assert known_rates(Session(settings)) == {}
    write(settings, "prospect", after("Omagh Steel £48k, demo", "1.15", deal=IRISH).state.typed)
    assert (book / "import.toml").read_text() == "[rates\n"


@pytest.mark.parametrize("line", ["5 Foyle €27.500 website", "5 Foyle, 27.500, proposal"])
def test_an_amount_that_may_be_two_is_chosen_and_the_line_read_on(line: str) -> None:
    two = after(line, deal=IRISH)
    assert len(two.meanings) == 2
    chosen = typed(after(line, "2", deal=IRISH))
    assert option_money("", chosen["amount"], IE.locale) == 27_500
    assert (chosen["name"], "stage" in chosen) == ("Foyle", True)
    foreign = typed(after("5 Foyle £27.500 website", "2", "1.2", deal=IRISH))
    assert (foreign["name"], foreign["amount"]) == ("Foyle", "33000")


def test_people_of_a_line_are_known_once_its_stage_is() -> None:
    line = ("Naas Furniture 22k, Tom in stores likes it but he has no budget",)
    assert asked(after(*line)) == "Stage"
    assert asked(after(*line, "", "", "")) == ""
    assert asked(after(*line, "4", "", "")) == "Who decides"


def test_the_next_line_of_a_list_ends_the_deal_before_it() -> None:
    first = after("2 Corrib Foods $210,000 - negotiating", "3 Dunluce Coaches 36k demo Thursday 10am")
    assert (first.prompt, first.state.next_line) == (None, "3 Dunluce Coaches 36k demo Thursday 10am")
    assert typed(first) == {"name": "Corrib Foods", "amount": "$210,000", "stage": "negotiation"}
    assert typed(after("4 Erne Plant Hire $18k", "5 Foyle Couriers $27,500"))["stage"] == "lead"
    assert after("Corrib Foods", "3 Dunluce Coaches 36k").state.next_line == ""  # its amount is needed
    assert asked(after("2 Corrib Foods $210,000 - negotiating", "3 days ago")) == "Agreed next"
    assert asked(after("2 Corrib Foods $210,000 - negotiating", "", "3 calls, $10k off")) != ""
