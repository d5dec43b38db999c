"""Fields and their values for completion: stage=, then stage=proposal.

The same of conditions, answers and outcomes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args, get_origin, get_type_hints

from planner.cli.book_names import BookName, book_names, field_values, playbook, record_kind
from planner.cli.completion import CompletionWord
from planner.cli.typed_words import TypedWords, starting
from planner.core.book import CLOSED_STAGES
from planner.core.line import OUTCOMES
from planner.core.records.new_record import KINDS, kind_of_word
from planner.core.worklog.outcomes import outcomes_of_kind
from planner.screen.text.outcome_words import typed_outcome
from planner.typed.field_values import bare_type

DAYS = ("today", "tomorrow", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIELD = re.compile(r"([A-Za-z_][\w.-]*?)(\+=|-=|!=|<=|>=|=|<|>|~)(.*)", re.DOTALL)
_KEPT = ("id", "aka", "was", "crm_id")  # by the program, or by `plan rename`
_NAMED_IN = {  # kinds of record that a field names
    "account": ("account",),
    "record": ("prospect", "account", "contact"),
    "contacts": ("contact",),
    "introduced_by": ("contact",),
    "needs": ("colleague",),
    "after": ("task",),
}


def new_fields(typed: TypedWords) -> list[CompletionWord]:
    """Fields of a new record of the kind that was given."""
    return _fields(typed, _kind_given(typed))


def set_words(typed: TypedWords) -> list[CompletionWord]:
    """Records first; after one, its fields, or another record where no field starts as typed."""
    name = " ".join(word for word in typed.before if not _FIELD.fullmatch(word))
    filtered = bool(typed.given.get("where"))
    kind = _kind_given(typed) if filtered else record_kind(typed.given, name)
    found = _fields(typed, kind or "prospect") if name or filtered else []
    if found or any(_FIELD.fullmatch(word) for word in typed.before):
        return found
    return starting((CompletionWord(each.id, each.name) for each in book_names(typed.given)), typed.word)


def conditions(typed: TypedWords) -> list[CompletionWord]:
    """Fields and their values as `--where` compares them."""
    return _fields(typed, _kind_given(typed))


def question_answers(typed: TypedWords) -> list[CompletionWord]:
    """QUESTION=, then its answers."""
    question, equals, answer = typed.word.partition("=")
    questions = _questions(typed)
    if not equals:
        heads = (CompletionWord(f"{id_}=", str(each.get("ask", ""))) for id_, each in questions.items())
        return starting(heads, typed.word)
    return _behind(f"{question}=", _answers(questions.get(question, {})), answer)


def outcomes(typed: TypedWords) -> Iterator[CompletionWord]:
    """The outcomes that the work may have, as screens say them.

    A key of the files, too, where it is begun.
    """
    item = typed.given.get("item", "")
    kind = record_kind(typed.given, item) if item else None
    keys = outcomes_of_kind(KINDS[kind]) if kind in KINDS else OUTCOMES
    words = [typed_outcome(key, "task" if kind == "task" else "advance") for key in keys]
    others = [key for key in keys if typed.word and key.startswith(typed.word.casefold())]
    yield from map(CompletionWord, dict.fromkeys((*words, *others)))


def stages(typed: TypedWords) -> Iterator[CompletionWord]:
    """The playbook's stages in their order, then those of closed deals."""
    known = playbook(typed.given)
    titles = {each.get("id"): str(each.get("title", "")) for each in known.get("play", ())}
    for stage in known.get("stage", ()):
        yield CompletionWord(str(stage["name"]), titles.get(stage.get("play"), ""))
    yield from map(CompletionWord, CLOSED_STAGES)


def open_stages(typed: TypedWords) -> list[CompletionWord]:
    """The playbook's stages alone."""
    return [each for each in stages(typed) if each.word not in CLOSED_STAGES]


def reasons(typed: TypedWords) -> Iterator[CompletionWord]:
    """The playbook's reasons for a lost deal."""
    yield from (CompletionWord(str(each)) for each in playbook(typed.given).get("lost", {}).get("reasons", ()))


def _kind_given(typed: TypedWords) -> str:
    return kind_of_word(typed.given.get("kind") or "deal")


def _fields(typed: TypedWords, kind: str) -> list[CompletionWord]:
    """Fields that start as typed, or values of the one before the `=`."""
    if kind not in KINDS:
        return []
    match = _FIELD.fullmatch(typed.word)
    if match is None:
        taken = {found[1] for word in typed.before if (found := _FIELD.fullmatch(word))}
        sign = typed.word[-1:] if typed.word.endswith(("+", "-")) else ""  # of contacts+=
        heads = (name for name in _names(typed, kind) if name not in taken)
        return starting((CompletionWord(f"{name}{sign}=") for name in heads), typed.word)
    field, operator, text = match.groups()
    entries, comma, last = text.rpartition(",")
    return _behind(f"{field}{operator}{entries}{comma}", _values(typed, kind, field), last)


def _names(typed: TypedWords, kind: str) -> Iterator[str]:
    """The names of a kind's fields as they are typed; of a table, each key."""
    for name, hint in get_type_hints(KINDS[kind]).items():
        bare = bare_type(hint)
        if name in _KEPT:
            continue
        if name == "answers":
            yield from (f"answers.{id_}" for id_ in _questions(typed))
        elif name == "x":
            yield from (f"x.{key}" for key in field_values(typed.given, kind, "x"))
        elif is_dataclass(bare) and isinstance(bare, type):
            yield from (f"{name}.{key.name}" for key in fields(bare))
        else:
            yield name


def _values(typed: TypedWords, kind: str, field: str) -> Iterable[CompletionWord]:
    """The values that a field may have, as far as they can be listed."""
    head, _, inner = field.partition(".")
    if head in ("stage", "parked_from"):
        return stages(typed)
    if head == "answers":
        return _answers(_questions(typed).get(inner, {}))
    if head == "lost_reason":
        return reasons(typed)
    if head in _NAMED_IN:
        return _named(book_names(typed.given), _NAMED_IN[head])
    if head == "tags":
        return map(CompletionWord, field_values(typed.given, kind, "tags"))
    return map(CompletionWord, _listed(get_type_hints(KINDS[kind]).get(head)))


def _listed(hint: Any) -> tuple[str, ...]:
    """The words of a type of which every value is one of a few, or which names a day."""
    for part in (hint, *get_args(hint)):
        if get_origin(part) is Literal:
            return get_args(part)
    bare = bare_type(hint) if hint is not None else None
    return ("yes", "no") if bare is bool else DAYS if bare in (date, datetime) else ()


def _named(names: Iterable[BookName], kinds: tuple[str, ...]) -> Iterator[CompletionWord]:
    return (CompletionWord(each.id, each.name) for each in names if each.kind in kinds)


def _questions(typed: TypedWords) -> dict[str, Mapping[str, Any]]:
    """The playbook's questions by their ids."""
    return {str(each["id"]): each for each in playbook(typed.given).get("question", ())}


def _answers(question: Mapping[str, Any]) -> Iterable[CompletionWord]:
    return map(CompletionWord, question.get("real", ()))


def _behind(head: str, values: Iterable[CompletionWord], typed: str) -> list[CompletionWord]:
    """Values that start as typed, each behind its field."""
    return [CompletionWord(head + each.word, each.help) for each in starting(values, typed)]
