"""`plan team`: the shared files of several reps side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.app.export.html_file import give_html
from planner.app.habits.shared_file import read_shared
from planner.app.messages import show_json
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.similar_names import nearest
from planner.core.habits.compare import Standing, TeamRep, contest, differences
from planner.core.habits.habits import BY_ID, Measure
from planner.errors import UsageError
from planner.frozen_class import frozen
from planner.screen.habits.team import ContestTable, TeamView, show_team, team_json
from planner.screen.habits.team_page import team_page
from planner.typed.days import option_past_day


@frozen
class TeamOptions:
    """The options of `plan team`."""

    files: Sequence[str]
    contest: str | None
    start: str | None
    end: str | None
    html: str | None


def run(settings: Settings, options: TeamOptions) -> None:
    """Show the reps' habits side by side, the gaps that luck does not explain, and a contest."""
    if not options.files:
        raise UsageError("whose files?", "plan team dana.json mats.json; each rep writes one with `plan share FILE`")
    team = [read_shared(file) for file in options.files]
    names = [member.name for member in team]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise UsageError(f'two of the files are from "{twice}"', 'leave one out, or plan share FILE --as "NAME"')
    view = TeamView(team, differences(team), _contest(settings, team, options))
    if options.html is not None:
        give_html(Session(settings), options.html, team_page(view), sources=[Path(file) for file in options.files])
    if settings.json:
        show_json(team_json(view))
    elif options.html is None:
        show_team(view, settings.console)


def _contest(settings: Settings, team: Sequence[TeamRep], options: TeamOptions) -> ContestTable | None:
    if options.contest is None:
        if options.start or options.end:
            raise UsageError("--from and --to go with a contest", "add --contest tries, or leave them out")
        return None
    measure = BY_ID.get(options.contest)
    if measure is None:
        near = nearest(options.contest, list(BY_ID))
        raise UsageError(f'no measure "{options.contest}"', f'the nearest is "{near}"')
    first, last = _days(settings, team, options)
    return ContestTable(measure, first, last, _standings(team, measure, first, last))


def _standings(team: Sequence[TeamRep], measure: Measure, first: date, last: date) -> list[Standing]:
    found = contest(team, measure, first, last)
    if not found:
        raise UsageError(f"nobody shares {measure.id}", f"plan share FILE --only {measure.id}")
    return found


def _days(settings: Settings, team: Sequence[TeamRep], options: TeamOptions) -> tuple[date, date]:
    """The contest's first and last day; without them, what the files hold."""
    latest = max(member.habits.last for member in team)
    today = settings.now(ZoneInfo(settings.machine_zone)).date() if options.start or options.end else latest
    first = option_past_day("--from", options.start, today) if options.start else None
    last = option_past_day("--to", options.end, today) if options.end else None
    start, end = first or min(member.habits.first for member in team), last or latest
    if end < start:
        raise UsageError(f"--to {end} is before --from {start}", "swap them")
    return start, end
