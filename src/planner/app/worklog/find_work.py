"""What a word of the command line means as a thing to work on: an item of the page, or anything not planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from planner.app.session import Session
from planner.app.worklog.unplanned import one_more_search, own_thing, thing_of_record
from planner.app.worklog.work_item import Thing, name_of, row_of, thing_of_worked
from planner.core.worklog.work import Running, running_of, work_of_row
from planner.errors import BookErrors, UsageError

if TYPE_CHECKING:
    from planner.core.book import Account, Contact, Deal
    from planner.core.diary import DiaryDay
    from planner.core.line import Line
    from planner.core.records.names import Named

FINDING = ("find", "prospecting", "prospecting/find")
ASIDE = ("prepare", "follow-up")
LOOKED_AT = 7  # pages back that are looked through for a clock left running
OR_OWN = "--unplanned, if it is something of your own"
ALIKE = 0.8  # from here on words are taken for a slip of a known name, not for something of its own


def thing_called(
    session: Session,
    word: str,
    on: date,
    day: DiaryDay,
    *,
    unplanned: bool = False,
    for_record: str | None = None,
    hint: str = "",
) -> Thing:
    """The thing that a word means on the day `on`, whose page is `day`.

    An item's id, its rank on that page, RECORD/PLAY, "find", or the beginning of an id or name; words with a blank
    that name nothing, and any with `unplanned`, are something of their own. A UsageError where nothing is meant, with
    `hint` where it is one word that nothing begins with.
    """
    from planner.core.records.names import records_of, resolve_item

    if unplanned or for_record is not None:
        return own_thing(session, word, for_record)
    if word in FINDING and not row_of(word, day):
        return one_more_search(session, on, day)
    explicit = _record_and_play(session, word, on, day)
    if explicit is not None:
        return explicit
    records = [each for each in records_of(session.book) if each.id not in {c.id for c in session.book.colleagues}]
    page = items_named(session, day)
    if not word.isdigit() and all(each.id != word for each in page):
        page = _main_ones(page, day)
    try:
        named = resolve_item(word, records, page)
    except UsageError as unknown:
        told = [each.id for each in items_named(session, day) if _has_all(word, each)]
        if " " in word.strip() and len(told) == 1:
            return _thing_named(session, told[0], on, day)
        begins = _begins_some(word, [*page, *records])
        if " " in word.strip() and not begins and not _is_nearly(word, records):
            return own_thing(session, word, None)
        if hint and not begins and "/" not in word and not word.isdigit():
            raise UsageError(unknown.what, f"{unknown.fix}; {hint}") from None
        raise
    return _thing_named(session, named.id, on, day)._replace(unsure=_also_meant(word, named, page))


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
    from planner.core.records.names import Named

    name = item.name.partition(", ")[2]
    return Named(item.record or item.id, name or item.name, item.record)


def _thing_named(session: Session, item: str, on: date, day: DiaryDay) -> Thing:
    """What an item of the page, or a record, stands for."""
    row = row_of(item, day)
    if row is not None:
        return Thing(work_of_row(row), name_of(session, row.what.record), row)
    for done in reversed(day.worked):
        if done.what.item == item:
            return thing_of_worked(session, day, done.what.item)
    return thing_of_record(session, item, on, day)


def items_named(session: Session, day: DiaryDay) -> tuple[Named, ...]:
    """The items of a day's page as it stands in the diary, as they can be named."""
    from planner.core.records.names import Named, names_of

    names = names_of(session.book)
    found: dict[str, Named] = {}
    for row in day.planned:
        if row.status.dropped is None:
            name = f"{row.what.title}, {names.get(row.what.record or '', '')}"
            found.setdefault(row.what.item, Named(row.what.item, name, row.what.record, row.status.rank))
    for done in day.worked:
        name = f"{done.what.title}, {names.get(done.what.record or '', '')}"
        found.setdefault(done.what.item, Named(done.what.item, name, done.what.record))
    return tuple(found.values())


def _main_ones(items: tuple[Named, ...], day: DiaryDay) -> tuple[Named, ...]:
    """The items that a record's name stands for: its step of the day, not what belongs to it or is done for it."""
    from planner.core.records.names import Named

    does = {line.what.item: line.what.does for line in (*day.worked, *day.planned)}
    steps = {item.record for item in items if does[item.id] not in (*ASIDE, "task")}
    return tuple(
        Named(item.id, item.name, item.id, item.rank) if does[item.id] == "task" else item
        for item in items
        if does[item.id] not in ASIDE or item.record not in steps
    )


def running_now(session: Session) -> tuple[date, DiaryDay, Running] | None:
    """The clock that runs: today's, or one that was left running on one of the last days with a page."""
    from planner.book.diary.page_files import diary_dates

    pages = [on for on in diary_dates(session.folder / "diary") if on <= session.today][-LOOKED_AT:]
    for on in reversed(pages):
        try:
            content = session.page_bytes(on)
            if content is None or b"running" not in content:
                continue
            day = session.diary_day(on)
        except BookErrors:
            if on == session.today or _may_run(session, on):
                raise
            continue
        running = running_of(day, session.zone)
        if day is not None and running is not None:
            return on, day, running
    return None


def _may_run(session: Session, on: date) -> bool:
    """Whether a damaged page may hold a clock that runs, which can't be stopped before the page is fixed."""
    from planner.book.diary.page_files import page_content

    content = page_content(session.folder / "diary", on)
    if not isinstance(content, bytes):
        return False
    names = [line.partition(b"=")[0].replace(b" ", b"").strip() for line in content.splitlines()]
    return any(name in (b"running", b"[page.running]") for name in names)


def item_running(session: Session) -> Line | None:
    """What the clock runs for, since whenever it does, as a line of its day's page."""
    found = running_now(session)
    if found is None:
        return None
    from planner.core.worklog.logged_lines import logged_lines

    _, day, running = found
    line = logged_lines(day, running, session.book)[-1]
    return replace(line, what=replace(line.what, name=name_of(session, line.what.record)))


def _record_and_play(session: Session, word: str, on: date, day: DiaryDay) -> Thing | None:
    """What RECORD/PLAY means, each by its id or the beginning of it: the item of the page, else what it does not have.

    None where the word is no such thing, or an item of the page to the letter.
    """
    from planner.core.records.names import Named, resolve_record

    record, slash, play = word.rpartition("/")
    if not slash or not record or not play or row_of(word, day) is not None:
        return None
    if any(row.what.item == word for row in day.worked):
        return None
    of_page = [each.id for each in items_named(session, day) if _begins_both(each, record, play)]
    begin_so = [id for id in of_page if id.rpartition("/")[2].startswith(play.casefold())]
    meant = begin_so or ([] if _a_play(session, play) else of_page)
    if len(meant) == 1:
        return _thing_named(session, meant[0], on, day)
    book = session.book
    of_book: tuple[Deal | Account | Contact, ...] = (*book.deals, *book.accounts, *book.contacts)
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
    if row_of(item, day) is not None or any(row.what.item == item for row in day.worked):
        return _thing_named(session, item, on, day)
    return thing_of_record(session, id, on, day, plays[0])


def _a_play(session: Session, word: str) -> bool:
    return any(name.startswith(word.casefold()) for name in session.book.playbook.plays)


def _begins_both(item: Named, record: str, play: str) -> bool:
    """Whether RECORD/PLAY may be this item: its record's id or name begins so, and so does a word of its play."""
    _, slash, plays = item.id.rpartition("/")
    return bool(slash) and f"-{plays}".find(f"-{play.casefold()}") >= 0 and _begins_some(record, [_of_record(item)])


def _begins_some(word: str, known: list[Named]) -> bool:
    wanted = word.casefold()
    return any(one.id.casefold().startswith(wanted) or one.name.casefold().startswith(wanted) for one in known)


def _has_all(words: str, item: Named) -> bool:
    """Whether each of the words begins one of the item's name: "prepare birch"."""
    names = item.name.casefold().replace(",", " ").replace(":", " ").split()
    return all(any(name.startswith(word) for name in names) for word in words.casefold().split())


def _is_nearly(word: str, known: list[Named]) -> bool:
    from difflib import get_close_matches

    names = [name.casefold() for one in known for name in (one.id, one.name)]
    return bool(get_close_matches(word.casefold(), names, n=1, cutoff=ALIKE))
