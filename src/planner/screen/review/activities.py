"""The work a week that the rest of the year takes, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planner.core.review.activities import Activities
from planner.screen.text.wording import counted, figure

LEAST = 0.05  # a week; what is rarer is not named


def activity_words(work: Activities) -> Iterator[tuple[str, str]]:
    """The rows of the year: the activities, and whether the hours and the days allow them."""
    if work.too_late:
        usual, left = counted(work.days, "day"), counted(work.days_there, "day")
        yield "Takes a week", f"new deals come too late: a lead takes about {usual} to a signature, the year has {left}"
        yield "", "what you find from now on is next year's; this year is decided by what is open"
        return
    plays = [f"{_often(each.a_week)} × {each.title}" for each in work.stages if each.a_week >= LEAST]
    found = f"{_often(work.leads)} leads found, {figure(work.prospecting_hours, 1)} h of prospecting"
    yield "Takes a week", " · ".join([found, *plays])
    hours = f"{work.hours:.0f} h including open deals, of {work.hours_there:.0f} h for selling"
    if work.short >= 1:
        yield (
            "",
            f"{hours}: {work.short:.0f} h short. Bigger deals or better first steps close that gap; longer days don't",
        )
    else:
        yield "", f"{hours}: it fits"
    yield "", f"from the chances of {counted(work.outcomes, 'outcome')}"


def activities_json(work: Activities | None) -> dict[str, Any] | None:
    """The activities as JSON; None where too little is known."""
    if work is None:
        return None
    return {
        "leads": work.leads,
        "prospecting_hours": work.prospecting_hours,
        "stages": [{"stage": each.stage, "title": each.title, "a_week": each.a_week} for each in work.stages],
        "hours": work.hours,
        "hours_there": work.hours_there,
        "short": work.short,
        "outcomes": work.outcomes,
        "days": work.days,
        "days_there": work.days_there,
        "too_late": work.too_late,
    }


def _often(count: float) -> str:
    return figure(count, 0 if count >= 10 else 1)
