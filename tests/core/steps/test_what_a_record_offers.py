"""The table of what each record offers today, row by row; each case shows the record and the steps it leads to."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from planner.core.book import Account, Book, ClockRange, Contact, Deal, Task
from planner.core.cadence.touches import next_touches
from planner.core.history import History
from planner.core.playbook import Playbook, Prospecting, Response
from planner.core.steps.all_steps import book_steps
from planner.core.steps.prospecting_steps import next_search_number, prospecting_steps
from planner.core.steps.step import Step
from planner.core.value.deal_value import deal_value
from tests.core.value.days import BERLIN, book, today
from tests.core.value.playbooks import TODAY, V, deal
from tests.lines import worked_line

YES = {"need": "yes"}
MEETINGS = replace(
    V,
    plays={
        **V.plays,
        "talk": replace(V.plays["talk"], how="meeting", minutes=30, prepare=15, follow_up=10, book=5),
    },
)


def offered(of: Book, history: History | None = None, at: str = "07:00") -> list[Step]:
    now = today(of, at=at, history=history)
    touches = {touch.record: touch for touch in next_touches(of, now.working, {}, TODAY)}
    return book_steps(now, touches)


def does(*deals: Deal, playbook: Playbook = V, history: History | None = None) -> list[tuple[str, str, int]]:
    return [(step.item, step.does, step.minutes) for step in offered(book(playbook, deals=deals), history)]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def test_an_open_deal_offers_the_better_of_asking_and_its_step() -> None:
    assert does(deal()) == [("d/ask", "ask", 20)]
    assert does(deal(answers=YES)) == [("d/talk", "advance", 60)]


def test_an_appointment_is_worth_the_talk_that_was_agreed() -> None:
    """Asking first would pay more, but that is no longer the choice."""
    now = today(book())
    asked, agreed = deal_value(deal(), now), deal_value(deal(at=at("2026-11-23T14:00")), now)
    assert asked is not None
    assert agreed is not None
    assert asked.questions is not None
    assert asked.index > asked.plain_index
    assert (agreed.questions, agreed.index) == (None, asked.plain_index)


def test_work_in_pieces_is_one_piece_only_where_a_touch_is_due() -> None:
    playbook = replace(V, plays={**V.plays, "talk": replace(V.plays["talk"], splits=True)})
    now = today(book(playbook, deals=(deal(answers=YES),)))
    assert [(step.does, step.splits) for step in book_steps(now, {})] == [("advance", True)]
    touches = {touch.record: touch for touch in next_touches(now.book, now.working, {"d": date(2026, 1, 5)}, TODAY)}
    assert [(step.does, step.splits) for step in book_steps(now, touches)] == [("advance", False), ("touch", False)]


def test_a_meeting_without_an_appointment_is_offered_to_be_booked() -> None:
    assert does(deal(answers=YES), playbook=MEETINGS) == [("d/talk", "book", 5)]


def test_an_appointment_today_stands_with_what_belongs_to_it() -> None:
    record = deal(answers=YES, at=at("2026-11-23T14:00"))
    steps = offered(book(MEETINGS, deals=(record,)))
    assert [(step.item, step.does, step.minutes, step.at) for step in steps] == [
        ("d/talk", "advance", 30, at("2026-11-23T14:00")),
        ("d/talk-prepare", "prepare", 15, None),
        ("d/talk-follow-up", "follow-up", 10, None),
    ]
    assert steps[1].before == steps[2].after == ("d/talk",)
    assert len({step.per_hour for step in steps}) == 1


def started(play: str, does: str, minutes: int) -> History:
    """A step of today's that was begun."""
    return History(worked_today=(worked_line(
        item=f"d/{play}", record="d", does=does, play=play, title="", minutes=minutes,
        start=at("2026-11-23T08:00"), end=at("2026-11-23T08:00") + timedelta(minutes=minutes),
    ),))  # fmt: skip


@pytest.mark.parametrize(("minutes", "left"), [(10, [10]), (15, [5]), (16, []), (20, []), (40, [])])
def test_a_rest_of_less_than_five_minutes_is_no_line(minutes: int, left: list[int]) -> None:
    now = today(book(deals=(deal(),)), at="09:00", history=started("ask", "ask", minutes))
    assert [step.minutes for step in book_steps(now, {})] == left


def test_a_question_that_was_begun_is_finished_though_its_answer_is_known_by_now() -> None:
    """The talk is for another day; other deals offer their own step."""
    other = replace(deal(answers=YES), id="other")
    now = today(book(deals=(deal(answers=YES), other)), at="09:00", history=started("ask", "ask", 10))
    found = [(step.item, step.record, step.does, step.minutes) for step in book_steps(now, {})]
    assert found == [("d/ask", "d", "ask", 10), ("other/talk", "other", "advance", 60)]


def test_an_appointment_that_was_begun_has_no_rest() -> None:
    record = deal(answers=YES, at=at("2026-11-23T08:00"))
    now = today(book(deals=(record,)), at="08:30", history=started("talk", "advance", 20))
    assert [step.does for step in book_steps(now, {})] == []


def test_a_booked_step_is_worth_more_an_hour_since_less_is_to_come() -> None:
    booked = deal_value(deal(answers=YES, at=at("2026-11-23T14:00")), today(book(MEETINGS)))
    free = deal_value(deal(answers=YES), today(book(MEETINGS)))
    assert booked is not None
    assert free is not None
    assert booked.minutes == 55
    assert free.minutes == 60
    assert booked.index > free.index


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-11-24T09:00", ["prepare"]),  # tomorrow: to be prepared today, should it be early
        ("2026-11-25T09:00", []),
        ("2026-11-20T09:00", ["book"]),  # passed, and nobody said how it went
    ],
)
def test_an_appointment_on_another_day(when: str, expected: list[str]) -> None:
    assert [step for _, step, _ in does(deal(answers=YES, at=at(when)), playbook=MEETINGS)] == expected


def test_over_the_weekend_the_next_working_day_is_tomorrow() -> None:
    friday = date(2026, 11, 20)
    of = book(MEETINGS, deals=(deal(answers=YES, at=at("2026-11-23T09:00")),))
    now = today(of, day=friday)
    assert [step.does for step in book_steps(now, {})] == ["prepare"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"not_before": TODAY + timedelta(days=1)}, []),
        ({"not_before": TODAY}, [("d/talk", "advance", False)]),
        ({"next_on": TODAY + timedelta(days=1)}, []),
        ({"next_on": TODAY}, [("d/talk", "advance", True)]),
        ({"next_on": TODAY - timedelta(days=3)}, [("d/talk", "advance", True)]),
        ({"decide_by": TODAY - timedelta(days=1)}, []),
        ({"decide_by": TODAY}, [("d/talk", "advance", False)]),
        ({"stage": "won"}, []),
        ({"stage": "parked"}, []),
        ({"stage": "lost", "lost_on": date(2026, 2, 24)}, []),
        ({"stage": "lost", "lost_on": date(2026, 2, 23)}, [("d/fresh-look", "fresh-look", True)]),
    ],
)
def test_dates_and_stages(fields: dict[str, object], expected: list[tuple[str, str, bool]]) -> None:
    record = deal(**{"answers": YES, "last_touch": TODAY, **fields})
    steps = offered(book(deals=(record,)))
    assert [(step.item, step.does, step.due) for step in steps] == expected


def test_a_fresh_look_is_valued_as_a_new_deal_with_the_prior_of_a_revival() -> None:
    lost = deal(stage="lost", lost_on=date(2026, 1, 1), last_touch=TODAY, answers={"need": "no"}, amount=1000.0)
    new = deal(id="n", prior=V.fresh_look.prior, amount=1000.0)
    steps = {step.record: step for step in offered(book(deals=(lost, new)))}
    assert steps["d"].per_hour == pytest.approx(steps["n"].per_hour, rel=1e-3)


def test_one_step_of_a_deal_a_day() -> None:
    worked = worked_line(
        item="d/ask",
        record="d",
        does="ask",
        play="ask",
        title="Ask",
        start=at("2026-11-23T08:00"),
        end=at("2026-11-23T08:20"),
        minutes=20,
        outcome="stayed",
    )
    assert does(deal(answers=YES), history=History(worked_today=(worked,))) == []


@pytest.mark.parametrize(
    ("touched", "expected"),
    [
        (date(2026, 11, 9), True),  # 14 days today
        (date(2026, 11, 10), False),
        (date(2026, 11, 14), False),  # 28 November is a Saturday: due on Friday
        (date(2026, 10, 1), True),
    ],
)
def test_a_touch_is_due_on_the_last_working_day_within_the_cadence(touched: date, expected: bool) -> None:
    parked = deal(stage="parked", last_touch=touched, cadence=14)
    assert [step.does for step in offered(book(deals=(parked,)))] == (["touch"] if expected else [])


def test_a_breach_on_a_sunday_is_due_on_the_friday_before() -> None:
    friday = date(2026, 11, 27)
    parked = deal(stage="parked", last_touch=date(2026, 11, 15), cadence=14)
    of = book(deals=(parked,))
    now = today(of, day=friday)
    touches = {touch.record: touch for touch in next_touches(of, now.working, {}, friday)}
    assert (touches["d"].deadline, touches["d"].due) == (friday, friday)
    assert [step.does for step in book_steps(now, touches)] == ["touch"]


def test_without_any_date_the_promise_runs_from_the_day_the_record_came_in() -> None:
    of = book(contacts=(Contact(id="lena", name="Lena Vogt"),))
    now = today(of)
    (new,) = next_touches(of, now.working, {}, TODAY)
    (known,) = next_touches(of, now.working, {"lena": TODAY - timedelta(days=200)}, TODAY)
    assert (new.is_due(TODAY), known.is_due(TODAY), known.is_overdue(TODAY)) == (False, True, True)


def test_a_contact_is_asked_where_they_are_now() -> None:
    contact = Contact(id="lena", name="Lena Vogt", checked=date(2026, 1, 1), moved_to="Nordwind SE")
    (step,) = offered(book(contacts=(contact,)))
    assert (step.does, step.title, step.minutes, step.due) == ("touch", "Still in the same job?", 10, True)
    assert "Nordwind SE" in step.objective


BOLT = Account(
    id="bolt",
    name="Bolt AG",
    revenue=180_000,
    visits=4,
    response=Response(none=0.7, half=0.85, more=1.1, most=1.4),
    last_touch=TODAY - timedelta(days=12),
)


def test_an_account_offers_a_visit_at_what_the_next_one_makes() -> None:
    (step,) = offered(book(keeps=0.08, accounts=(BOLT,)))
    assert (step.does, step.minutes) == ("visit", 60)
    assert step.per_hour == pytest.approx(202.48, abs=0.01)  # the fifth of the quarter, the four usual ones made


def test_visits_come_no_sooner_than_half_their_usual_spacing() -> None:
    soon = replace(BOLT, last_touch=TODAY - timedelta(days=11))  # 91 / 4 / 2 = 11.4 days
    assert offered(book(keeps=0.08, accounts=(soon,))) == []


def test_visits_are_counted_in_the_diary_once_it_is_a_quarter_old() -> None:
    history = History(first_day=TODAY - timedelta(days=100), visits={"bolt": 3}, last_visit={"bolt": date(2026, 11, 1)})
    (step,) = offered(book(keeps=0.08, accounts=(BOLT,)), history)
    assert step.per_hour == pytest.approx(246.38, abs=0.01)


def test_visits_that_change_nothing_are_not_offered() -> None:
    flat = replace(BOLT, response=Response(none=1.0, half=1.0, more=1.0, most=1.0))
    assert offered(book(accounts=(flat,))) == []


def test_an_inbound_lead_is_due_first_until_it_is_answered_or_the_next_working_day_is_over() -> None:
    lead = deal(came=at("2026-11-23T08:30"), answers=YES)

    def urgent(came: str, now: str = "09:00", **more: Any) -> list[bool]:
        of = book(deals=(replace(lead, came=at(came), **more),))
        return [step.urgent for step in offered(of, at=now)]

    assert urgent("2026-11-23T08:30", now="08:29") == [False]
    assert urgent("2026-11-23T08:30", now="08:30") == [True]
    assert urgent("2026-11-23T08:30", now="16:00") == [True]
    assert urgent("2026-11-20T18:30") == [True]  # Friday evening, and it is Monday
    assert urgent("2026-11-19T18:30") == [False]
    assert urgent("2026-11-23T08:30", last_touch=TODAY) == [False]


def test_the_lead_that_waits_longest_is_answered_first() -> None:
    first, second = (deal(id=name, came=at(f"2026-11-23T{hour}"), answers=YES) for name, hour in
                     (("b", "08:30"), ("a", "08:31")))  # fmt: skip
    steps = offered(book(deals=(second, first)), at="09:00")
    assert sorted((step.deadline, step.record) for step in steps)[0][1] == "b"


def test_a_task_is_worth_its_own_figure_or_an_hour_of_its_record_or_nothing() -> None:
    record = deal(answers=YES, amount=1000.0)
    tasks = (
        Task(id="own", title="Own figure", minutes=30, makes=100.0),
        Task(id="for-deal", title="For the deal", minutes=30, record="d"),
        Task(id="none", title="No money", minutes=30, must=True),
    )
    steps = {step.item: step for step in offered(book(deals=(record,), tasks=tasks))}
    assert steps["own"].per_hour == 200.0
    assert steps["for-deal"].per_hour == steps["d/talk"].per_hour > 0
    assert (steps["none"].per_hour, steps["none"].must) == (0.0, True)


@pytest.mark.parametrize(
    ("fields", "there"),
    [
        ({"on": TODAY}, True),
        ({"on": TODAY + timedelta(days=1)}, False),
        ({"by": TODAY + timedelta(days=9)}, True),
        ({"done_on": TODAY}, False),
        ({"not_before": TODAY + timedelta(days=1)}, False),
        ({"at": at("2026-11-24T09:00")}, False),
        ({"at": at("2026-11-23T09:00")}, True),
    ],
)
def test_days_of_tasks(fields: dict[str, object], there: bool) -> None:
    task = Task(id="t", title="Task", minutes=30, **fields)  # type: ignore[arg-type]
    assert [step.item for step in offered(book(tasks=(task,)))] == (["t"] if there else [])


def test_finding_fills_the_kept_minutes_exactly_then_the_room() -> None:
    searching = replace(V, prospecting=Prospecting(minutes=90, amount=20_000.0))
    steps = prospecting_steps(today(book(searching)), set_aside=49, room=120)
    assert [(step.item, step.minutes, step.care, step.splits) for step in steps] == [
        ("prospecting/find-1", 25, "find", False),
        ("prospecting/find-2", 25, "find", False),
        ("prospecting/find-3", 120, None, True),
    ]
    assert prospecting_steps(today(book()), set_aside=49, room=120) == []  # amount 0 turns it off


def test_finding_is_worth_less_than_a_lead_in_hand() -> None:
    searching = replace(V, prospecting=Prospecting(minutes=90, amount=1.0))
    lead = deal_value(deal(), today(book(searching)))
    step = prospecting_steps(today(book(searching)), set_aside=30, room=30)[0]
    assert lead is not None
    assert 0 < step.per_hour < lead.per_hour


def test_windows_in_another_zone_go_with_calls_only() -> None:
    record = deal(answers=YES, windows=(ClockRange(540, 600),), timezone="America/Chicago")
    (call,) = offered(book(deals=(record,)))
    assert (call.windows, call.timezone) == ((ClockRange(540, 600),), "America/Chicago")
    choice = replace(V, plays={**V.plays, "talk": replace(V.plays["talk"], how="desk")})
    (desk_work,) = offered(book(choice, deals=(record,)))
    assert desk_work.windows == ()


def test_makes_is_hours_at_the_price_of_an_hour() -> None:
    (step,) = offered(book(deals=(deal(answers=YES, amount=1000.0),)))
    assert step.makes(90) == pytest.approx(1.5 * step.per_hour)


def test_the_zone_of_the_tests_is_the_rep_s() -> None:
    assert ZoneInfo("Europe/Berlin") == BERLIN


def test_the_next_search_has_the_number_after_the_last_whatever_a_hand_wrote() -> None:
    assert next_search_number([]) == 1
    assert next_search_number(["prospecting/find-2", "acme/talk", "prospecting/find-x", "prospecting/find-"]) == 3


@pytest.mark.parametrize(
    ("words", "objective"),
    [
        ("Send the references", "Send the references"),
        ("Hold the kick-off", "Hold the kick-off"),
        ("Wait for RFP", None),
        ("waiting on legal", None),
        ("On hold: budget", None),
        ("Waitrose visit", "Waitrose visit"),
    ],
)
@pytest.mark.parametrize("answers", [{}, {"need": "yes"}])
def test_words_that_only_wait_are_no_objective(words: str, objective: str | None, answers: dict[str, str]) -> None:
    def found(record: Deal) -> str:
        (step,) = book_steps(today(book(deals=(record,))), {})
        return step.objective

    assert found(deal(next=words, answers=answers)) == (objective or found(deal(answers=answers)))
