"""The work that a word of the command line means: a line of the page, or unplanned work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import NamedTuple

from planner.app.evening.said_outcome import as_command, outcome_within
from planner.app.session import Session
from planner.app.worklog.log_time import unplanned_minutes
from planner.app.worklog.unplanned import next_search, own_work, work_of_record
from planner.core.book import Account, Book, Contact, Deal, record_name
from planner.core.diary import DiaryDay
from planner.core.line import Does
from planner.core.records.names import Named, named_as, names_of, records_of, resolve_item, resolve_record
from planner.core.worklog.numbers import handle_of, numbers_of
from planner.core.worklog.work import FINDING, SHORTEST_REST, Work, kind_of, row_of, work_of
from planner.errors import UsageError
from planner.screen.text.reasons import title_of

ASIDE: tuple[Does, ...] = ("prepare", "follow-up")
OR_OWN = "add --unplanned to log it anyway"
ALIKE = 0.8  # from here on words are taken for a slip of a known name, not for something of its own


class WorkWords(NamedTuple):
    """The words that name a piece of work, as the rep typed them."""

    word: str
    unplanned: bool = False  # it is no name: it was not planned
    record: str | None = None  # whose it is, if it was not planned
    unquoted: bool = False  # they were typed as several words, which have to name what is known
    hint: str = ""  # added to the fix if nothing begins with the word


def find_work(session: Session, day: DiaryDay, words: WorkWords) -> Work:
    """The work that words mean on the day of the page `day`.

    An item's id, its number on that page, RECORD/PLAY, "find", or the beginning of an id or name; words with a blank
    that name nothing, and any that were said to be unplanned, are the rep's own; without quotes only the latter.
    Raises UsageError if nothing is meant.
    """
    word = words.word
    if words.unplanned or words.record is not None:
        return own_work(session, word, words.record)
    if word in FINDING and not row_of(word, day):
        return next_search(session, day)
    explicit = _record_and_play(session, word, day) or _later_part(session, word, day)
    if explicit is not None:
        return explicit
    colleagues = {each.id for each in session.book.colleagues}
    records = [each for each in records_of(session.book) if each.id not in colleagues]
    page = items_named(session, day)
    if not word.isdigit() and all(each.id != word for each in page):
        page = _main_ones(page, day)
    try:
        named = resolve_item(word, records, page)
    except UsageError as unknown:
        meant = [each.id for each in items_named(session, day) if _has_all(word, each)]
        if " " in word.strip() and len(meant) == 1:
            return work_named(session, meant[0], day)
        begins = _begins_some(word, [*page, *records])
        if " " in word.strip() and not begins and not _is_nearly(word, records):
            if words.unquoted:
                _refuse_with_outcome(word, records, unknown)
                fix = f'quote your own words: "{" ".join(word.split())}"; the outcome goes after -o'
                raise UsageError(unknown.what, fix) from None
            return own_work(session, word, None)
        if words.hint and not begins and "/" not in word and not word.isdigit():
            raise UsageError(unknown.what, f"{unknown.fix}, or {words.hint}") from None
        raise
    work = work_named(session, named.id, day)
    return replace(work, warning=_also_meant(word, named, page), is_whole=not word.isdigit())


def _later_part(session: Session, word: str, day: DiaryDay) -> Work | None:
    """The second or a later part of an item, by the number of its line; None for anything else."""
    numbers = numbers_of(day) if word.isdecimal() else {}
    for row in day.planned if numbers else ():
        number = numbers.get(handle_of(row))
        if row.slot.part is not None and row.slot.part[0] > 1 and row.status.dropped is None and str(number) == word:
            return work_of(row, record_name(row.what.record, session.book))
    return None


def _refuse_with_outcome(word: str, records: Sequence[Named], unknown: UsageError) -> None:
    """Raise UsageError with the command if the words are a record and then an outcome."""
    said = outcome_within(word.split())
    if said is None:
        return
    try:
        item = resolve_record(said.before, records).id
    except UsageError:
        return
    raise UsageError(unknown.what, as_command(item, said)) from None


def _also_meant(word: str, named: Named, page: tuple[Named, ...]) -> str:
    """The page's item that begins with the same word as the exact id of a record.

    Only if the page has nothing of that record.
    """
    if named.id != word or any(each.id == word or each.record == word for each in page):
        return ""
    others = [each for each in page if each.record != word and _begins_some(word, [each, _of_record(each)])]
    if not others:
        return ""
    names = ", ".join(f"{each.number} {each.id}" if each.number is not None else each.id for each in others[:3])
    return f'"{word}" is a record that is not on the page; the page has {names}. If you meant that: `plan undo`'


def _of_record(item: Named) -> Named:
    name = item.name.partition(", ")[2]
    return Named(item.record or item.id, name or item.name, item.record)


def work_named(session: Session, item: str, day: DiaryDay) -> Work:
    """The work of an item of the page, or of a record."""
    line = row_of(item, day)
    if line is not None:
        return work_of(line, record_name(line.what.record, session.book))
    if any(done.what.item == item for done in day.worked):
        return work_logged(session, day, item)
    return work_of_record(session, item, day)


def work_logged(session: Session, day: DiaryDay, item: str) -> Work:
    """The work of the last row of the log for an item.

    A step takes its play's minutes, however short the last try was.
    """
    row = next(row for row in reversed(day.worked) if row.what.item == item)
    kind = kind_of(row.what.record, row.what.does, session.book)
    named = replace(row, what=replace(row.what, kind=kind))
    work = replace(work_of(named, record_name(row.what.record, session.book)), line=row_of(item, day))
    if work.what.does not in ("advance", "book") or work.what.play not in session.book.playbook.plays:
        return work
    return replace(work, minutes=unplanned_minutes(work, session.book.playbook))


def step_itself(session: Session, work: Work, day: DiaryDay) -> Work:
    """The step that the work prepares or follows up; any other work as it is."""
    record, play = work.what.record, work.what.play
    if work.what.does not in ASIDE or record is None or play not in session.book.playbook.plays:
        return work
    step = f"{record}/{play}"
    if row_of(step, day) is not None or any(row.what.item == step for row in day.worked):
        return work_named(session, step, day)
    return work_of_record(session, record, day, play)


def items_named(session: Session, day: DiaryDay) -> tuple[Named, ...]:
    """The items of a day's page as it stands in the diary, as they can be named."""
    names = names_of(session.book)
    was = {each.id: each.was for each in records_of(session.book) if each.was}
    numbers = numbers_of(day)
    found: dict[str, Named] = {}
    for row in (*(row for row in day.planned if row.status.dropped is None), *day.worked):
        what = row.what
        name, before = names.get(what.record or "", what.record), was.get(what.record or "", ())
        words = f"{what.title}, {name}" if name else what.title
        number = numbers.get(handle_of(row))
        found.setdefault(what.item, Named(what.item, words, what.record, number, was=before))
    return tuple(found.values())


def _main_ones(items: tuple[Named, ...], day: DiaryDay) -> tuple[Named, ...]:
    """The items that a record's name stands for.

    Its step of the day, not what belongs to it or is done for it.
    """
    does = {line.what.item: line.what.does for line in (*day.worked, *day.planned)}
    steps = {item.record for item in items if does[item.id] not in (*ASIDE, "task")}
    return tuple(
        replace(item, record=item.id) if does[item.id] == "task" else item
        for item in items
        if does[item.id] not in ASIDE or item.record not in steps
    )


def _record_and_play(session: Session, word: str, day: DiaryDay) -> Work | None:
    """The work of RECORD/PLAY, each by its id or its start.

    A line of the page, else unplanned work.

    None if the word is nothing of the kind, or an item of the page to the letter.
    """
    record, slash, play = word.rpartition("/")
    if not slash or not record or not play or row_of(word, day) is not None:
        return None
    if any(row.what.item == word for row in day.worked):
        return None
    dropped = next((row for row in reversed(day.planned) if row.what.item == word), None)
    if dropped is not None:
        return replace(work_of(dropped, record_name(dropped.what.record, session.book)), line=None)
    of_page = [each.id for each in items_named(session, day) if _begins_both(each, record, play)]
    begin_so = [id for id in of_page if id.rpartition("/")[2].startswith(play.casefold())]
    meant = begin_so or ([] if _a_play(session, play) else of_page)
    if len(meant) == 1:
        return work_named(session, meant[0], day)
    book = session.book
    of_book: tuple[Deal | Account | Contact, ...] = (*book.deals, *book.accounts, *book.contacts)
    known = list(map(named_as, of_book))
    if not _begins_some(record, known):
        return None
    id = resolve_record(record, known).id
    aside = next((each for each in ASIDE if play.removesuffix(f"-{each}") in book.playbook.plays), None)
    if aside is not None and play not in book.playbook.plays:
        return _next_to(work_of_record(session, id, day, play.removesuffix(f"-{aside}")), aside, book)
    plays = [name for name in book.playbook.plays if name == play]
    plays = plays or [name for name in book.playbook.plays if name.startswith(play.casefold())]
    if len(plays) != 1:
        what = f'your playbook has no play "{play}"' if not plays else f'"{play}" matches several plays'
        raise UsageError(what, "one of " + ", ".join(plays or sorted(book.playbook.plays)))
    item = f"{id}/{plays[0]}"
    if row_of(item, day) is not None or any(row.what.item == item for row in day.worked):
        return work_named(session, item, day)
    return work_of_record(session, id, day, plays[0])


def _next_to(step: Work, does: Does, book: Book) -> Work:
    """The prep or the follow-up of a step that is on no page."""
    play = book.playbook.plays[step.what.play]
    minutes = play.prepare if does == "prepare" else play.follow_up
    what = replace(step.what, item=f"{step.what.item}-{does}", does=does, title=play.title, objective="")
    return replace(step, what=replace(what, title=title_of(what)), minutes=minutes or SHORTEST_REST, line=None)


def _a_play(session: Session, word: str) -> bool:
    return any(name.startswith(word.casefold()) for name in session.book.playbook.plays)


def _begins_both(item: Named, record: str, play: str) -> bool:
    """True if RECORD/PLAY may be this item.

    Its record's id or name begins so, and so does a word of its play.
    """
    _, slash, plays = item.id.rpartition("/")
    return bool(slash) and f"-{plays}".find(f"-{play.casefold()}") >= 0 and _begins_some(record, [_of_record(item)])


def _begins_some(word: str, known: list[Named]) -> bool:
    wanted = word.casefold()
    names = (name for one in known for name in (one.id, one.name, *one.aka, *one.was))
    return any(name.casefold().startswith(wanted) for name in names)


def _has_all(words: str, item: Named) -> bool:
    """True if each word begins one of the item's name, or of its id: "prepare birch"."""
    texts = " ".join((item.name, *item.was)).casefold()
    names = texts.replace(",", " ").replace(":", " ").split() + item.id.replace("/", "-").split("-")
    return all(any(name.startswith(word) for name in names) for word in words.casefold().split())


def _is_nearly(word: str, known: list[Named]) -> bool:
    names = [name.casefold() for one in known for name in (one.id, one.name, *one.was)]
    return bool(get_close_matches(word.casefold(), names, n=1, cutoff=ALIKE))
