"""The morning as turns: keys in, commands and the next question out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.app.dialogue.turn import next_turn
from planner.app.morning.dialogue import answered, begin, loaded
from planner.app.morning.state import MorningState, MorningTurn, OpenQuestion
from planner.core.cadence.close_file import SilentFile
from planner.core.morning.callers import Callers, WhoCalled
from planner.core.morning.commands import (
    AddLead,
    AddTask,
    Command,
    LeaveOut,
    LogOutcome,
    ParkDeal,
    PutOff,
    SetFields,
    words_of,
)
from planner.core.morning.morning import (
    DealToday,
    Decision,
    Morning,
    OpenLine,
    Overnight,
    PromiseToday,
    Yesterday,
)
from planner.core.page.page import Ask
from planner.screen.text.layout import Sheet
from tests.core.value.days import BERLIN

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
SEVEN = datetime(2026, 11, 24, 7, 10, tzinfo=BERLIN)
TEN = datetime(2026, 11, 24, 10, 0, tzinfo=BERLIN)


def open_line(item: str, *outcomes: str, reaches: bool = True) -> OpenLine:
    return OpenLine(
        item=item, record=item, name=item, title="Demo", start=None, minutes=30, outcomes=outcomes, reaches=reaches
    )


def test_an_advance_from_the_last_stage_is_offered_as_a_win() -> None:
    line = open_line("birch", "waiting", "advanced", "stayed")
    for wins, said in ((True, "a signed, won"), (False, "a advanced")):
        lines = (replace(line, wins=wins),)
        turn = begin(replace(START, yesterday=Yesterday(date=MONDAY, planned=1, lines=lines)))
        assert turn.prompt is not None
        assert said in turn.prompt.text


LINES = (
    open_line("acme", "advanced", "stayed", "waiting", "booked", "lost"),
    open_line("task", "done", "stayed", "moved", reaches=False),
)
CALLED_OFF = Ask(record="hale", name="Hale", what="canceled", on=TUESDAY, at=TEN)
DEALS = tuple(
    DealToday(
        number=n, record=f"d{n}", item=f"d{n}/demo", name=f"Deal {n}", title="Demo", minutes=30, start=None,
        moves=0.5, own=False, chance=0.4, if_won=100.0, per_hour=50.0,
    )
    for n in (1, 2, 3)
)  # fmt: skip
PROMISE = PromiseToday(
    number=1, item="acme/demo", record="acme", name="Acme", title="Demo", minutes=30, start=TEN, last_day=TUESDAY
)
MORNING = Morning(
    date=TUESDAY, now=SEVEN, currency="USD", rep="Dana", price_today=100.0, yesterday=Yesterday(),
    overnight=Overnight(), promises=(PROMISE,), deals=DEALS, at_rest=(), accounts=(), lists_accounts=False,
    silent=(SilentFile(record="old", name="Old", since=date(2026, 11, 13), silent=7),),
    decision=Decision(record="bid", name="Bid", what="date passed", on=MONDAY),
)  # fmt: skip
CALLERS = Callers(
    deals=(WhoCalled("acme", "Acme rollout", "prospect"), WhoCalled("birch", "Birch", "prospect", waits=True)),
    accounts=(WhoCalled("acme-account", "Acme Inc", "account"),),
    contacts=(WhoCalled("lena", "Lena Vogt", "contact"), WhoCalled("jo", "Jo Smith", "contact")),
    deal_of=(("lena", "birch"),),
    typical=20_000.0,
)
START = MorningState(
    sheet=Sheet(80), now=SEVEN, yesterday=Yesterday(date=MONDAY, planned=3, lines=LINES), callers=CALLERS,
    question=OpenQuestion("outcome"),
)  # fmt: skip


def turns(answers: Sequence[str], start: MorningState = START, morning: Morning = MORNING) -> Iterator[MorningTurn]:
    """Every turn as the loop sees it: with its command, and with all loaded that it needs."""
    turn = begin(start)
    for answer in (*answers, None):
        yield turn
        while turn.state.loads:
            found = replace(turn.state, command=None, today=morning, overnight=Overnight(called_off=(CALLED_OFF,)))
            turn = loaded(found)
            yield turn
        if answer is None or turn.prompt is None:
            return
        turn = next_turn(replace(turn, state=replace(turn.state, command=None)), answered, answer)


def commands(*answers: str) -> list[Command]:
    found: list[Command] = []
    for turn in turns(answers):
        if turn.state.command is not None and (not found or found[-1] is not turn.state.command):
            found.append(turn.state.command)
    return found


NIGHT = ["", ""]  # yesterday's lines skipped
CALL = [*NIGHT, ""]  # and the appointment that is called off
PROMISES = [*CALL, ""]
DEAL = [*PROMISES, ""]
SILENT = [*DEAL, ""]
DECISION = [*SILENT, ""]


@pytest.mark.parametrize(
    ("answers", "command"),
    [
        (["b", "fri 14:00"], LogOutcome(item="acme", outcome="booked", on=MONDAY, at="fri 14:00")),
        (["a", "thu"], LogOutcome(item="acme", outcome="advanced", on=MONDAY, next_on="thu")),
        (["s", ""], LogOutcome(item="acme", outcome="stayed", on=MONDAY)),
        (["l"], LogOutcome(item="acme", outcome="lost", on=MONDAY)),
        (["t", "their CFO, thu"],
         LogOutcome(item="acme", outcome="waiting", on=MONDAY, who="their CFO", until="thu")),
        (["t", "cfo thu"], LogOutcome(item="acme", outcome="waiting", on=MONDAY, who="cfo", until="thu")),
        (["t", "thu"], LogOutcome(item="acme", outcome="waiting", on=MONDAY, until="thu")),
        (["t", "cfo, someday", "cfo, fri"],
         LogOutcome(item="acme", outcome="waiting", on=MONDAY, who="cfo", until="fri")),
        (["", "d"], LogOutcome(item="task", outcome="done", on=MONDAY)),
        (["", "m", "fri"], LogOutcome(item="task", outcome="moved", on=MONDAY, again="fri")),
        ([*NIGHT, "c"], SetFields("hale", ("at=",))),
        ([*CALL, "acme-acc", "1"], AddTask("Call back", "acme-account", 15, TUESDAY)),
        ([*CALL, "lena", "2"], SetFields("birch", ("waiting_on=", "next_on=2026-11-24"))),
        ([*CALL, "jo", "3", "+5"], PutOff("jo", "+5")),
        ([*CALL, "birch", "4"], LogOutcome(item="birch", outcome="lost", minutes=1)),
        ([*CALL, "Newco, Jo", "n"], AddLead("Newco, Jo")),
        ([*PROMISES, "7", "1", "fri"], PutOff("acme", "fri")),
        ([*PROMISES, "7 fri", "1 someday", "1 fri"], PutOff("acme", "fri")),
        ([*PROMISES, "done 1", "later", "later 1 fri 2pm"], PutOff("acme", "fri 2pm")),
        ([*DEAL, "done 3", "later", "plan later 2 mon"], PutOff("d2", "mon")),
        ([*DEAL, "3 80"], SetFields("d3", ("chance=0.8",))),
        ([*DEAL, "1 5%"], SetFields("d1", ("chance=0.05",))),
        ([*DEAL, "2 mon"], PutOff("d2", "mon")),
        ([*DEAL, "9 80", "3 101", "hm", "2: Out"], LeaveOut("d2")),
        ([*SILENT, "p"], ParkDeal("old")),
        ([*DECISION, "n", "fri"], SetFields("bid", ("decide_by=fri",))),
        ([*DECISION, "l"], LogOutcome(item="bid", outcome="lost", minutes=1)),
    ],
)  # fmt: skip
def test_an_answer_is_a_command(answers: list[str], command: Command) -> None:
    assert commands(*answers) == [command]


@pytest.mark.parametrize(
    "answers",
    [["b", ""], ["t", ""], ["-"], [*NIGHT, "k"], [*CALL, "acme r", ""], [*CALL, "jo", "3", ""], [*PROMISES, "1", ""],
     [*SILENT, "k"], [*DECISION, "n", ""], [*DECISION, ""], [""] * 20],
)  # fmt: skip
def test_enter_skips_anything(answers: list[str]) -> None:
    assert commands(*answers) == []


NO_STEP = replace(MORNING, decision=Decision(record="bid", name="Bid", what="no next step"))


@pytest.mark.parametrize(
    ("answer", "fields"),
    [("thu", ("next_on=thu",)), ("thu 11am", ("at=2026-11-26 11:00",)),
     ("call thu 11am", ("next=call", "at=2026-11-26 11:00")), ("call thu", ("next=call", "next_on=2026-11-26"))],
)  # fmt: skip
def test_a_talk_may_have_a_name_and_a_time(answer: str, fields: tuple[str, ...]) -> None:
    seen = [turn.state.command for turn in turns([*DECISION, "n", answer], morning=NO_STEP)]
    assert SetFields("bid", fields) in seen


def test_the_hint_about_deals_names_rows_that_there_are() -> None:
    words = [turn.prompt.text for turn in turns(DEAL) if turn.prompt is not None]
    assert "   Yours to change, as 3 80 (chance %), 2 fri or 2 out (Enter: as they are)" in words


def test_minutes_are_no_day() -> None:
    assert any("minutes can't be changed here" in line for turn in turns([*DEAL, "1 20 min"]) for line in turn.lines)
    assert commands(*DEAL, "1 20 min", "1 30") == [SetFields("d1", ("chance=0.3",))]


def heads(start: MorningState = START) -> list[str]:
    shown = (
        "".join(piece.text for piece in line).strip() for turn in turns([""] * 20, start) for line in turn.state.screen
    )
    return [head[:3] for head in shown if head[1:2] == "/"]


def test_the_parts_that_are_shown_are_numbered_without_a_gap() -> None:
    assert heads(replace(START, yesterday=Yesterday())) == ["1/4", "2/4", "3/4", "4/4"]


def test_every_part_is_passed_in_order() -> None:
    assert heads() == ["1/5", "2/5", "3/5", "4/5", "5/5"]
    last = list(turns([""] * 20))[-1]
    assert last.prompt is None
    assert last.state.shows_page


def test_c_at_the_end_is_the_calendar() -> None:
    *_, last = turns([*DECISION, "", "c"])
    assert (last.prompt, last.state.exports, last.state.shows_page) == (None, True, False)


@pytest.mark.parametrize("count", range(9))
def test_q_leaves_anywhere_and_shows_no_page(count: int) -> None:
    last = list(turns([*[""] * count, "q"]))[-1]
    assert last.prompt is None
    assert not last.state.shows_page


def test_a_day_is_wrapped_once_every_line_has_an_answer() -> None:
    assert [turn.state.wrapped for turn in turns(["-", "d"])][-1]
    assert not [turn.state.wrapped for turn in turns(["-", ""])][-1]
    assert not [turn.state.wrapped for turn in turns(["", "d"])][-1]


@given(st.lists(st.sampled_from([*"abcdklmnpqst123x-", "", "fri", "acme r", "3 80", "2 out", "1 mon", "Newco, Jo"])))
def test_whatever_is_typed_there_is_a_question_or_an_end(answers: list[str]) -> None:
    seen = list(turns(answers))
    for turn in seen:
        assert (turn.prompt is not None) != (bool(turn.state.loads) or (turn is seen[-1] and turn.prompt is None))
        if turn.state.command is not None:
            assert all(words_of(turn.state.command))


def test_no_part_to_ask_about() -> None:
    nothing = replace(MORNING, promises=(), deals=(), silent=(), decision=None)
    start = replace(START, yesterday=Yesterday())
    asked = [turn.state.question.asks for turn in turns(["", "", ""], start, nothing) if turn.prompt is not None]
    assert asked == ["choice", "caller", "page"]


def test_a_bid_that_is_dropped_has_two_lines_to_send() -> None:
    decision = Decision(record="bid", name="Bid", what="bid or drop", on=TUESDAY, contact="Lena Vogt", stops="fit")
    seen = list(turns([*DECISION, "d"], morning=replace(MORNING, decision=decision)))
    dropped = next(turn for turn in seen if turn.state.command is not None)
    assert dropped.state.command == ParkDeal("bid")
    assert "Hi Lena, thank you" in "".join(piece.text for line in dropped.state.screen for piece in line)
    kept = list(turns([*DECISION, "b"], morning=replace(MORNING, decision=decision)))
    found = [turn.state.command for turn in kept if turn.state.command is not None]
    assert found[0] == SetFields("bid", ("waive+=fit", "next_by=2026-11-24"))


@pytest.mark.parametrize(("key", "enter"), [("e", "once they have had time"), ("a", "none")])
def test_without_a_next_day_something_sent_waits_its_time(key: str, enter: str) -> None:
    lines = (open_line("acme", "sent", "advanced"),)
    *_, last = turns([key], replace(START, yesterday=Yesterday(date=MONDAY, planned=1, lines=lines)))
    assert last.prompt is not None
    assert last.prompt.text == f"   next step on (fri, +3; Enter: {enter})"
