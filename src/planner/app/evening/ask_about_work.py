"""The questions about a piece of work before it is logged, at a terminal."""

from __future__ import annotations

from planner.app.evening.ask_outcome import OutcomeAnswer, ask_correction, ask_outcome, forget_typed
from planner.app.messages import confirm
from planner.app.page.working_days import working_days
from planner.app.session import Session
from planner.app.talk.said import card_of_work
from planner.core.book import Deal
from planner.core.diary import DiaryDay
from planner.core.line import WITHOUT_CUSTOMER, Outcome
from planner.core.timing.promise import promise_of
from planner.core.worklog.log import (
    default_outcome,
    is_in_last_stage,
    is_slip,
    record_of,
    row_to_correct,
    usual_outcomes,
)
from planner.core.worklog.outcomes import Report, keeps_promise, reaches
from planner.core.worklog.work import Work
from planner.screen.text.outcome_words import row_outcome
from planner.screen.text.wording import full_day


def ask_how_it_went(session: Session, work: Work) -> OutcomeAnswer:
    """The outcome, by one key; nothing is asked where it needs no word."""
    outcome = default_outcome(work)
    return ask_outcome_of(session, work, str(work)) if outcome is None else OutcomeAnswer(outcome)


def ask_outcome_of(session: Session, work: Work, what: str, *, not_done: bool = False) -> OutcomeAnswer:
    """The outcome of work that the question calls `what`, as `ask_outcome`."""
    record, playbook = record_of(work, session.book), session.book.playbook
    outcomes, wins = usual_outcomes(work, record, playbook), is_in_last_stage(record, playbook)
    return ask_outcome(what, outcomes, not_done=not_done, card=card_of_work(session, work), wins=wins)


def ask_if_kept(session: Session, work: Work, outcome: str) -> bool:
    """Ask whether a contact that is not the agreed step kept what was agreed."""
    record = record_of(work, session.book)
    working = working_days(session, session.today)
    promise = promise_of(record, session.today, working) if isinstance(record, Deal) else None
    if not isinstance(record, Deal) or promise is None or not reaches(work.what.does, outcome):
        return False
    if keeps_promise(record, work.what.does, outcome):
        return False
    what = f"{record.next}, " if record.next else ""
    forget_typed()
    return confirm(session.settings, f"did that keep your promise ({what}{full_day(promise.last_day)})?")


def ask_slip(session: Session, work: Work, page: DiaryDay, outcome: str) -> bool | None:
    """True if the rep says that this corrects the last outcome; None: there is nothing to ask."""
    if work.clock is not None or work.what.does in WITHOUT_CUSTOMER:
        return None
    last = row_to_correct(page, work.what.item, record_of(work, session.book), session.now)
    if last is None or not is_slip(last, Report(result=Outcome(outcome=outcome)), session.now):
        return None
    return ask_correction(str(work), row_outcome(last))
