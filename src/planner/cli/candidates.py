"""Candidates for options and their values, read from the command itself.

`VALUES` has the names that stand for a value in the help (RECORD, DAY), each with the words it may be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from planner.cli.book_names import answers, lines, messages, records
from planner.cli.completion import CompletionWord
from planner.cli.program import command_line
from planner.commands import COMMANDS

DAYS = ("today", "tomorrow", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
FILES, FOLDERS = ":files", ":folders"  # the shell looks for them itself


def candidates_for(words: list[str]) -> list[CompletionWord]:
    """The candidates for the last of `words`.

    An option of the command before it, or a value of one.
    """
    group = command_line()
    options: list[Any] = group.params
    arguments: list[Any] = []
    given: dict[str, str] = {}
    command = ""
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
            arguments = arguments[1:]
    typed = words[-1]
    if expecting is None and typed.startswith("-"):
        return [
            CompletionWord(name, one.help or "")
            for one in options
            if not one.hidden
            for name in [*one.opts, *one.secondary_opts]
            if name.startswith(typed) and (name.startswith("--") or typed == name)
        ]
    if expecting is None and not command:
        return [CompletionWord(row.name, row.help) for row in COMMANDS.values() if row.name.startswith(typed)]
    wanted = expecting if expecting is not None else next(iter(arguments), None)
    return _values(wanted, typed, given) if wanted is not None else []


def _takes_value(option: Any) -> bool:
    return not (option.is_flag or option.count)


def _values(param: Any, typed: str, given: dict[str, str]) -> list[CompletionWord]:
    choices = param.type_descriptor.choices or ()
    if choices:
        values = (str(getattr(choice, "value", choice)) for choice in choices)
        return [CompletionWord(value) for value in values if value.startswith(typed)]
    find = VALUES.get((param.metavar or param.name).upper())
    return _starting(find(given), typed) if find else []


def _starting(found: Iterable[CompletionWord], typed: str) -> list[CompletionWord]:
    start = typed.casefold()
    return [
        each for each in found if each.word.startswith(":") or any(text.casefold().startswith(start) for text in each)
    ]


def _of_kind(*kinds: str) -> Callable[[dict[str, str]], list[CompletionWord]]:
    return lambda _given: [CompletionWord(kind) for kind in kinds]


VALUES: dict[str, Callable[[dict[str, str]], list[CompletionWord]]] = {
    "RECORD": records,
    "OTHER": records,
    "RECORD FIELD=VALUE": records,
    "CONTACT": records,
    "ITEM": lines,
    "ID": lines,
    "ANSWER": answers,
    "MESSAGE": messages,
    "KIND": _of_kind("prospects", "accounts", "contacts", "colleagues", "tasks"),
    "DATE": _of_kind(*DAYS),
    "DAY": _of_kind(*DAYS),
    "ID@14:00": lines,
    "DIR": _of_kind(FOLDERS),
    "FILE": _of_kind(FILES),
}
