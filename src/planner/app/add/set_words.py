"""Days that `plan set` finds in words or asks for: of a next step, of a loss or a win."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from planner.app.add.next_step import read_next_step
from planner.app.messages import ask_for, tell
from planner.app.session import Session
from planner.core.book import Deal
from planner.core.records.new_record import Record, kind_of
from planner.errors import TwoReadings, UsageError
from planner.typed.days import day_form, field_day
from planner.typed.fields import FieldText, is_field_text

DAYS = ("next_on", "next_by", "at", "on", "by")


def own_keys(session: Session, kind: str) -> frozenset[str]:
    """The names of the rep's own fields of a kind."""
    book = session.book
    records: Collection[Record] = [*book.deals, *book.accounts, *book.contacts, *book.colleagues, *book.tasks]
    return frozenset(name for record in records if kind_of(record) == kind for name in record.x)


def with_day(typed: Sequence[FieldText], record: Record, session: Session) -> tuple[FieldText, ...]:
    """The same fields, with the day in the words of a next step as a field of its own.

    Of "Dec 4" alone the words stay as they are in the book. Raises TwoReadings if the day may be two.
    """
    word = next((each for each in typed if each.field == "next" and each.how == "=" and each.text), None)
    if word is None or not isinstance(record, Deal) or any(each.field in DAYS for each in typed):
        return tuple(typed)
    try:
        step = read_next_step(word.text, session.now, session.locale)
    except TwoReadings:
        raise
    except UsageError:  # no day in it, or one that is over
        return tuple(typed)
    when = FieldText(step.field, "=", step.when.isoformat())
    others = [each for each in typed if each is not word]
    return (*others, *([word._replace(text=step.what)] if step.what else []), when)


def ask_last_day(session: Session, record: Record, words: Sequence[str]) -> list[str]:
    """The words of a change, with the day of the loss or win if the rep names one.

    For a terminal; Enter is today.
    """
    stage = next((word.partition("=")[2].strip().lower() for word in words if word.startswith("stage=")), "")
    field = f"{stage}_on"
    given = any(is_field_text(word) and word.startswith(field) for word in words)
    if stage not in ("won", "lost") or not isinstance(record, Deal) or record.stage == stage or given:
        return list(words)
    example = day_form(session.locale)
    while answer := ask_for(f"{stage.capitalize()} on which day (fri, {example}, April; Enter: today)"):
        try:
            day = field_day(field, answer, session.today, session.locale)
        except UsageError as wrong:
            tell(session.settings, f"  {wrong.what}")
            continue
        return [*words, f"{field}={day}"]
    return list(words)
