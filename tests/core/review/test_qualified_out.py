"""Deals qualified out: the stage they left, the hours that saved, the win rate of the rest, and what was waived."""

from __future__ import annotations

from datetime import date

import pytest

from planner.core.book import Deal
from planner.core.review.period import Period
from planner.core.review.qualified_out import QualifiedOut, hours_saved, qualified_out
from planner.core.value.pursuit import Pursuer, states_after_try
from planner.screen.review.json_out import out_json
from planner.screen.review.words import out
from tests.core.value.days import book, table_of, today
from tests.core.value.playbooks import V, deal

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
TENTH = date(2026, 11, 10)


def parked(id: str, **fields: object) -> Deal:
    return deal(
        **{"id": id, "stage": "parked", "parked_from": "talk", "since": TENTH, "answers": {"need": "yes"}, **fields}
    )


def found(*deals: Deal) -> QualifiedOut:
    of = book(deals=deals)
    return qualified_out(of, NOVEMBER, lambda each: hours_saved(each, today(of)))


def test_the_hours_are_those_of_its_pursuit() -> None:
    """Parked in the talk with a yes: what its pursuit at its own index would still have taken."""
    table, log_odds = table_of(V), 0.9808
    expected = Pursuer(V, table, table.at(0, log_odds)).from_step(states_after_try(V, 0, log_odds), 60).hours
    result = found(
        parked("a"),
        parked("b", parked_from="close", decide_by=date(2026, 10, 1)),
        parked("c", since=date(2026, 10, 31)),
    )
    assert [(each.record, each.stage, each.on) for each in result.deals] == [
        ("a", "talk", TENTH),
        ("b", "close", TENTH),
    ]
    assert result.deals[0].hours == pytest.approx(expected, abs=0.01)
    assert result.deals[1].hours > 1.4
    assert result.stages == (("talk", 1), ("close", 1))


def test_the_rest_and_what_was_waived() -> None:
    won = [deal(id=f"w{n}", stage="won", won_on=TENTH, waive=("need",) if n == 0 else ()) for n in range(2)]
    lost = [deal(id=f"l{n}", stage="lost", lost_on=TENTH) for n in range(3)]
    earlier = deal(id="old", stage="lost", lost_on=date(2026, 10, 1), waive=("need",))
    result = found(*won, *lost, earlier, deal(id="open", waive=("need",)), parked("a"))
    assert (result.won, result.lost, result.win_rate, result.waived, result.open) == (2, 3, 0.4, 2, 1)
    assert out(result)[1:] == [
        "of the rest 2 of 5 closed deals were won, 40%",
        "2 deals moved on without a must-know answer (waive)",
    ]
    assert out(result)[0].startswith("1 deal, 1 at talk: about ")
    document = out_json(result)
    assert (document["stages"], document["win_rate"], document["waived"]) == ({"talk": 1}, 0.4, 2)
    assert document["hours"] == sum(each["hours"] for each in document["deals"])


def test_nothing_out_says_nothing() -> None:
    assert out(found(deal())) == []
    assert found(deal()).win_rate is None
