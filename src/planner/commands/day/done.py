"""`plan done`: the outcome of a piece of work."""

from __future__ import annotations

from typing import Annotated

import typer

from planner.app.settings import settings_of


def done(
    ctx: typer.Context,
    item: Annotated[
        list[str] | None, typer.Argument(metavar="ITEM", help='Its line number, id or name, or "words of your own".')
    ] = None,
    outcome: Annotated[
        str | None, typer.Option("--outcome", "-o", metavar="WORD", help="advanced, no-progress, no-answer, done …")
    ] = None,
    minutes: Annotated[
        str | None, typer.Option("--minutes", metavar="N", help="How long it took (default: as planned).")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="TIME", help="When it started: 9:20.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="TIME", help="When it ended.")] = None,
    day: Annotated[
        str | None, typer.Option("--on", "--date", metavar="DAY", help="The day you did it: yesterday, fri, -3.")
    ] = None,
    aim: Annotated[str | None, typer.Option("--aim", metavar="met/not-met", help="Was its objective met?")] = None,
    answers: Annotated[
        list[str] | None, typer.Option("--answer", metavar="QUESTION=ANSWER", help="What you learned: why_now=yes.")
    ] = None,
    next_: Annotated[str | None, typer.Option("--next", metavar="TEXT", help="The agreed next step.")] = None,
    next_on: Annotated[str | None, typer.Option("--next-on", metavar="DAY", help="The day you agreed on.")] = None,
    next_by: Annotated[str | None, typer.Option("--next-by", metavar="DAY", help="The deadline you agreed on.")] = None,
    next_minutes: Annotated[
        str | None, typer.Option("--next-minutes", metavar="N", help="How long the agreed next step takes.")
    ] = None,
    people: Annotated[
        list[str] | None, typer.Option("--with", metavar="NAME", help="Who took part (default: the main contact).")
    ] = None,
    who: Annotated[str | None, typer.Option("--who", metavar="WHOM", help="With -o waiting: who has it now.")] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="With -o waiting: when they will be done.")
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="REASON", help="With -o lost: why, as your playbook lists it.")
    ] = None,
    again: Annotated[
        str | None, typer.Option("--again", "--not-before", metavar="DAY", help="Leave it alone until this day.")
    ] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="TIME", help='The appointment: "fri 14:00".')] = None,
    found: Annotated[int | None, typer.Option("--found", metavar="N", help="Leads that prospecting found.")] = None,
    note: Annotated[str, typer.Option("-m", "--note", metavar="TEXT", help="A note for the diary.")] = "",
    worked: Annotated[
        list[str] | None, typer.Option("--worked", metavar="ANSWER", help="The answer or story that worked.")
    ] = None,
    failed: Annotated[
        list[str] | None, typer.Option("--failed", metavar="ANSWER", help="The one that didn't work.")
    ] = None,
    record: Annotated[
        str | None, typer.Option("--record", metavar="RECORD", help="Who unplanned work was for.")
    ] = None,
    unplanned: Annotated[bool, typer.Option("--unplanned", help="Log these words as unplanned work.")] = False,
    correct: Annotated[bool, typer.Option("--correct", help="Correct its last log instead of adding one.")] = False,
) -> None:
    """Log how it went and update the book. The outcome is enough.

    ITEM doesn't have to be on the page or in the book: "Lunch with Jo" works. Without ITEM, it logs what the
    clock is running on. Logging it again is a second try; --correct corrects the first. docs/guide/your-day.md
    lists the outcomes.

        plan done 1 --outcome advanced --next "Send the contract" --next-on fri
        plan done acme -o no-answer --on yesterday
        plan done hale -o booked --at "thu 14:00" --from 9:20 --to 9:30
        plan done bolt -o waiting --who "their lawyer" --until thu
        plan done hale -o sent -m "the price list"
        plan done "Helped Sam with a demo" --minutes 25
    """
    from planner.app.worklog.done import DoneOptions, run

    run(
        settings_of(ctx),
        DoneOptions(
            item=" ".join(item) if item else None, unquoted=len(item or ()) > 1,
            outcome=outcome, minutes=minutes, start=start, end=end, day=day, aim=aim, answers=answers or (),
            next=next_, next_on=next_on, next_by=next_by, next_minutes=next_minutes,
            people=people or (), who=who, until=until, reason=reason, again=again, at=at, found=found, note=note,
            worked=worked or (), failed=failed or (),
            record=record, unplanned=unplanned, correct=correct,
        ),
    )  # fmt: skip
