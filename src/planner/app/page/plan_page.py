"""Plan a day's page, and write it to the diary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from planner.app.day.day_request import DayRequest
from planner.app.page.due_records import with_due_records
from planner.app.page.page_inputs import inputs_of, keep_values
from planner.app.page.page_mark import page_mark
from planner.app.page.page_options import (
    merged,
    options_table,
    with_options,
)
from planner.app.page.refuse_pins import refuse_past_pins, refuse_unknown_pins
from planner.app.page.shown_page import Shown, page_key, remembered
from planner.app.pipeline.first_page import record_first_page
from planner.app.session import Session
from planner.book.diary.page_files import page_name
from planner.book.diary.write_page import rewrite_day
from planner.book.first_seen import FIRST_SEEN, with_new_records
from planner.book.store.transaction import FileChange, commit
from planner.cache.cache import digest
from planner.core.cadence.open_minutes import as_figures, times_left
from planner.core.cadence.touches import cadence_start, records_to_touch
from planner.core.choice.day_choice import day_choice
from planner.core.diary import DiaryDay
from planner.core.history import read_history
from planner.core.lifecycle.recurring import is_undated
from planner.core.morning.overnight import tomorrow_table
from planner.core.page.diary_rows import changes_between, diary_day, staying, still_open
from planner.core.page.inputs import Inputs, Options
from planner.core.page.left_out import left_out
from planner.core.page.page import Page, PageChange
from planner.core.page.plan_day import page_as_kept, plan_day
from planner.core.promises.has_its_day import FirstComing, has_its_day
from planner.core.reasons import Why
from planner.core.worklog.as_if_done import as_if_done
from planner.core.worklog.numbers import with_numbers
from planner.core.worklog.work import clock_of, open_rows
from planner.errors import PlanError
from planner.screen.text.json_out import care_json
from planner.screen.text.reasons import written_reason


class WrittenPage(NamedTuple):
    """A day's page as the diary and the cache have it."""

    content: bytes | None  # of its file; None if there is none
    key: str  # in the cache


class NewPage(NamedTuple):
    """The values that a new page is written with."""

    old: DiaryDay | None
    content: bytes | None  # of the file that it replaces
    mark: str  # of everything that it was planned from
    options: Options


def planned_page(session: Session, day: date, request: DayRequest, kept: WrittenPage) -> Shown:
    """The page of a day: as it was written if nothing changed or the day is over, else planned."""
    if day == session.today and not request.dry_run:
        session = with_due_records(session)
    old = session.diary_day(day)
    if day < session.today:
        if old is None or not old.planned:
            raise PlanError(f"no page for {day}", "a page is planned on the morning of its day: `plan today`")
        return remembered(session, kept.key, Shown(page_as_written(session, day, old)))
    mark = page_mark(session, old)
    if day > session.today:  # it takes today's page as done, and holds for today only
        mark = digest(mark, session.today, session.page_bytes(session.today))
    if old is not None and old.planned and old.inputs == mark and not request.changes_day():
        return _as_planned(session, day, old, kept)
    return _new_page(
        session, day, request, NewPage(old, kept.content, mark, merged(old, request, _minute_of(session, day)))
    )


def _minute_of(session: Session, day: date) -> int:
    """The minute of the day that the clock shows; 0 on another day."""
    return session.now.hour * 60 + session.now.minute if day == session.today else 0


def _as_planned(session: Session, day: date, old: DiaryDay, kept: WrittenPage) -> Shown:
    """The page as it was planned.

    Planned the evening before, it becomes the day's first page in the morning: what the pipeline is worth is added.
    """
    shown, key = Shown(page_as_written(session, day, old)), kept.key
    if _is_first(day, old, session):
        recorded = record_first_page(session, inputs_of(session, day))
        first = replace(old, figures={**old.figures, **recorded.figures})
        content = rewrite_day(kept.content, first, session.zone, old)
        page = FileChange(page_name(day), kept.content, content, session.calendar_paths)
        try:
            commit(session.folder, [*recorded.changes, page], f"the page of {day}", session.now)
        except (PlanError, OSError) as error:
            return replace(shown, unkept=error)
        key = page_key(session, day, content)
    return remembered(session, key, shown)


def page_as_written(session: Session, day: date, old: DiaryDay) -> Page:
    """The page that the diary has of a day."""
    inputs = with_options(inputs_of(session, day), merged(old, DayRequest()), session.zone)
    return page_as_kept(replace(inputs, clock=clock_of(old, session.zone)), old).page


def with_all_left_out(session: Session, shown: Shown) -> Page:
    """The page with everything that was left out or has its day, not only the first."""
    page = shown.page
    old = session.diary_day(page.date)
    inputs = replace(inputs_of(session, page.date), now=page.made, options=merged(old, DayRequest()))
    choice = day_choice(inputs)
    out = left_out(choice, page.items, shown.because)
    coming = has_its_day(page, choice.now, None) if page.more_with_day else FirstComing(page.has_its_day)
    return replace(
        page, left_out=out.first, more_left_out=out.more, has_its_day=coming.first, more_with_day=coming.more
    )


def _new_page(session: Session, day: date, request: DayRequest, new: NewPage) -> Shown:
    old, options = new.old, new.options
    keeps_times = not request.scratch and request.hours is None
    inputs = inputs_of_new(session, day, old, options, keeps_times=keeps_times)
    refuse_unknown_pins(inputs, request)
    refuse_past_pins(inputs, request)
    page, because = plan_day(inputs)
    page = replace(page, items=tuple(with_numbers(page.items, page_that_numbers(old))))
    if old is not None and old.planned:
        changes = changes_between(old, page, session.book)
        why = _why_planned_again(old, request, new.mark)
        page = replace(page, changes=(why, *changes) if changes or request.changes_day() else ())
    if request.hours is not None or request.without or request.pins:
        page = replace(page, changes=(_against_plain(page, inputs, options), *page.changes[1:]))
    shown = Shown(page, because)
    if request.dry_run:
        return shown
    try:
        written = _write(session, page, new, request.what, inputs)
    except (PlanError, OSError) as error:
        return replace(shown, unkept=error)
    finally:
        keep_values(session, day, inputs)
    return remembered(session, page_key(session, day, written), shown)


def inputs_of_new(
    session: Session, day: date, old: DiaryDay | None, options: Options, *, keeps_times: bool = True
) -> Inputs:
    """The inputs of a day's new page after the page `old`.

    Its open lines keep their times where they can, unless they need not.
    """
    inputs = with_options(inputs_of(session, day), options, session.zone)
    if day > session.today:
        inputs = _after_today(session, inputs)
    if old is None or day != session.today:
        return inputs
    clock = clock_of(old, session.zone)
    kept = staying(old, session.now, clock, session.book, inputs.busy)
    before = still_open(old, clock, kept) if keeps_times else ()
    left_open = times_left(old, session.now)
    return replace(inputs, kept=kept, before=before, open=left_open, clock=clock)


def _after_today(session: Session, inputs: Inputs) -> Inputs:
    """The inputs of a day to come once what today's page still has is done."""
    today = session.diary_day(session.today)
    if today is None or not today.planned:
        return inputs
    book, done = as_if_done(today, open_rows(today, None), inputs.book)
    return replace(inputs, book=book, history=read_history([done], inputs.day, inputs.history))


def page_that_numbers(old: DiaryDay | None) -> DiaryDay | None:
    """The day's page, if it was made on its day: one made the evening before gives no numbers."""
    made = old is not None and any(row.status.made and row.status.made.date() == old.date for row in old.planned)
    return old if old is not None and (made or old.worked) else None


def _against_plain(page: Page, inputs: Inputs, options: Options) -> PageChange:
    """The cost or gain of the hours, omissions and pins, against the page without them."""
    plain = replace(options, hours=None, without=(), pins={})
    gain = page.value - plan_day(replace(inputs, options=plain)).page.value
    return PageChange(code="gain", gain=gain)


def _why_planned_again(old: DiaryDay, request: DayRequest, mark: str) -> PageChange:
    if request == DayRequest(dry_run=True):
        return PageChange(code="trial")
    if request.changes_day():
        return PageChange(code="asked")
    return PageChange(code="inputs" if old.inputs != mark else "replanned")


def _write(session: Session, page: Page, new: NewPage, what: str, inputs: Inputs) -> bytes:
    """Write the page to the diary, and note records that came in without a date.

    With the day's first page goes what the pipeline is worth.

    `what` is the change for the journal; "": the page was only planned. Returns the page's bytes.
    """

    def words(why: Why) -> str:
        return written_reason(why, page.currency)

    figures = _figures(page)
    changes: list[FileChange] = []
    if _is_first(page.date, new.old, session):
        recorded = record_first_page(session, inputs)
        figures |= recorded.figures
        changes += recorded.changes
    if page.date == session.today and session.calendars.get(""):
        figures["tomorrow"] = tomorrow_table(inputs)
    day = diary_day(new.old, page, words)
    known = {name: value for name, value in day.figures.items() if name != "open"}
    day = replace(day, inputs=new.mark, options=options_table(new.options), figures={**known, **figures})
    written = rewrite_day(new.content, day, session.zone, new.old)
    changes.append(FileChange(page_name(page.date), new.content, written, session.calendar_paths))
    seen = _first_seen_change(session)
    commit(session.folder, changes + ([seen] if seen else []), what or f"the page of {page.date}", session.now)
    return written


def _is_first(day: date, old: DiaryDay | None, session: Session) -> bool:
    """True for today's page while nothing was kept of the pipeline today."""
    return day == session.today and (old is None or "pipeline" not in old.figures)


def _figures(page: Page) -> dict[str, object]:
    return {
        "made": page.made,
        "minutes_available": page.minutes_available,
        "minutes_planned": page.minutes_planned,
        "value": page.value,
        "bound": page.bound,
        "one_more_hour": page.prices.one_more_hour,
        "price_year": page.prices.year,
        "care": care_json(page.care),
    } | ({"open": as_figures(page.open)} if page.open else {})


def _first_seen_change(session: Session) -> FileChange | None:
    """The note of the day on which records without dates came in; None without new ones."""
    known = session.first_seen()
    undated = [r.id for r in records_to_touch(session.book) if cadence_start(r) is None]
    undated += [task.id for task in session.book.tasks if is_undated(task)]
    new = sorted(id for id in undated if id not in known.days)
    if not new:
        return None
    return FileChange(FIRST_SEEN, known.content, with_new_records(known, new, session.today))
