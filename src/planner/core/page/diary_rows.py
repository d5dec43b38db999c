"""Between the page and the diary: rows of a page, and what of an earlier page stays when it is made anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from planner.core.book import Book, Deal, record_name
from planner.core.diary import Busy, DiaryDay, Planned, Worked
from planner.core.page.page import AsPlanned, Item, Offer, Page, Why
from planner.core.steps.deal_steps import is_unanswered
from planner.core.worklog.logged_lines import lived_lines
from planner.core.worklog.work import Running, begins_in, open_rows, over

Tell = Callable[[Why], str]


def current_rows(day: DiaryDay) -> tuple[Planned, ...]:
    """The rows of the page as it is now: those that were not dropped."""
    return tuple(row for row in day.planned if row.dropped is None)


def staying(
    day: DiaryDay, now: datetime, running: Running | None, book: Book, busy: Sequence[Busy] = ()
) -> tuple[Planned, ...]:
    """What stays as it is when the day is planned anew at `now`: what was worked on and what runs, at the times when
    it was so; what may be under way where no clock runs and no lead waits for an answer; appointments in the past.

    Everything else, also what should be over and was not logged, is planned anew or dropped; so is what may be under
    way where a `busy` time to come lies in it.
    """

    def cut_short(row: Planned) -> bool:
        others = (each for each in busy if each.record is None or each.record != row.record)
        return any(now < each.start < row.end for each in others)

    lead_waits = any(_waits(deal, now, book) for deal in book.deals)
    stays = [
        row
        for row in open_rows(day, running)
        if (running is None and not lead_waits and begins_in(row, day.worked, now) and not cut_short(row))
        or (row.fixed and row.end <= now)
    ]
    return (*lived_lines(day, running, book), *stays)


def _waits(deal: Deal, now: datetime, book: Book) -> bool:
    """Whether an inbound lead still waits for its first answer within the time that counts."""
    within = timedelta(minutes=book.playbook.answer_within)
    return deal.came is not None and is_unanswered(deal, now) and now - deal.came < within


def lines_as_kept(day: DiaryDay, running: Running | None, book: Book) -> tuple[Planned, ...]:
    """The lines of the page as it stands in the diary, what was worked on at the times when it was so."""
    return (*lived_lines(day, running, book), *open_rows(day, running))


def state_of(row: Planned, worked: tuple[Worked, ...], running: Running | None) -> str:
    """Where a line of the page stands: "done", "running", "planned"."""
    if any((done.item, done.start, done.end) == _place(row) for done in worked):
        return "done"
    runs = running is not None and (running.work.item, running.since) == (row.item, row.start)
    return "running" if runs else "planned"


def item_of_row(row: Planned, name: str, state: str) -> Item:
    """The line of the page that a diary row stands for; `name` is its record's."""
    offer = Offer(
        item=row.item,
        record=row.record,
        name=name,
        kind=row.kind,
        play=row.play,
        does=row.does,
        title=row.title,
        objective=row.objective,
        minutes=row.minutes,
        per_hour=row.per_hour,
        makes=row.makes,
        costs=row.costs,
        value=row.value,
        waiting=row.waiting,
        chance=row.chance,
        belief=row.belief,
        must=row.must,
        due=row.due,
        fixed=row.fixed,
        why=AsPlanned(text=row.reason),
        stage=row.stage,
        index=row.index,
        from_calendar=row.from_calendar,
    )
    return Item(offer=offer, rank=row.rank, start=row.start, end=row.end, part=row.part, state=state)


def row_of(item: Item, tell: Tell, made: datetime) -> Planned:
    """The diary row of a line of the page; `tell` puts its reason into words."""
    offer = item.offer
    return Planned(
        item=offer.item,
        record=offer.record,
        kind=offer.kind,
        does=offer.does,
        play=offer.play,
        title=offer.title,
        start=item.start,
        end=item.end,
        minutes=offer.minutes,
        part=item.part,
        rank=item.rank,
        per_hour=offer.per_hour,
        makes=offer.makes,
        value=offer.value,
        costs=offer.costs,
        waiting=offer.waiting,
        objective=offer.objective,
        stage=offer.stage,
        index=offer.index,
        chance=offer.chance,
        belief=offer.belief,
        must=offer.must,
        due=offer.due,
        fixed=offer.fixed,
        reason=tell(offer.why),
        from_calendar=offer.from_calendar,
        made=made,
    )


def _place(row: Planned) -> tuple[str, datetime, datetime]:
    return row.item, row.start, row.end


def _says(row: Planned) -> tuple[object, ...]:
    """What a person reads of a row, rounded as the diary and the page round it."""
    return row.title, row.objective, row.reason, row.part, row.from_calendar, round(row.makes), round(row.per_hour)


def diary_day(
    old: DiaryDay | None,
    page: Page,
    tell: Tell,
    inputs: str,
    options: Mapping[str, object],
    figures: Mapping[str, object],
) -> DiaryDay:
    """The diary's page with `page` as the current one: rows at the same place stay, the others are dropped now.

    `inputs` is the fingerprint of what the page was made from; `figures` whatever else [page] shall hold.
    """
    before = old or DiaryDay(date=page.date)
    open_items = [item for item in page.items if item.state != "done"]
    new = {_place(row): row for row in (row_of(item, tell, page.made) for item in open_items)}
    planned_anew = {row.item for row in new.values()}
    rank_of = {item.offer.item: item.rank for item in page.items if item.state == "done"}
    ended = over(before.worked)
    rows: list[Planned] = []
    for row in before.planned:
        same = new.pop(_place(row), None) if row.dropped is None else None
        if row.dropped is not None:
            rows.append(row)
        elif same is not None:
            # What the page says of it now, but it came on the page when it did; what is over stays as it was told.
            kept = row if stays_as_told(page, row) else replace(same, made=row.made, changed=row.changed)
            kept = replace(kept, rank=same.rank)
            rows.append(kept if _says(kept) == _says(row) else replace(kept, changed=page.made))
        elif row.item in rank_of and row.item not in planned_anew and _was_done(row, ended, page.made):
            rows.append(replace(row, rank=rank_of[row.item]))
        else:
            rows.append(replace(row, dropped=page.made))
    rows += new.values()
    return replace(
        before,
        price_today=page.prices.today,
        makes=page.makes,
        inputs=inputs,
        options=options,
        planned=tuple(rows),
        figures={**before.figures, **figures},
    )


def _was_done(row: Planned, ended: frozenset[str], now: datetime) -> bool:
    """Whether the row is what was done: the rest of a split or a begun item, planned for later, is not."""
    return row.start <= now or (row.item in ended and row.part is None)


def stays_as_told(page: Page, row: Planned) -> bool:
    """Whether the page holds the row just as the diary had it."""
    return any(
        item.offer.item == row.item and item.start == row.start and isinstance(item.offer.why, AsPlanned)
        for item in page.items
    )


def changes_between(old: DiaryDay, page: Page, book: Book) -> tuple[str, ...]:
    """In words: what came on the page and what left it, against the page as it was."""
    was = {row.item: row for row in current_rows(old) if row.does != "find"}
    told = []
    for item in page.items:
        offer = item.offer
        if offer.does == "find" or item.state != "planned":  # one search is like another
            continue
        if offer.item not in was:
            told.append(f"new: {_called(offer.title, offer.name)} at {item.start:%H:%M}")
        elif was[offer.item].start != item.start and item.part is None:
            told.append(
                f"moved: {_called(offer.title, offer.name)} from {was[offer.item].start:%H:%M} to {item.start:%H:%M}"
            )
    here = {item.offer.item for item in page.items}
    gone = [row for row in was.values() if row.item not in here]
    names = {row.record: record_name(row.record, book) if row.record else "" for row in gone}
    told += [f"off the page: {_called(row.title, names[row.record])}" for row in gone]
    return tuple(told)


def _called(title: str, name: str) -> str:
    return f"{title}, {name}" if name else title
