"""Work that the page does not have.

On any record, one more search, or something that the book does not know.
"""

from __future__ import annotations

from dataclasses import replace

from planner.app.session import Session
from planner.book.ids import slug
from planner.core.book import Book, record_name
from planner.core.diary import DiaryDay
from planner.core.line import Does, What, Worth
from planner.core.value.deal_index import line_minutes
from planner.core.worklog.work import FIND, Work, kind_of, next_search_number, over, work_of
from planner.errors import UsageError

SPECIAL: dict[str, Does] = {
    "ask": "ask", "second-person": "ask", "close-file": "ask", "build-case": "ask",
    "touch": "touch", "visit": "visit", "fresh-look": "fresh-look",
}  # fmt: skip


def work_of_record(session: Session, record: str, day: DiaryDay, play: str | None = None) -> Work:
    """Work for a record that the page does not have.

    Its stage's play, a visit that is agreed, a touch.

    It is worth what an hour of the record is worth that day.
    """
    from planner.app.page.record_steps import steps_of_record

    steps = steps_of_record(session, record, day.date)
    if play is None and any(step.does == "visit" and step.at is not None for step in steps):
        play = "visit"
    work = _usual_work(session.book, record, play)
    what = work.what
    same = next((step for step in steps if step.play == what.play and step.does == what.does), None)
    valued = same or next((step for step in steps if step.index is not None and what.does != "touch"), None)
    if valued is not None:
        worth = Worth(per_hour=valued.per_hour, index=valued.index)
        work = replace(work, what=replace(what, objective=valued.objective), worth=worth)
    return work


def _usual_work(book: Book, record: str, play: str | None) -> Work:
    """The work on a record, whether or not it offers a step now."""
    task = next((task for task in book.tasks if task.id == record), None)
    if task is not None:
        what = What(item=task.id, record=task.record, kind="task", does="task", play="task", title=task.title)
        per_hour = task.makes * 60 / task.minutes if task.makes is not None else None
        return Work(what=what, minutes=task.minutes, worth=Worth(per_hour=per_hour))
    deal = next((deal for deal in book.deals if deal.id == record), None)
    stage = next((stage for stage in book.playbook.stages if deal is not None and stage.name == deal.stage), None)
    name = play or (stage.play if stage is not None else "touch")
    plan = book.playbook.plays[name]
    what = What(
        item=f"{record}/{name}",
        record=record,
        kind=kind_of(record, "", book),
        does=SPECIAL.get(name, "advance"),
        play=name,
        title=plan.title,
        stage=deal.stage if deal is not None else None,
        name=record_name(record, book),
    )
    return Work(what=what, minutes=line_minutes(plan), worth=Worth())


def next_search(session: Session, day: DiaryDay) -> Work:
    """Prospecting: the next search of the page, or one more."""
    done = over(day.worked)
    for line in day.planned:
        if line.what.does == "find" and line.status.dropped is None and line.what.item not in done:
            return work_of(line, "")
    play = session.book.playbook.plays["find"]
    number = next_search_number([line.what.item for line in (*day.planned, *day.worked)])
    what = What(
        item=f"{FIND}{number}",
        kind="prospecting",
        does="find",
        play=play.id,
        title=play.title,
        objective=play.objective,
    )
    return Work(what=what, minutes=max(5, play.minutes), worth=Worth())


def own_work(session: Session, words: str, record: str | None) -> Work:
    """Work that the book does not have."""
    title = " ".join(words.split())
    if not title:
        raise UsageError("no words given", "say in a few words what you did")
    item = slug(title, "task")
    item = f"{item}-unplanned" if item in {task.id for task in session.book.tasks} else item
    name = record_name(record, session.book)
    what = What(item=item, record=record, kind="task", does="task", play="task", title=title, name=name)
    return Work(what=what, minutes=0, worth=Worth())
