"""The talking points that were used in work, and whether each worked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.app.session import Session
from planner.book.similar_names import nearest
from planner.core.book import Book
from planner.core.line import CLOSE_FILE, WITHOUT_CUSTOMER
from planner.core.talk.choose import TalkingPoint, all_suggestions, suggestion_for
from planner.core.worklog.log import record_of
from planner.core.worklog.work import Work
from planner.errors import UsageError


def card_of_work(session: Session, work: Work) -> TalkingPoint | None:
    """The talking point on the prep card of this work.

    None for work without a customer, and for a call that only finds a day or asks whether to close the file.
    """
    record = record_of(work, session.book)
    if work.what.does in (*WITHOUT_CUSTOMER, "book") or work.what.play == CLOSE_FILE or record is None:
        return None
    return suggestion_for(record, session.book, session.history(session.today).said)


def said_in(worked: Sequence[str], failed: Sequence[str], book: Book) -> Mapping[str, bool]:
    """The talking points that `--worked` and `--failed` name, by id.

    Raises UsageError for one that the playbook does not have.
    """
    known = [each.id for each in all_suggestions(book.talk, {})]
    said: dict[str, bool] = {}
    for option, ids, result in (("--worked", worked, True), ("--failed", failed, False)):
        for id in ids:
            if id not in known:
                near = f'the nearest is "{nearest(id, known)}"' if known else "write an [[objection]] or a [[story]]"
                raise UsageError(f'your playbook has no answer or story "{id}"', f"{near}; `plan show` has them")
            if said.get(id, result) != result:
                raise UsageError(f'"{id}" can\'t both have worked and failed', f"leave out one, e.g. {option} {id}")
            said[id] = result
    return said
