"""Drawn days of a rep who works at a desk: mails, calls, proposals, demos, with windows, deals, order and musts."""

from __future__ import annotations

import random
from dataclasses import replace

from planner.schedule import Candidate, Meeting, Problem, Range, Roads

WORK = (  # usual minutes, how often
    ((5, 10), 0.28),  # a mail
    ((10, 20), 0.32),  # a call
    ((5, 15), 0.12),  # a follow-up
    ((45, 120), 0.07),  # a proposal
    ((30, 60), 0.07),  # a demo
    ((20, 60), 0.06),  # its preparation
    ((15, 45), 0.05),  # research
    ((60, 180), 0.03),  # a visit
)
PREPARATION, DEMO = 5, 4


def drawn_day(tasks: int, seed: int, between: int = 5, splits: bool = False) -> Problem:
    """A day of `tasks` candidates; the same seed, the same day."""
    luck = random.Random(f"{tasks}/{seed}")
    ranges = (Range(510, 735), Range(780, 1050))
    meetings = []
    for _ in range(luck.choice([2, 3, 3, 4])):
        start = luck.randrange(510, 1000, 15)
        meeting = Meeting(start=start, end=start + luck.choice([30, 30, 60, 45]))
        if all(m.end <= meeting.start or meeting.end <= m.start for m in meetings):
            meetings.append(meeting)
    colleagues = [
        tuple(Range(a, a + luck.choice([30, 60, 60, 120])) for a in luck.sample(range(510, 1050, 5), 5))
        for _ in range(4)
    ]
    kinds, candidates = [], []
    for i in range(tasks):
        kind = luck.choices(range(len(WORK)), [often for _, often in WORK])[0]
        low, high = WORK[kind][0]
        minutes = luck.randint(low, high)
        kinds.append(kind)
        candidates.append(
            Candidate(
                id=f"t{i:04}",
                minutes=minutes,
                value=round(luck.lognormvariate(3.6, 0.9) * (minutes / 5) ** 0.75 + 1, 2),
                group=f"deal{luck.randrange(max(3, tasks * 6 // 10))}",
                windows=_windows(luck, minutes),
                colleagues_busy=luck.choice(colleagues) if luck.random() < 0.1 else (),
                splits=splits and minutes >= 60,
            )
        )
    pairs = list(
        zip(
            [i for i in range(tasks) if kinds[i] == PREPARATION],
            [i for i in range(tasks) if kinds[i] == DEMO],
            strict=False,
        )
    )[: max(1, tasks // 40)]
    for prepare, demo in pairs:
        a, b = candidates[prepare], candidates[demo]
        candidates[prepare] = a._replace(group=None, value=round(a.value / 20, 2))
        candidates[demo] = b._replace(value=round(b.value * 2.2, 2), after=(a.id,))
    linked_ids = {i for pair in pairs for i in pair}
    short = [i for i in range(tasks) if candidates[i].minutes <= 45 and i not in linked_ids]
    for i in luck.sample(short, min(len(short), 2 if tasks < 100 else 3)):
        candidates[i] = candidates[i]._replace(must=True)
    return Problem(ranges=ranges, meetings=tuple(meetings), between=between, candidates=tuple(candidates))


def _windows(luck: random.Random, minutes: int) -> tuple[Range, ...] | None:
    """Nearly half may be done at any time, a third in a customer's office hours elsewhere, the rest in two windows."""
    kind = luck.random()
    if kind < 0.45:
        return None
    if kind < 0.80:
        ahead = 60 * luck.choice([-9, -8, -7, -6, -5, -3, -2, -1, -1, 0, 0, 1, 5, 7])
        return (Range(540 - ahead, 1020 - ahead),)
    starts = [luck.randrange(510, 1020, 5) for _ in range(2)]
    return tuple(Range(a, a + max(minutes + 5, luck.choice([30, 60, 60, 120]))) for a in starts)


def drawn_travelling_day(tasks: int, seed: int, places: int = 12, meetings: bool = True) -> Problem:
    """A day with visits: demos, visits and a third of calls are done at the customer's, worth two to four times."""
    luck = random.Random(f"away/{tasks}/{seed}")
    spots = [(30.0, 30.0)] + [(luck.uniform(0, 60), luck.uniform(0, 60)) for _ in range(places - 1)]
    names = ["office", *(f"place{i}" for i in range(1, places))]
    ways = {}
    for i, a in enumerate(spots):
        for j, b in enumerate(spots):
            if i != j:
                ways[names[i], names[j]] = 5 * round((5 + 1.1 * ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5) / 5)
    problem = drawn_day(tasks, seed)
    candidates = []
    for c in problem.candidates:
        away = c.minutes >= 60 or (c.minutes >= 10 and luck.random() < 0.3)
        if away and not c.after and not c.must:
            place = names[1 + int((c.group or "deal0")[4:]) % (places - 1)]
            candidates.append(c._replace(place=place, value=c.value * luck.choice([2, 3, 4])))
        else:
            candidates.append(c)
    stands = []
    if meetings:
        for start in luck.sample([600, 720, 840, 930], 2):
            stands.append(Meeting(start=start, end=start + 45, place=luck.choice([None, *names[1:4]])))
    return replace(
        problem,
        ranges=(Range(510, 1050),),
        meetings=tuple(stands),
        candidates=tuple(candidates),
        roads=Roads(base="office", default=30, ways=ways),
    )
