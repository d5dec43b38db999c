"""Choose, place, prove: one entry, `solve(problem) -> DayPlan`; `price_bound(problem)` for the price of time alone."""

from planner.schedule.problem import Candidate, DayPlan, Meeting, Placed, Problem, Roads, Span, Trip
from planner.schedule.solver import price_bound, solve

__all__ = ["Candidate", "DayPlan", "Meeting", "Placed", "Problem", "Roads", "Span", "Trip", "price_bound", "solve"]
