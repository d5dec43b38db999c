"""One day's page: looked at again, or planned and written to the diary.

It is planned if what it was planned from has changed. Most runs only look, so what reads a book and plans is imported
when it is needed.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from planner.app.day.day_request import DayRequest
from planner.app.look import Look
from planner.app.page.diary_warning import diary_warning
from planner.app.page.shown_page import Shown, cached_page, page_key, remembered
from planner.app.settings import Settings
from planner.book.diary.page_files import diary_dates
from planner.cache.cache import digest
from planner.core.page.page import Page
from planner.errors import BookErrors

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from planner.app.cached_look import KnownLook
    from planner.app.session import Session
    from planner.core.diary import DiaryDay


def look_at(settings: Settings) -> Look:
    """The book for a look at a page; a session if the cache does not know the book."""
    look = Look(settings)
    return look if look.is_known() else session_of(look)


def look_at_records(settings: Settings) -> KnownLook:
    """A look with the records; a session if the cache does not know the book."""
    from planner.app.cached_look import KnownLook

    look = KnownLook(settings, _read_day)
    return look if look.is_known() else session_of(look)


def session_of(look: Look) -> Session:
    """The session of a look, which reads and plans what the cache does not have."""
    from planner.app.session import Session

    return look if isinstance(look, Session) else Session(look.settings, look.files)


def page_of(look: Look, day: date, request: DayRequest) -> Shown:
    """The page of a day.

    The diary's page while everything that it was planned from is unchanged, else one that is planned from now on and
    kept. A day that is over is shown as it was.
    """
    content = look.page_bytes(day)
    key = page_key(look, day, content)
    if not request.changes_day() and content is not None:
        known = cached_page(look, key)
        warned = tuple(each for each in known.page.warnings if each.code == "diary") if known is not None else ()
        if warned:  # the diary's other pages may have been fixed since then
            errors = session_of(look).diary_errors(day)
            if warned != diary_warning(errors):
                key = digest(key, errors)
                known = cached_page(look, key)
        if known is not None:
            return known
    from planner.app.page.plan_page import WrittenPage, planned_page

    shown = planned_page(session_of(look), day, request, WrittenPage(content, key))
    if shown.unkept is not None and not request.changes_day() and look.page_bytes(day) != content:
        return page_of(look, day, request)  # another `plan` was quicker: its page is the day's page
    return shown


def current_page(look: Look) -> Page | None:
    """Today's page as the diary has it; None before it is planned. Nothing is planned for it."""
    content = look.page_bytes(look.today)
    if content is None:
        return None
    key = page_key(look, look.today, content)
    as_written = digest("as written", key)  # not the page that a look at the day shows: that one may be planned again
    known = cached_page(look, key) or cached_page(look, as_written)
    if known is not None:
        return known.page
    from planner.app.page.plan_page import page_as_written

    session = session_of(look)
    old = session.diary_day(look.today)
    if old is None or not old.planned:
        return None
    return remembered(session, as_written, Shown(page_as_written(session, look.today, old))).page


def page_with_all(look: Look, shown: Shown) -> Page:
    """The page with everything that was left out, not only the first."""
    from planner.app.page.plan_page import with_all_left_out

    return with_all_left_out(session_of(look), shown)


def give_page(look: Look, shown: Shown, target: str) -> None:
    """Write the page as HTML to the file that was named, or to stdout."""
    from planner.app.export.html_file import give_html
    from planner.screen.html.day_page import day_page

    give_html(session_of(look), target, day_page(shown.page, look.now))


def item_named(look: Look, word: str) -> str:
    """The line or record that a word names.

    An exact id wins; that of a record means all its lines.
    """
    from planner.core.records.names import items_of, records_of, resolve_item

    records = records_of(session_of(look).book)
    if any(record.id == word for record in records):
        return word
    return resolve_item(word, records, items_of(current_page(look))).id


def evening_reminder(look: Look) -> str:
    """One line if the last day with a page was not wrapped, or its clock still runs; else "".

    It says nothing about a page that can't be read: the day's page warns of it. The line is cached by the page's
    content: most mornings nothing is parsed for it.
    """
    earlier = [on for on in diary_dates(look.folder / "diary") if on < look.today]
    try:
        content = look.page_bytes(earlier[-1]) if earlier else None
    except BookErrors:
        return ""
    if content is None or (b"\nwrapped = " in content and b"\nrunning = " not in content):
        return ""
    key = digest(content, earlier[-1], look.today, look.zone.key, look.settings.locale.name)
    known = look.cache.get("evening", key)
    if known is not None:
        return known.decode()
    from planner.app.evening.unlogged import reminder_text

    try:
        words = reminder_text(session_of(look))
    except BookErrors:
        words = ""
    look.cache.put("evening", key, words.encode())
    return words


def _read_day(content: bytes, day: date, zone: ZoneInfo) -> DiaryDay:
    from planner.book.diary.pages import read_day

    return read_day(content, day, zone)
