"""Items fixed to an exact minute by `at`, pinned ones included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.schedule.problem import Candidate, Problem, Range


@dataclass(slots=True)
class FixedItems:
    """The fixed items that can be kept together, and those that can't."""

    kept: dict[str, Candidate] = field(default_factory=dict)  # by id
    missed: dict[str, str | None] = field(default_factory=dict)  # with the id each collides with (None: a meeting)

    @property
    def groups(self) -> dict[str, str]:
        """The groups of the kept items, each with the id of its item."""
        return {c.group: c.id for c in self.kept.values() if c.group is not None}


def fixed_span(candidate: Candidate) -> Range:
    """The exact minutes of a fixed item."""
    assert candidate.at is not None
    return Range(candidate.at, candidate.at + candidate.minutes)


def keep_fixed(problem: Problem, without: Mapping[str, str | None]) -> FixedItems:
    """Keep what was agreed, and as many other fixed items as fit together.

    Of two that overlap the more valuable, then the first by id. They may lie outside working time, and those that were
    agreed also on a meeting or another item. `without`: ids known not to be kept, and why.
    """
    result = FixedItems(missed=dict(without))
    fixed = [c for c in problem.candidates if c.at is not None and c.id not in without]
    ids = {c.id for c in fixed}
    in_order = any(not ids.isdisjoint((*c.after, *c.before)) for c in fixed)
    groups: set[str] = set()  # of those kept
    for candidate in sorted(fixed, key=lambda c: (not c.agreed, -c.value, c.id)):
        start, end = fixed_span(candidate)
        if not candidate.agreed and any(m.start < end and start < m.end for m in problem.meetings):
            result.missed[candidate.id] = None
            continue
        # What was agreed is kept before all else, and two of them may overlap: only a group can bar it.
        is_free = candidate.agreed and not in_order and candidate.group not in groups
        rival = None if is_free else next((k for k, c in result.kept.items() if _collide(candidate, c)), None)
        if rival is None:
            result.kept[candidate.id] = candidate
            groups |= {candidate.group} if candidate.group is not None else set()
        else:
            result.missed[candidate.id] = rival
    return result


def _collide(one: Candidate, other: Candidate) -> bool:
    a, b = fixed_span(one), fixed_span(other)
    if a.start < b.end and b.start < a.end and not (one.agreed and other.agreed):
        return True
    if one.group is not None and one.group == other.group:
        return True
    first, second = (one, other) if a.start <= b.start else (other, one)
    return second.id in first.after or first.id in second.before
