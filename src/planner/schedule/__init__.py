"""The scheduler: `solve(problem)` gives a `DayPlan`; `price_bound(problem)` only the price of time and a bound."""

from planner.schedule.problem import Candidate, DayPlan, Meeting, Placed, Problem, Roads, Span, Trip
from planner.schedule.solver import price_bound, solve

__all__ = ["Candidate", "DayPlan", "Meeting", "Placed", "Problem", "Roads", "Span", "Trip", "price_bound", "solve"]
