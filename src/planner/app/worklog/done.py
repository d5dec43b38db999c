"""`plan done`: the outcome of a piece of work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from planner.app.evening.ask_about_work import ask_how_it_went, ask_if_kept, ask_slip
from planner.app.evening.said_outcome import outcome_first
from planner.app.lifecycle.reopen import ask_to_reopen
from planner.app.messages import tell
from planner.app.page.due_records import say_new_customers
from planner.app.records.edit_record import record_called
from planner.app.session import Session
from planner.app.settings import Settings
from planner.app.talk.said import said_in
from planner.app.worklog.find_work import OR_OWN, WorkWords, find_work, step_itself
from planner.app.worklog.log import day_of, log
from planner.app.worklog.log_time import unplanned_minutes
from planner.app.worklog.people import people_named
from planner.app.worklog.running_clock import clock_work, running_clock
from planner.app.worklog.show_log import show_logged
from planner.app.worklog.when import GivenTimes
from planner.book.store.lock import writing
from planner.core.book import Book
from planner.core.diary import DiaryDay
from planner.core.line import NOT_HAPPENED, Outcome
from planner.core.worklog.log import (
    ALONE,
    default_outcome,
    record_of,
    row_to_correct,
    usual_outcomes,
)
from planner.core.worklog.outcomes import OWN_WORDS, Report, outcomes_of
from planner.core.worklog.work import USUAL_MINUTES, Work
from planner.errors import PlanError, UsageError
from planner.frozen_class import frozen
from planner.screen.text.outcome_words import outcome_word, typed_outcomes
from planner.typed.days import option_day, option_past_day
from planner.typed.field_values import chosen
from planner.typed.lengths import option_minutes
from planner.typed.names import hyphened, names_meant
from planner.typed.times import is_evening_before, is_time_alone, option_clock, option_time

COUNTS_AS_WON = "that was the last stage: it counts as won. Not signed? plan undo, then -o waiting or -o no-progress"

NIGHT_ENDS = 5  # o'clock; until then a report may be about the evening before


@frozen(kw_only=True)
class DoneOptions:
    """The options of `plan done`."""

    item: str | None
    outcome: str | None
    minutes: str | None
    start: str | None
    end: str | None
    day: str | None
    aim: str | None
    answers: Sequence[str]
    next: str | None
    next_on: str | None
    next_by: str | None
    next_minutes: str | None
    people: Sequence[str]
    who: str | None
    until: str | None
    reason: str | None = None
    again: str | None
    at: str | None
    found: int | None
    note: str
    worked: Sequence[str]
    failed: Sequence[str]
    record: str | None
    unplanned: bool
    correct: bool
    unquoted: bool = False  # the item was typed as several words


def run(settings: Settings, options: DoneOptions) -> None:
    """Log how something went, and bring the book up to date with it."""
    options = _with_day(settings, _with_note(options))
    answered = (
        _ask(settings, options) if settings.is_terminal else _DoneAnswers(options, correct=options.correct or None)
    )
    if answered is None:
        tell(settings, "nothing logged")
        return
    typed, options, correct = options.outcome, answered.options, answered.correct
    with writing(settings.book):
        session = Session(settings)
        warning = ""
        if options.day is None and options.item is not None and _is_last_evening(session, options):
            before = str(session.today - timedelta(days=1))
            options = replace(options, day=before)
            warning = f"logged for last night, {before}; use --on for another day"
        work, page = _work(session, options)
        if warning:
            work = replace(work, warning=warning)
        if work.minutes == 0:  # work of the rep's own
            work = replace(work, minutes=USUAL_MINUTES)
        if correct:
            work = _work_to_correct(session, work, page)
        outcome = options.outcome or _outcome_to_correct(session, work, page, correct) or default_outcome(work)
        if outcome is None:
            usual = usual_outcomes(work, record_of(work, session.book), session.book.playbook)
            words = typed_outcomes(usual, work.what.does)
            raise UsageError(f"how did it go: {work}?", f"add -o and one of {words}")
        given = _given_times(session, options, page.date)
        if outcome_of_word(outcome, work, session.book) not in (*ALONE, "sent"):
            work = step_itself(session, work, page)
        work = _booking_or_step(work, outcome, session.book)
        meant = outcome_of_word(outcome, work, session.book)
        report = _report(session, options, meant)
        report = replace(report, people=people_named(options.people, work.what.record, session.book))
        logged = log(session, work, page, given, replace(report, kept=answered.kept, correct=correct))
    show_logged(settings, [logged], session.today)
    if logged.changes.get("stage") == "won":
        if meant == "advanced" and typed is not None:  # the question says so itself
            tell(settings, f"warning: {COUNTS_AS_WON}")
        say_new_customers(settings)
    if report.at is not None and logged.record is not None:
        ask_to_reopen(settings, logged.record)


class _DoneAnswers(NamedTuple):
    """The options with what the rep answered at a terminal before the book is held for writing."""

    options: DoneOptions
    kept: bool = False
    correct: bool | None = None


def _ask(settings: Settings, options: DoneOptions) -> _DoneAnswers | None:
    """Ask for the outcome where it is missing, and for what it leaves open.

    None where the rep gives no outcome.
    """
    session = Session(settings)
    work, page = _work(session, options)
    if options.outcome is None and not options.correct:
        answer = ask_how_it_went(session, work)
        if answer.outcome is None:
            return None
        said = answer.said if answer.outcome not in NOT_HAPPENED else {}
        worked = (*options.worked, *(id for id in said if said[id]))
        failed = (*options.failed, *(id for id in said if not said[id]))
        options = replace(options, outcome=answer.outcome, worked=worked, failed=failed)
    outcome = outcome_of_word(options.outcome, work, session.book) if options.outcome is not None else None
    kept = outcome is not None and not settings.yes and ask_if_kept(session, work, outcome)
    timed = options.start or options.end or options.minutes
    correct: bool | None = options.correct or None
    if outcome is not None and not options.correct and not timed:
        correct = ask_slip(session, work, page, outcome)
    return _DoneAnswers(options, kept, correct)


def _work_to_correct(session: Session, work: Work, page: DiaryDay) -> Work:
    """The step itself, where its prep is named and only the step was logged."""
    logged = {row.what.item for row in page.worked}
    step = step_itself(session, work, page) if work.what.item not in logged else work
    return step if step.what.item in logged else work


def _outcome_to_correct(session: Session, work: Work, page: DiaryDay, correct: bool | None) -> str | None:
    """The outcome that stays, where only the times of the last log are corrected."""
    row = row_to_correct(page, work.what.item, record_of(work, session.book), session.now) if correct else None
    return row.result.outcome if row is not None else None


def _with_note(options: DoneOptions) -> DoneOptions:
    """The options with the words after the outcome as the note: lost in spring to Boge."""
    said = outcome_first((options.outcome or "").split())
    if said is None or not said.note:
        return options
    note = f"{said.note}; {options.note}" if options.note else said.note
    return replace(options, outcome=said.outcome, note=note)


def _with_day(settings: Settings, options: DoneOptions) -> DoneOptions:
    """The options with the day of `--from "fri 9:15"` as that of the page."""
    if options.day is not None or options.item is None or not options.start:
        return options
    session = Session(settings)
    if is_time_alone(options.start, session.locale):
        return options
    start, end = (
        text if is_time_alone(text, session.locale) else _given_time(session, option, text or "").isoformat()
        for option, text in (("--from", options.start), ("--to", options.end))
    )
    return replace(options, day=(start or "")[:10], start=start, end=end)


def _given_time(session: Session, option: str, text: str) -> datetime:
    return option_clock(option, text, session.today, session.zone, session.locale)


def _given_times(session: Session, options: DoneOptions, on: date) -> GivenTimes:
    return GivenTimes(
        start=option_clock("--from", options.start, on, session.zone, session.locale) if options.start else None,
        end=option_clock("--to", options.end, on, session.zone, session.locale) if options.end else None,
        minutes=option_minutes("--minutes", options.minutes, session.locale),
    )


def _report(session: Session, options: DoneOptions, outcome: str) -> Report:
    today, locale = session.today, session.locale
    aim_met = _aim_met(options.aim)
    answers = answers_of_words(options.answers, session.book)
    next_on = option_day("--next-on", options.next_on, today, locale) if options.next_on else None
    again = option_day("--again", options.again, today, locale) if options.again else None
    at = option_time("--at", options.at, today, session.zone, locale) if options.at else None
    if options.found is not None and options.found < 0:
        raise UsageError(f"--found {options.found}", "0 or more")
    said = said_in(options.worked, options.failed, session.book)
    if said and outcome in NOT_HAPPENED:
        raise UsageError(f"with {outcome_word(outcome)}, you talked to nobody", "leave out --worked and --failed")
    result = Outcome(
        outcome=outcome, aim_met=aim_met, answers=answers, found=options.found, note=options.note, said=said
    )
    next_by = option_day("--next-by", options.next_by, today, locale) if options.next_by else None
    if options.until is not None:
        next_on = option_day("--until", options.until, today, locale)
    if outcome == "waiting" and next_on is None:
        raise UsageError("waiting on whom, until when?", 'add --who and --until, e.g. --who "their lawyer" --until thu')
    return Report(
        result=result, next=options.next, next_on=next_on, next_by=next_by,
        next_minutes=option_minutes("--next-minutes", options.next_minutes, locale), waiting_on=options.who,
        lost_reason=_reason(session, options.reason, outcome), again=again, at=at,
    )  # fmt: skip


def _reason(session: Session, word: str | None, outcome: str) -> str | None:
    """The playbook's reason for a loss that a word means.

    Raises UsageError for any other, and with another outcome.
    """
    if word is None:
        return None
    reasons = session.book.playbook.lost.reasons
    if outcome != "lost":
        raise UsageError(f"--reason {word} is only for a lost deal", "add --outcome lost")
    wanted = " ".join(word.casefold().split())
    meant = [each for each in reasons if each.casefold().startswith(wanted)]
    exact = [each for each in meant if each.casefold() == wanted]
    if len(exact or meant) != 1 or not wanted:
        raise UsageError(f'your playbook has no reason "{word}"', f"one of {', '.join(reasons)}")
    return (exact or meant)[0]


def _work(session: Session, options: DoneOptions) -> tuple[Work, DiaryDay]:
    """The work that the report is about, and the page of its day."""
    day = options.day
    on = option_past_day("--on", day, session.today, session.locale) if day is not None else session.today
    clock = running_clock(session)
    if options.item is None:
        if clock is None:
            raise UsageError("no clock is running: what did you do?", "name it: plan done 1 --outcome advanced")
        return clock_work(session, clock), clock.day
    page = day_of(session, on)
    whose = record_called(session, options.record).id if options.record is not None else None
    if day is None and clock is None and whose is None and not options.unplanned and not page.planned:
        of_the_evening = _work_of_the_evening(session, options.item)
        if of_the_evening is not None:
            return of_the_evening
    words = WorkWords(options.item, options.unplanned, whose, options.unquoted, OR_OWN)
    work = find_work(session, page, words)
    same = clock is not None and clock.clock.what.item == work.what.item
    if clock is not None and same and (clock.day.date == on or on == session.today):
        return replace(clock_work(session, clock), is_whole=work.is_whole), clock.day
    return work, page


def _work_of_the_evening(session: Session, item: str) -> tuple[Work, DiaryDay] | None:
    """A line of last evening's page, logged in the night before the day has a page."""
    if session.now.hour >= NIGHT_ENDS:
        return None
    try:
        page = day_of(session, session.today - timedelta(days=1))
        work = find_work(session, page, WorkWords(item))
    except PlanError:
        return None
    return (work, page) if work.line is not None else None


def _is_last_evening(session: Session, options: DoneOptions) -> bool:
    """Can the given times, without a day, only be those of the evening before?"""
    if not (is_time_alone(options.start, session.locale) and is_time_alone(options.end, session.locale)):
        return False
    first, last = (
        _given_time(session, option, text) if text else None
        for option, text in (("--from", options.start), ("--to", options.end))
    )
    return is_evening_before(first, last, session.now)


def _booking_or_step(work: Work, outcome: str, book: Book) -> Work:
    """The work as the booking if an appointment was made, and as the step itself if not."""
    does = work.what.does
    if work.what.play not in book.playbook.plays:
        return work
    if outcome == "booked" and does == "advance":
        work = replace(work, what=replace(work.what, does="book"))
    elif does == "book" and outcome not in ("booked", "moved") and (work.line is None or work.line.what.does != "book"):
        work = replace(work, what=replace(work.what, does="advance"))
    else:
        return work
    return work if work.line is not None else replace(work, minutes=unplanned_minutes(work, book.playbook))


def outcome_of_word(word: str, work: Work, book: Book) -> str:
    """The outcome that a word means, begins, or is a rep's own word for."""
    record = record_of(work, book)
    can = outcomes_of(record) if record is not None else usual_outcomes(work, None)
    typed = word.replace("_", " ")
    meant = names_meant(typed, can) or [each for each in can if each == OWN_WORDS.get(hyphened(typed))]
    if len(meant) != 1:
        usual = usual_outcomes(work, record)
        raise UsageError(f'"{word}" is not an outcome of {work}', f"-o {typed_outcomes(usual, work.what.does)}")
    return meant[0]


def answers_of_words(words: Sequence[str], book: Book) -> Mapping[str, str]:
    """The answers of `why_now=yes` words, checked against the playbook's checklist."""
    questions = {question.id: question for question in book.playbook.questions}
    answers: dict[str, str] = {}
    for word in words:
        name, equals, said = (part.strip() for part in word.partition("="))
        name = chosen("--answer", name, {each: each for each in questions})
        if not equals or name not in questions:
            raise UsageError(f"--answer {word}: not a question on the checklist", "one of " + ", ".join(questions))
        answer = chosen(f"--answer {name}", said, {each: each for each in questions[name].real})
        if answer not in questions[name].real:
            raise UsageError(f"--answer {word}: not one of its answers", "one of " + ", ".join(questions[name].real))
        answers[name] = answer
    return answers


def _aim_met(text: str | None) -> bool | None:
    if text is None:
        return None
    met = {"met": True, "yes": True, "not-met": False, "not met": False, "no": False}.get(text.strip().lower())
    if met is None:
        raise UsageError(f'can\'t read --aim "{text}"', "--aim met, or --aim not-met")
    return met
