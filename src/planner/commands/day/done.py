"""`plan done`: how something went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from planner.app.messages import tell
from planner.app.session import Session
from planner.app.settings import Settings, settings_of
from planner.app.worklog.find_work import OR_OWN, running_now, thing_called
from planner.app.worklog.log import answer, day_of, log
from planner.app.worklog.unplanned import off_the_page_minutes
from planner.app.worklog.when import When
from planner.app.worklog.work_item import USUAL_MINUTES, Thing, thing_running
from planner.book.store.lock import writing
from planner.core.worklog.log import Told, default_outcome, record_of, usual_outcomes
from planner.core.worklog.work import Running
from planner.errors import PlanError, UsageError
from planner.typed.days import option_day, option_past_day
from planner.typed.lengths import option_minutes
from planner.typed.times import is_evening_before, is_time_alone, option_clock, option_time

if TYPE_CHECKING:
    from planner.core.book import Book
    from planner.core.diary import DiaryDay

NIGHT_ENDS = 5  # o'clock; until then what is told may be of the evening before


def done(
    ctx: typer.Context,
    item: Annotated[
        str | None, typer.Argument(metavar="ITEM", help="Its line number, id or name, or a few words.")
    ] = None,
    outcome: Annotated[
        str | None, typer.Option("--outcome", "-o", metavar="WORD", help="advanced, stayed, no-contact, done …")
    ] = None,
    minutes: Annotated[
        int | None, typer.Option("--minutes", metavar="N", help="How long it took (default: as planned).")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="TIME", help="When it started: 9:20.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="TIME", help="When it ended.")] = None,
    day: Annotated[
        str | None, typer.Option("--on", "--date", metavar="DAY", help="The day you did it: yesterday, fri, -3.")
    ] = None,
    aim: Annotated[str | None, typer.Option("--aim", metavar="met/not-met", help="Was its objective met?")] = None,
    learnt: Annotated[
        list[str] | None, typer.Option("--answer", metavar="QUESTION=ANSWER", help="What you learned: why_now=yes.")
    ] = None,
    next_: Annotated[str | None, typer.Option("--next", metavar="TEXT", help="The agreed next step.")] = None,
    next_on: Annotated[str | None, typer.Option("--next-on", metavar="DAY", help="The day you agreed on.")] = None,
    again: Annotated[str | None, typer.Option("--again", metavar="DAY", help="Leave it alone until this day.")] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="TIME", help='The appointment: "fri 14:00".')] = None,
    found: Annotated[int | None, typer.Option("--found", metavar="N", help="Leads that prospecting found.")] = None,
    note: Annotated[str, typer.Option("-m", "--note", metavar="TEXT", help="A note for the diary.")] = "",
    record: Annotated[
        str | None, typer.Option("--record", metavar="RECORD", help="Who unplanned work was for.")
    ] = None,
    unplanned: Annotated[bool, typer.Option("--unplanned", help="Log these words as unplanned work.")] = False,
) -> None:
    """Log how it went and update the book. The outcome is enough.

    ITEM can be on the page or not, in the book or not: "Lunch with Jo" will do. Without ITEM, it logs what the
    clock is running on. Log the same line again, without times, to correct it. docs/guide/your-day.md lists
    the outcomes.

        plan done 1 --outcome advanced --next "Send the contract" --next-on fri
        plan done acme -o no-contact --on yesterday
        plan done hale -o booked --at "thu 14:00" --from 9:20 --to 9:30
        plan done "Helped Sam with a demo" --minutes 25
    """
    settings = settings_of(ctx)
    if outcome is None and settings.is_terminal:
        outcome = _asked(settings, item, day, unplanned, record)
        if outcome is None:
            tell(settings, "left as it was")
            return
    with writing(settings.book):
        session = Session(settings)
        said = None
        if day is None and item is not None and _last_evening(session, start, end):
            day = str(session.today - timedelta(days=1))
            said = f"taken as of the evening before, {day}; --on tells another day"
        thing, on, page, running = _meant(session, item, day, unplanned, record)
        if said:
            thing = thing._replace(unsure=said)
        settled = outcome or default_outcome(thing.work)
        if settled is None:
            words = ", ".join(usual_outcomes(thing.work, record_of(thing.work, session.book)))
            raise UsageError(f"how did it go: {thing}?", f"--outcome, one of {words}")
        when = When(
            start=option_clock("--from", start, on, session.zone) if start else None,
            end=option_clock("--to", end, on, session.zone) if end else None,
            minutes=option_minutes("--minutes", minutes),
        )
        if thing.work.minutes == 0:  # nobody has said how long such a thing takes
            thing = thing._replace(work=replace(thing.work, minutes=USUAL_MINUTES))
        thing = _booking_or_not(thing, settled, session.book)
        today = session.today
        told = Told(
            outcome=_known_outcome(settled, thing, session.book),
            aim_met=_aim(aim),
            answers=answers_told(learnt or (), session.book),
            next=next_,
            next_on=option_day("--next-on", next_on, today) if next_on else None,
            again=option_day("--again", again, today) if again else None,
            at=option_time("--at", at, today, session.zone) if at else None,
            found=_found(found),
            note=note,
        )
        logged = log(session, thing, on, page, when, told, running)
    answer(settings, [logged], session.today)


def _meant(
    session: Session, item: str | None, day: str | None, unplanned: bool, record: str | None
) -> tuple[Thing, date, DiaryDay, Running | None]:
    """The thing that is told of, its day and that day's page, and the clock where it runs for it."""
    on = option_past_day("--on", day, session.today) if day is not None else session.today
    clock = running_now(session)
    if item is None:
        if clock is None:
            raise UsageError("no clock is running: what is done?", "name it: plan done 1 --outcome advanced")
        since, page, running = clock
        return thing_running(session, running, page), since, page, running
    page = day_of(session, on)
    whose = None
    if record is not None:
        from planner.core.records.names import records_of, resolve_record

        whose = resolve_record(record, records_of(session.book)).id
    if day is None and clock is None and whose is None and not unplanned and not page.planned:
        of_the_evening = _of_the_evening(session, item)
        if of_the_evening is not None:
            return of_the_evening
    thing = thing_called(session, item, on, page, unplanned=unplanned, for_record=whose, hint=OR_OWN)
    if clock is not None and clock[2].work.item == thing.work.item and (clock[0] == on or on == session.today):
        return thing_running(session, clock[2], clock[1]), clock[0], clock[1], clock[2]
    return thing, on, page, None


def _of_the_evening(session: Session, item: str) -> tuple[Thing, date, DiaryDay, None] | None:
    """What is told in the night, before the day has a page: a line of the page of the evening before."""
    if session.now.hour >= NIGHT_ENDS:
        return None
    before = session.today - timedelta(days=1)
    try:
        page = day_of(session, before)
        thing = thing_called(session, item, before, page)
    except PlanError:
        return None
    return (thing, before, page, None) if thing.row is not None else None


def _last_evening(session: Session, start: str | None, end: str | None) -> bool:
    """Whether the times that were told, without a day, can only be those of the evening before."""
    if not (is_time_alone(start) and is_time_alone(end)):
        return False
    first, last = (
        option_clock(option, text, session.today, session.zone) if text else None
        for option, text in (("--from", start), ("--to", end))
    )
    return is_evening_before(first, last, session.now)


def _asked(settings: Settings, item: str | None, day: str | None, unplanned: bool, record: str | None) -> str | None:
    """The outcome, asked for with one key, before the book is held for writing."""
    from planner.app.worklog.ask_outcome import ask_outcome

    session = Session(settings)
    thing = _meant(session, item, day, unplanned, record)[0]
    settled = default_outcome(thing.work)
    return settled or ask_outcome(str(thing), usual_outcomes(thing.work, record_of(thing.work, session.book)))


def _booking_or_not(thing: Thing, outcome: str, book: Book) -> Thing:
    """Of what the page does not have: making the appointment where one was made, and the step itself where not."""
    work = thing.work
    play = book.playbook.plays.get(work.play)
    if thing.row is not None or play is None:
        return thing
    if outcome == "booked" and work.does == "advance":
        booking = replace(work, does="book")
        return thing._replace(work=replace(booking, minutes=off_the_page_minutes(booking, book.playbook)))
    if work.does == "book" and outcome not in ("booked", "moved"):
        step = replace(work, does="advance")
        return thing._replace(work=replace(step, minutes=off_the_page_minutes(step, book.playbook)))
    return thing


def _known_outcome(word: str, thing: Thing, book: Book) -> str:
    """The outcome that a word means: itself, or the only one that begins so."""
    from planner.core.worklog.outcomes import outcomes_of

    record = record_of(thing.work, book)
    can = outcomes_of(record) if record is not None else usual_outcomes(thing.work, None)
    wanted = word.strip().lower().replace(" ", "-").replace("_", "-")
    meant = [each for each in can if each == wanted] or [each for each in can if wanted and each.startswith(wanted)]
    if len(meant) != 1:
        usual = usual_outcomes(thing.work, record)
        raise UsageError(f"“{word}” is no outcome of {thing}", "one of " + ", ".join(usual))
    return meant[0]


def answers_told(words: list[str] | tuple[str, ...], book: Book) -> Mapping[str, str]:
    """The answers of `why_now=yes` words, checked against the playbook's checklist."""
    questions = {question.id: question for question in book.playbook.questions}
    answers: dict[str, str] = {}
    for word in words:
        name, equals, said = (part.strip() for part in word.partition("="))
        if not equals or name not in questions:
            raise UsageError(f"--answer {word}: that is no question of the checklist", "one of " + ", ".join(questions))
        if said not in questions[name].real:
            raise UsageError(f"--answer {word}: that is no answer", "one of " + ", ".join(questions[name].real))
        answers[name] = said
    return answers


def _aim(text: str | None) -> bool | None:
    if text is None:
        return None
    said = {"met": True, "yes": True, "not-met": False, "not met": False, "no": False}.get(text.strip().lower())
    if said is None:
        raise UsageError(f"--aim is “{text}”", "it is met, or not-met")
    return said


def _found(found: int | None) -> int | None:
    if found is not None and found < 0:
        raise UsageError(f"--found {found}", "0 or more")
    return found
