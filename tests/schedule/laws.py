"""The laws of a page, checked one by one from the problem alone; shares no code with the scheduler."""

from __future__ import annotations

from itertools import pairwise

from planner.schedule import DayPlan, PlacedItem, Problem

GRID = 5


def ceil(minutes: int) -> int:
    return (minutes + GRID - 1) // GRID * GRID


def floor(minutes: int) -> int:
    return minutes // GRID * GRID


def errors(problem: Problem, plan: DayPlan) -> list[str]:
    """Every law the page breaks, in words; empty for a lawful page."""
    found: list[str] = []
    known = {c.id: c for c in problem.candidates}
    pieces: dict[str, list[PlacedItem]] = {}
    for p in plan.placed:
        pieces.setdefault(p.id, []).append(p)
        if p.id not in known:
            found.append(f"{p.id} is not a candidate")
    if list(plan.placed) != sorted(plan.placed, key=lambda p: (p.start, p.end, p.id)):
        found.append("not by the clock")
    fixed = [p for p in plan.placed if known[p.id].at is not None]

    for p in plan.placed:
        c = known[p.id]
        minutes = p.end - p.start
        if p.part is None and minutes != c.minutes:
            found.append(f"{p.id} has {minutes} of {c.minutes} minutes")
        if c.at is not None:
            if p.start != c.at:
                found.append(f"{p.id} starts at {p.start}, not {c.at}")
            for m in problem.meetings:
                if m.start < p.end and p.start < m.end:
                    found.append(f"{p.id} lies on a meeting")
            continue
        if p.start % GRID:
            found.append(f"{p.id} is off the grid")
        end = p.start + ceil(minutes)
        if not any(ceil(r.start) <= p.start and end <= floor(r.end) for r in problem.ranges):
            found.append(f"{p.id} is outside the ranges")
        for m in problem.meetings:
            if (
                m.start < m.end
                and p.start < m.end + m.apart * problem.between
                and m.start < end + m.apart * problem.between
            ):
                found.append(f"{p.id} is too near the meeting at {m.start}")
        for q in fixed:
            if p.start < q.end + problem.between and q.start < end + problem.between:
                found.append(f"{p.id} is too near the fixed {q.id}")
        if c.windows is not None and not any(ceil(w.start) <= p.start and end <= floor(w.end) for w in c.windows):
            found.append(f"{p.id} is outside its windows")
        if any(b.start < end and p.start < b.end for b in c.colleagues_busy):
            found.append(f"{p.id} without its colleague")

    for p, q in zip(plan.placed, plan.placed[1:], strict=False):
        both_fixed = known[p.id].at is not None and known[q.id].at is not None
        gap = 0 if both_fixed else problem.between
        ends = p.end if known[p.id].at is not None else p.start + ceil(p.end - p.start)
        if q.start < ends + gap:
            found.append(f"{p.id} and {q.id} are too near")

    groups = [known[i].group for i in pieces if known[i].group is not None]
    if len(groups) != len(set(groups)):
        found.append("two of a group")

    for i, parts in pieces.items():
        c = known[i]
        done = sum(p.end - p.start for p in parts)
        if len(parts) > 1 or parts[0].part is not None:
            if not c.splits:
                found.append(f"{i} does not split")
            if [p.part for p in parts] != [(k, len(parts)) for k in range(1, len(parts) + 1)]:
                found.append(f"{i}: parts are misnumbered")
            if any(p.end - p.start < 30 for p in parts) or 0 < c.minutes - done < 30 or done > c.minutes:
                found.append(f"{i}: a piece or what is left is too short")
        starts = min(p.start for p in parts)
        for a in c.after:
            if a not in pieces:
                found.append(f"{i} without {a}")
            elif max(p.end for p in pieces[a]) > starts:
                found.append(f"{i} before {a} has ended")
            elif sum(p.end - p.start for p in pieces[a]) != known[a].minutes:
                found.append(f"{i} but {a} is not finished")
        for b in c.before:
            if b in pieces and max(p.end for p in parts) > min(p.start for p in pieces[b]):
                found.append(f"{i} after {b} has begun")

    value = sum(known[p.id].value * (p.end - p.start) / known[p.id].minutes for p in plan.placed)
    if abs(value - plan.value) > 1e-6 * max(1.0, abs(value)):
        found.append(f"worth {value}, says {plan.value}")
    if plan.bound < plan.value - 1e-9 * max(1.0, abs(plan.value)):
        found.append("bound below value")
    if set(plan.left_out) != set(known) - set(pieces):
        found.append("left_out is not everything else")
    for i, c in known.items():
        there = sum(q.end - q.start for q in pieces.get(i, ())) == c.minutes
        if (c.must or c.at is not None) and there == (i in plan.missed):
            found.append(f"{i} is neither on the page nor missed")
    return found


def errors_of_ways(problem: Problem, plan: DayPlan) -> list[str]:
    """Ways that are too short, or not within working time."""
    roads = problem.roads

    def way(a: str, b: str) -> int:
        return 0 if a == b else roads.ways.get((a, b), roads.default)

    known = {c.id: c for c in problem.candidates}
    movable = {p.id for p in plan.placed if known[p.id].at is None}
    stops = [(m.start, m.end, m.place or roads.base, "") for m in problem.meetings]
    stops += [(p.start, p.end, known[p.id].place or roads.base, p.id) for p in plan.placed]
    day_start, day_end = min(r.start for r in problem.ranges), max(r.end for r in problem.ranges)
    found = []
    stops = [(day_start, day_start, roads.base, ""), *sorted(stops), (day_end, day_end, roads.base, "")]
    for (_, end, a, i), (start, _, b, j) in pairwise(stops):
        if (i in movable or j in movable) and start - end < way(a, b):
            found.append(f"{start - end} minutes from {i or a} to {j or b}, {way(a, b)} needed")
    for t in plan.trips:
        if t.end - t.start != way(t.from_place, t.to_place):
            found.append(f"{t} takes {way(t.from_place, t.to_place)}")
        fixed_items = problem.meetings or any(c.at is not None for c in problem.candidates)
        working = {minute for r in problem.ranges for minute in range(r.start, r.end)}
        if not fixed_items and not working.issuperset(range(t.start, t.end)):
            found.append(f"{t} is not in working time")
    return found
