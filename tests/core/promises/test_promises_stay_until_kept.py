"""A promise is overdue until it is kept, moved or closed; another contact does not keep it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from planner.core.book import Account, Contact, Task
from planner.core.line import Line, Slot, Status, What, Worth
from planner.core.page.now import next_line
from planner.core.page.page_figures import parking
from planner.core.page.plan_day import plan_day
from planner.core.promises.overdue import overdue_promises
from planner.core.timing.promise import promise_of
from planner.core.worklog.log import usual_outcomes
from planner.core.worklog.next_step import TITLE, LogDay, with_next_step
from planner.core.worklog.outcomes import Report, keeps_promise
from planner.core.worklog.work import Work
from tests.core.value.days import BERLIN, book, inputs, today
from tests.core.value.playbooks import TODAY, V, deal
from tests.core.worklog.test_what_an_outcome_does import after

YES = {"need": "yes"}
FRIDAY, TUESDAY = TODAY - timedelta(days=3), TODAY + timedelta(days=1)
NOON = datetime(2026, 11, 20, 12, tzinfo=BERLIN)


def overdue(**fields: object) -> list[tuple[str, int]]:
    return [(each.record, each.overdue) for each in overdue_promises(today(book(**fields)))]


def test_every_record_with_a_promise_past_its_day() -> None:
    late = deal(id="late", next_by=FRIDAY)
    open_ones = (late, deal(id="kept"), deal(id="lead", came=NOON), deal(id="later", next_on=TUESDAY))
    account = Account(id="bolt", name="Bolt", revenue=0, next_by=FRIDAY)
    contact = Contact(id="lena", name="Lena", next_by=FRIDAY)
    task = Task(id="figures", title="Figures", minutes=15, record="late", on=FRIDAY)
    own = Task(id="own", title="Expenses", minutes=15, on=FRIDAY)
    found = overdue(deals=open_ones, accounts=(account,), contacts=(contact,), tasks=(task, own))
    assert found == [("bolt", 1), ("figures", 1), ("late", 1), ("lead", 1), ("lena", 1)]
    moved = replace(late, not_before=TUESDAY, next_by=TUESDAY)
    assert overdue(deals=(moved, deal(id="gone", stage="lost", next_on=FRIDAY))) == []


@pytest.mark.parametrize(
    ("came", "last_day"),
    [
        (datetime(2026, 11, 20, 12, tzinfo=BERLIN), FRIDAY),
        (datetime(2026, 11, 20, 17, 30, tzinfo=BERLIN), TODAY),  # after hours: the next working day
        (datetime(2026, 11, 21, 10, tzinfo=BERLIN), TODAY),  # a Saturday
    ],
)
def test_a_lead_is_due_the_day_it_came(came: datetime, last_day: date) -> None:
    of = today(book(deals=(deal(came=came),)))
    promise = promise_of(of.book.deals[0], TODAY, of.working, of.zone)
    assert promise is not None
    assert promise.last_day == last_day


def test_a_lead_is_given_up_after_five_tries() -> None:
    of = today(book())
    tried = [deal(came=NOON, unanswered=n, last_try=TODAY if n else None) for n in (0, 4, 5)]
    assert [promise_of(each, TODAY, of.working, of.zone) is not None for each in tried] == [True, True, False]


def test_a_contact_that_is_not_the_agreed_step_keeps_no_promise() -> None:
    plain = deal(next_on=TODAY, next_by=TODAY)
    short = replace(plain, next="Send the price", next_minutes=15)
    assert [keeps_promise(plain, does, "stayed") for does in ("advance", "agreed", "ask", "touch")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert [keeps_promise(short, does, "stayed") for does in ("advance", "agreed")] == [False, True]
    assert keeps_promise(short, "advance", "lost")
    contact = Contact(id="lena", name="Lena", next_by=TODAY)
    assert after(contact, "touch", "done")["next_by"] is None


def test_what_the_rep_says_was_agreed_keeps_it() -> None:
    record = replace(deal(stage="talk", next_on=TODAY), next="Send the price", next_minutes=15)
    assert "next_on" not in after(record, "touch", "done")
    assert after(record, "touch", "done", kept=True)["next_on"] is None


def test_advanced_without_a_date_promises_to_book_the_next_step() -> None:
    record = deal(stage="talk")
    said = Report(result=replace(Report().result, outcome="advanced"))
    what = What(item="d/x", record="d", kind="prospect", does="advance", play="x", title="X")
    step, monday = Work(what=what, minutes=20, worth=Worth()), LogDay(TODAY, TODAY, today(book()).working, V)
    booked = with_next_step(said, record, step, monday)
    assert (booked.next, booked.next_on) == ("Book the next step", TUESDAY)
    for agreed in (replace(said, next_on=TODAY), replace(said, at=NOON), replace(said, again=TUESDAY)):
        assert with_next_step(agreed, record, step, monday) == agreed
    assert with_next_step(said, deal(stage="close"), step, monday) == said  # it is won


def test_in_the_last_stage_waiting_is_offered_first() -> None:
    def first(stage: str) -> str:
        what = What(item="d/x", record="d", kind="prospect", does="advance", play="x", title="X", stage=stage)
        return usual_outcomes(Work(what=what, minutes=20, worth=Worth()), deal(stage=stage), V)[0]

    assert (first("talk"), first("close")) == ("advanced", "waiting")


def test_to_book_the_next_step_of_a_deal_in_close_wins_nothing() -> None:
    what = What(item="d/agreed", record="d", kind="prospect", does="agreed", play="x", title=TITLE, stage="close")
    for title, wins in ((TITLE, False), ("Get it signed", True)):
        offered = usual_outcomes(
            Work(what=replace(what, title=title), minutes=10, worth=Worth()), deal(stage="close"), V
        )
        assert ("advanced" in offered, "booked" in offered) == (wins, True)


def test_nothing_with_a_promised_task_is_offered_for_parking() -> None:
    poor = deal(amount=0.001, answers=YES)
    task = Task(id="figures", title="Figures", minutes=15, record="d", by=TODAY)
    assert [each.record for each in parking(today(book(deals=(poor,))), (1000.0,), ())] == ["d"]
    assert parking(today(book(deals=(poor,), tasks=(task,))), (1000.0,), ()) == ()


def _line(item: str, start: str, minutes: int, pays: float, *, promised: bool = False) -> Line:
    at = datetime.fromisoformat(f"2026-11-23T{start}").replace(tzinfo=BERLIN)
    return Line(
        what=What(item=item, record=item, kind="prospect", does="advance", play="x", title=item),
        slot=Slot(start=at, end=at + timedelta(minutes=minutes), minutes=minutes),
        worth=Worth(per_hour=pays),
        status=Status(promised=promised, due=promised),
    )


def test_a_promise_that_would_not_fit_later_comes_first() -> None:
    page = plan_day(inputs(book())).page
    rich = _line("rich", "10:00", 60, 900.0)
    late = _line("promise", "11:00", 60, 10.0, promised=True)
    now = datetime(2026, 11, 23, 10, 30, tzinfo=BERLIN)
    tight = replace(page, items=(replace(rich, slot=replace(rich.slot, start=now)), late))
    item = next_line(tight, now - timedelta(minutes=20), 5).item
    assert item is not None
    assert item.what.item == "promise"
    roomy = replace(page, items=(*tight.items, _line("end", "16:00", 60, 1.0)))
    item = next_line(roomy, now - timedelta(minutes=20), 5).item
    assert item is not None
    assert item.what.item == "rich"
