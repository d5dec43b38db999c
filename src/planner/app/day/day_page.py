"""One day's page.

Looked at again where nothing changed, planned and written to the diary where something did.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from planner.app.day.busy_times import calendar_paths, calendars_key, taken
from planner.app.day.diary_warning import diary_warning, outdated
from planner.app.session import Session
from planner.book.diary.page_files import diary_dates
from planner.book.diary.page_rows import row_table
from planner.cache import frozen
from planner.cache.cache import digest
from planner.core import line as line_module
from planner.core import reasons as reasons_module
from planner.core.page import page as page_module
from planner.core.page.page import Page, PageChange, PageWarning
from planner.core.reasons import Why
from planner.errors import BookErrors, PlanError

if TYPE_CHECKING:
    from planner.book.store.transaction import FileChange
    from planner.core.diary import DiaryDay
    from planner.core.page.inputs import Inputs, Options
    from planner.core.steps.step import Step
from planner.app.day.day_options import (
    DayRequest,
    merged,
    options_table,
    refuse_past_pins,
    refuse_unknown_pins,
    upset,
)

PAGE_CLASSES = {
    name: cls
    for module in (page_module, line_module, reasons_module)
    for name, cls in vars(module).items()
    if isinstance(cls, type) and hasattr(cls, "__slots__")
}


@dataclass(frozen=True, slots=True)
class Shown:
    """The page to show.

    `unkept` is why it could not be written to the diary, where it could not.
    """

    page: Page
    because: Mapping[str, str] = field(default_factory=dict)  # why each item that is not on it was left out
    unkept: Exception | None = None
    key: str = ""  # under which the cache has it


def page_of(session: Session, day: date, request: DayRequest) -> Shown:
    """The page of a day: the one the diary has, while nothing it was made from has changed.

    Else planned anew, from now, and kept. A day that is over is shown as it was.
    """
    content = session.page_bytes(day)
    calendars = calendars_key(session)
    key = digest(session.files.key, calendars, content, day, session.zone.key)
    if not request.anything() and content is not None:
        known = _from_cache(session, key)
        if known is not None and outdated(known.page.warnings, session, day):
            key = digest(key, session.diary_errors(day))
            known = _from_cache(session, key)
        if known is not None:
            return known
    old = session.diary_day(day)
    if day < session.today:
        return _remember(session, key, _past_page(session, day, old))
    worked = [row_table("worked", line) for line in old.worked] if old else []
    mark = digest(session.files.key, calendars, worked, _running_mark(old))
    if old is not None and old.planned and old.inputs == mark and not request.anything():
        return _remember(session, key, Shown(_as_kept(session, day, old)))
    shown = _replanned(session, day, old, content, request, mark, calendars)
    if shown.unkept is not None and not request.anything() and session.page_bytes(day) != content:
        return page_of(session, day, request)  # another `plan` was quicker: its page is the day's page
    return shown


def _replanned(
    session: Session,
    day: date,
    old: DiaryDay | None,
    content: bytes | None,
    request: DayRequest,
    mark: str,
    calendars: str,
) -> Shown:
    from planner.core.page.diary_rows import changes_between, staying
    from planner.core.page.plan_day import plan_day
    from planner.core.worklog.work import clock_of

    options = merged(old, request)
    inputs = upset(inputs_of(session, day), options, session)
    if old is not None and day == session.today:
        clock = clock_of(old, session.zone)
        inputs = replace(inputs, kept=staying(old, session.now, clock, session.book, inputs.busy), clock=clock)
    refuse_unknown_pins(inputs, request)
    refuse_past_pins(inputs, request)
    page, because = plan_day(inputs)
    session.keep_pursuits(day, inputs.book.playbook, inputs.pursuits)
    if old is not None and old.planned:
        changes = changes_between(old, page, session.book)
        page = replace(
            page, changes=(_why_replanned(old, request, mark), *changes) if changes or request.anything() else ()
        )
    if request.hours is not None or request.without or request.pins:
        page = replace(page, changes=(_against_plain(page, inputs, options), *page.changes[1:]))
    shown = Shown(page, because)
    if request.dry_run:
        return shown
    try:
        kept = _write(session, page, old, content, mark, options_table(options), request.what)
    except (PlanError, OSError) as error:
        return replace(shown, unkept=error)
    return _remember(session, digest(session.files.key, calendars, kept, day, session.zone.key), shown)


def _against_plain(page: Page, inputs: Inputs, options: Options) -> PageChange:
    """The cost or gain of the hours, omissions and pins, against the page without them."""
    from planner.core.page.plan_day import plan_day

    plain = replace(options, hours=None, without=(), pins={})
    gain = page.value - plan_day(replace(inputs, options=plain), figures=False).page.value
    return PageChange(code="gain", gain=gain)


def _running_mark(old: DiaryDay | None) -> object:
    """The part of a page's fingerprint that comes from the running clock; empty without one."""
    return old.figures.get("running", ()) if old is not None else ()


def _why_replanned(old: DiaryDay, request: DayRequest, mark: str) -> PageChange:
    if request == DayRequest(dry_run=True):
        return PageChange(code="trial")
    if request.anything():
        return PageChange(code="asked")
    return PageChange(code="inputs" if old.inputs != mark else "replanned")


def _write(
    session: Session,
    page: Page,
    old: DiaryDay | None,
    content: bytes | None,
    mark: str,
    options: Mapping[str, object],
    what: str = "",
) -> bytes:
    """Write the page to the diary, and note records that came in without a date.

    Returns the page's bytes.
    """
    from planner.book.diary.page_files import page_name
    from planner.book.diary.pages import rewrite_day
    from planner.book.store.transaction import FileChange, commit
    from planner.core.page.diary_rows import diary_day
    from planner.screen.text.reasons import reason

    def worded(why: Why) -> str:
        return reason(why, page.currency)

    day = diary_day(old, page, worded, mark, options, _figures(page))
    written = rewrite_day(content, day, session.zone)
    changes = [FileChange(page_name(page.date), content, written, calendar_paths(session))]
    seen = _first_seen_change(session)
    commit(session.folder, changes + ([seen] if seen else []), what or f"the page of {page.date}", session.now)
    return written


def _figures(page: Page) -> dict[str, object]:
    from planner.screen.text.json_out import care_json

    return {
        "made": page.made,
        "minutes_available": page.minutes_available,
        "minutes_planned": page.minutes_planned,
        "value": page.value,
        "bound": page.bound,
        "one_more_hour": page.prices.one_more_hour,
        "price_year": page.prices.year,
        "care": care_json(page.care),
    }


def _first_seen_change(session: Session) -> FileChange | None:
    """The note of when records without dates came in, where there are new ones."""
    from planner.book.first_seen import FIRST_SEEN, with_new_records
    from planner.book.store.transaction import FileChange
    from planner.core.cadence.touches import cadence_start, records_to_touch

    known = session.first_seen()
    new = sorted(r.id for r in records_to_touch(session.book) if cadence_start(r) is None and r.id not in known.days)
    if not new:
        return None
    return FileChange(FIRST_SEEN, known.content, with_new_records(known, new, session.today))


def inputs_of(session: Session, day: date) -> Inputs:
    """Everything that the page of a day is made from; nothing of an earlier page, no options."""
    from planner.core.page.inputs import Inputs

    busy, colleagues, warnings = taken(session, day)
    book = replace(session.book, playbook=session.learned(day).playbook)
    return Inputs(
        book=book,
        day=day,
        now=session.now,
        table=session.table(book.playbook),
        history=session.history(day),
        first_seen=session.first_seen().days,
        holidays=session.holidays(day),
        busy=busy,
        colleagues_busy=colleagues,
        pursuits=session.pursuits(day, book.playbook),
        warnings=(
            *(PageWarning(code="text", text=text) for text in (*session.loaded.warnings, *warnings)),
            *diary_warning(session.diary_errors(day)),
        ),
    )


def steps_of_record(session: Session, record: str, on: date) -> list[Step]:
    """The steps that one record offers on a day, whatever was done.

    Of the book only that record is valued.
    """
    from planner.core.page.inputs import day_choice

    inputs = inputs_of(session, on)
    book = inputs.book
    only = replace(
        book,
        deals=tuple(each for each in book.deals if each.id == record),
        accounts=tuple(each for each in book.accounts if each.id == record),
        contacts=tuple(each for each in book.contacts if each.id == record),
        tasks=tuple(each for each in book.tasks if each.id == record),
    )
    fresh = replace(inputs.history, worked_today=())
    steps = day_choice(replace(inputs, book=only, history=fresh)).steps
    return [step for step in steps if record in (step.record, step.item)]


def _as_kept(session: Session, day: date, old: DiaryDay) -> Page:
    from planner.core.page.plan_day import page_as_kept
    from planner.core.worklog.work import clock_of

    inputs = upset(inputs_of(session, day), merged(old, DayRequest()), session)
    return page_as_kept(replace(inputs, clock=clock_of(old, session.zone)), old).page


def _past_page(session: Session, day: date, old: DiaryDay | None) -> Shown:
    if old is None or not old.planned:
        raise PlanError(f"there is no page for {day}", "a page is made in the morning of its day: `plan today`")
    return Shown(_as_kept(session, day, old))


def _from_cache(session: Session, key: str) -> Shown | None:
    content = session.cache.get("page", key)
    if content is None:
        return None
    try:
        page, because = frozen.load(content, PAGE_CLASSES, session.zone)
    except (ValueError, KeyError, TypeError):
        return None
    return Shown(page, because, key=key) if isinstance(page, Page) and isinstance(because, Mapping) else None


def _remember(session: Session, key: str, shown: Shown) -> Shown:
    """Keep the page for the next look.

    What most are left out for is not kept: it is what is said where nothing is.
    """
    because = {item: why for item, why in shown.because.items() if why != "no room"}
    session.cache.put("page", key, frozen.dump((replace(shown.page, changes=()), because)))
    return replace(shown, key=key)


def current_page(session: Session) -> Page | None:
    """Today's page as the diary has it, to name its items by rank; None before it is planned.

    It plans nothing.
    """
    content = session.page_bytes(session.today)
    if content is None:
        return None
    key = digest(session.files.key, calendars_key(session), content, session.today, session.zone.key)
    known = _from_cache(session, key)
    if known is not None:
        return known.page
    old = session.diary_day(session.today)
    return _as_kept(session, session.today, old) if old is not None and old.planned else None


def page_with_all(session: Session, shown: Shown) -> Page:
    """The page with everything that was left out, not only the first."""
    from planner.core.page.inputs import day_choice
    from planner.core.page.plan_day import left_out, still_on

    page = shown.page
    old = session.diary_day(page.date)
    inputs = replace(inputs_of(session, page.date), now=page.made, options=merged(old, DayRequest()))
    choice = day_choice(inputs)
    on_page = still_on(page.items)
    return replace(page, left_out=left_out(choice, on_page, shown.because, None), more_left_out=0)


def evening_reminder(session: Session) -> str:
    """One line if the last day with a page was not wrapped, or its clock still runs; else "".

    Of a page that can't be read it says nothing: the day's page warns of it. The line is cached by the page's content:
    most mornings nothing is parsed for it.
    """
    earlier = [on for on in diary_dates(session.folder / "diary") if on < session.today]
    try:
        content = session.page_bytes(earlier[-1]) if earlier else None
    except BookErrors:
        return ""
    if content is None or (b"\nwrapped = " in content and b"\nrunning = " not in content):
        return ""
    key = digest(content, earlier[-1], session.today, session.zone.key)
    known = session.cache.get("evening", key)
    if known is not None:
        return known.decode()
    from planner.app.evening.unlogged import reminder_text

    try:
        words = reminder_text(session)
    except BookErrors:
        words = ""
    session.cache.put("evening", key, words.encode())
    return words
