"""Choose, place, prove: one entry, `solve(problem) -> DayPlan`."""

from planner.core.schedule.problem import Candidate, DayPlan, Meeting, Placed, Problem, Roads, Span

__all__ = ["Candidate", "DayPlan", "Meeting", "Placed", "Problem", "Roads", "Span"]
