# ruff: noqa: ARG001, ARG002 - Typer reads the options off a signature and calls methods with a context
"""The edge of the command line.

Find the command, load only that one, run it, return an exit code.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from planner import __version__
from planner.app.settings import Settings, settings_from
from planner.book.find import NoBookError, is_cut_short
from planner.cli.plain_values import read_plainly
from planner.commands import COMMANDS
from planner.errors import DONE, BookErrors, PlanError, TwoReadings, UsageError
from planner.locales.locale import use_locale
from planner.screen.text.console import tame

_OF_SEVERAL_WORDS = ("RECORD", "ITEM", "TIME", "PERIOD", "TITLE", "DAY", "COMPANY, NAME")  # of the last argument
BOOK_HELP = (
    "the book to use (default: $PLAN_BOOK, then the nearest folder upward with a plan.toml, then your user data folder)"
)


def run(arguments: Sequence[str]) -> int:
    """Run `plan ARGUMENTS…` and return its exit code. Any error is one message on stderr."""
    _open_closed_streams()
    tame(sys.stdout)
    tame(sys.stderr)
    try:
        code = _invoke(list(arguments))
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader has seen enough; all was saved before it was shown
        _drop_stdout()
        return DONE
    except (Exception, KeyboardInterrupt) as error:
        if os.environ.get("PLAN_DEBUG") and not isinstance(error, KeyboardInterrupt):
            raise
        from planner.cli.failures import message_for, report

        failed = message_for(error, os.environ)
        report(failed, os.environ)
        _drop_unwritten()
        return failed.exit_code


def _invoke(arguments: list[str]) -> int:
    """Run the command line; again with the meaning that was chosen for a value with two."""
    try:
        return _invoke_once(arguments)
    except TwoReadings as two:
        from planner.cli.which_reading import with_meaning

        chosen = with_meaning(arguments, two)
        if chosen is None:
            raise
        return _invoke(chosen)


def _invoke_once(arguments: list[str]) -> int:
    group = command_line()
    try:
        with group.make_context("plan", arguments) as ctx:
            result = group.invoke(ctx)
    except typer.Exit as end:
        return end.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as wrong:
        from planner.cli.help import usage_error

        raise usage_error(wrong) from None
    return result if isinstance(result, int) else DONE


def command_line() -> Commands:
    """The whole command line; the module of a command is imported when it is looked up."""
    app = typer.Typer(
        cls=Commands,
        add_completion=False,
        rich_markup_mode=None,
        invoke_without_command=True,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback()(everywhere)
    group = get_command(app)
    assert isinstance(group, Commands)
    read_plainly(group.params)
    return group


def _print_version(wanted: bool | None) -> None:
    if wanted:
        sys.stdout.write(f"plan {__version__}\n")
        raise typer.Exit


def everywhere(
    ctx: typer.Context,
    book: Annotated[
        str | None,
        typer.Option("--book", metavar="DIR", help=BOOK_HELP),
    ] = None,
    now: Annotated[
        str | None,
        typer.Option("--now", metavar="TIME", help="pretend it is this time (default: $PLAN_NOW; a date means 07:00)"),
    ] = None,
    json: Annotated[bool | None, typer.Option("--json", help="print one JSON document")] = None,
    yes: Annotated[bool | None, typer.Option("--yes", "-y", help="answer yes to every question")] = None,
    quiet: Annotated[bool | None, typer.Option("--quiet", "-q", help="hide messages")] = None,
    version: Annotated[
        bool | None, typer.Option("--version", is_eager=True, callback=_print_version, help="print the version")
    ] = None,
) -> None:
    """Options of every command; without a command, today's page.

    Where there is no book, what to begin with on a terminal, else the help.
    """
    if ctx.invoked_subcommand is not None:
        return
    try:
        settings_from(ctx.params).book  # noqa: B018 - found, or refused with the reason
    except NoBookError:
        if json:
            raise
        from planner.cli.help import FIRST_SCREEN, program_help

        shown_first = FIRST_SCREEN if sys.stdout.isatty() else program_help(ctx.command.params)
        typer.echo(shown_first.rstrip("\n"))
        return
    today = ctx.command.get_command(ctx, "today")  # type: ignore[attr-defined]
    with today.make_context("today", [], parent=ctx) as shown:
        code = today.invoke(shown)
    raise typer.Exit(code if isinstance(code, int) else DONE)


class Commands(TyperGroup):
    """All commands, by the table in `planner.commands`."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:
        row = COMMANDS.get(cmd_name)
        if row is None:
            return None
        module, _, function = row.where.partition(":")
        command = _command(cmd_name, getattr(import_module(f"planner.commands.{module}"), function))
        command.params = [*command.params, *(option for option in self.params if option.name != "version")]
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] == "help":
            if len(args) == 1:
                typer.echo(ctx.get_help())
                raise typer.Exit
            args = [args[1], "--help"]
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from planner.cli.day_command import command_for_day
            from planner.cli.help import MEANT, nearest

            if command := command_for_day(args):
                raise UsageError(f'no command "{args[0]}"', command)
            near = nearest(args[0])
            rest = args[1:] if args[0].lower() in MEANT else []
            fix = " ".join(["plan", near, *rest]) if near else "see plan --help"
            raise UsageError(f'no command "{args[0]}"', fix)
        return super().resolve_command(ctx, args)

    def get_params(self, ctx: Any) -> list[Any]:
        return _with_plain_help(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from planner.cli.help import program_help

        formatter.write(program_help(self.params))


class Command(TyperCommand):
    """One command, with its own options and those of every command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        typed = list(args)
        try:
            rest = super().parse_args(ctx, args)
            item = ctx.params.get("item")
            if isinstance(item, list) and len(item) > 1:
                from planner.cli.several_words import refuse_scattered

                refuse_scattered(item, typed)
            return rest
        except typer.TyperException as wrong:
            if getattr(wrong, "ctx", None) is None:
                wrong.ctx = ctx  # type: ignore[attr-defined]
            raise

    def make_parser(self, ctx: Any) -> Any:
        """The parser of the words.

        A name, day or title of several words needs no quotes where it is the last argument.
        """
        parser = super().make_parser(ctx)
        places = [each for each in self.params if each.param_type_name == "argument"]
        if not places or any(each.nargs != 1 for each in places) or places[-1].metavar not in _OF_SEVERAL_WORDS:
            return parser
        name, parse = places[-1].name, parser.parse_args

        def joined(args: list[str]) -> Any:
            values, rest, order = parse(args)
            if rest and all(each == "-" or not each.startswith("-") for each in rest):
                values[name], rest = " ".join([values[name], *rest]), []
            return values, rest, order

        parser.parse_args = joined  # type: ignore[method-assign]
        return parser

    def invoke(self, ctx: Any) -> Any:
        given = {name: value for name, value in ctx.parent.params.items() if value is not None}
        for name in ctx.parent.params.keys() & ctx.params.keys():
            value = ctx.params.pop(name)
            if value is not None:
                given[name] = value
        ctx.obj = settings_from(given)
        _finish_first(ctx.obj, self.name or "")
        try:
            with use_locale(ctx.obj.locale):
                return self._invoke_twice(ctx)
        except BookErrors as error:
            from planner.cli.failures import note_what_was_saved

            note_what_was_saved(error, self.name or "")
            raise

    def _invoke_twice(self, ctx: Any) -> Any:
        """Run the command.

        Once more without what the cache has, if it crashed on that: it is not trusted.
        """
        before = _files_written()
        try:
            return super().invoke(ctx)
        except (PlanError, OSError, typer.Exit, typer.Abort, typer.TyperException):
            raise
        except Exception:
            if not ctx.obj.cache.was_used or _files_written() != before:
                raise
        ctx.obj = replace(ctx.obj)
        ctx.obj.cache.refill = True
        return super().invoke(ctx)

    def get_params(self, ctx: Any) -> list[Any]:
        return _with_plain_help(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from planner.cli.help import command_help

        formatter.write(command_help(self, set(ctx.parent.params) if ctx.parent else set()))


def _finish_first(settings: Settings, command: str) -> None:
    """Finish a change of the book that was cut short; the command reports a missing book."""
    try:
        book = settings.book
    except PlanError:
        return
    if is_cut_short(book):
        from planner.app.recovery import finish_for

        finish_for(book, command)


def _files_written() -> int:
    """The number of files that this process has put in place."""
    atomic = sys.modules.get("planner.book.store.atomic")
    return 0 if atomic is None else int(atomic.Disk.writes)


def _with_plain_help(parameters: list[Any]) -> list[Any]:
    read_plainly(parameters[-1:])  # `--help` is added by Typer itself, last
    return parameters


def _command(name: str, function: Callable[..., Any]) -> TyperCommand:
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, cls=Command)(function)
    command = get_command(app)
    assert isinstance(command, TyperCommand)
    read_plainly(command.params)
    return command


def _open_closed_streams() -> None:
    """Replace stdout and stderr if the process was started without them."""
    if sys.stdout is None:
        sys.stdout = io.StringIO()
    if sys.stderr is None:
        sys.stderr = io.StringIO()


def _drop_stdout() -> None:
    """Write nothing more: Python would report the error again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _drop_unwritten() -> None:
    try:
        sys.stdout.flush()
    except OSError:
        _drop_stdout()
