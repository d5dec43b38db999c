"""`plan playbook`: the playbook beside what the diary taught."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

import typer

from planner.app.messages import show as show_text
from planner.app.messages import show_json, tell
from planner.app.session import Session
from planner.app.settings import settings_of


def playbook(
    ctx: typer.Context,
    toml: Annotated[
        bool, typer.Option("--toml", help="The learned playbook as a file, to keep or to hand on.")
    ] = False,
) -> None:
    """The playbook beside what your diary taught: each figure, and how many logs it rests on.

    The pages are planned with the learned figures, of all days up to yesterday. A handful of logs moves
    a figure little. Chances that rest on fewer than 30 outcomes are told to be too early to judge.

        plan playbook
        plan playbook --toml > handed-on.toml
    """
    from planner.book.diary.many_days import read_days

    settings = settings_of(ctx)
    session = Session(settings)
    own, learned = session.book.playbook, session.learned(session.today)
    yesterday = session.today - timedelta(days=1)
    _, faults = read_days(session.folder / "diary", date.min, yesterday, session.zone, session.cache, planned=False)
    if settings.json:
        from planner.screen.review.playbook import learned_json

        show_json(learned_json(learned, faults))
    elif toml:
        from planner.screen.review.playbook import learned_toml

        show_text(learned_toml(learned).rstrip("\n"))
    else:
        from planner.screen.review.playbook import show_learned

        show_learned(learned, own, settings.console)
    if faults:
        from planner.screen.text.errors import explain

        tell(settings, explain(faults, "left out of what is learned"))
