"""`plan favor`: log a favor done for a contact, an account or the people of a deal."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from planner.app.records.edit_record import record_called
from planner.app.session import Session
from planner.app.settings import Settings
from planner.app.worklog.log import day_of, log
from planner.app.worklog.show_log import show_logged
from planner.app.worklog.when import GivenTimes
from planner.book.store.lock import writing
from planner.core.book import Account, Contact, Deal
from planner.core.customers.introductions import FAVOR, favor_item
from planner.core.line import Outcome, What, Worth
from planner.core.records.words_of_names import name_and_rest
from planner.core.worklog.outcomes import Report
from planner.core.worklog.work import Work, kind_of
from planner.errors import UsageError
from planner.typed.days import option_past_day
from planner.typed.lengths import option_minutes

USUAL = 5  # minutes


class FavorOptions(NamedTuple):
    """The options of `plan favor`."""

    words: Sequence[str]  # who it was for, and what it was
    minutes: str | None
    day: str | None


def run(settings: Settings, options: FavorOptions) -> None:
    """Log a favor: a touch of the record, with what it was as the note."""
    if len(options.words) < 2 or not options.words[-1].strip():
        raise UsageError("what did you do for them?", 'plan favor CONTACT "Sent the study"')
    with writing(settings.book):
        session = Session(settings)
        record, rest = name_and_rest(options.words, partial(record_called, session))
        if not isinstance(record, Contact | Account | Deal):
            raise UsageError(f"can't log a favor for {record.id}", "name a contact, an account or a deal")
        today, day = session.today, options.day
        on = option_past_day("--on", day, today, session.locale) if day is not None else today
        what = What(
            item=favor_item(record.id),
            record=record.id,
            kind=kind_of(record.id, "touch", session.book),
            does="touch",
            play=FAVOR,
            title="Favor",
            stage=record.stage if isinstance(record, Deal) else None,
            name=record.name,
        )
        work = Work(what=what, minutes=USUAL, worth=Worth())
        given = GivenTimes(minutes=option_minutes("--minutes", options.minutes, session.locale))
        report = Report(result=Outcome(outcome="done", note=" ".join(" ".join(rest).split())))
        logged = log(session, work, day_of(session, on), given, report)
    show_logged(settings, [logged], session.today)
