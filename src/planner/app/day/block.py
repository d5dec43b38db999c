"""`plan block`: a part of today is taken, or whole days ahead are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planner.app.day.changed_page import replanned_page, show_changes
from planner.app.day.day_request import DayRequest
from planner.app.messages import tell
from planner.app.page.working_days import working_days
from planner.app.records.edit_record import keep
from planner.app.session import Session
from planner.app.settings import Settings
from planner.app.worklog.log import RecordEdit
from planner.book.change import set_plan
from planner.book.find import PLAN_FILE
from planner.book.store.lock import writing
from planner.book.toml.parse import parse_toml
from planner.core.days import ONE_DAY
from planner.core.page.day_changes import UNNAMED, clock
from planner.core.promises.unworked import promised_within
from planner.errors import TwoReadings, UsageError
from planner.screen.text.wording import counted, full_day, minute_clock
from planner.typed.days import words_of_days
from planner.typed.rep.days_off import days_off_form
from planner.typed.times import argument_block


def run(settings: Settings, time: str, title: str) -> None:
    """Block a part of today, or whole days; the rest is planned again around it."""
    with writing(settings.book):
        session = Session(settings)
        try:
            block = argument_block(time, title or UNNAMED, session.locale)
        except TwoReadings:
            raise
        except UsageError as no_time:
            days, rest = words_of_days([time, *title.split()], session.today, session.locale)
            if not days:
                fix = f"14:00-14:45, or whole days: mon-wed, {days_off_form(session.locale)}"
                raise UsageError(no_time.what, fix) from None
            _refuse_time(rest, days[0], session)
            _block_days(session, days, rest)
            return
        page = replanned_page(session, DayRequest(blocks=(block,), what=f"block {block}"), must=True)
    span = f"{minute_clock(block.start)}-{minute_clock(block.end)}"
    show_changes(settings, page, f"Blocked {span}" + (f" for {block.title}." if title else "."))


def _block_days(session: Session, days: Sequence[date], title: str) -> None:
    """Take whole days off the week's hours, in plan.toml."""
    settings, today = session.settings, session.today
    span = full_day(days[0]) if len(days) == 1 else f"{full_day(days[0])} to {full_day(days[-1])}"
    if days[0] < today:
        raise UsageError(f"{span} is in the past", f"pick days from today on: mon-wed, {days_off_form(session.locale)}")
    working = working_days(session, today)
    worked = [day for day in days if working.works(day)]
    back = working.first_from(days[-1] + ONE_DAY)
    if not worked:
        raise UsageError(f"you're already off on {span}", "`plan week` shows the days you work")
    written = f"{days[0]}..{days[-1]}" if len(days) > 1 else days[0]
    table = parse_toml(session.files.contents[PLAN_FILE].decode())["hours"]
    after = set_plan(session.files, "hours", {"days_off": [*table.get("days_off", []), written]})
    what = f"Blocked {span}" + (f" for {title}" if title else "")
    session = keep(session, after, what)
    for name, day in promised_within(session.book, days):
        fix = f"plan later {name} {back}"
        tell(settings, f"warning: {name} is promised for {full_day(day)}: `{fix}` moves it")
    page = replanned_page(session, DayRequest(replan=True))
    edit = RecordEdit(PLAN_FILE, {"days_off": str(written)})
    show_changes(settings, page, f"{what} · {counted(len(worked), 'working day')}", edit)


def _refuse_time(title: str, day: date, session: Session) -> None:
    """Raise UsageError if a time follows the days: only today's hours are blocked."""
    first = title.split()[:1]
    try:
        block = argument_block("".join(first), "", session.locale)
    except UsageError:
        return
    fix = f'plan add task "TITLE" at="{day} {clock(block.start)}" minutes={block.end - block.start}'
    raise UsageError("only today can be blocked in part; other days whole", fix)
