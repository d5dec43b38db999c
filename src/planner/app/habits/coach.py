"""`plan coach`: what the diary shows of the rep's own habits."""

from __future__ import annotations

from planner.app.habits.own_habits import own_habits
from planner.app.messages import show_json, tell
from planner.app.session import Session
from planner.app.settings import Settings
from planner.core.review.period import Period
from planner.core.review.qualified_out import qualified_out
from planner.screen.habits.coach import coach_json, show_coach
from planner.screen.text.errors import errors_text


def run(settings: Settings, period: str) -> None:
    """Show the rep's habits and what came of them; what rests on too little stays silent."""
    session = Session(settings)
    habits, errors = own_habits(session, period)
    out = qualified_out(session.book, Period(habits.first, habits.last), lambda _: 0.0)
    if settings.json:
        show_json(coach_json(habits, out))
    else:
        show_coach(habits, out, session.book.rep.name, settings.console)
    if errors:
        tell(settings, errors_text(errors, "Left out of the figures.", "warning"))
