"""The scheduler: `solve` gives a `DayPlan`, `price_bound` only the price of time and bound."""

from planner.schedule.problem import Candidate, DayPlan, Meeting, PlacedItem, Problem, Range, Roads, Trip
from planner.schedule.solver import price_bound, solve

__all__ = [
    "Candidate",
    "DayPlan",
    "Meeting",
    "PlacedItem",
    "Problem",
    "Range",
    "Roads",
    "Trip",
    "price_bound",
    "solve",
]
