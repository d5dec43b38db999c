"""`plan playbook`: the playbook beside what the diary taught."""

from __future__ import annotations

from datetime import date, timedelta

from planner.app.messages import show as show_text
from planner.app.messages import show_json, tell
from planner.app.session import Session
from planner.app.settings import Settings
from planner.core.review.period import Period
from planner.screen.review.playbook import learned_json, learned_toml, show_learned
from planner.screen.text.errors import errors_text


def run(settings: Settings, toml: bool) -> None:
    """The playbook beside what your diary taught: each figure, and how many logs it rests on."""
    session = Session(settings)
    own, learned = session.book.playbook, session.learned(session.today)
    yesterday = session.today - timedelta(days=1)
    _, errors = session.diary.days(Period(date.min, yesterday), planned=False)
    if settings.json:
        show_json(learned_json(learned, errors))
    elif toml:
        show_text(learned_toml(learned).rstrip("\n"))
    else:
        show_learned(learned, own, settings.console)
    if errors:
        tell(settings, errors_text(errors, "Left out of what is learned.", "warning"))
