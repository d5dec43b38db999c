"""Work that the page does not have: on any record, one more search, or something that the book knows nothing of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from planner.app.session import Session
from planner.app.worklog.work_item import Thing, name_of, was_on
from planner.core.worklog.work import Work, work_of_row
from planner.errors import UsageError

if TYPE_CHECKING:
    from planner.core.diary import DiaryDay
    from planner.core.line import Does
    from planner.core.playbook import Playbook
    from planner.core.steps.step import Step


def thing_of_record(session: Session, record: str, on: date, day: DiaryDay, play: str | None = None) -> Thing:
    """What was done for a record that the page does not have: its stage's play, a visit that is agreed, a touch.

    `play` where it was told. It is worth what an hour of the record is worth that day.
    """
    steps = _offered(session, record, on)
    if play is None and any(step.does == "visit" and step.at is not None for step in steps):
        play = "visit"
    work = _as_it_stands(session, record, play)
    same = next((step for step in steps if step.play == work.play and step.does == work.does), None)
    valued = same or next((step for step in steps if step.index is not None and work.does != "touch"), None)
    if valued is not None:
        work = replace(work, per_hour=valued.per_hour, index=valued.index, objective=valued.objective)
    return Thing(work, "" if work.kind == "task" else name_of(session, record), seen=was_on(work.item, day))


def _offered(session: Session, record: str, on: date) -> list[Step]:
    """What one record offers; of the book only that record is valued."""
    from planner.app.day.day_page import inputs_of
    from planner.core.page.inputs import desk_of

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
    return [step for step in desk_of(replace(inputs, book=only, history=fresh)).steps if step.record == record
            or step.item == record]  # fmt: skip


def _as_it_stands(session: Session, record: str, play: str | None) -> Work:
    """The work on a record that offers nothing just now."""
    from planner.core.value.index import line_minutes
    from planner.core.worklog.work import kind_of

    book = session.book
    task = next((task for task in book.tasks if task.id == record), None)
    if task is not None:
        return Work(
            item=task.id, record=task.record, kind="task", does="task", play="task", title=task.title,
            minutes=task.minutes, per_hour=task.makes * 60 / task.minutes if task.makes is not None else None,
        )  # fmt: skip
    deal = next((deal for deal in book.deals if deal.id == record), None)
    stage = next((stage for stage in book.playbook.stages if deal is not None and stage.name == deal.stage), None)
    meant = play or (stage.play if stage is not None else "touch")
    plan = book.playbook.plays[meant]
    special: dict[str, Does] = {"ask": "ask", "touch": "touch", "visit": "visit", "fresh-look": "fresh-look"}
    return Work(
        item=f"{record}/{meant}", record=record, kind=kind_of(record, "", book), does=special.get(meant, "advance"),
        play=meant, title=plan.title, minutes=line_minutes(plan),
        stage=deal.stage if deal is not None else None,
    )  # fmt: skip


def off_the_page_minutes(work: Work, playbook: Playbook) -> int:
    """Minutes of work on a play that no page has: of making an appointment those only, else of the play at one go."""
    from planner.core.value.index import line_minutes

    play = playbook.plays[work.play]
    return max(1, play.book) if work.does == "book" else line_minutes(play)


def one_more_search(session: Session, on: date, day: DiaryDay) -> Thing:
    """Looking for new deals: the next search of the page, or one more."""
    from planner.core.worklog.work import over

    done = over(day.worked)
    for row in day.planned:
        if row.what.does == "find" and row.status.dropped is None and row.what.item not in done:
            return Thing(work_of_row(row), "", row)
    from planner.core.steps.prospecting_steps import FIND, next_search_number

    play = session.book.playbook.plays["find"]
    search = next((step for step in _offered(session, "", on) if step.does == "find"), None)
    work = Work(
        item=f"{FIND}{next_search_number([line.what.item for line in (*day.planned, *day.worked)])}",
        record=None,
        kind="prospecting",
        does="find",
        play=play.id,
        title=play.title,
        minutes=max(5, play.minutes),
        per_hour=search.per_hour if search is not None else None,
        index=search.index if search is not None else None,
        objective=play.objective,
    )
    return Thing(work, "", seen=False)


def own_thing(session: Session, words: str, record: str | None) -> Thing:
    """Something that the book does not have."""
    from planner.book.ids import slug

    title = " ".join(words.split())
    if not title:
        raise UsageError("nothing is named", "say in a few words what it was")
    taken = {task.id for task in session.book.tasks}
    item = slug(title, "task")
    work = Work(
        item=f"{item}-unplanned" if item in taken else item, record=record, kind="task", does="task", play="task",
        title=title, minutes=0,
    )  # fmt: skip
    return Thing(work, name_of(session, record), seen=False)
