"""Candidates for options and their values, read from the command itself.

`VALUES` and `FIELDS` have the names that stand for a value in the help (RECORD, DAY), each with the words it may be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from planner.cli.book_names import answers, lines, messages, records
from planner.cli.completion import CompletionWord
from planner.cli.field_words import (
    DAYS,
    conditions,
    new_fields,
    open_stages,
    outcomes,
    question_answers,
    reasons,
    set_words,
    stages,
)
from planner.cli.program import command_line
from planner.cli.typed_words import TypedWords, starting
from planner.commands import COMMANDS
from planner.core.habits.habits import MEASURES
from planner.core.records.card_values import SORTS
from planner.core.records.new_record import KINDS, noun_of
from planner.core.review.period import WORDS

Find = Callable[[TypedWords], Iterable[CompletionWord]]

FILES, FOLDERS = ":files", ":folders"  # the shell looks for them itself
LISTED = tuple(f"{noun_of(kind)}s" for kind in KINDS if kind != "colleague")


def candidates_for(words: list[str]) -> list[CompletionWord]:
    """The candidates for the last of `words`.

    An option of the command before it, or a value of one.
    """
    group = command_line()
    options: list[Any] = group.params
    arguments: list[Any] = []
    given: dict[str, str] = {}
    before: list[str] = []
    command = last = ""
    expecting: Any = None
    for word in words[:-1]:
        if expecting is not None:
            given[expecting.name] = word
            expecting = None
        elif word.startswith("-"):
            expecting = next((one for one in options if word in one.opts and _takes_value(one)), None)
        elif not command:
            command = word
            loaded = group.get_command(None, word)
            params: list[Any] = loaded.params if loaded else []
            options = [one for one in params if one.param_type_name == "option"]
            arguments = [one for one in params if one.param_type_name == "argument"]
        elif arguments and arguments[0].nargs == 1:
            last = arguments.pop(0).name
            given[last] = word
        elif arguments:
            before.append(word)
            given[arguments[0].name] = " ".join(before)
        elif last:
            given[last] += f" {word}"  # a name of several words
    typed = TypedWords(given, tuple(before), words[-1])
    if expecting is None and typed.word.startswith("-"):
        return [
            CompletionWord(name, one.help or "")
            for one in options
            if not one.hidden
            for name in [*one.opts, *one.secondary_opts]
            if name.startswith(typed.word) and (name.startswith("--") or typed.word == name)
        ]
    if expecting is None and not command:
        return [CompletionWord(row.name, row.help) for row in COMMANDS.values() if row.name.startswith(typed.word)]
    wanted = expecting if expecting is not None else next(iter(arguments), None)
    if expecting is None and before and wanted is not None and wanted.metavar == "ITEM":
        return []  # the rest of a name of several words
    return _values(wanted, command, typed) if wanted is not None else []


def _takes_value(option: Any) -> bool:
    return not (option.is_flag or option.count)


def _values(param: Any, command: str, typed: TypedWords) -> list[CompletionWord]:
    choices = param.type_descriptor.choices or ()
    if choices:
        return starting((CompletionWord(str(getattr(choice, "value", choice))) for choice in choices), typed.word)
    names = ((param.metavar or param.name).upper().strip("[]"), param.name.upper())
    if names[0] in FIELDS:
        return FIELDS[names[0]](typed)
    for name in (f"{command.upper()} {names[0]}", names[1], names[0]):
        if name in VALUES:
            return starting(VALUES[name](typed), typed.word)
    return []


def _one_of(*words: str) -> Find:
    return lambda _typed: [CompletionWord(word) for word in words]


FIELDS: dict[str, Callable[[TypedWords], list[CompletionWord]]] = {  # of two parts, which they compare themselves
    "FIELD=VALUE": new_fields,
    "RECORD FIELD=VALUE": set_words,
    "CONDITION": conditions,
    "QUESTION=ANSWER": question_answers,
}
VALUES: dict[str, Find] = {  # by the name in the help, the parameter's own, or with the command's before it
    "RECORD": records,
    "OTHER": records,
    "RECORD WHAT": records,
    "RECORD OTHER": records,
    "RECORD NEW": records,
    "CONTACT COMPANY": records,
    "ITEM": lines,
    "ID": lines,
    "ANSWER": answers,
    "MESSAGE": messages,
    "OUTCOME": outcomes,
    "STAGE": stages,
    "REOPEN STAGE": open_stages,
    "REASON": reasons,
    "AIM": _one_of("met", "not-met"),
    "KIND": _one_of(*map(noun_of, KINDS)),
    "LIST KIND": _one_of(*LISTED),
    "SET KIND": _one_of(*LISTED),
    "SORT": _one_of(*SORTS),
    "PERIOD": _one_of(*WORDS, *(f"last-{unit}" for unit in WORDS[1:]), "yesterday"),
    "EVERY": _one_of("day", "week", "2 weeks", "month", "quarter"),
    "MEASURE": _one_of(*(each.id for each in MEASURES)),
    "DATE": _one_of(*DAYS),
    "DAY": _one_of(*DAYS),
    "ID@14:00": lines,
    "DIR": _one_of(FOLDERS),
    "FILE": _one_of(FILES),
    "FILE.CSV": _one_of(FILES),
    "TARGET": _one_of(FILES),
}
