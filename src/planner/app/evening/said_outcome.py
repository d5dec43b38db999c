"""An outcome among the words of a report: "lost in spring to Boge"."""

from __future__ import annotations

from collections.abc import Sequence
from shlex import quote
from typing import NamedTuple

from planner.core.line import OUTCOMES
from planner.core.worklog.outcomes import OWN_WORDS
from planner.typed.names import hyphened

LONGEST = 4  # words of an outcome: waiting on them


class SaidOutcome(NamedTuple):
    """The words before an outcome, the outcome as typed, and the words after it."""

    before: str
    outcome: str
    note: str


def outcome_first(words: Sequence[str]) -> SaidOutcome | None:
    """The outcome that the words begin with, the longest; None if they begin with none."""
    known = {*OUTCOMES, *OWN_WORDS}
    for length in range(min(LONGEST, len(words)), 0, -1):
        typed = " ".join(words[:length]).rstrip(",;:.")
        if hyphened(typed) in known:
            return SaidOutcome("", typed, " ".join(words[length:]).strip(" ,;:.–—-"))
    return None


def outcome_within(words: Sequence[str]) -> SaidOutcome | None:
    """The first outcome after some words; None if there is none."""
    for at in range(1, len(words)):
        if found := outcome_first(words[at:]):
            return found._replace(before=" ".join(words[:at]))
    return None


def as_command(item: str, said: SaidOutcome) -> str:
    """The command that logs it."""
    outcome = hyphened(said.outcome)
    note = f' -m "{said.note}"' if said.note and not set(said.note) & set('"$`\\') else ""
    note = note or (f" -m {quote(said.note)}" if said.note else "")
    return f"plan done {quote(item)} -o {outcome}{note}"
