"""What stands at its exact minute: items fixed by `at`, pinned ones included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.schedule.problem import Candidate, Problem, Span


@dataclass(slots=True)
class Standing:
    """Fixed items that are kept, by id; those that can't be, each with the id it collides with (None: a meeting)."""

    kept: dict[str, Candidate] = field(default_factory=dict)
    missed: dict[str, str | None] = field(default_factory=dict)

    @property
    def groups(self) -> dict[str, str]:
        """Groups that are taken, each with the id that takes it."""
        return {c.group: c.id for c in self.kept.values() if c.group is not None}


def span(candidate: Candidate) -> Span:
    """The exact minutes of a fixed item."""
    assert candidate.at is not None
    return Span(candidate.at, candidate.at + candidate.minutes)


def stand(problem: Problem, without: Mapping[str, str | None]) -> Standing:
    """Which fixed items can be kept together: of two that overlap the one worth more, then the first by id.

    They need not lie in working time; they can't overlap a meeting. `without`: ids known not to be kept, and why.
    """
    standing = Standing(missed=dict(without))
    fixed = [c for c in problem.candidates if c.at is not None and c.id not in without]
    for candidate in sorted(fixed, key=lambda c: (-c.value, c.id)):
        start, end = span(candidate)
        if any(m.start < end and start < m.end for m in problem.meetings):
            standing.missed[candidate.id] = None
            continue
        rival = next((k for k, c in standing.kept.items() if _clash(candidate, c)), None)
        if rival is None:
            standing.kept[candidate.id] = candidate
        else:
            standing.missed[candidate.id] = rival
    return standing


def _clash(one: Candidate, other: Candidate) -> bool:
    a, b = span(one), span(other)
    if a.start < b.end and b.start < a.end:
        return True
    if one.group is not None and one.group == other.group:
        return True
    first, second = (one, other) if a.start <= b.start else (other, one)
    return second.id in first.after or first.id in second.before
