"""The scheduler.

`solve` gives a `DayPlan`, `repair` the nearest one after a change, `nearby_plan` one between, `price_bound` only the
price of time and a bound.
"""

from planner.schedule.day.grid import SLOT
from planner.schedule.nearby import held_at, nearby_plan
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
    "held_at",
    "nearby_plan",
    "price_bound",
    "repair",
    "solve",
]
