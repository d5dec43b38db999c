"""`plan review`: planned vs. actual."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from planner.app.export.html_file import give_html
from planner.app.manager.internal_hours import internal_minutes
from planner.app.messages import show as show_text
from planner.app.messages import show_json, tell
from planner.app.output_file import STDOUT
from planner.app.page.page_inputs import inputs_of
from planner.app.page.working_days import working_days
from planner.app.pipeline.period import Days, period_bridge
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.diary.page_files import day_of_page
from planner.book.diary.values_file import read_values, values_content, values_dates
from planner.cache.cache import digest
from planner.core.book import Deal
from planner.core.bridge.snapshot import DealSnapshot, Snapshot, by_current_names
from planner.core.days import months_later
from planner.core.diary import DiaryDay
from planner.core.learn.row_chance import Followed, RowChance
from planner.core.manager.practice import DAYS, practices
from planner.core.manager.talk import ManagerTalk, manager_talk
from planner.core.page.inputs import day_context
from planner.core.review.build_review import ReviewInputs, review
from planner.core.review.customers import customers_of
from planner.core.review.forecast_call import forecast_call
from planner.core.review.period import Period
from planner.core.review.planned_and_logged import cut_at
from planner.core.review.qualified_out import hours_saved
from planner.core.review.review import Review
from planner.errors import FileError, UsageError
from planner.frozen_class import frozen
from planner.screen.html.page import is_page, review_page
from planner.screen.manager.talk import talk_html, talk_json, talk_lines
from planner.screen.review.csv_rows import review_csv
from planner.screen.review.json_out import review_json
from planner.screen.review.review import show_review
from planner.screen.text.errors import errors_text
from planner.screen.text.layout import sheet_of, write
from planner.screen.text.wording import listed
from planner.typed.periods import argument_period

LONG = timedelta(days=27)  # a stretch longer than this has deals enough decided to score forecasts


@frozen
class ReviewOptions:
    """The options of `plan review`."""

    period: str
    html: str | None
    csv: bool


def run(settings: Settings, options: ReviewOptions) -> None:
    """Planned against actual: where the time went, what it made, and what is worth changing."""
    if options.html == "":
        raise UsageError("the FILE of --html is empty", "a file.html, or - for standard output")
    formats = [
        name
        for name, given in (("--html -", options.html in STDOUT), ("--csv", options.csv), ("--json", settings.json))
        if given
    ]
    if len(formats) > 1:
        raise UsageError(f"{listed(formats)} can't all be printed at once", "use one at a time")
    session = Session(settings)
    period = argument_period(options.period, session.today, session.locale)
    found, days, errors = _review(session, period)
    found = replace(found, internal=internal_minutes(session, found))
    is_talk = period.last - period.first >= LONG and not options.csv
    talk = _talk(session, period, found) if is_talk else None
    if options.html is not None:
        section = talk_html(talk, found) if talk is not None else ""
        give_html(session, options.html, review_page(found, session.book.rep.name, errors, section), is_page)
    if settings.json:
        show_json(review_json(found, errors) | {"talk": talk_json(talk, found) if talk is not None else None})
    elif options.csv:
        show_text(review_csv(found, days, customers_of(session.book)).rstrip("\n"))
    elif options.html is None:
        show_review(found, session.book.rep.name, settings.console)
        if talk is not None:
            write(settings.console, talk_lines(talk, found, sheet_of(settings.console)))
    if errors:
        tell(settings, errors_text(errors, "Left out of the figures.", "warning"))


def _review(session: Session, period: Period) -> tuple[Review, list[DiaryDay], list[FileError]]:
    """The review of a period, its pages, and the errors of the diary."""
    diary, before = session.diary, period.first - timedelta(days=1)
    ends = min(period.last, session.today)
    days, errors = diary.days(Period(period.first, ends))
    earlier, wrong = diary.days(Period(date.min, before), planned=False)
    since = period.last + timedelta(days=1)
    after, _ = diary.days(Period(since, session.today), planned=False)
    chance = _row_chance(session) if period.last - period.first > LONG and days else None
    followed = len(chance.followed) if chance is not None else 0
    found = review(
        ReviewInputs(
            book=session.book,
            first=period.first,
            last=period.last,
            today=session.today,
            days=days,
            before=earlier,
            after=after,
            now=session.now,
            damaged=frozenset(on for error in errors if (on := day_of_page(Path(error.file).name)) is not None),
            first_seen=session.first_seen().days,
            holidays=working_days(session, ends).holidays,
            chance=chance,
            hours_saved=_hours_saved(session),
        )
    )
    found = replace(found, bridge=period_bridge(session, Days(earlier, days, after), found.first, ends))
    if chance is not None and len(chance.followed) > followed:
        rows = [[*key, each] for key, each in chance.followed.items()]
        session.cache.put("forecasts", digest(session.book.playbook), json.dumps(rows).encode())
    return found, [cut_at(day, session.now) if day.date == session.today else day for day in days], wrong + errors


def _talk(session: Session, period: Period, found: Review) -> ManagerTalk:
    """The page for the talk with the manager, of a month or more."""
    length = period.last - period.first
    months = max(1, round(length / timedelta(days=30)))
    whole = period.first.day == 1
    first = months_later(period.first, -months) if whole else period.first - length - timedelta(days=1)
    before, _, _ = _review(session, Period(first, period.first - timedelta(days=1)))
    call = forecast_call(day_context(inputs_of(session, session.today)), session.learned(session.today).outcomes)
    talk = manager_talk(found, before, _start(session, period), session.book, call)
    lately, _ = session.diary.days(Period(session.today - timedelta(days=DAYS), session.today), planned=False)
    rows = [row for day in lately for row in day.worked]
    return talk._replace(practices=practices(session.book.tasks, rows, session.today))


def _start(session: Session, period: Period) -> Mapping[str, DealSnapshot]:
    """The open deals at the first page of a period that kept their values."""
    for on in values_dates(session.folder):
        content = values_content(session.folder, on) if period.first <= on <= period.last else None
        found = read_values(content, on, session.zone) if isinstance(content, bytes) else None
        if isinstance(found, Snapshot):
            return by_current_names(found, session.earlier_names).deals
    return {}


def _hours_saved(session: Session) -> Callable[[Deal], float]:
    """The hours that a parked deal would still have taken; the first takes the index table."""
    context = cache(lambda: day_context(inputs_of(session, session.today)))
    return lambda deal: hours_saved(deal, context())


def _row_chance(session: Session) -> RowChance:
    playbook = session.book.playbook
    return RowChance(playbook, cache(lambda: session.table(playbook)), _followed(session))


def _followed(session: Session) -> Followed:
    """The chances worked out before with this playbook.

    Each new one takes its whole index table.
    """
    kept = session.cache.get("forecasts", digest(session.book.playbook))
    try:
        return {(stage, odds, price): chance for stage, odds, price, chance in json.loads(kept or b"[]")}
    except (ValueError, TypeError):
        return {}
