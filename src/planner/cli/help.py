"""Help and usage errors in plain text: what `plan --help` and `plan COMMAND --help` print."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from planner.commands import COMMANDS, HEADINGS
from planner.errors import UsageError

if TYPE_CHECKING:
    import typer
    from typer.core import TyperCommand

HEAD = """\
plan: know what your next hour is worth

Usage: plan COMMAND [OPTIONS]
"""
FIRST_SCREEN = """\
plan: know what your next hour is worth

You have no book yet. A book is a folder with your deals, your hours and your
calendars. From it plan makes the page of each morning: whom to call, when, and
what each hour is worth.

  plan demo          look around first: a sample book and its page
  plan init          start your own book: a few questions, two minutes
  plan import FILE   bring your deals from a CRM export, once you have a book

  plan --help        every command
  plan --book DIR    if you have a book elsewhere
"""
NEW_HERE = """\
  New here?  plan demo   a sample book and its page
             plan init   start your own book
"""
EVERYWHERE = "Options (before or after the command)"
MISSING = {  # questions for an argument that was left out, by its name in the help
    "ITEM": "which line?",
    "RECORD": "which record?",
    "DAY": "to which day?",
    "TIME": "at what time?",
    "FROM-TO": "from when to when?",
    "RECORD WHAT": "for whom, and what did you do?",
    "RECORD OTHER": "which two records?",
    "RECORD NEW": "which record, and what is it called now?",
    "CONTACT COMPANY": "who, and where do they work now?",
    "COMPANY, NAME": "who is it?",
}
HELP = ("--help, -h", "print this help")


def program_help(options: Iterable[Any]) -> str:
    """`plan --help`: every command with a line, then the options of every command."""
    parts = [HEAD, NEW_HERE]
    for heading, rows in HEADINGS.items():
        if rows:
            parts.append(_section(heading, [(row.name, row.help) for row in rows], left=10))
    parts.append(_section(EVERYWHERE, [*(_described(option) for option in options), HELP]))
    parts.append("Run `plan COMMAND --help` for options and examples.\n")
    return "\n".join(parts)


def command_help(command: TyperCommand, everywhere: Collection[str]) -> str:
    """`plan COMMAND --help`: the docstring with its example, arguments, options.

    The options named in `everywhere`, those of all commands, come last.
    """
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    own = [one for one in options if one.name not in everywhere and not one.hidden]  # type: ignore[attr-defined]
    usage = " ".join(["plan", command.name or "", *(_usage(one) for one in arguments), "[OPTIONS]"])
    parts = [f"Usage: {usage}\n", _laid_out(command.help or "") + "\n"]
    if with_help := [_described(one) for one in arguments if getattr(one, "help", None)]:
        parts.append(_section("Arguments", with_help))
    if own:
        parts.append(_section("Options", [_described(one) for one in own]))
    shared = [_described(one) for one in options if one.name in everywhere]
    parts.append(_section(EVERYWHERE, [*shared, HELP]))
    return "\n".join(parts)


MEANT = {"restore": "undo", "unremove": "undo", "delete": "remove", "rm": "remove"}  # words of other programs


def nearest(word: str) -> str | None:
    """The command that `word` was probably meant to be; None if it is like none."""
    if word.lower() in MEANT:
        return MEANT[word.lower()]
    starting = [name for name in COMMANDS if name.startswith(word.lower())]
    return next(iter(starting or get_close_matches(word.lower(), list(COMMANDS), n=1, cutoff=0.5)), None)


def usage_error(wrong: typer.TyperException) -> UsageError:
    """An error of the command line's parser, worded like every other error."""
    ctx = getattr(wrong, "ctx", None)
    path = ctx.command_path if ctx is not None else "plan"
    fix = f"see {path} --help"
    question = MISSING.get(getattr(getattr(wrong, "param", None), "metavar", None) or "")
    if ctx is not None and question is not None and wrong.format_message().lower().startswith("missing argument"):
        return UsageError(f"{path}: {question}", _examples(ctx.command)[0])
    near = getattr(wrong, "possibilities", None)
    if near:
        fix = f"did you mean {near[0]}? {fix}"
    what = getattr(wrong, "message", "") if near else wrong.format_message()
    what = " ".join(what.replace("Value error, ", "").split())
    return UsageError(f"{path}: {_lowered(what.rstrip('.'))}", fix)


def _examples(command: Any) -> list[str]:
    """The commands in a command's docstring."""
    lines = [line.strip() for line in inspect.cleandoc(command.help or "").splitlines()]
    return [line for line in lines if line.startswith("plan ")]


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _shown_name(argument: Any) -> str:
    return str(argument.metavar or argument.name.upper())


def _usage(argument: Any) -> str:
    name = _shown_name(argument) + ("…" if argument.nargs != 1 else "")
    return name if argument.required else f"[{name}]"


def _described(param: Any) -> tuple[str, str]:
    """The left and the right column for an argument or option."""
    if param.param_type_name == "argument":
        return _shown_name(param), param.help or ""
    names = ", ".join([*param.opts, *param.secondary_opts])
    value = "" if param.is_flag or param.count else f" {param.metavar or _choices(param) or param.name.upper()}"
    return names + value, param.help or ""


def _choices(param: Any) -> str:
    choices = param.type_descriptor.choices or ()
    return "/".join(str(getattr(choice, "value", choice)) for choice in choices)


def _section(heading: str, rows: list[tuple[str, str]], left: int = 0) -> str:
    """A heading and two columns, in at most 80 columns; the second wraps below itself."""
    left = max([left, *(len(name) for name, _ in rows if len(name) <= 26)]) + 2
    lines = [heading]
    for name, text in rows:
        folded = textwrap.wrap(text, 80 - left - 2) or [""]
        margin = " " * (left + 2)
        fits = len(name) + 2 <= left
        lines += [f"  {name:<{left}}{folded[0]}".rstrip()] if fits else [f"  {name}", margin + folded[0]]
        lines += [margin + line for line in folded[1:]]
    return "\n".join(lines) + "\n"


def _laid_out(docstring: str) -> str:
    """The docstring as written, with the paragraph of commands, the example, further in."""
    paragraphs = inspect.cleandoc(docstring).split("\n\n")
    return "\n\n".join(
        textwrap.indent(textwrap.dedent(text), "      " if text.lstrip().startswith("plan ") else "  ")
        for text in paragraphs
    )
