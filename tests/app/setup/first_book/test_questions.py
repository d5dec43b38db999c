"""The questions of `plan init`: usual answers, what can't be read, the summary, a change of one answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.app.dialogue.turn import Prompt, Turn
from planner.app.setup.first_book.answers import Machine
from planner.app.setup.first_book.on_this_machine import FoundCalendar, FoundExport
from planner.app.setup.first_book.questions import SetupAnswers, first_turn, step
from planner.app.setup.first_book.template import FirstBook, book_files
from planner.app.setup.init import TO_ASK
from planner.book.files import BookFiles
from planner.book.read.read_book import read_book
from tests.app.dialogue.answers import after_answers

MACHINE = Machine(
    now=datetime(2026, 11, 23, 7, tzinfo=UTC),
    name="Dana Reyes",
    currency="USD",
    zone="America/New_York",
    calendars=(FoundCalendar("~/Downloads/work.ics", 3), FoundCalendar("~/team", 9)),
    exports=(FoundExport("~/Downloads/deals.csv", "prospect", 20),),
    locale_for=lambda zone: "de-DE" if zone == "Europe/Berlin" else "en-US",
    calendar_at=lambda name: FoundCalendar(name, 1) if name == "/c/my work.ics" else None,
    export_at=lambda _: None,
)
START = SetupAnswers(
    machine=MACHINE,
    book=FirstBook(name="Dana Reyes", currency="USD", zone="America/New_York", locale="en-US"),
    to_ask=TO_ASK,
)


def turns(*answers: str) -> list[Turn[SetupAnswers]]:
    return after_answers(first_turn(START), step, answers)


def last_of(*answers: str) -> SetupAnswers:
    return turns(*answers)[-1].state


ENTERS = ("", "", "8%", "", "", "", "", "", "")


def test_enter_takes_what_the_machine_says_but_never_a_share() -> None:
    assert [turn.prompt for turn in turns("", "", "")][-1] == turns("", "")[-1].prompt
    end = turns(*ENTERS, "")
    assert end[-1].prompt is None
    book, export = end[-1].state.book, end[-1].state.exports
    assert (book.name, book.currency, book.zone, book.keeps) == ("Dana Reyes", "USD", "America/New_York", 0.08)
    assert (book.goal, book.calendars) == (None, ("~/Downloads/work.ics", "~/team"))
    assert export == MACHINE.exports


def test_the_summary_and_a_change_of_one_answer() -> None:
    summary = turns(*ENTERS)[-1]
    assert [line for line in summary.lines if line] == [
        "  1  name           Dana Reyes",
        "  2  currency       USD",
        "  3  commission     8%: $3,840 of $48,000",
        "  4  time zone      America/New_York, 2:00am now",
        "  5  days, figures  Dec 31, 2:00pm, 1,234.50, weeks from Sunday (en-US)",
        "  6  hours          mon-thu 8:30am-12:30pm, 1:15pm-5:30pm; fri 8:30am-12:30pm, 1:15pm-4:00pm",
        "  7  days off       none",
        "  8  goal           none yet",
        "  9  calendars      ~/Downloads/work.ics, ~/team",
        " 10  CRM export     ~/Downloads/deals.csv, with a preview first",
    ]
    changed = last_of(*ENTERS, "11", "x", "4", "berlin", "9", "2", "10", "none")
    assert (changed.book.zone, changed.book.calendars, changed.exports) == ("Europe/Berlin", ("~/team",), ())
    assert (changed.book.keeps, changed.book.locale) == (0.08, "de-DE")
    assert last_of(*ENTERS, "5", "uk", "4", "berlin").book.locale == "en-GB"


def test_what_is_earned_is_asked_only_with_a_goal_and_forgotten_without() -> None:
    with_goal = last_of(*ENTERS[:6], "120k", "52k", "", "")
    assert (with_goal.book.goal, with_goal.book.earned, str(with_goal.book.as_of)) == (120_000, 52_000, "2026-11-23")
    without = last_of(*ENTERS[:6], "120k", "52k", "", "", "8", "none")
    assert (without.book.goal, without.book.earned, without.book.as_of) == (None, None, None)


@pytest.mark.parametrize(
    ("typed", "written", "said"),
    [
        ("", (), "none"),
        ("none", (), "none"),
        ("24 Dec - 2 Jan", ("2026-12-24..2027-01-02",), "Dec 24, 2026 - Jan 2, 2027"),
        ("off on 24 December to 2 January", ("2026-12-24..2027-01-02",), "Dec 24, 2026 - Jan 2, 2027"),
        ("Out Dec 24-26", ("2026-12-24..2026-12-26",), "Dec 24, 2026 - Dec 26, 2026"),
        ("Away 23 Dec - 1 Jan", ("2026-12-23..2027-01-01",), "Dec 23, 2026 - Jan 1, 2027"),
        ("out of office from 24 Dec to 2 Jan", ("2026-12-24..2027-01-02",), "Dec 24, 2026 - Jan 2, 2027"),
        (
            "Mar 15 and Dec 24-26",
            ("2026-12-24..2026-12-26", "2027-03-15..2027-03-15"),
            "Dec 24, 2026 - Dec 26, 2026; Mar 15, 2027",
        ),
    ],
)
def test_days_off(typed: str, written: tuple[str, ...], said: str) -> None:
    book = last_of(*ENTERS[:5], typed).book
    assert tuple(map(str, book.days_off)) == written
    assert turns(*ENTERS[:5], typed, *ENTERS[6:])[-1].lines[7].endswith(said)
    assert last_of(*ENTERS[:5], said).book.days_off == book.days_off
    read = read_book(BookFiles(Path("book"), book_files(book), ""), "UTC").book
    assert set(read.hours.days_off) == {
        each.first + timedelta(days=n) for each in book.days_off for n in range((each.last - each.first).days + 1)
    }


def test_no_days_off() -> None:
    assert turns(*ENTERS[:5], "christmas")[-1].lines == (
        '  can\'t read "christmas" as days off',
        "  Dec 24 - Jan 2",
    )


@pytest.mark.parametrize(
    ("typed", "calendars"),
    [
        ("1", ("~/Downloads/work.ics",)),
        ("2, 1", ("~/team", "~/Downloads/work.ics")),
        ("none", ()),
        ("3", None),
        ("'/c/my work.ics'", ("/c/my work.ics",)),
        ("/c/my\\ work.ics", ("/c/my work.ics",)),
        ("/nowhere.ics", None),
    ],
)
def test_calendars(typed: str, calendars: tuple[str, ...] | None) -> None:
    turn = turns(*ENTERS[:7], typed)[-1]
    if calendars is None:
        assert turn.prompt == turns(*ENTERS[:7])[-1].prompt
    else:
        assert turn.state.book.calendars == calendars


def test_several_exports() -> None:
    deals, accounts = (FoundExport(f"{kind}.csv", kind, 2) for kind in ("prospect", "account"))
    start = replace(START, machine=replace(MACHINE, exports=(deals, accounts)), to_ask=("export",))
    for typed, exports in {"": (deals, accounts), "2": (accounts,), "2 1": (accounts, deals), "none": ()}.items():
        assert after_answers(first_turn(start), step, [typed])[-1].state.exports == exports
    put_again = after_answers(first_turn(start), step, ["3"])[-1]
    assert put_again.lines == ('  no number "3" here', "  a number from 1 to 2, a file, all or none")


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(["", "8%", "9-5", "none", "1", "2", "120k", "eastern"]), st.text(max_size=6)),
        max_size=20,
    )
)
def test_no_answer_breaks_it_and_none_is_lost(typed: list[str]) -> None:
    found = turns(*typed)
    assert all(set(before.state.known) <= {*after.state.known, "earned"} for before, after in pairwise(found))
    book = found[-1].state.book
    read = read_book(BookFiles(Path("book"), book_files(book), ""), "UTC").book
    assert (read.rep.name, read.rep.currency, read.rep.timezone) == (book.name, book.currency, book.zone)
    assert (read.hours.week, read.calendars.busy) == (book.week, book.calendars)
    if found[-1].prompt is None:
        assert book.keeps == read.rep.keeps


def test_a_goal_with_what_is_earned_and_one_in_orders() -> None:
    both = turns(*ENTERS[:6], "$120,000 in commission, at $71,500 now")[-1]
    assert (both.state.book.goal, both.state.book.earned, str(both.state.book.as_of)) == (120_000, 71_500, "2026-11-23")
    assert both.prompt != turns(*ENTERS[:6], "120k")[-1].prompt  # what is earned is known
    assert "earned" in both.state.known
    orders = turns(*ENTERS[:2], "4.5% commission on the order", *ENTERS[3:6], "quota 2.4M, booked 1.6M")[-1]
    assert (orders.state.book.goal, orders.state.book.earned) == (108_000, 72_000)
    assert orders.lines[0] == "  4.5% of $2,400,000 in orders is $108,000 of yours"
    assert turns(*ENTERS[:6], "quota 2.4M")[-1].state.to_ask[0] == "earned"
    assert turns(*ENTERS[:6], "quota 2.4M", "booked $1M")[-1].state.book.earned == 80_000
    assert turns(*ENTERS[:6], "quota 2.4M", "nothing yet")[-1].state.book.earned == 0


def test_of_a_goal_in_orders_what_was_closed_is_in_orders_too() -> None:
    asked = turns(*ENTERS[:6], "2.4m in orders")[-1]
    assert asked.prompt == Prompt("Closed so far this year, in orders", usual="0")
    for answer, earned in (("815k", 65_200), ("815k in orders", 65_200), ("52k in commission", 52_000), ("", 0)):
        assert turns(*ENTERS[:6], "2.4m in orders", answer)[-1].state.book.earned == earned
    assert turns(*ENTERS[:6], "2.4m in orders", "815k")[-1].lines[0] == "  8% of $815,000 in orders is $65,200 of yours"
    far_over = turns(*ENTERS[:6], "84k", "815k")[-1]
    assert far_over.lines[0].endswith("If it is in orders, change it: 815k in orders")
    assert "orders" not in " ".join(turns(*ENTERS[:6], "84k", "90k")[-1].lines)


def test_the_year_of_a_goal_may_start_in_another_month() -> None:
    said = last_of(*ENTERS[:6], "2.4m in orders, FY27 (Jul-Jun)", "815k", "", "")
    assert said.book.year_starts == "07-01"
    assert 'starts = "07-01"' in book_files(said.book)["plan.toml"].decode()
    lines = turns(*ENTERS[:6], "120k", "52k", "", "")[-1].lines
    assert "  8  goal           $120,000 for 2026" in lines
    changed = turns(*ENTERS[:6], "120k", "52k", "", "", "8", "Jul-Jun")[-1]
    assert "  8  goal           $120,000 for Jul 2026 to Jun 2027" in changed.lines
    kept = turns(*ENTERS[:6], "120k", "52k", "", "", "8", "Jul-Jun", "8", "130k")[-1]
    assert "  8  goal           $130,000 for Jul 2026 to Jun 2027" in kept.lines
    back = turns(*ENTERS[:6], "120k", "52k", "", "", "8", "Jul-Jun", "8", "130k Jan-Dec")[-1]
    assert "  8  goal           $130,000 for 2026" in back.lines


def test_the_share_that_enter_takes_is_the_one_that_was_typed() -> None:
    typed = turns(*ENTERS[:2], "4.5%", *ENTERS[3:], "3")[-1]
    assert typed.prompt is not None
    assert typed.prompt.usual == "4.5%"
