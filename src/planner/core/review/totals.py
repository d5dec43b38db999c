"""The totals of a review.

By play, customer, hour and day; objectives; estimates; differences beyond luck.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import get_args

from planner.core.diary import DiaryDay
from planner.core.learn.deals.lives import ANSWERED, TRIES_TO_REACH
from planner.core.learn.minutes import posterior
from planner.core.learn.statistics import chance_of_difference, significant
from planner.core.line import NOT_HAPPENED, SILENT, Line
from planner.core.playbook import Aim, Playbook
from planner.core.review.planned_and_logged import by_the_hour
from planner.core.review.review import AimTotal, DayTotal, Difference, Estimate, Group, HourOfDay, Job

CONTACTS = (*TRIES_TO_REACH, "visit")
FEWEST = 5  # logs of a play before its estimate is mentioned
GROUPS_OF = 10  # tries in each of two groups before they are compared

Key = Callable[[Line], str]


def totals_by(
    mornings: Iterable[DiaryDay], done: Iterable[Job], key: Key, names: Mapping[str, str]
) -> tuple[Group, ...]:
    """Total planned and actual minutes by `key`, most minutes first.

    `mornings` are the days with their first pages.
    """
    planned: dict[str, int] = {}
    actual: dict[str, int] = {}
    made: dict[str, float] = {}
    for day in mornings:
        for row in day.planned:
            at = key(row)
            planned[at] = planned.get(at, 0) + row.slot.minutes
    for job in done:
        at = key(job.worked)
        actual[at] = actual.get(at, 0) + job.worked.slot.minutes
        made[at] = made.get(at, 0.0) + job.made
    groups = [
        Group(
            key=at,
            name=names.get(at, at),
            planned=planned.get(at, 0),
            actual=actual.get(at, 0),
            made=made.get(at, 0.0),
        )
        for at in planned.keys() | actual.keys()
    ]
    return tuple(sorted(groups, key=lambda group: (-max(group.planned, group.actual), group.key)))


def hour_totals(mornings: Iterable[DiaryDay], done: Iterable[Job]) -> tuple[HourOfDay, ...]:
    """Total the hours of the clock, from the first with minutes to the last."""
    planned, actual, tries, answered = [0] * 24, [0] * 24, [0] * 24, [0] * 24
    made = [0.0] * 24
    for day in mornings:
        for row in day.planned:
            for hour, minutes in by_the_hour(row.slot.start, row.slot.end):
                planned[hour] += minutes
    for job in done:
        spans = list(by_the_hour(job.worked.slot.start, job.worked.slot.end))
        whole = sum(minutes for _, minutes in spans)
        for hour, minutes in spans:
            actual[hour] += minutes
            made[hour] += job.made * minutes / whole
        hour = job.worked.slot.start.hour
        tries[hour] += is_try(job.worked)
        answered[hour] += is_contact(job.worked)
    used = [hour for hour in range(24) if planned[hour] or actual[hour]]
    return tuple(
        HourOfDay(
            hour=hour,
            planned=planned[hour],
            actual=actual[hour],
            made=made[hour],
            tries=tries[hour],
            answered=answered[hour],
        )
        for hour in (range(used[0], used[-1] + 1) if used else ())
    )


def day_totals(mornings: Iterable[DiaryDay], done: Iterable[Job]) -> tuple[DayTotal, ...]:
    """Total each day, oldest first."""
    jobs_of: dict[object, list[Job]] = {}
    for job in done:
        jobs_of.setdefault(job.day, []).append(job)
    totals = []
    for day in mornings:
        mine, rows = jobs_of.get(day.date, []), day.planned
        worked = {job.worked.what.item for job in mine}
        available = day.figures.get("minutes_available")
        items = {row.what.item for row in rows}
        totals.append(
            DayTotal(
                date=day.date,
                available=available if isinstance(available, int) else 0,
                planned=sum(row.slot.minutes for row in rows),
                actual=sum(job.worked.slot.minutes for job in mine),
                made=sum((job.made for job in mine), 0.0),
                items=len(items),
                done=len(items & worked),
                page=bool(day.planned),
            )
        )
    return tuple(totals)


def is_try(row: Line) -> bool:
    """Return whether the row was a try to reach someone."""
    return row.what.does in CONTACTS and row.result.outcome in (*ANSWERED, *SILENT)


def is_contact(row: Line) -> bool:
    """Return whether someone answered."""
    return row.what.does in CONTACTS and row.result.outcome in ANSWERED


def is_win(row: Line, last_stage: str) -> bool:
    """Return whether the row won its deal: logged as won, or advanced from the last stage."""
    return row.result.outcome == "won" or (row.result.outcome == "advanced" and row.what.stage == last_stage)


def aim_totals(done: Iterable[Job], playbook: Playbook) -> tuple[AimTotal, ...]:
    """Total contacts by the objective of their play, in the order of `Aim`."""
    totals: dict[Aim, list[int]] = {}
    for job in done:
        play = playbook.plays.get(job.worked.what.play)
        if play is None or not is_contact(job.worked) or job.worked.what.does == "book":
            continue
        total = totals.setdefault(play.aim, [0, 0, 0, 0])
        total[0] += 1
        if job.worked.result.aim_met is not None:
            total[1] += 1
            total[2] += job.worked.result.aim_met
            total[3] += 0 if job.worked.result.aim_met else job.worked.slot.minutes
    return tuple(
        AimTotal(aim=aim, contacts=counts[0], logged=counts[1], met=counts[2], minutes_unmet=counts[3])
        for aim in get_args(Aim)
        if (counts := totals.get(aim))
    )


def estimates(done: Iterable[Job], playbook: Playbook) -> tuple[Estimate, ...]:
    """Compare planned with actual minutes of each play, the largest miss first.

    Failed tries are left out.
    """
    logs: dict[str, list[tuple[int, int]]] = {}
    for job in done:
        row, plan = job.worked, job.planned
        if (
            plan is None
            or row.result.outcome is None
            or row.result.outcome in NOT_HAPPENED
            or row.slot.minutes <= 0
            or plan.slot.minutes <= 0
        ):
            continue
        if row.what.does not in ("find", "task"):
            logs.setdefault(row.what.play, []).append((plan.slot.minutes, row.slot.minutes))
    many = sum(1 for each in logs.values() if len(each) >= FEWEST)
    result = []
    for play, pairs in logs.items():
        ratios = sorted(math.log(actual / planned) for planned, actual in pairs)
        # With more plays compared at once, each estimate has to be surer (Bonferroni).
        mean, off = posterior(ratios, 1 - 0.1 / max(1, many))
        result.append(
            Estimate(
                play=play,
                title=playbook.plays[play].title if play in playbook.plays else play,
                logs=len(pairs),
                planned=sum(planned for planned, _ in pairs),
                actual=sum(actual for _, actual in pairs),
                ratio=math.exp(math.fsum(ratios) / len(ratios)),
                sure=len(pairs) >= FEWEST and (mean - off > 0 or mean + off < 0),
            )
        )
    return tuple(sorted(result, key=lambda each: (-abs(each.actual - each.planned), each.play)))


def differences(done: Sequence[Job], playbook: Playbook) -> tuple[Difference, ...]:
    """Find groups of tries that do better than the others beyond luck.

    Groups are by time of day and by play.
    """
    tries = [(job.worked, is_contact(job.worked)) for job in done if is_try(job.worked)]
    met = [(job.worked, job.worked.result.aim_met) for job in done if job.worked.result.aim_met is not None]
    found = [_compare("reached", "before noon", "after noon", tries, lambda row: row.slot.start.hour < 12)]
    for play in sorted({row.what.play for row, _ in met}):
        title = playbook.plays[play].title if play in playbook.plays else play
        found.append(_compare("aim met", title, "other plays", met, lambda row, play=play: row.what.play == play))  # type: ignore[misc]
    candidates = [each for each in found if each is not None]
    sure = significant([each.by_chance for each in candidates])
    return tuple(each for each, claimed in zip(candidates, sure, strict=True) if claimed)


def _compare(
    what: str, one: str, other: str, tries: Sequence[tuple[Line, bool]], is_one: Callable[[Line], bool]
) -> Difference | None:
    groups = [[hit for row, hit in tries if is_one(row) is which] for which in (True, False)]
    if any(len(group) < GROUPS_OF for group in groups):
        return None
    a, b = ((name, sum(group), len(group)) for name, group in zip((one, other), groups, strict=True))
    better, worse = (a, b) if a[1] * b[2] >= b[1] * a[2] else (b, a)
    return Difference(
        what="reached" if what == "reached" else "aim met",
        better=better[0],
        better_hits=better[1],
        better_tries=better[2],
        worse=worse[0],
        worse_hits=worse[1],
        worse_tries=worse[2],
        by_chance=chance_of_difference(a[1], a[2], b[1], b[2]),
    )
