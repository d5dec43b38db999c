"""References between the records of a typed book.

The same rules as in `references`, without words for the errors.
"""

from __future__ import annotations

from collections.abc import Container

from planner.book.check.circles import circles
from planner.core.book import CLOSED_STAGES, Account, Book, Deal, Task
from planner.core.earlier_names import earlier_ids, every_record


def links_hold(book: Book) -> bool:
    """True if all that a record refers to exists, and no tasks wait in a circle."""
    accounts = {account.id for account in book.accounts}
    plays = book.playbook.plays.keys()
    helped = {play for colleague in book.colleagues for play in colleague.helps}
    holds = helped <= plays and _deals_hold(book, accounts) and _tasks_hold(book, accounts)
    return holds and not _names_earlier_ids(book)


def _names_earlier_ids(book: Book) -> bool:
    """True if a record names a person by an id that they had before."""
    earlier = earlier_ids(every_record(book)).keys()
    records: tuple[Deal | Account | Task, ...] = (*book.deals, *book.accounts, *book.tasks) if earlier else ()
    named = ((*each.needs, *getattr(each, "contacts", ())) for each in records)
    return any(not earlier.isdisjoint(names) for names in named)


def _deals_hold(book: Book, accounts: set[str]) -> bool:
    stages = {*(stage.name for stage in book.playbook.stages), *CLOSED_STAGES}
    earlier = {old for stage in book.playbook.stages for old in stage.was}
    if not {deal.stage for deal in book.deals} <= stages or not earlier.isdisjoint(d.parked_from for d in book.deals):
        return False
    if not {deal.account for deal in book.deals} - {None} <= accounts:
        return False
    if not {deal.lost_reason for deal in book.deals} - {None} <= {*book.playbook.lost.reasons}:
        return False
    answers = {(question.id, answer) for question in book.playbook.questions for answer in question.real}
    return all(deal.answers.items() <= answers for deal in book.deals if deal.answers)


def _tasks_hold(book: Book, accounts: set[str]) -> bool:
    if not book.tasks:
        return True
    customers = {*accounts, *(deal.id for deal in book.deals), *(contact.id for contact in book.contacts)}
    tasks = {task.id: task for task in book.tasks}
    if not {task.record for task in book.tasks} - {None} <= customers:
        return False
    plays = book.playbook.plays
    if not {task.play for task in book.tasks} - {None} <= plays.keys():
        return False
    if not all(can_follow(item, tasks, customers, plays) for task in book.tasks for item in task.after):
        return False

    def after(id: str) -> tuple[str, ...]:
        return tuple(other for other in tasks[id].after if other in tasks)

    return not any(circles(tasks, after))


def can_follow(item: str, tasks: Container[str], customers: Container[str], plays: Container[str]) -> bool:
    """True if a task can wait for this item: a task, a search, or a play of a record."""
    record, _, play = item.partition("/")
    if item in tasks or (record in customers and play in plays):
        return True
    return record == "prospecting" and play.startswith("find-")
