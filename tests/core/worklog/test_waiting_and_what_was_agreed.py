"""What is waiting counts no try; a step that was agreed is over once it is done; a try says when it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from planner.core.book import Account
from planner.core.timing.silence import silent_days
from planner.core.worklog.outcomes import outcomes_of
from planner.errors import UsageError
from tests.core.worklog.test_what_an_outcome_does import BOLT, DEAL, FRIDAY, LATER, LENA, REACHED, TODAY, TRIED, after

THURSDAY = date(2026, 11, 26)
LAWYER = {"waiting_on": "their lawyer", "next_on": THURSDAY}
PROMISED = replace(DEAL, next="Send the answers", next_on=FRIDAY, next_by=FRIDAY, next_minutes=30)
OVER = {"next": None, "next_on": None, "next_by": None, "next_minutes": None}


@pytest.mark.parametrize("does", ["advance", "agreed", "ask", "touch"])
def test_waiting_counts_no_try_and_promises_the_day(does: str) -> None:
    assert after(DEAL, does, "waiting", **LAWYER) == {**LAWYER, **REACHED}


def test_until_that_day_it_is_no_silence() -> None:
    waiting = replace(DEAL, last_touch=TODAY, next_on=THURSDAY, waiting_on="their lawyer")
    assert [silent_days(waiting, THURSDAY + timedelta(days=days)) for days in (-1, 0, 4)] == [0, 0, 4]


def test_what_it_was_waiting_on_is_over_with_the_next_step() -> None:
    waiting = replace(DEAL, next_on=TODAY, waiting_on="their lawyer")
    assert after(waiting, "advance", "stayed") == {
        "attempts": 2, "waiting_on": None, "next_on": None, **REACHED, **TRIED,
    }  # fmt: skip
    assert after(waiting, "advance", "waiting", waiting_on="their CFO", next_on=FRIDAY) == {
        "waiting_on": "their CFO", "next_on": FRIDAY, **REACHED,
    }  # fmt: skip
    assert after(waiting, "advance", "no-contact") == {"unanswered": 3, **TRIED}  # it still is with their lawyer


@pytest.mark.parametrize("agreed", [{"next_on": FRIDAY}, {"next_by": FRIDAY}, {"at": LATER}])
def test_stayed_with_a_day_agreed_counts_no_try(agreed: dict[str, Any]) -> None:
    assert after(DEAL, "advance", "stayed", **agreed) == {**agreed, **REACHED, **TRIED}


def test_only_a_deal_waits() -> None:
    assert "waiting" in outcomes_of(DEAL)
    for record in (BOLT, LENA):
        with pytest.raises(UsageError, match="waiting isn't an outcome"):
            after(record, "touch", "waiting", **LAWYER)


def test_the_agreed_step_done_is_no_try_and_clears_what_was_agreed() -> None:
    assert after(PROMISED, "agreed", "done") == {**OVER, **REACHED}
    said = {"next": "Call the CFO", "next_by": THURSDAY, "next_minutes": 15}
    assert after(PROMISED, "agreed", "done", **said) == {**said, "next_on": None, **REACHED}


def test_the_agreed_step_that_advances_the_deal_is_a_try() -> None:
    assert after(PROMISED, "agreed", "advanced") == {
        "stage": "offer", "since": TODAY, "attempts": 0, **OVER, **REACHED, **TRIED,
    }  # fmt: skip
    assert after(PROMISED, "agreed", "lost") == {
        "stage": "lost", "since": TODAY, "lost_on": TODAY, **OVER, **REACHED,
    }  # fmt: skip


def test_without_an_answer_what_was_agreed_still_stands() -> None:
    assert after(PROMISED, "agreed", "no-contact") == {"unanswered": 3}
    assert after(PROMISED, "touch", "done") == REACHED  # it was not the agreed step


def test_minutes_and_the_last_day_are_kept_where_a_record_has_them() -> None:
    said = {"next_on": None, "next_by": FRIDAY, "next_minutes": 20}
    assert after(DEAL, "ask", "done", **said) == {"next_by": FRIDAY, "next_minutes": 20, **REACHED, **TRIED}
    account: Account = replace(BOLT, next_by=TODAY)
    assert after(account, "visit", "done") == {"last_touch": TODAY, "next_by": None}
    assert after(BOLT, "visit", "done", **said) == {"last_touch": TODAY, "next_by": FRIDAY}


def test_what_was_sent_keeps_the_promise_only_if_it_was_what_was_agreed() -> None:
    assert after(PROMISED, "follow-up", "sent", kept=True) == OVER
    assert after(PROMISED, "follow-up", "sent") == {}
    assert after(PROMISED, "advance", "no-contact", kept=True) == {"unanswered": 3, **TRIED}  # nobody was reached
