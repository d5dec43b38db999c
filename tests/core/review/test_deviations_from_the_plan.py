"""Dropped, unplanned, estimates, objectives, waiting, parked; and the suggestions."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.core.book import Deal
from planner.core.diary import DiaryDay
from planner.core.habits.observe import observe
from planner.core.review.period import Period
from tests.core.review.one_week import BOOK, FRIDAY, MONDAY, at, page, planned, week, worked
from tests.lines import with_values

TUESDAY = MONDAY + timedelta(days=1)


def full_week(talk: int = 60, **fields: object) -> list[DiaryDay]:
    """Five days of three talks each, planned for an hour."""
    return [
        page(
            *(planned(f"{9 + n}:00", 60, f"deal-{n}/talk", 100, day=day) for n in range(3)),
            *(worked(f"{9 + n}:00", talk, f"deal-{n}/talk", day=day, **fields) for n in range(3)),
            day=day,
        )
        for day in (MONDAY + timedelta(days=n) for n in range(5))
    ]


def test_dropped_items_and_what_they_cost() -> None:
    result = week(
        page(
            planned("09:00", 60, "acme/talk", 300),
            planned("10:00", 90, "hale/close", 900),
            worked("11:00", 10, "jo/touch", "done", does="touch"),
        ),
        page(worked("09:00", 60, "acme/talk", day=TUESDAY), day=TUESDAY),
    )
    assert [(each.name, each.makes, each.done_later) for each in result.dropped] == [
        ("Hale press", 900, None),
        ("Acme rollout", 300, TUESDAY),
    ]
    assert result.dropped_money == 900


def test_a_day_without_a_log_has_nothing_dropped() -> None:
    assert week(page(planned("09:00", 60, "acme/talk", 300))).dropped == ()


def test_unplanned_and_unlogged_time() -> None:
    result = week(
        page(
            planned("09:00", 180, "acme/talk", 300),
            worked("09:00", 50, "fire", "done", does="task", record=None, title="Printer"),
        )
    )
    assert [(group.name, group.actual) for group in result.unplanned] == [("Printer", 50)]
    assert result.unlogged == 130


def test_what_was_done_after_the_week_was_done_later() -> None:
    next_monday = MONDAY + timedelta(days=7)
    friday = page(
        planned("09:00", 60, "acme/talk", 300, day=FRIDAY),
        worked("10:00", 9, "jo/touch", "done", day=FRIDAY),
        day=FRIDAY,
    )
    since = page(worked("09:00", 60, "acme/talk", day=next_monday), day=next_monday)
    result = week(friday, after=[since], today=next_monday)
    assert [(each.name, each.done_later) for each in result.dropped] == [("Acme rollout", next_monday)]
    assert result.dropped_money == 0
    assert result.actual == 9


def test_a_day_that_is_not_over_is_reviewed_up_to_now() -> None:
    day = page(
        planned("09:00", 60, "acme/talk", 300),
        planned("10:00", 30, "jo/touch", does="touch"),
        planned("11:00", 60, "hale/close", 900),
        worked("09:00", 60, "acme/talk"),
    )
    noon, half_past_ten = (week(day, today=MONDAY, now=at(clock)) for clock in ("12:00", "10:30"))
    assert [each.item for each in noon.dropped] == ["hale/close", "jo/touch"]
    assert (noon.planned, noon.unlogged, noon.effort.follow_ups_planned) == (150, 90, 1)
    assert half_past_ten.dropped == ()  # there is time for it still
    assert (half_past_ten.planned, half_past_ten.unlogged) == (90, 30)


def test_leads_from_prospecting_by_hand_and_inbound() -> None:
    search = worked("09:00", 60, "prospecting/find", "done", does="find", record=None, found=3)
    wednesday = MONDAY + timedelta(days=2)
    book = replace(
        BOOK,
        deals=(
            *BOOK.deals,
            Deal(id="new", name="New", amount=1_000, stage="talk", since=wednesday),
            Deal(id="old", name="Old", amount=1_000, stage="close"),
            Deal(id="rang", name="Rang", amount=1_000, stage="talk", came=at("09:12")),
        ),
    )
    seen = {"old": MONDAY}  # first day of the book
    effort = week(page(search), book=book, first_seen=seen).effort
    assert (effort.leads, effort.inbound, effort.find_minutes) == (3, 1, 60)
    without_log = week(page(with_values(search, found=None)), book=book, first_seen=seen).effort
    assert (without_log.leads, without_log.inbound) == (1, 1)


def test_days_before_the_first_page_are_not_unlogged() -> None:
    assert week(*full_week()[3:]).thin is None


def test_an_estimate_that_is_surely_wrong() -> None:
    (talk,) = week(*full_week(talk=90)).estimates
    assert (talk.logs, talk.planned, talk.actual, round(talk.ratio, 2), talk.sure) == (15, 900, 1350, 1.5, True)


def test_one_slow_talk_proves_nothing() -> None:
    days = full_week()
    days[0] = page(planned("09:00", 60, "acme/talk", 100), worked("09:00", 120, "acme/talk"))
    (talk,) = week(*days).estimates
    assert not talk.sure


def test_aims_by_kind() -> None:
    days = [*full_week(aim_met=False)[:4], *full_week(aim_met=True)[4:]]
    (advance,) = week(*days).aims
    assert (advance.aim, advance.contacts, advance.logged, advance.met) == ("advance", 15, 15, 3)


def test_who_waited_longest() -> None:
    book = replace(
        BOOK,
        deals=(
            Deal(id="old", name="Old", amount=1.0, stage="talk", last_touch=date(2026, 10, 1)),
            Deal(id="met", name="Met", amount=1.0, stage="talk", last_touch=date(2026, 10, 1)),
            Deal(id="later", name="Later", amount=1.0, stage="talk", last_touch=date(2026, 11, 25)),
        ),
        contacts=(),
    )
    days = [page(worked("09:00", 10, "met/touch", "done", does="touch"), worked("10:00", 2, "old/talk", "no-contact"))]
    result = week(*days, book=book, today=date(2026, 12, 1))
    assert [(each.name, each.days, each.late) for each in result.waiting] == [("Old", 52, 38), ("Met", 6, 0)]


def test_parked_early_and_late() -> None:
    parked = {"index": 0.01, "day": MONDAY}
    result = week(
        page(
            worked("09:00", 5, "early/talk", "parked", per_hour=150.0, **parked),
            worked("10:00", 60, "late/talk", per_hour=40.0, **parked),
            worked("11:00", 5, "late/talk", "parked", per_hour=30.0, **parked),
            worked("11:30", 5, "right/talk", "parked", per_hour=60.0, **parked),
            price=100.0,
        )
    )
    assert [(deal.record, deal.when, deal.minutes_below) for deal in result.parked] == [
        ("early", "early", 0),
        ("late", "late", 65),
        ("right", "in time", 5),
    ]


def test_parked_in_the_book_within_the_period() -> None:
    """From its first day to today, and only deals that are parked now."""
    since = {
        "before": MONDAY - timedelta(days=1),
        "first": MONDAY,
        "today": FRIDAY,
        "later": FRIDAY + timedelta(days=1),
    }
    parked = [Deal(id=id_, name=id_, amount=1.0, stage="parked", since=day) for id_, day in since.items()]
    others = [Deal(id="open", name="Open", amount=1.0, stage="talk", since=TUESDAY),
              Deal(id="undated", name="Undated", amount=1.0, stage="parked")]  # fmt: skip
    result = week(book=replace(BOOK, deals=(*parked, *others)))
    assert [(deal.record, deal.on) for deal in result.parked] == [("first", MONDAY), ("today", FRIDAY)]


def test_parked_in_the_diary_within_the_period() -> None:
    def parked(record: str, day: date) -> DiaryDay:
        return page(worked("09:00", 5, f"{record}/talk", "parked", day=day), day=day)

    before = parked("before", MONDAY - timedelta(days=3))
    result = week(parked("first", MONDAY), parked("today", FRIDAY), before=[before])
    assert [(deal.record, deal.on) for deal in result.parked] == [("first", MONDAY), ("today", FRIDAY)]


def test_activity_and_won_deals() -> None:
    book = replace(
        BOOK,
        deals=(
            *BOOK.deals,
            Deal(id="new", name="New", amount=9_000, stage="talk", since=TUESDAY),
            Deal(id="done", name="Done", amount=30_000, stage="won", won_on=TUESDAY),
        ),
    )
    result = week(
        page(
            planned("09:00", 10, "jo/touch", does="touch"),
            planned("09:30", 10, "hale/talk-follow-up", does="follow-up"),
            worked("09:00", 10, "jo/touch", "done", does="touch"),
            worked("10:00", 10, "acme/talk", "no-contact"),
            worked("11:00", 60, "prospecting/find-1", "done", does="find", record=None),
        ),
        book=book,
    )
    effort = result.effort
    assert (effort.tries, effort.contacts, effort.customers, effort.leads, effort.find_minutes) == (2, 1, 1, 1, 60)
    assert (effort.follow_ups_planned, effort.follow_ups_kept) == (2, 1)
    assert [(deal.name, deal.money) for deal in result.won] == [("Done", 3_000.0)]


def test_a_week_with_little_logged_is_not_judged() -> None:
    result = week(*full_week(aim_met=False)[:1])
    assert result.thin is not None
    assert (result.thin.days_logged, result.thin.days_working) == (1, 4)  # Friday is not over
    assert result.changes == ()


@pytest.mark.parametrize(("days_logged", "minutes", "is_enough"), [
    (4, 40, True),  # two in five of the minutes planned ...
    (4, 39, False),
    (2, 90, True),  # ... on half of the working days that are over
    (1, 100, False),
])  # fmt: skip
def test_a_log_is_enough_from_half_of_the_days_and_two_in_five_of_the_minutes(
    days_logged: int, minutes: int, is_enough: bool
) -> None:
    """Four days with a page of 100 minutes or, without a log, with none."""
    days = []
    for number in range(4):
        day = MONDAY + timedelta(days=number)
        row = worked("09:00", minutes, "acme/talk", day=day)
        plan = planned("09:00", 100, "acme/talk", 100, day=day)
        days.append(page(plan, row, day=day) if number < days_logged else page(day=day))
    assert (week(*days).thin is None) is is_enough


@pytest.mark.parametrize(("made", "stake"), [(0.0, 400.0), (40.0, 240.0), (100.0, 0.0), (250.0, 0.0)])
def test_unplanned_work_costs_what_its_hours_would_have_made_less_what_it_made(made: float, stake: float) -> None:
    """Four hours at a price of $100 an hour, and work that paid so much an hour."""
    fire = worked("12:00", 240, "fire", "done", does="task", record=None, title="Printer", per_hour=made)
    days = full_week()
    days[0] = page(*days[0].planned, *days[0].worked, fire)
    changes = {each.what: each for each in week(*days).changes}
    assert changes["unplanned"].minutes == 240
    assert changes["unplanned"].stake == pytest.approx(stake)


def test_a_good_week_has_nothing_to_change() -> None:
    book = replace(BOOK, deals=(), contacts=())
    assert week(*full_week(aim_met=True), book=book).changes == ()


def test_each_suggestion_has_its_number() -> None:
    days = full_week(talk=90, aim_met=False)
    days[4] = page(planned("09:00", 60, "hale/close", 5_000, day=FRIDAY), *days[4].worked, day=FRIDAY)
    result = [(each.what, each.count, each.minutes, round(each.money)) for each in week(*days).changes]
    assert result == [
        ("dropped", 1, 0, 5000),
        ("aims", 15, 1350, 0),
        ("estimate", 12, 360, 0),
    ]


def test_chance_explains_a_difference() -> None:
    """No claim from 12 of 15 before noon and 9 of 15 after it; one from 30 of 30 and 10 of 30."""

    def days(before: int, after: int, tries: int) -> list[DiaryDay]:
        def rows(clock: str, hits: int) -> list[object]:
            return [worked(clock, 5, f"d{n}/talk", "stayed" if n < hits else "no-contact") for n in range(tries)]

        return [page(*rows("09:00", before), *rows("13:00", after))]  # type: ignore[arg-type]

    assert week(*days(12, 9, 15)).differences == ()
    (result,) = week(*days(30, 10, 30)).differences
    assert (result.better, result.better_hits, result.worse_hits) == ("before noon", 30, 10)


def test_waiting_is_as_of_the_end_of_the_week() -> None:
    """Both had a contact since that week: the diary has the days before that."""
    later, long_ago = MONDAY + timedelta(days=8), MONDAY - timedelta(days=100)
    book = replace(
        BOOK,
        deals=tuple(replace(deal, last_touch=later) for deal in BOOK.deals),
        contacts=(),
    )
    since = page(
        worked("09:00", 10, "hale/touch", does="touch", before={"last_touch": long_ago}, after={"last_touch": later}),
        worked("10:00", 10, "acme/talk", after={"last_touch": later}),
        day=later,
    )
    result = week(*full_week(), book=book, today=later, after=[since])
    sunday = MONDAY + timedelta(days=6)
    assert [(each.record, each.days) for each in result.waiting] == [("hale", (sunday - long_ago).days)]


def test_a_day_with_an_unreadable_row_has_nothing_dropped() -> None:
    day = page(planned("09:00", 60, "acme/talk", 300), worked("11:00", 10, "jo/touch", "done", does="touch"))
    assert [each.item for each in week(day).dropped] == ["acme/talk"]
    assert week(day, damaged=frozenset([MONDAY])).dropped == ()


def test_promises_are_counted_as_the_coach_counts_them() -> None:
    """A touch is no promise, and a promise of several pages is one."""
    days = (
        page(
            planned("09:00", 10, "jo/touch", does="touch"),
            planned("09:30", 10, "acme/talk", promised=True),
            planned("10:00", 10, "hale/close", promised=True),
            worked("09:00", 10, "jo/touch", "done", does="touch"),
        ),
        page(
            planned("09:30", 10, "acme/talk", promised=True, day=TUESDAY),
            planned("10:00", 10, "hale/close", promised=True, overdue=1, day=TUESDAY),
            worked("10:30", 10, "acme/talk", "advanced", day=TUESDAY),
            day=TUESDAY,
        ),
    )
    effort = week(*days).effort
    assert (effort.promises_kept, effort.promises) == (1, 2)
    coached = observe(days, BOOK, Period(MONDAY, TUESDAY), FRIDAY).total("promises")
    assert (coached.hits, coached.tries) == (1, 2)


def test_more_plays_compared_at_once_have_to_be_surer_each() -> None:
    """Ten talks planned for an hour that took 60 to 90 minutes prove something alone, and nothing next to two plays."""

    def day_of(number: int, talk: int, others: int) -> DiaryDay:
        day = MONDAY + timedelta(days=number)
        rows = [("09:00", f"a{number}/talk", talk), ("10:30", f"b{number}/talk", talk)]
        rows += [("12:00", f"c{number}/play-{other}", 60) for other in range(others)]
        plans = [planned(clock, 60, item, 100, day=day) for clock, item, _ in rows]
        return page(*plans, *(worked(clock, took, item, day=day) for clock, item, took in rows), day=day)

    def is_sure(others: int) -> bool:
        days = [day_of(number, talk, others) for number, talk in enumerate((60, 90, 75, 66, 81))]
        return next(each.sure for each in week(*days).estimates if each.play == "talk")

    assert [is_sure(others) for others in (0, 2)] == [True, False]


def test_a_record_never_met_waits_from_the_day_it_was_first_seen() -> None:
    deals = (
        Deal(id="new", name="New", amount=1.0, stage="talk"),
        Deal(id="met", name="Met", amount=1.0, stage="talk", last_touch=MONDAY - timedelta(days=5)),
        Deal(id="later", name="Later", amount=1.0, stage="talk"),
    )
    book = replace(BOOK, deals=deals, contacts=())
    seen = {"new": MONDAY - timedelta(days=30), "met": MONDAY - timedelta(days=40), "later": MONDAY + timedelta(days=9)}
    result = week(book=book, today=date(2026, 12, 1), first_seen=seen)
    assert [(each.record, each.days) for each in result.waiting] == [("new", 36), ("met", 11)]


def test_what_parking_late_cost_is_the_price_less_what_the_deal_paid() -> None:
    rows = [worked(f"{9 + n}:00", 60, "late/talk", per_hour=40.0, index=0.01) for n in range(3)]
    parked = worked("12:00", 6, "late/talk", "parked", per_hour=40.0, index=0.01)
    days = [*full_week()[1:], page(*rows, parked, price=100.0)]
    changes = {each.what: each for each in week(*days).changes}
    assert changes["parked late"].stake == pytest.approx(60.0 * 186 / 60)


@pytest.mark.parametrize(
    ("unmet", "met", "named"),
    [(4, 1, True), (3, 2, False), (2, 0, False), (3, 0, True), (0, 5, False)],
)
def test_objectives_are_a_matter_from_eight_on_that_are_surely_missed_more_often_than_met(
    unmet: int, met: int, named: bool
) -> None:
    """Days of three objectives each, missed and met: 12 of 15, 9 of 15, 6 of 6, 9 of 9, none of 15."""
    days = [*full_week(aim_met=False)[:unmet], *full_week(aim_met=True)[unmet : unmet + met]]
    last = days[-1].date
    assert ("aims" in {each.what for each in week(*days, today=last).changes}) is named


def test_aims_not_met_are_counted_among_those_logged() -> None:
    days = [*full_week(aim_met=False)[:4], *full_week(aim_met=True)[4:]]
    changes = {each.what: each for each in week(*days).changes}
    assert (changes["aims"].count, changes["aims"].of, changes["aims"].minutes) == (12, 15, 720)
