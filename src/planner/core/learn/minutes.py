"""Minutes that a play really takes, learned from the diary.

The learned quantity is the ratio of actual to planned minutes: y = ln(actual ÷ planned), normal with unknown mean and
variance, and their conjugate prior (Normal–Inverse-Gamma; K. P. Murphy, "Conjugate Bayesian analysis of the Gaussian
distribution", 2007) of mean 0 and the weight of five logs. The planned minutes are the playbook's own, never those of
a page: pages use the learned minutes, and learning from its own result would creep.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from planner.core.learn.learned import LearnedMinutes, Part
from planner.core.learn.statistics import t_quantile
from planner.core.line import NOT_HAPPENED, Line
from planner.core.playbook import Play, Playbook
from planner.core.value.deal_index import try_minutes

PRIOR_LOGS = 5.0  # weight of the playbook's minutes, in logs
USUAL_SPREAD = 0.4  # prior deviation of y: most steps take from two thirds to half as long again
WILD = math.log(4)  # a log further than this from the median is cut to it: probably a clock left running
SURE = 0.9  # chance that the true mean lies within `low` and `high`

_PART_OF: dict[str, Part] = {"book": "book", "prepare": "prepare", "follow-up": "follow_up"}
_PLAY_ITSELF = ("advance", "ask", "touch", "visit", "fresh-look")
_PARTS: tuple[Part, ...] = ("book", "prepare", "minutes", "follow_up")


class Timing(NamedTuple):
    """One log of a play's part: actual minutes, and the playbook's."""

    play: str
    part: Part
    actual: int
    planned: int


def play_timings(rows: Iterable[Line], playbook: Playbook) -> list[Timing]:
    """Collect the minutes that each play took, from worked rows in order of time.

    Pieces without an outcome belong to the next piece with one. A meeting's booking, preparation and follow-up count
    separately; a play that is one line on the page counts as a whole. Tries without an answer count for no play.
    """
    timings: list[Timing] = []
    unfinished: dict[tuple[str, str], dict[Part, int]] = {}
    for row in rows:
        play = playbook.plays.get(row.what.play)
        part: Part | None = "minutes" if row.what.does in _PLAY_ITSELF else _PART_OF.get(row.what.does)
        if (
            play is None
            or part is None
            or row.what.record is None
            or row.slot.minutes <= 0
            or row.result.outcome in NOT_HAPPENED
        ):
            continue
        if part == "minutes" and row.result.outcome == "booked":
            continue
        parts = unfinished.setdefault((row.what.record, row.what.play), {})
        parts[part] = parts.get(part, 0) + row.slot.minutes
        if row.result.outcome is None:
            continue
        if part == "minutes":
            timings += _timings_of(play, unfinished.pop((row.what.record, row.what.play)))
        elif has_own_parts(play) or part == "follow_up":
            timings += _timings_of(play, {part: parts.pop(part)})
    return timings


def has_own_parts(play: Play) -> bool:
    """Return whether booking, prep and follow-up of the play are separate lines on the page."""
    return play.how == "meeting" and play.id != "visit"


def _timings_of(play: Play, parts: Mapping[Part, int]) -> list[Timing]:
    planned = {part: _planned(play, part) for part in parts}
    if has_own_parts(play):
        return [Timing(play.id, part, took, planned[part]) for part, took in parts.items() if planned[part] > 0]
    whole = try_minutes(play) if set(parts) == {"minutes"} else sum(planned.values())
    return [Timing(play.id, "all", sum(parts.values()), whole)] if whole > 0 else []


def _planned(play: Play, part: Part) -> int:
    minutes = {"book": play.book, "prepare": play.prepare, "minutes": play.minutes, "follow_up": play.follow_up}
    return try_minutes(play) if part == "all" else minutes[part]


def learn_minutes(timings: Iterable[Timing], playbook: Playbook) -> tuple[LearnedMinutes, ...]:
    """Learn the minutes of each play's part that was logged, in the playbook's order."""
    ratios: dict[tuple[str, Part], list[float]] = {}
    for each in timings:
        ratios.setdefault((each.play, each.part), []).append(math.log(each.actual / each.planned))
    learned = []
    for play in playbook.plays.values():
        for part in ("all", *_PARTS):
            if logs := ratios.get((play.id, part)):
                learned.append(_learned(play, part, sorted(logs)))
    return tuple(learned)


def _learned(play: Play, part: Part, logs: list[float]) -> LearnedMinutes:
    mean, off = posterior(logs)
    planned = _planned(play, part)
    return LearnedMinutes(
        play=play.id,
        part=part,
        planned=planned,
        learned=round_minutes(planned * math.exp(mean)),
        low=planned * math.exp(mean - off),
        high=planned * math.exp(mean + off),
        logs=len(logs),
    )


def posterior(logs: list[float], sure: float = SURE) -> tuple[float, float]:
    """Mean of y, and half the width of its range with chance `sure`.

    `logs` is sorted and not empty.
    """
    middle = (logs[(len(logs) - 1) // 2] + logs[len(logs) // 2]) / 2
    kept = [min(max(each, middle - WILD), middle + WILD) for each in logs]
    count = len(kept)
    average = math.fsum(kept) / count
    weight = PRIOR_LOGS + count
    mean = average * count / weight
    shape = (PRIOR_LOGS + count) / 2
    scale = (
        PRIOR_LOGS * USUAL_SPREAD**2
        + math.fsum((each - average) ** 2 for each in kept)
        + PRIOR_LOGS * count * average**2 / weight
    ) / 2
    return mean, t_quantile(0.5 + sure / 2, 2 * shape) * math.sqrt(scale / (shape * weight))


def round_minutes(minutes: float) -> int:
    """Round to the minute below an hour, to five minutes from there; at least one."""
    return max(1, round(minutes) if minutes < 60 else round(minutes / 5) * 5)


def learned_play(play: Play, learned: Iterable[LearnedMinutes]) -> Play:
    """The play with its learned minutes."""
    mine = {each.part: each for each in learned if each.play == play.id}
    if whole := mine.get("all"):
        # The total counts: its parts keep their shares, the play itself takes up the rounding.
        ratio = whole.learned / max(1, whole.planned)
        book, prepare, after = (round(ratio * part) for part in (play.book, play.prepare, play.follow_up))
        rest = max(0, whole.learned - book - prepare - after)
        return replace(play, book=book, prepare=prepare, follow_up=after, minutes=rest)

    def minutes(part: Part) -> int:
        return mine[part].learned if part in mine else _planned(play, part)

    return replace(
        play,
        book=minutes("book"),
        prepare=minutes("prepare"),
        minutes=minutes("minutes"),
        follow_up=minutes("follow_up"),
    )
