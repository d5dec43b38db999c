"""The words of a trial that was set or moved, whole or by some of its keys."""

from __future__ import annotations

from datetime import date

from planner.core.book import Trial
from planner.screen.records.changes import change_words

TODAY = date(2026, 11, 23)


def test_the_end_of_a_trial_in_words() -> None:
    said = "trial until 18 Dec"
    assert change_words({"running": Trial(until=date(2026, 12, 18))}, TODAY) == said
    assert change_words({"running": {"until": date(2026, 12, 18)}}, TODAY) == said
    assert "trial until" not in change_words({"running": {"checks": [date(2026, 12, 2)]}}, TODAY)
