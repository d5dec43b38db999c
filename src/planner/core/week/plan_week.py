"""Plans the days of a week in turn, each with what the earlier ones take kept out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from planner.core.book import Account, Book, Deal
from planner.core.line import Line
from planner.core.page.inputs import Inputs, day_context
from planner.core.page.left_out import IF_OPEN
from planner.core.page.page import LeftOut, Page
from planner.core.page.page_lines import as_ranked, with_rank
from planner.core.page.plan_day import plan_day
from planner.core.steps.deal_steps import scaled
from planner.core.steps.if_open import Opening
from planner.core.value.deal_index import try_minutes
from planner.core.value.deal_value import DayContext, deal_value, is_open
from planner.core.week.days_before import after_days
from planner.core.week.week import IfOpen, KeptTime, Near, Week, WeekDay
from planner.core.worklog.numbers import with_numbers

NEARBY = 20  # minutes between two places that count as near


def plan_week(first: Page, inputs: Sequence[Inputs]) -> Week:
    """The week from its first day's page, with everything it leaves out, and all inputs."""
    days = [WeekDay(page=first)]
    openings = list(_openings(first, inputs[0]))
    for given in inputs[1:]:
        day_inputs = replace(after_days(given, [day.page for day in days]), openings=tuple(openings))
        page = plan_day(day_inputs, most=None).page
        day = _without_kept_time(page, openings)
        kept = {each.record for each in day.kept}
        openings = [each for each in openings if each.record not in kept]
        openings += [each for each in _openings(day.page, day_inputs) if each.record not in kept]
        days.append(day)
    days = [_with_near(day, days, given) for day, given in zip(days, inputs, strict=True)]
    return Week(days=tuple(days), if_open=_later_tries(days), left_out=_left_out(days))


def _openings(page: Page, inputs: Inputs) -> Iterator[Opening]:
    """The next steps of the deals that the page's tries may advance."""
    tries = [line for line in page.items if line.what.does == "advance" and line.status.state != "done"]
    if not tries:
        return
    context = day_context(inputs)
    deals = {deal.id: deal for deal in inputs.book.deals if is_open(deal)}
    for line in {line.what.record: line for line in tries}.values():
        deal = deals.get(line.what.record or "")
        opening = _step_to_open(deal, line, context) if deal is not None else None
        if opening is not None:
            yield opening


def _step_to_open(deal: Deal, line: Line, context: DayContext) -> Opening | None:
    """The step that opens if the try of `line` advances the deal; None after the last stage."""
    number = context.stage_at[deal.stage] + 1
    if number >= len(context.playbook.stages) or not line.worth.moves:
        return None
    stage = context.playbook.stages[number]
    then = replace(
        deal, stage=stage.name, since=context.today, attempts=0, unanswered=0, last_touch=context.today,
        at=None, next=None, next_on=None, next_by=None, next_minutes=None, running=None,
    )  # fmt: skip
    value = deal_value(then, replace(context, appointments={}, deal_values={}))
    if value is None:
        return None
    play = context.playbook.plays[stage.play]
    minutes = scaled(play.book if play.how == "meeting" else try_minutes(play), value.size)
    return Opening(
        record=deal.id,
        name=deal.name,
        play=play.id,
        title=play.title,
        minutes=minutes,
        per_hour=value.per_hour,
        chance=line.worth.moves,
    )


def _without_kept_time(page: Page, openings: Sequence[Opening]) -> WeekDay:
    """The day with the time kept apart from the page's lines and sums."""
    of = {opening.item: opening for opening in openings}
    kept = [line for line in page.items if line.what.item in of]
    rest = [line for line in page.items if line.what.item not in of]
    value = sum(line.worth.value for line in kept)
    page = replace(
        page,
        items=tuple(with_numbers(as_ranked(_without_gaps(rest)), None)),
        left_out=tuple(left for left in page.left_out if left.what.item not in of),
        minutes_planned=sum(line.slot.minutes for line in rest),
        makes=sum(line.worth.makes for line in rest),
        value=page.value - value,
        bound=page.bound - value,
    )
    return WeekDay(page=page, kept=tuple(_kept_time(line, of[line.what.item]) for line in kept))


def _without_gaps(lines: Sequence[Line]) -> list[Line]:
    ordered = sorted(lines, key=lambda line: line.status.rank)
    return [with_rank(line, rank) for rank, line in enumerate(ordered, start=1)]


def _kept_time(line: Line, opening: Opening) -> KeptTime:
    return KeptTime(
        record=opening.record,
        name=opening.name,
        title=opening.title,
        start=line.slot.start,
        minutes=line.slot.minutes,
        chance=opening.chance,
    )


def _later_tries(days: Sequence[WeekDay]) -> tuple[IfOpen, ...]:
    """The later tries of the week's deals, each with the first day on which it could be made."""
    found: dict[str, IfOpen] = {}
    for day in days:
        for left in day.page.left_out:
            record = left.what.record
            if left.because == IF_OPEN and record is not None and record not in found:
                found[record] = IfOpen(record=record, name=left.what.name, title=left.what.title, on=day.page.date)
    return tuple(found.values())


def _left_out(days: Sequence[WeekDay]) -> tuple[LeftOut, ...]:
    """The steps that are on no day, with the reason of the day on which they pay most."""
    placed = {line.what.item for day in days for line in day.page.items}
    worked = {line.what.record for day in days for line in day.page.items if line.what.record}
    best: dict[str, LeftOut] = {}
    for left in (each for day in days for each in day.page.left_out):
        item, record = left.what.item, left.what.record
        if item in placed or left.because == IF_OPEN or left.what.does == "find":
            continue
        if record in worked and left.what.kind != "task":
            continue
        if item not in best or left.worth.hourly > best[item].worth.hourly:
            best[item] = left
    return tuple(sorted(best.values(), key=lambda left: (-left.worth.hourly, left.what.item)))


def _with_near(day: WeekDay, days: Sequence[WeekDay], inputs: Inputs) -> WeekDay:
    """The day with the customers near its places."""
    book, page = inputs.book, day.page
    places = tuple(dict.fromkeys(_places(page, inputs)))
    if not places:
        return day
    ways = {frozenset((way.a, way.b)): way.minutes for way in book.travel.minutes}

    def is_near(one: str, other: str) -> bool:
        return one == other or ways.get(frozenset((one, other)), book.travel.default) <= NEARBY

    here = {line.what.record for line in page.items}
    near = [
        Near(record=record.id, name=record.name, place=record.place, planned=_planned(record.id, days))
        for record in _records_with_place(book)
        if record.id not in here and record.place and any(is_near(record.place, place) for place in places)
    ]
    return replace(day, places=places, near=tuple(near))


def _places(page: Page, inputs: Inputs) -> Iterator[str]:
    """The places away from the base to which the day leads."""
    base = inputs.book.travel.base
    of = {record.id: record.place for record in _records_with_place(inputs.book)}
    tasks = {task.id: task.place for task in inputs.book.tasks}
    for line in page.items:
        there = line.slot.fixed or line.what.does == "visit"
        place = tasks.get(line.what.item) or (of.get(line.what.record or "") if there else None)
        if place and place != base:
            yield place
    for event in inputs.busy:
        if event.place and event.place != base and event.start.date() <= page.date <= event.end.date():
            yield event.place


def _records_with_place(book: Book) -> Iterator[Deal | Account]:
    records: Iterable[Deal | Account] = (*(deal for deal in book.deals if is_open(deal)), *book.accounts)
    return (record for record in records if record.place)


def _planned(record: str, days: Sequence[WeekDay]) -> date | None:
    return next((day.page.date for day in days for line in day.page.items if line.what.record == record), None)
