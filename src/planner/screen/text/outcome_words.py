"""Outcomes as reps say them, on screens and as a word to type."""

from __future__ import annotations

from collections.abc import Sequence

from planner.core.line import WITHOUT_CUSTOMER, Does, Line

_WORDS = {"stayed": "no progress", "no-contact": "no answer", "moved": "rescheduled", "waiting": "waiting on them"}
_UNFINISHED = "not finished"
_TYPED = {"waiting on them": "waiting", _UNFINISHED: "unfinished"}


def outcome_word(outcome: str, does: Does = "advance") -> str:
    """The words for an outcome of work that `does` this: no progress, not finished, rescheduled."""
    if outcome == "stayed" and does in WITHOUT_CUSTOMER:
        return _UNFINISHED
    return _WORDS.get(outcome, outcome)


def row_outcome(row: Line) -> str:
    """The outcome of a row of the log; a clock that only stopped has none."""
    if row.result.outcome == "advanced" and row.result.after.get("stage") == "won":
        return "won"
    if row.is_piece:
        return "a part"
    return outcome_word(row.result.outcome or "stopped", row.what.does)


def typed_outcome(outcome: str, does: Does = "advance") -> str:
    """The word of an outcome as `--outcome` takes it: no-progress, unfinished, no-answer."""
    word = outcome_word(outcome, does)
    return _TYPED.get(word, word.replace(" ", "-"))


def typed_outcomes(outcomes: Sequence[str], does: Does = "advance") -> str:
    """The words for `--outcome` in a line: advanced, no-progress or done."""
    words = list(dict.fromkeys(typed_outcome(each, does) for each in outcomes))
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
