"""The scheduler.

`solve` gives a `DayPlan`, `repair` the nearest one after a change, `price_bound` only the price of time and a bound.
"""

from planner.schedule.day.grid import SLOT
from planner.schedule.problem import PIECE, Candidate, DayPlan, Meeting, PlacedItem, Problem, Range, Roads, Trip
from planner.schedule.repair import repair
from planner.schedule.solver import price_bound, solve

__all__ = [
    "PIECE",
    "SLOT",
    "Candidate",
    "DayPlan",
    "Meeting",
    "PlacedItem",
    "Problem",
    "Range",
    "Roads",
    "Trip",
    "price_bound",
    "repair",
    "solve",
]
