"""Values of fields as people type them: amounts, lengths, days, stages, names of records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, get_args, get_origin

from planner.book.read.limits import CADENCE, LIMITS, MINUTES, MONEY, WORK
from planner.book.similar_names import close
from planner.core.book import CLOSED_STAGES, Book, ClockRange, OwnValue
from planner.core.customers.earlier_companies import name_of_today
from planner.core.earlier_names import earlier_stages
from planner.core.lifecycle.recurrence import how_to_say, recurrence_of, rule_words
from planner.core.page.day_changes import clock
from planner.core.playbook import Playbook
from planner.core.records.names import Named, named_as
from planner.core.records.new_record import KINDS
from planner.errors import UsageError
from planner.locales.clock import read_range
from planner.locales.locale import PLAIN, Locale, locale_in
from planner.locales.words import TwoReadingsError, fold
from planner.locales.writing import DAY
from planner.typed.amounts import field_amount, field_count, field_money
from planner.typed.days import field_day
from planner.typed.lengths import field_days, field_minutes
from planner.typed.refusal import two_readings
from planner.typed.times import field_time

_YES = ("true", "yes", "y", "on", "1")
_NO = ("false", "no", "n", "off", "0")


class FieldText(NamedTuple):
    """One `field=value` of a command line; `how` is "=", "+=" or "-="."""

    field: str  # "amount", "answers.need"
    how: str
    text: str

    def __str__(self) -> str:
        return f"{self.field}{self.how}{self.text}"


class About(NamedTuple):
    """The record's kind, the time (aware, in the rep's zone), and the book if it is known."""

    kind: str
    now: datetime
    book: Book | None = None

    @property
    def locale(self) -> Locale:
        """The locale of the book."""
        return locale_in(self.book) if self.book is not None else PLAIN


def field_value(word: FieldText, hint: Any, about: About) -> Any:
    """The value of a field's type, as a record's file has it.

    Raises UsageError if the text is none.
    """
    field, text = word.field, word.text
    bare = bare_type(hint)
    choices = _choices(field, hint, about)
    if choices:
        return chosen(field, text, choices)
    if bare is bool:
        return _truth(word)
    if bare in (int, float):
        return _number(word, bare, about)
    if bare is datetime:
        return field_time(field, text, about.now, about.locale)
    if bare is date:
        return field_day(field, text, about.now.date(), about.locale)
    if field == "every":
        return _rule(text)
    if field in ("company", "moved_to") and about.book is not None:
        return name_of_today(about.book, text)
    return _referred(field, text, about) if field in ("account", "record") else text


def own_value(word: FieldText, about: About) -> OwnValue:
    """The value of a field of the rep's own: a number, yes or no where it is one, else the text."""
    said = word.text.strip().lower()
    if said in ("true", "yes", "false", "no"):
        return said in _YES
    with suppress(UsageError):
        number: int | float = field_amount(word.field, word.text, about.locale)
        return number
    return word.text


def entry_value(word: FieldText, text: str, hint: Any, about: About) -> Any:
    """One entry of a list: a day, a range of the clock, or a text.

    Raises UsageError if it is none.
    """
    of = get_args(bare_type(hint))[0]
    if of is date:
        return field_day(word.field, text, about.now.date(), about.locale)
    if of is ClockRange:
        return _range(word.field, text, about.locale)
    return _referred(word.field, text, about)


def chosen(field: str, text: str, choices: Mapping[str, str]) -> str:
    """The choice that a text means, by one of its names in any case, or a unique beginning.

    The text itself if it is none: the check of the whole book says which there are. Raises UsageError if it begins
    several.
    """
    if text in choices:
        return choices[text]
    word = _folded(text)
    names = {_folded(name): value for name, value in choices.items()}
    if word in names:
        return names[word]
    meant = {value: None for name, value in names.items() if word and name.startswith(word)}
    if len(meant) > 1:
        raise UsageError(f'"{text}" begins several', " or ".join(f"{field}={value}" for value in meant))
    return next(iter(meant), text)


def stages_by_word(playbook: Playbook) -> Mapping[str, str]:
    """The stages by their names of today and before, and by the titles of their plays.

    Won, lost and parked are among them.
    """
    stages, plays = playbook.stages, playbook.plays
    titles = {plays[each.play].title: each.name for each in stages if each.play in plays}
    return (
        titles | earlier_stages(playbook) | {name: name for name in (*(each.name for each in stages), *CLOSED_STAGES)}
    )


def refuse_unknown_choice(word: FieldText, hint: Any, about: About) -> None:
    """Raise UsageError for a text that is none of the values that a field can have."""
    choices = _choices(word.field, hint, about)
    value = chosen(word.field, word.text, choices) if choices else ""
    if choices and value not in choices.values():
        names = list(dict.fromkeys(choices.values()))
        near = close(value.casefold(), names)
        what = f'no {word.field.partition(".")[0]} "{word.text}"'
        raise UsageError(what, f"{word.field}={near}" if near else f"one of {', '.join(names)}")


def bare_type(hint: Any) -> Any:
    """A type without its `| None`; a choice of words is text."""
    if get_origin(hint) is UnionType:
        hint = next(part for part in get_args(hint) if part is not NoneType)
    return str if get_origin(hint) is Literal else hint


def _choices(field: str, hint: Any, about: About) -> Mapping[str, str]:
    """The values that a field can have, by their names; none where anything can be written."""
    head, _, inner = field.partition(".")
    book = about.book
    if head in ("stage", "parked_from") and book is not None:
        return stages_by_word(book.playbook)
    if head == "answers" and book is not None:
        answers = next((each.real for each in book.playbook.questions if each.id == inner), {})
        return {name: name for name in answers}
    parts = get_args(hint) if get_origin(hint) is UnionType else (hint,)
    return {word: word for part in parts if get_origin(part) is Literal for word in get_args(part)}


def _number(word: FieldText, bare: type, about: About) -> int | float:
    field, text, locale = word.field, word.text, about.locale
    limit = LIMITS.get(KINDS[about.kind], {}).get(field)
    if limit is MONEY:
        return field_money(field, text, locale)
    if limit in (MINUTES, WORK):
        return field_minutes(field, text, locale)
    if limit is CADENCE:
        return field_days(field, text, locale)
    return field_count(field, text, locale) if bare is int else field_amount(field, text, locale)


def _truth(word: FieldText) -> bool:
    said = word.text.strip().lower()
    if said not in (*_YES, *_NO):
        raise UsageError(f'can\'t read "{word.text}" as yes or no', f"{word.field}=yes or {word.field}=no")
    return said in _YES


def _range(field: str, text: str, locale: Locale) -> str:
    """A range of the clock as the file has it; the text itself for the check to refuse."""
    try:
        start, end = read_range(text, locale)
        return f"{clock(start)}-{clock(end - DAY if end > DAY else end)}"
    except TwoReadingsError as two:
        raise two_readings(f"{field}=", text, two) from None
    except ValueError:
        return text


def _rule(text: str) -> str:
    """A rule of a recurring task in the words of the files."""
    rule = recurrence_of(text)
    if rule is None:
        raise UsageError(f'can\'t read `every` = "{text}"', how_to_say(text))
    return rule_words(rule)


def _referred(field: str, text: str, about: About) -> str:
    """The id of the record that a text names; the text itself if it names none or several."""
    records = _records(field, about.book) if about.book is not None else ()
    if any(each.id == text for each in records):
        return text
    if was := [each.id for each in records if text in each.aka]:
        return was[0]
    word = _folded(text)
    meant = [each.id for each in records if word in (_folded(each.id), _folded(each.name))]
    if not meant and field != "contacts":  # a contact that is not in the book is just a name
        meant = [each.id for each in records if word and _folded(each.name).startswith(word)]
    if not meant:
        meant = [each.id for each in records if word in map(_folded, each.was)]
    return meant[0] if len(meant) == 1 else text


def _records(field: str, book: Book) -> tuple[Named, ...]:
    """The records that a field can name."""
    kinds: dict[str, tuple[Iterable[Any], ...]] = {
        "account": (book.accounts,),
        "record": (book.deals, book.accounts, book.contacts),
        "contacts": (book.contacts,),
        "needs": (book.colleagues,),
        "after": (book.tasks,),
    }
    found = (each for records in kinds.get(field, ()) for each in records)
    return tuple(map(named_as, found))


def _folded(text: str) -> str:
    return fold(text).replace("-", " ").replace("_", " ")
