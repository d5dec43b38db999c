"""The commands: one short file each, loaded only when it runs.

A command is a Typer function `name(ctx: typer.Context, …) -> None | int` (the int is its exit code) with its options,
their help, and a docstring that is the command's help: a sentence, details, and an indented example. Its only code is
one import of `run` from `planner.app` and the call, so that help and completion load nothing else.
"""

from __future__ import annotations

from typing import NamedTuple


class CommandRow(NamedTuple):
    """A line of `plan --help`, and where the command is: `module:function` in this package."""

    name: str
    where: str
    help: str


HEADINGS: dict[str, tuple[CommandRow, ...]] = {
    "Morning": (
        CommandRow("today", "morning.today:today", "plan your day: what to do, when, and what it pays"),
        CommandRow("morning", "morning.morning:morning", "go through yesterday and today, one key at a time"),
        CommandRow("week", "morning.week:week", "the next five working days, planned as one"),
        CommandRow("why", "morning.why:why", "show the math behind any line"),
        CommandRow("show", "morning.show:show", "everything on a deal or customer, with a prep card"),
        CommandRow("list", "morning.list_:list_", "list deals, accounts, contacts or tasks"),
        CommandRow("find", "morning.find:find", "search names, notes and the diary"),
        CommandRow("forgotten", "morning.forgotten:forgotten", "who is due for a touch, and who is overdue"),
    ),
    "During the day": (
        CommandRow("next", "day.next_:next_", "the best use of the time you have now"),
        CommandRow("start", "day.start:start", "start the clock on something"),
        CommandRow("stop", "day.stop:stop", "stop the clock"),
        CommandRow("done", "day.done:done", "log how it went and update the book"),
        CommandRow("later", "day.later:later", "move something to another day"),
        CommandRow("block", "day.block:block", "block off part of today"),
        CommandRow("free", "day.free:free", "cancel whatever is at a given time"),
        CommandRow("inbound", "day.inbound:inbound", "add a lead that just came in; answer it within the hour"),
        CommandRow("message", "day.message:message", "a message to send, with the names filled in"),
        CommandRow("status", "day.status:status", "your day in one line, for a prompt or status bar"),
    ),
    "Evening and review": (
        CommandRow("wrap", "evening.wrap:wrap", "log the rest of the day, one key per line"),
        CommandRow("log", "evening.log:log", "what you logged; change a row or take it out"),
        CommandRow("review", "evening.review:review", "planned vs. actual, and what to change"),
        CommandRow("year", "evening.year:year", "goal, pace, and what the open pipeline should bring"),
        CommandRow("forecast", "evening.forecast:forecast", "what you commit to, the best case, what is out, and why"),
        CommandRow("territory", "evening.territory:territory", "where a quarter's hours go, and where they should"),
        CommandRow("price", "evening.price:price", "what a meeting costs a year, what a discount has to win back"),
        CommandRow("playbook", "evening.playbook:playbook", "your playbook next to what your results say"),
        CommandRow("coach", "evening.coach:coach", "your habits, and what came of them"),
        CommandRow("share", "evening.share:share", "write your counts to a file for the team"),
        CommandRow("team", "evening.team:team", "reps side by side, and a contest"),
        CommandRow("export", "evening.export:export", "put the day on your calendar (.ics)"),
    ),
    "Deals and people": (
        CommandRow("add", "records.add:add", "add a deal, account, contact, colleague or task"),
        CommandRow("set", "records.set_:set_", "change fields from the command line"),
        CommandRow("edit", "records.edit:edit", "open the book in your editor, checked before saving"),
        CommandRow("qualify", "records.qualify:qualify", "go through a deal's checklist, one key per answer"),
        CommandRow("park", "records.park:park", "set aside deals that pay less than your time"),
        CommandRow("moved", "records.moved:moved", "record that a contact changed jobs"),
        CommandRow("favor", "records.favor:favor", "log a favor you did for someone"),
        CommandRow("rename", "records.rename:rename", "change an id or a name; the old one still finds it"),
        CommandRow("merge", "records.merge:merge", "merge two records of the same deal or person"),
        CommandRow("reopen", "records.reopen:reopen", "reopen a closed deal where it ended"),
        CommandRow("remove", "records.remove:remove", "take a record out of the book"),
        CommandRow("import", "records.import_:import_", "bring in a CRM export; preview first, no duplicates"),
    ),
    "Your book": (
        CommandRow("init", "book.init:init", "start a book"),
        CommandRow("demo", "book.demo:demo", "try a sample book"),
        CommandRow("handover", "book.handover:handover", "take over someone's customers, introductions first"),
        CommandRow("check", "book.check:check", "find errors and warnings, with file and line"),
        CommandRow("undo", "book.undo:undo", "undo the last change, as often as you like"),
        CommandRow("calendars", "book.calendars:calendars", "fetch your calendars, or set up their sync"),
        CommandRow("merge-copy", "book.merge_copy:merge_copy", "merge a copy that a sync program left"),
        CommandRow("trust", "book.trust:trust", "use a book that someone else owns"),
        CommandRow("completion", "book.completion:completion", "set up tab completion for your shell"),
    ),
}

COMMANDS: dict[str, CommandRow] = {row.name: row for rows in HEADINGS.values() for row in rows}
