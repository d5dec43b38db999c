"""What every record of the book offers today: its step, or a touch when due; visits, tasks and finding new deals."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from planner.core.book import Account, Book, Contact, Deal, Task
from planner.core.cadence.touches import Promise
from planner.core.page.page import OwnFigure, Touch
from planner.core.steps.deal_steps import deal_steps, fresh_look
from planner.core.steps.in_progress import STEPS_OF_THE_DAY, without_done
from planner.core.steps.step import Start, Step
from planner.core.steps.visit_steps import visit_steps, visits_now
from planner.core.value.belief import to_log_odds, unknown_questions
from planner.core.value.deal_value import Today, is_open, lowest_of, standing, start_of
from planner.core.value.index import attempt_minutes
from planner.core.value.pursuit import attempt_outcomes
from planner.core.value.visit_response import next_visit
from planner.core.worklog.work import over

FIND = "prospecting/find-"
LONGER = 30  # minutes that a task whose own are used up still takes
FIND_BLOCK = 30  # minutes of one search for leads, where the play tells none


def steps_today(now: Today, promises: Mapping[str, Promise], early: Collection[str] = ()) -> list[Step]:
    """Every step that the book's records offer today; finding is told by `finding`.

    Records in `early` are to be touched though they are not due yet.
    """
    called = {record: each for record, each in promises.items() if each.is_due(now.today) or record in early}
    done = over(now.history.worked_today)
    worked = {row.record for row in now.history.worked_today if row.does in STEPS_OF_THE_DAY and row.item in done}
    steps: list[Step] = []
    for deal in now.book.deals:
        if deal.stage != "won":
            steps += without_done(_deal(deal, now, called.get(deal.id)), deal.id in worked, now)
    for account in now.book.accounts:
        steps += without_done(_account(account, now, called.get(account.id)), account.id in worked, now)
    for contact in now.book.contacts:
        promise = called.get(contact.id)
        if promise is not None and contact.id not in worked:
            steps += without_done(iter([_touch(contact, promise, now)]), False, now)
    steps += (step for task in now.book.tasks for step in without_done(_task(task, now), False, now))
    return steps


def _deal(deal: Deal, now: Today, promise: Promise | None) -> Iterator[Step]:
    if is_open(deal):
        for step in deal_steps(deal, now):
            yield _beside_the_touch(step, now) if promise is not None and step.splits else step
    elif deal.stage == "lost":
        revived = fresh_look(deal, now)
        if revived is not None:
            yield revived
    if promise is not None:
        yield _touch(deal, promise, now)


def _beside_the_touch(step: Step, now: Today) -> Step:
    """A step in pieces, on a day when its record has to be heard from: only its last piece reaches them.

    So it is done in one go, then it is as good as a touch; or, where it is too long for that, beside the touch.
    """
    longest = max((hours.end - hours.start for hours in now.working.ranges(now.today)), default=0)
    return replace(step, splits=False) if step.minutes <= longest else replace(step, group=f"{step.record}/pieces")


def _account(account: Account, now: Today, promise: Promise | None) -> Iterator[Step]:
    yield from visit_steps(account, now)
    if promise is not None:
        yield _touch(account, promise, now)


def _touch(record: Deal | Account | Contact, promise: Promise, now: Today) -> Step:
    """A touch: of one length for everyone, worth no money, a promise kept."""
    play = now.playbook.plays["touch"]
    title, objective = play.title, play.objective
    if isinstance(record, Contact):
        title = "Where are they now"
        if record.moved_to:
            objective = f"Now at {record.moved_to}: is there a door to open?"
    elif record.next:
        objective = record.next
    return Step(
        item=f"{record.id}/{play.id}",
        record=record.id,
        name=record.name,
        kind=promise.kind,
        play=play.id,
        does="touch",
        title=title,
        objective=objective,
        minutes=attempt_minutes(play),
        due=promise.is_due(now.today),
        group=record.id,
        windows=record.windows if not isinstance(record, Contact) and play.how != "desk" else (),
        timezone=record.timezone if not isinstance(record, Contact) else None,
        care="touch",
        breach=promise.breach.toordinal(),
        why=Touch(
            silent_days=(now.today - promise.clock).days,
            cadence=promise.cadence,
            days_left=(promise.breach - now.today).days,
        ),
    )


def _task(task: Task, now: Today) -> Iterator[Step]:
    at = task.at.astimezone(now.zone) if task.at else None
    day = at.date() if at else task.on
    later = task.not_before is not None and task.not_before > now.today
    if task.done_on is not None or task.id in now.history.tasks_done or later or (day is not None and day != now.today):
        return
    left = task.minutes - now.history.task_minutes.get(task.id, 0)
    if left <= 0:  # it takes longer than it was thought to
        left = min(task.minutes, LONGER) if task.splits else task.minutes
    per_hour, index, start, lowest = _task_worth(task, now)
    yield Step(
        item=task.id,
        record=task.record,
        name=name_of(task.record, now.book) if task.record else "",
        kind="task",
        play="task",
        does="task",
        title=task.title,
        objective="",
        minutes=left,
        per_hour=per_hour,
        index=index,
        lowest=lowest,
        must=task.must,
        due=task.by is not None and task.by <= now.today,
        at=at,
        windows=task.windows,
        timezone=task.timezone,
        needs=task.needs,
        place=task.place,
        after=task.after,
        splits=task.splits and at is None,
        start=start,
        why=None if start is not None else OwnFigure(makes=task.makes, by_record=task.makes is None and per_hour > 0),
    )


def _task_worth(task: Task, now: Today) -> tuple[float, float | None, Start | None, float | None]:
    """Money an hour of a task: its own figure, else its record's index; with what the page needs to tell why."""
    if task.makes is not None:
        return task.makes * 60 / task.minutes, None, None, None
    for deal in now.book.deals if task.record else ():
        if deal.id == task.record and is_open(deal):
            stands = standing(deal, now)
            if stands is None:
                break
            return stands.per_hour, stands.index, start_of(deal, stands, now), lowest_of(deal, stands, now)
    for account in now.book.accounts if task.record else ():
        if account.id == task.record:
            gain = next_visit(account, now.playbook.response, now.book.rep.keeps, visits_now(account, now)) or 0.0
            return gain * 60 / attempt_minutes(now.playbook.plays["visit"]), None, None, None
    return 0.0, None, None, None


def name_of(record: str, book: Book) -> str:
    """A record's name; its id where the book has no such record."""
    records: tuple[Deal | Account | Contact, ...] = (*book.deals, *book.accounts, *book.contacts)
    for each in records:
        if each.id == record:
            return each.name
    return record


def next_search(items: Iterable[str]) -> int:
    """The number of the next search, after those among `items`; a hand may have written others."""
    numbers = [item.removeprefix(FIND) for item in items if item.startswith(FIND)]
    return 1 + max((int(number) for number in numbers if number.isdecimal()), default=0)


def finding(now: Today, kept: int, room: int, taken: Collection[str] = ()) -> list[Step]:
    """Searches for new leads: the first fill the `kept` minutes, the rest may fill the day's `room` (minutes).

    Items in `taken` are on the page already.
    """
    rule = now.playbook.prospecting
    if rule.amount <= 0:
        return []
    play = now.playbook.plays["find"]
    log_odds = to_log_odds(now.playbook.prior)
    outcomes = attempt_outcomes(now.playbook, 0, log_odds)
    first = attempt_minutes(now.playbook.plays[now.playbook.stages[0].play])
    index, ask = now.table.root(outcomes, rule.minutes + first), None
    unknown = unknown_questions({}, now.playbook)
    if unknown:
        asked = now.table.root(now.asking.outcomes(0, unknown, log_odds), rule.minutes + now.asking.minutes)
        if asked > index:
            index, ask = asked, unknown
    worth = rule.amount * now.book.rep.keeps
    minutes = rule.minutes + (first if ask is None else now.asking.minutes)
    start = Start(stage=0, log_odds=log_odds, minutes=minutes, worth=worth, ask=ask, finding=True)
    block = max(5, play.minutes or FIND_BLOCK)
    pieces = math.ceil(kept / block) if kept > 0 else 0
    sizes = [math.ceil(kept / pieces / 5) * 5] * pieces if pieces else []
    # Beyond the kept minutes finding takes any hours that nothing else fills better, in pieces of whatever length.
    sizes += [room] if room >= block else []
    used = {row.item for row in now.history.worked_today} | set(taken)
    first_free = next_search(used)
    return [
        Step(
            item=f"{FIND}{first_free + number}",
            record=None,
            name="",
            kind="prospecting",
            play=play.id,
            does="find",
            title=play.title,
            objective=play.objective,
            minutes=size,
            per_hour=index * worth,
            index=index,
            care="find" if number < pieces else None,
            splits=number >= pieces,
            start=start,
        )
        for number, size in enumerate(sizes)
    ]
