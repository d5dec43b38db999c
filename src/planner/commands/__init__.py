"""The commands: one short file each, loaded only when it runs.

A command is a Typer function `name(ctx: typer.Context, …) -> None | int` (the int is its exit code) with its options,
their help, and a docstring that is the command's help: a sentence, details, and an indented example. Its only code is
one import of `run` from `planner.app` and the call, so that help and completion load nothing else.
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """A line of `plan --help`, and where the command is: `module:function` in this package."""

    name: str
    where: str
    help: str


HEADINGS: dict[str, tuple[Row, ...]] = {
    "Morning": (
        Row("today", "morning.today:today", "the day's page: what to do, when, and what it makes"),
        Row("why", "morning.why:why", "the arithmetic of an item's worth, on one screen"),
        Row("show", "morning.show:show", "everything known of a record, and the card for the next contact"),
        Row("list", "morning.list_:list_", "the book as a table"),
        Row("forgotten", "morning.forgotten:forgotten", "the next date of every record, and who is past theirs"),
    ),
    "During the day": (
        Row("next", "day.next_:next_", "the one most valuable thing to do now"),
        Row("start", "day.clock:start", "start the clock for an item, or for anything else"),
        Row("stop", "day.clock:stop", "stop the clock"),
        Row("done", "day.done:done", "how something went: the diary and the book are brought up to date"),
        Row("later", "day.upheavals:later", "put something off to another day"),
        Row("block", "day.upheavals:block", "a part of today is taken"),
        Row("free", "day.upheavals:free", "what stands at a time falls through"),
        Row("inbound", "day.inbound:inbound", "somebody asked for you: a lead to be answered within its hour"),
        Row("status", "day.status:status", "where the day stands, in one line"),
    ),
    "Evening and review": (
        Row("wrap", "evening.wrap:wrap", "the evening in a minute: how each item went, one key each"),
        Row("review", "evening.review:review", "planned against actual, and what is worth changing"),
        Row("year", "evening.year:year", "the year: earned, pace, what an hour has to make, what is open"),
        Row("playbook", "evening.playbook:playbook", "the playbook beside what your diary taught"),
        Row("export", "evening.export:export", "the page as a calendar file, for every calendar program"),
    ),
    "Deals and people": (
        Row("add", "records.add:add", "a new prospect, account, contact, colleague or task"),
        Row("set", "records.set_:set_", "change fields of a record"),
        Row("edit", "records.edit:edit", "a file of the book in your editor, checked before it is kept"),
        Row("qualify", "records.qualify:qualify", "walk a deal's checklist, and see what each answer is worth"),
        Row("park", "records.park:park", "deals that pay less than your hour, and out of the way with them"),
        Row("moved", "records.moved:moved", "a contact who changed employer"),
        Row("import", "records.import_:import_", "a CRM's export into the book: shown first, and never a second one"),
    ),
    "Your book": (
        Row("init", "book.init:init", "a first book to fill in"),
        Row("demo", "book.demo:demo", "a filled book to try things on"),
        Row("check", "book.check:check", "every fault and warning of the book, with file and line"),
        Row("undo", "book.undo:undo", "take back the last change of the book, any number of times"),
        Row("trust", "book.trust:trust", "use a book that someone else owns"),
        Row("completion", "book.completion:completion", "the script that lets a shell complete commands and names"),
    ),
}

COMMANDS: dict[str, Row] = {row.name: row for rows in HEADINGS.values() for row in rows}
