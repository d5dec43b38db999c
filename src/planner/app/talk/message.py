"""`plan message`: a message of the playbook with its names filled in, to send as it is."""

from __future__ import annotations

from datetime import date
from shlex import quote

from planner.app.messages import show, show_json, tell
from planner.app.page.working_days import working_days
from planner.app.programs.clipboard import copy_text
from planner.app.records.edit_record import record_called
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.similar_names import nearest
from planner.core.book import Account, Book, Colleague, Contact, Deal, Task, record_name
from planner.core.playbook import ReadyMessage
from planner.core.talk.messages import fields_in, filled, first_name, fit_to_send
from planner.core.timing.promise import promise_of
from planner.errors import UsageError
from planner.screen.text.wording import next_day
from planner.typed.days import option_day

Customer = Deal | Account | Contact | Task


def run(settings: Settings, what: str, record: str, day: str | None, *, copy: bool) -> None:
    """Print a message of the playbook for a record, or list the messages."""
    session = Session(settings)
    messages = session.book.talk.messages
    if not what:
        _show_all(session, messages)
        return
    message = _message(what, messages)
    if not record:
        raise UsageError(f"who is {message.id} for?", f"plan message {message.id} RECORD; `plan list` shows them")
    meant = record_called(session, record)
    if isinstance(meant, Colleague):
        raise UsageError(f"{meant.id} is a colleague", "name a deal, an account, a contact or a task")
    to = option_day("--day", day, session.today, session.locale) if day else None
    values = _values(session, meant, to)
    if not values["day"] and {"was", "day"} <= set(fields_in(message.text)):
        raise UsageError("moved to which day?", f"plan message {message.id} {quote(meant.id)} --day fri")
    text = filled(message.text, values)
    if settings.json:
        show_json({"format": 1, "message": message.id, "record": meant.id, "text": text})
    if copy:
        copy_text(text, settings.environ)
        tell(settings, f"copied: {message.title or message.id}, {record_name(meant.id, session.book)}")
    elif not settings.json:
        show(text)


def _message(what: str, messages: tuple[ReadyMessage, ...]) -> ReadyMessage:
    found = [each for each in messages if each.id == what] or [each for each in messages if each.id.startswith(what)]
    if len(found) != 1:
        ids = [each.id for each in messages]
        raise UsageError(f'your playbook has no message "{what}"', f'the nearest is "{nearest(what, ids)}"')
    return found[0]


def _show_all(session: Session, messages: tuple[ReadyMessage, ...]) -> None:
    if session.settings.json:
        rows = [{"id": each.id, "title": each.title, "text": each.text} for each in messages]
        show_json({"format": 1, "messages": rows})
        return
    wide = max((len(each.id) for each in messages), default=0)
    show("\n".join(f" {each.id:<{wide}}  {each.title}" for each in messages))


def _values(session: Session, record: Customer, moved_to: date | None) -> dict[str, str]:
    """The words for a message's fields; "" for what is not known."""
    book, today = session.book, session.today
    working = working_days(session, today)
    promise = promise_of(record, today, working, session.zone)
    promised = next_day(promise.last_day, today) if promise is not None else ""
    return words_for(record, book) | {
        "was": promised if moved_to is not None else "",
        "day": next_day(moved_to, today) if moved_to is not None else "",
    }


def words_for(record: Customer, book: Book) -> dict[str, str]:
    """The words for the fields of a message that a record fills."""
    whose = _customer_of(record, book)
    company = getattr(whose, "company", "") or (whose.name if isinstance(whose, Account) else "")
    what = record.title if isinstance(record, Task) else getattr(record, "next", None) or ""
    name = _first_name(whose, book)
    return {
        "name": name,
        "company": company,
        "deal": whose.name if isinstance(whose, Deal) else "",
        "me": book.rep.name,
        "what": fit_to_send(what, name),
    }


def _customer_of(record: Customer, book: Book) -> Deal | Account | Contact | None:
    """The record that a message is about: a task's own."""
    if not isinstance(record, Task):
        return record
    others: list[Deal | Account | Contact] = [*book.deals, *book.accounts, *book.contacts]
    return next((each for each in others if each.id == record.record), None)


def _first_name(record: Deal | Account | Contact | None, book: Book) -> str:
    if record is None:
        return ""
    if isinstance(record, Contact):
        return first_name(record.name)
    return first_name(record_name(record.contacts[0], book)) if record.contacts else ""
