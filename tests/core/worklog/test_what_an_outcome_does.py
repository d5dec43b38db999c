"""What an outcome does to its record, row by row."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from planner.core.book import Account, Contact, Deal, Task
from planner.core.playbook import (
    Cadence,
    FreshLook,
    Play,
    Playbook,
    Prospecting,
    Response,
    Stage,
    Try,
    TwoTypes,
)
from planner.core.worklog.outcomes import Record, effects, outcomes_of
from planner.errors import UsageError
from tests.lines import report

TODAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 26, 14, tzinfo=UTC)
HALF = Try(advance=0.5, lost=0.1)
PLAYBOOK = Playbook(
    prior=0.35,
    unanswered=TwoTypes(real=0.6, dead_end=0.8),
    answer_within=60,
    fresh_look=FreshLook(months=9, prior=0.15),
    prospecting=Prospecting(),
    cadence=Cadence(),
    response=Response(),
    stages=tuple(Stage(name=name, play=name, real=HALF, dead_end=HALF, days=5) for name in ("talk", "offer", "close")),
    plays={name: Play(id=name, title=name, how="call", minutes=30) for name in ("talk", "offer", "close")},
    questions=(),
)
DEAL = Deal(id="acme", name="Acme", amount=1.0, stage="talk", since=date(2026, 11, 2), attempts=1, unanswered=2)
LOST = replace(DEAL, stage="lost", lost_on=date(2026, 1, 5), since=date(2026, 1, 5), answers={"need": "low"})
BOLT = Account(id="bolt", name="Bolt", revenue=1.0)
LENA = Contact(id="lena", name="Lena")
DECK = Task(id="deck", title="Deck", minutes=60)
REACHED = {"last_touch": TODAY, "unanswered": 0}
TRIED = {"last_try": TODAY}


def after(record: Record, does: str, outcome: str, **said: Any) -> dict[str, Any]:
    return effects(record, does, report(outcome, **said), TODAY, PLAYBOOK)


@pytest.mark.parametrize(
    ("does", "outcome", "changes"),
    [
        ("advance", "advanced", {"stage": "offer", "since": TODAY, "attempts": 0, **REACHED, **TRIED}),
        ("advance", "stayed", {"attempts": 2, **REACHED, **TRIED}),
        ("ask", "stayed", {**REACHED, **TRIED}),
        ("ask", "done", {**REACHED, **TRIED}),
        ("book", "stayed", {**REACHED, **TRIED}),
        ("touch", "stayed", REACHED),
        ("advance", "no-contact", {"unanswered": 3, **TRIED}),
        ("advance", "no-show", {"unanswered": 3, **TRIED}),
        ("touch", "no-contact", {"unanswered": 3}),
        ("advance", "lost", {"stage": "lost", "since": TODAY, "lost_on": TODAY, **REACHED}),
        ("advance", "won", {"stage": "won", "since": TODAY, "won_on": TODAY, **REACHED}),
        ("ask", "parked", {"stage": "parked", "since": TODAY, "parked_from": "talk", **REACHED}),
        ("touch", "done", REACHED),
        ("prepare", "done", {}),
        ("follow-up", "done", {}),
        ("advance", "moved", {}),
    ],
)
def test_an_open_deal(does: str, outcome: str, changes: dict[str, Any]) -> None:
    assert after(DEAL, does, outcome) == changes


def test_after_the_last_stage_it_is_won() -> None:
    closing = replace(DEAL, stage="close")
    assert after(closing, "advance", "advanced") == {
        "stage": "won", "since": TODAY, "won_on": TODAY, "attempts": 0, **REACHED, **TRIED,
    }  # fmt: skip


def test_a_parked_deal_comes_back_to_the_stage_it_was_parked_in() -> None:
    parked = replace(DEAL, stage="parked", parked_from="offer")
    assert after(parked, "touch", "advanced") == {
        "stage": "offer", "since": TODAY, "attempts": 0, "parked_from": None, **REACHED,
    }  # fmt: skip
    assert after(replace(parked, parked_from=None), "touch", "advanced")["stage"] == "talk"
    assert "parked_from" not in after(parked, "touch", "parked")


def test_an_appointment_is_booked_moved_or_cleared() -> None:
    assert after(DEAL, "book", "booked", at=LATER) == {"at": LATER, **REACHED}
    with pytest.raises(UsageError, match="booked for when"):
        after(DEAL, "book", "booked")
    met = replace(DEAL, at=NOON)
    assert after(met, "advance", "moved", at=LATER) == {"at": LATER}
    assert after(met, "advance", "moved") == {"at": None}


def test_what_was_agreed_up_to_today_is_over_once_they_are_reached() -> None:
    agreed = replace(DEAL, at=NOON, next_on=TODAY, next="Send the answers")
    assert after(agreed, "ask", "stayed") == {"at": None, **REACHED, **TRIED}  # qualifying is not what was agreed
    assert after(agreed, "book", "stayed") == {"at": None, "next": None, "next_on": None, **REACHED, **TRIED}
    booked = after(agreed, "book", "booked", at=LATER)
    assert (booked["next"], booked["next_on"], booked["at"]) == (None, None, LATER)
    later = replace(agreed, next_on=FRIDAY)
    assert "next" not in after(later, "advance", "stayed")  # it stands
    assert "next" not in after(replace(agreed, next_on=None), "advance", "stayed")  # no day, so no promise
    assert "next" not in after(agreed, "advance", "lost")
    assert after(agreed, "advance", "no-contact") == {"unanswered": 3, **TRIED}
    assert after(agreed, "advance", "no-show") == {"unanswered": 3, "at": None, **TRIED}
    ahead = replace(DEAL, at=LATER, next_on=FRIDAY)
    assert after(ahead, "ask", "stayed") == {**REACHED, **TRIED}


def test_the_next_step_is_what_was_logged_and_the_old_one_ends_with_its_stage() -> None:
    said = {"next": "Call the CFO", "next_on": FRIDAY, "again": FRIDAY, "answers": {"need": "high"}}
    assert after(DEAL, "ask", "stayed", **said) == {
        "next": "Call the CFO", "next_on": FRIDAY, "not_before": FRIDAY, "answers": {"need": "high"},
        **REACHED, **TRIED,
    }  # fmt: skip
    assert after(replace(DEAL, next="Send it"), "advance", "advanced")["next"] is None


def test_tries_that_nobody_counted_go_on_from_what_the_time_stands_for() -> None:
    waited = replace(DEAL, attempts=None, since=TODAY - timedelta(days=15), unanswered=0)
    assert after(waited, "advance", "stayed") == {"attempts": 3, "last_touch": TODAY, **TRIED}


def test_a_fresh_look_that_goes_well_starts_over() -> None:
    assert after(LOST, "fresh-look", "advanced", answers={"who": "boss"}) == {
        "stage": "talk", "since": TODAY, "lost_on": None, "prior": 0.15, "attempts": 0,
        "answers": {"need": None, "who": "boss"}, **REACHED,
    }  # fmt: skip
    assert after(LOST, "fresh-look", "lost") == {"since": TODAY, "lost_on": TODAY, **REACHED}
    assert after(LOST, "fresh-look", "stayed") == REACHED


def test_an_account_a_contact_and_a_task() -> None:
    assert after(replace(BOLT, next_on=TODAY), "visit", "done") == {"last_touch": TODAY, "next_on": None}
    assert after(BOLT, "visit", "no-show") == {}
    assert after(BOLT, "touch", "booked", at=LATER) == {"last_touch": TODAY, "at": LATER}
    assert after(LENA, "touch", "done", again=FRIDAY) == {"checked": TODAY, "not_before": FRIDAY}
    assert after(LENA, "touch", "no-contact", next="Try again") == {}
    assert after(DECK, "task", "done") == {"done_on": TODAY}
    assert after(DECK, "task", "stayed") == {}
    assert after(replace(DECK, at=NOON), "task", "moved", at=LATER) == {"at": LATER}


@pytest.mark.parametrize(("record", "outcome"), [(BOLT, "lost"), (LENA, "advanced"), (DECK, "won"), (DEAL, "meh")])
def test_an_outcome_that_can_not_be(record: Record, outcome: str) -> None:
    with pytest.raises(UsageError) as caught:
        after(record, "advance", outcome)
    assert caught.value.what.startswith(f"{outcome} isn't an outcome for a")
    assert caught.value.fix == "one of " + ", ".join(outcomes_of(record))


def test_what_stays_the_same_is_not_written() -> None:
    fresh = replace(DEAL, last_touch=TODAY, unanswered=0)
    assert after(fresh, "touch", "done") == {}


def test_a_no_taken_back_goes_on_where_it_ended_with_what_was_known() -> None:
    lately = replace(LOST, lost_on=date(2026, 11, 21))
    back = {"since": TODAY, "attempts": 0, "lost_on": None, **REACHED}
    assert after(lately, "touch", "advanced", back_to="offer") == {"stage": "offer", **back}
    assert after(lately, "touch", "advanced") == {"stage": "talk", **back}
    assert after(lately, "fresh-look", "advanced")["prior"] == 0.15  # a revisit starts over
    assert after(LOST, "touch", "advanced")["answers"] == {"need": None}  # nine months later, too
