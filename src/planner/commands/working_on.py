"""What a word of the command line means as a thing to work on: an item of the page, or anything not planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from planner.commands.morning import Morning
from planner.core.lived import Running, Work, running_of, work_of_row
from planner.errors import BookFaults, UsageError

if TYPE_CHECKING:
    from planner.core.naming import Named
    from planner.core.page import Item
    from planner.core.step import Step
    from planner.core.vocabulary import Account, Contact, DiaryDay, Does, Planned, Play, Prospect

FOUND_BY = "prospecting/find-"
FINDING = ("find", "prospecting", "prospecting/find")
ASIDE = ("prepare", "follow-up")
LOOKED_AT = 7  # pages back that are looked through for a clock left running
USUAL_MINUTES = 15  # of something that nobody planned
ALIKE = 0.8  # from here on words are taken for a slip of a known name, not for something of its own


class Thing(NamedTuple):
    """Something to work on; `row` is the line of the page it is, `seen` whether the page of the day had it at all."""

    work: Work
    name: str  # whose it is, for a person
    row: Planned | None = None
    seen: bool = True
    unsure: str = ""  # what a person would want to know of how the word was taken

    def __str__(self) -> str:
        return f"{self.work.title}, {self.name}" if self.name else self.work.title


def thing_called(
    morning: Morning, word: str, on: date, day: DiaryDay, *, unplanned: bool = False, for_record: str | None = None
) -> Thing:
    """The thing that a word means on the day `on`, whose page is `day`.

    An item's id, its rank on that page, RECORD/PLAY, "find", or the beginning of an id or name; words with a blank
    that name nothing, and any with `unplanned`, are something of their own. A UsageError where nothing is meant.
    """
    from planner.core.naming import records_of, resolve_item

    if unplanned or for_record is not None:
        return _own(morning, word, for_record)
    if word in FINDING and not _row_of(word, day):
        return _search(morning, on, day)
    explicit = _record_and_play(morning, word, on, day)
    if explicit is not None:
        return explicit
    records = [each for each in records_of(morning.book) if each.id not in {c.id for c in morning.book.colleagues}]
    page = items_named(morning, day)
    if not word.isdigit() and all(each.id != word for each in page):
        page = _main_ones(page, day)
    try:
        named = resolve_item(word, records, page)
    except UsageError as unknown:
        begins = _begins_some(word, [*page, *records])
        if " " in word.strip() and not begins and not _is_nearly(word, records):
            return _own(morning, word, None)
        if not begins and "/" not in word and not word.isdigit():
            mend = f"{unknown.mend}; --unplanned, if it is something of your own"
            raise UsageError(unknown.what, mend) from None
        raise
    return _thing_named(morning, named.id, on, day)._replace(unsure=_also_meant(word, named, page))


def _also_meant(word: str, named: Named, page: tuple[Named, ...]) -> str:
    """What of the page begins with the same word, where it is the exact id of a record that the page has nothing of."""
    if named.id != word or any(each.id == word or each.record == word for each in page):
        return ""
    others = [each for each in page if each.record != word and _begins_some(word, [each, _of_record(each)])]
    if not others:
        return ""
    told = ", ".join(f"{each.rank} {each.id}" if each.rank is not None else each.id for each in others[:3])
    return f"“{word}” is the id of a record that is not on the page; on it is {told}: `plan undo` if that was meant"


def _of_record(item: Named) -> Named:
    from planner.core.naming import Named

    name = item.name.partition(", ")[2]
    return Named(item.record or item.id, name or item.name, item.record)


def _thing_named(morning: Morning, item: str, on: date, day: DiaryDay) -> Thing:
    """What an item of the page, or a record, stands for."""
    row = _row_of(item, day)
    if row is not None:
        return Thing(work_of_row(row), _name(morning, row.record), row)
    for done in reversed(day.worked):
        if done.item == item:
            return thing_of_worked(morning, day, done.item)
    return thing_of_record(morning, item, on, day)


def items_named(morning: Morning, day: DiaryDay) -> tuple[Named, ...]:
    """The items of a day's page as it stands in the diary, as they can be named."""
    from planner.core.naming import Named

    book = morning.book
    names = {each.id: each.name for each in book.contacts} | {each.id: each.name for each in book.accounts}
    names |= {each.id: each.name for each in book.prospects}
    found: dict[str, Named] = {}
    for row in day.planned:
        if row.dropped is None:
            name = f"{row.title}, {names.get(row.record or '', '')}"
            found.setdefault(row.item, Named(row.item, name, row.record, row.rank))
    for done in day.worked:
        name = f"{done.title}, {names.get(done.record or '', '')}"
        found.setdefault(done.item, Named(done.item, name, done.record))
    return tuple(found.values())


def _main_ones(items: tuple[Named, ...], day: DiaryDay) -> tuple[Named, ...]:
    """The items that a record's name stands for: its step of the day, not what belongs to it or is done for it."""
    from planner.core.naming import Named

    does: dict[str, str] = {row.item: row.does for row in day.worked} | {row.item: row.does for row in day.planned}
    steps = {item.record for item in items if does[item.id] not in (*ASIDE, "task")}
    return tuple(
        Named(item.id, item.name, item.id, item.rank) if does[item.id] == "task" else item
        for item in items
        if does[item.id] not in ASIDE or item.record not in steps
    )


def thing_running(morning: Morning, running: Running, day: DiaryDay) -> Thing:
    """What the clock runs for."""
    return Thing(running.work, _name(morning, running.work.record), _row_of(running.work.item, day))


def running_now(morning: Morning) -> tuple[date, DiaryDay, Running] | None:
    """The clock that runs: today's, or one that was left running on one of the last days with a page."""
    from planner.book.diary import diary_dates

    pages = [on for on in diary_dates(morning.folder / "diary") if on <= morning.today][-LOOKED_AT:]
    for on in reversed(pages):
        try:
            content = morning.page_bytes(on)
            if content is None or b"running" not in content:
                continue
            day = morning.diary_day(on)
        except BookFaults:
            if on == morning.today or _may_run(morning, on):
                raise
            continue
        running = running_of(day, morning.zone)
        if day is not None and running is not None:
            return on, day, running
    return None


def _may_run(morning: Morning, on: date) -> bool:
    """Whether a damaged page holds a clock that runs, which can't be stopped before the page is mended."""
    from planner.book.diary import page_content, read_what_can_be

    content = page_content(morning.folder / "diary", on)
    if not isinstance(content, bytes):
        return False
    return running_of(read_what_can_be(content, on, morning.zone)[0], morning.zone) is not None


def item_running(morning: Morning) -> Item | None:
    """What the clock runs for, since whenever it does, as a line of its day's page."""
    from planner.core.diary_page import item_of_row
    from planner.core.lived_lines import lived_lines

    found = running_now(morning)
    if found is None:
        return None
    _, day, running = found
    row = lived_lines(day, running, morning.book)[-1]
    return item_of_row(row, _name(morning, row.record), "running")


def thing_of_worked(morning: Morning, day: DiaryDay, item: str) -> Thing:
    """What a row of the diary was about."""
    row = next(row for row in reversed(day.worked) if row.item == item)
    from typing import cast

    from planner.core.lived import kind_of

    work = Work(
        item=row.item, record=row.record, kind=kind_of(row.record, row.does, morning.book),
        does=cast("Does", row.does), play=row.play, title=row.title, minutes=row.minutes,
        per_hour=row.per_hour, index=row.index, stage=row.stage,
    )  # fmt: skip
    return Thing(work, _name(morning, row.record), _row_of(item, day))


def thing_of_record(morning: Morning, record: str, on: date, day: DiaryDay, play: str | None = None) -> Thing:
    """What was done for a record that the page does not have: its stage's play, a visit that is agreed, a touch.

    `play` where it was told. It is worth what an hour of the record is worth that day.
    """
    steps = _offered(morning, record, on)
    if play is None and any(step.does == "visit" and step.at is not None for step in steps):
        play = "visit"
    work = _as_it_stands(morning, record, play)
    same = next((step for step in steps if step.play == work.play and step.does == work.does), None)
    valued = same or next((step for step in steps if step.index is not None and work.does != "touch"), None)
    if valued is not None:
        work = replace(work, per_hour=valued.per_hour, index=valued.index, objective=valued.objective)
    return Thing(work, "" if work.kind == "task" else _name(morning, record), seen=_was_on(work.item, day))


def _offered(morning: Morning, record: str, on: date) -> list[Step]:
    """What one record offers; of the book only that record is valued."""
    from planner.commands.planning import inputs_of
    from planner.core.day import desk_of

    inputs = inputs_of(morning, on)
    book = inputs.book
    only = replace(
        book,
        prospects=tuple(each for each in book.prospects if each.id == record),
        accounts=tuple(each for each in book.accounts if each.id == record),
        contacts=tuple(each for each in book.contacts if each.id == record),
        tasks=tuple(each for each in book.tasks if each.id == record),
    )
    fresh = replace(inputs.history, worked_today=())
    return [step for step in desk_of(replace(inputs, book=only, history=fresh)).steps if step.record == record
            or step.item == record]  # fmt: skip


def _as_it_stands(morning: Morning, record: str, play: str | None) -> Work:
    """The work on a record that offers nothing just now."""
    from planner.core.lived import kind_of

    book = morning.book
    task = next((task for task in book.tasks if task.id == record), None)
    if task is not None:
        return Work(
            item=task.id, record=task.record, kind="task", does="task", play="task", title=task.title,
            minutes=task.minutes, per_hour=task.makes * 60 / task.minutes if task.makes is not None else None,
        )  # fmt: skip
    deal = next((deal for deal in book.prospects if deal.id == record), None)
    stage = next((stage for stage in book.playbook.stages if deal is not None and stage.name == deal.stage), None)
    meant = play or (stage.play if stage is not None else "touch")
    plan = book.playbook.plays[meant]
    special: dict[str, Does] = {"ask": "ask", "touch": "touch", "visit": "visit", "fresh-look": "fresh-look"}
    return Work(
        item=f"{record}/{meant}", record=record, kind=kind_of(record, "", book), does=special.get(meant, "advance"),
        play=meant, title=plan.title, minutes=minutes_at_one_go(plan),
        stage=deal.stage if deal is not None else None,
    )  # fmt: skip


def minutes_at_one_go(play: Play) -> int:
    """Minutes of a play as one item: what belongs to a meeting is items of its own."""
    from planner.core.index import attempt_minutes

    return play.minutes if play.how == "meeting" else attempt_minutes(play)


def _record_and_play(morning: Morning, word: str, on: date, day: DiaryDay) -> Thing | None:
    """What RECORD/PLAY means, each by its id or the beginning of it: the item of the page, else what it does not have.

    None where the word is no such thing, or an item of the page to the letter.
    """
    from planner.core.naming import Named, resolve_record

    record, slash, play = word.rpartition("/")
    if not slash or not record or not play or _row_of(word, day) is not None:
        return None
    if any(row.item == word for row in day.worked):
        return None
    of_page = [each.id for each in items_named(morning, day) if _begins_both(each, record, play)]
    if len(of_page) == 1:
        return _thing_named(morning, of_page[0], on, day)
    book = morning.book
    of_book: tuple[Prospect | Account | Contact, ...] = (*book.prospects, *book.accounts, *book.contacts)
    known = [Named(each.id, each.name, each.id) for each in of_book]
    if not _begins_some(record, known):
        return None
    id = resolve_record(record, known).id
    plays = [name for name in book.playbook.plays if name == play]
    plays = plays or [name for name in book.playbook.plays if name.startswith(play.casefold())]
    if len(plays) != 1:
        what = f"the playbook has no play “{play}”" if not plays else f"“{play}” could be several plays"
        raise UsageError(what, "one of " + ", ".join(plays or sorted(book.playbook.plays)))
    item = f"{id}/{plays[0]}"
    if _row_of(item, day) is not None or any(row.item == item for row in day.worked):
        return _thing_named(morning, item, on, day)
    return thing_of_record(morning, id, on, day, plays[0])


def _begins_both(item: Named, record: str, play: str) -> bool:
    """Whether RECORD/PLAY may be this item: its record's id or name begins so, and so does its play."""
    _, slash, plays = item.id.rpartition("/")
    return bool(slash) and plays.startswith(play.casefold()) and _begins_some(record, [_of_record(item)])


def _search(morning: Morning, on: date, day: DiaryDay) -> Thing:
    """Looking for new deals: the next search of the page, or one more."""
    from planner.core.lived import over

    done = over(day.worked)
    for row in day.planned:
        if row.does == "find" and row.dropped is None and row.item not in done:
            return Thing(work_of_row(row), "", row)
    numbers = [
        int(n) for n in [*(_number(row.item) for row in day.planned), *(_number(row.item) for row in day.worked)] if n
    ]
    play = morning.book.playbook.plays["find"]
    search = next((step for step in _offered(morning, "", on) if step.does == "find"), None)
    work = Work(
        item=f"{FOUND_BY}{max(numbers, default=0) + 1}",
        record=None,
        kind="prospecting",
        does="find",
        play=play.id,
        title=play.title,
        minutes=max(5, play.minutes),
        per_hour=search.per_hour if search is not None else None,
        index=search.index if search is not None else None,
        objective=play.objective,
    )
    return Thing(work, "", seen=False)


def _number(item: str) -> str:
    number = item.removeprefix(FOUND_BY)
    return number if number != item and number.isdigit() else ""


def _own(morning: Morning, words: str, record: str | None) -> Thing:
    """Something that the book does not have."""
    from planner.book.ids import slug

    title = " ".join(words.split())
    if not title:
        raise UsageError("nothing is named", "say in a few words what it was")
    taken = {task.id for task in morning.book.tasks}
    item = slug(title, "task")
    work = Work(
        item=f"{item}-unplanned" if item in taken else item, record=record, kind="task", does="task", play="task",
        title=title, minutes=0,
    )  # fmt: skip
    return Thing(work, _name(morning, record), seen=False)


def _begins_some(word: str, known: list[Named]) -> bool:
    wanted = word.casefold()
    return any(one.id.casefold().startswith(wanted) or one.name.casefold().startswith(wanted) for one in known)


def _is_nearly(word: str, known: list[Named]) -> bool:
    from difflib import get_close_matches

    names = [name.casefold() for one in known for name in (one.id, one.name)]
    return bool(get_close_matches(word.casefold(), names, n=1, cutoff=ALIKE))


def _row_of(item: str, day: DiaryDay) -> Planned | None:
    """The row of an item that is still on the page, the first where it is in parts that are not done."""
    rows = [row for row in day.planned if row.item == item and row.dropped is None]
    done = max((row.end for row in day.worked if row.item == item), default=None)
    ahead = [row for row in rows if done is None or row.start >= done]
    return next(iter(ahead or rows), None)


def _was_on(item: str, day: DiaryDay) -> bool:
    return not day.planned or any(row.item == item for row in day.planned)


def _name(morning: Morning, record: str | None) -> str:
    """The name of a record; its id where the book has it no more."""
    if record is None:
        return ""
    book = morning.book
    names = {task.id: task.title for task in book.tasks} | {each.id: each.name for each in book.contacts}
    names |= {each.id: each.name for each in book.accounts} | {each.id: each.name for each in book.prospects}
    return names.get(record, record)
