"""Minutes and money of a day, by play, customer, hour and day."""

from datetime import UTC, date, timedelta

import pytest

from planner.core.review.planned_and_logged import by_the_hour
from tests.core.review.one_week import BERLIN, MONDAY, at, page, planned, week, worked

DAY = page(
    planned("09:00", 60, "acme/talk", 300),
    planned("10:05", 90, "hale/close", 900),
    planned("10:05", 20, "jo/touch", does="touch", kind="contact"),
    worked("09:00", 80, "acme/talk"),
    worked("10:30", 30, "hale/close", None),
    worked("11:15", 45, "deck", "done", does="task", record=None, title="Deck"),
)


def test_by_play() -> None:
    assert [(group.name, group.planned, group.actual, group.made) for group in week(DAY).plays] == [
        ("Close", 90, 30, 300.0),  # a third is done
        ("Talk", 60, 80, 300.0),  # it makes what it makes, however long it took
        ("deck", 0, 45, 0.0),
        ("Keep in touch", 20, 0, 0.0),
    ]


def test_by_customer_a_contact_counts_for_the_company() -> None:
    assert [(group.name, group.planned, group.actual) for group in week(DAY).customers] == [
        ("Hale", 90, 30),
        ("Acme", 80, 80),
        ("no customer", 0, 45),
    ]


def test_by_hour_of_the_clock() -> None:
    assert [(each.hour, each.planned, each.actual) for each in week(DAY).hours] == [
        (9, 60, 60),
        (10, 75, 50),  # 20 of the talk, 30 of the close
        (11, 35, 45),
    ]


def test_the_night_that_clocks_go_back_has_its_hour_twice() -> None:
    start = at("01:30", date(2026, 10, 25))
    end = (start.astimezone(UTC) + timedelta(minutes=120)).astimezone(BERLIN)
    assert list(by_the_hour(start, end)) == [(1, 30), (2, 60), (2, 30)]


def test_an_end_in_another_century_is_a_slip_of_the_hand() -> None:
    spans = list(by_the_hour(at("09:00"), at("09:00", date(9999, 1, 1))))
    assert sum(minutes for _, minutes in spans) == 25 * 60


def test_by_day() -> None:
    (day,) = week(DAY).days
    assert (day.available, day.planned, day.actual, day.made, day.items, day.done) == (180, 170, 155, 600.0, 3, 2)


def test_the_plan_is_the_mornings() -> None:
    morning = planned("09:00", 60, "acme/talk", 300, dropped=at("10:00"))
    later = planned("11:00", 45, "hale/close", 450, made=at("10:00"))
    result = week(page(morning, later, worked("11:00", 45, "hale/close")))
    assert (result.planned, result.made) == (60, 450.0)


@pytest.mark.parametrize("outcome", ["no-contact", "no-show", "moved"])
def test_no_answer_makes_no_money(outcome: str) -> None:
    assert week(page(planned("09:00", 60, "acme/talk", 300), worked("09:00", 60, "acme/talk", outcome))).made == 0.0


def test_unplanned_work_makes_money_at_its_own_price() -> None:
    before = page(worked("09:00", 60, "acme/talk", index=0.02, per_hour=80.0), day=MONDAY - timedelta(days=3))
    today = page(worked("09:00", 30, "acme/talk", index=0.05, per_hour=200.0))
    assert week(today, before=(before,)).made == pytest.approx(100.0)  # half an hour at 200


def test_two_pieces_are_two_shares() -> None:
    result = week(
        page(
            planned("09:00", 60, "acme/talk", 300, part=(1, 2)),
            planned("11:00", 30, "acme/talk", 150, part=(2, 2)),
            worked("09:00", 60, "acme/talk", None),
            worked("11:00", 40, "acme/talk", "advanced"),
        )
    )
    assert result.made == 450.0
    assert result.dropped == ()
