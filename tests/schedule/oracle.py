"""What the best page is worth, by a solver that shares no code with ours (OR-Tools' CP-SAT)."""

from __future__ import annotations

from ortools.sat.python import cp_model

from planner.schedule import Candidate, Problem

GRID = 5


def best_value(problem: Problem, seconds: float = 20.0) -> tuple[float, float]:
    """Value of the best page with every must, and a bound of it (equal when it is proven). No fixed items, no care."""
    model = cp_model.CpModel()
    pad = -(-problem.between // GRID)
    taken, chosen, starts, ends, whole = [], {}, {}, {}, {}
    worth: list[tuple[object, float]] = []
    for c in problem.candidates:
        own = max(1, -(-c.minutes // GRID))
        is_in = model.new_bool_var(c.id)
        chosen[c.id] = is_in
        first, last = model.new_int_var(0, 400, ""), model.new_int_var(0, 400, "")
        starts[c.id], ends[c.id] = first, last
        spots = spots_of(problem, c, own)
        is_whole = model.new_bool_var("")
        whole[c.id] = is_whole
        model.add_implication(is_whole, is_in)
        if spots:
            at = model.new_int_var_from_domain(cp_model.Domain.from_values(spots), "")
            taken.append(model.new_optional_fixed_size_interval_var(at, own + pad, is_whole, ""))
            model.add(first <= at).only_enforce_if(is_whole)
            model.add(last >= at + own).only_enforce_if(is_whole)
        if c.splits and c.minutes >= 60:
            pieces_of(model, problem, c, own, pad, taken, worth, is_in, is_whole, first, last, bool(spots))
        else:
            model.add(is_in == is_whole)
            if not spots:
                model.add(is_in == 0)
            worth.append((is_in, c.value))
        if c.must:
            model.add(is_whole == 1)
    model.add_no_overlap(taken)
    for group in {c.group for c in problem.candidates} - {None}:
        model.add_at_most_one(chosen[c.id] for c in problem.candidates if c.group == group)
    for c in problem.candidates:
        for a in c.after:
            model.add_implication(chosen[c.id], whole[a])
            model.add(ends[a] + pad <= starts[c.id]).only_enforce_if(chosen[c.id])
        for b in c.before:
            model.add(ends[c.id] + pad <= starts[b]).only_enforce_if(chosen[b], chosen[c.id])
    scale = 10_000
    model.maximize(sum(round(value * scale) * var for var, value in worth))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE), solver.status_name(status)
    return solver.objective_value / scale, solver.best_objective_bound / scale


def spots_of(problem: Problem, c: Candidate, slots: int) -> list[int]:
    """Where so many slots of a candidate may start, from first principles."""
    found = []
    for t in range(0, 400):
        start, end = t * GRID, (t + slots) * GRID
        if not any(r.start <= start and end <= r.end for r in problem.ranges):
            continue
        if any(m.start - problem.between < end and start < m.end + problem.between for m in problem.meetings):
            continue
        if c.windows is not None and not any(w.start <= start and end <= w.end for w in c.windows):
            continue
        if any(b.start < end and start < b.end for b in c.colleagues_busy):
            continue
        found.append(t)
    return found


def pieces_of(model, problem, c, own, pad, taken, worth, is_in, is_whole, first, last, can_be_whole):  # type: ignore[no-untyped-def]
    """Up to five pieces of 30 minutes or more; all of it, or a part that leaves 30 minutes or more."""
    if not can_be_whole:
        model.add(is_whole == 0)
    in_pieces = model.new_bool_var("")
    full = model.new_bool_var("")
    model.add_bool_or(is_whole, in_pieces).only_enforce_if(is_in)
    model.add_implication(in_pieces, is_in)
    model.add_at_most_one(is_whole, in_pieces)
    lengths = []
    for _ in range(min(5, own // 6)):
        there = model.new_bool_var("")
        length = model.new_int_var(0, own, "")
        start = model.new_int_var(0, 400, "")
        model.add_implication(there, in_pieces)
        model.add(length == 0).only_enforce_if(there.negated())
        model.add(length >= 6).only_enforce_if(there)
        size = model.new_int_var(0, own + pad, "")
        model.add(size == length + pad)
        end = model.new_int_var(0, 800, "")
        taken.append(model.new_optional_interval_var(start, size, end, there, ""))
        allowed = [(n, t) for n in range(6, own + 1) for t in spots_of(problem, c, n)]
        model.add_allowed_assignments([length, start], allowed).only_enforce_if(there) if allowed else model.add(
            there == 0
        )
        model.add(first <= start).only_enforce_if(there)
        model.add(last >= start + length).only_enforce_if(there)
        lengths.append(length)
    uneven = own * GRID > c.minutes
    done = sum(lengths)
    model.add_implication(full, in_pieces)
    model.add(done == own).only_enforce_if(full)
    if uneven and lengths:
        longest = model.new_int_var(0, own, "")
        model.add_max_equality(longest, lengths)
        model.add(longest >= 7).only_enforce_if(full)
    model.add(done >= 6).only_enforce_if(in_pieces)
    partly = model.new_bool_var("")
    model.add_exactly_one(full, partly, in_pieces.negated())
    model.add(done <= (c.minutes - 30) // GRID).only_enforce_if(partly)
    counted = model.new_int_var(0, own, "")
    model.add(counted == done).only_enforce_if(partly)
    model.add(counted == 0).only_enforce_if(partly.negated())
    worth.append((counted, c.value * GRID / c.minutes))
    worth.append((is_whole, c.value))
    worth.append((full, c.value))
