"""The week in words: its lines, and what is said below them, for every kind of sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime

from planner.core.line import CLOSE_FILE, Line
from planner.core.page.page import LeftOut
from planner.core.week.week import Week, WeekDay
from planner.screen.text.reasons import title_of
from planner.screen.text.wording import clock, counted, length, per_hour, typed_day, weekday

MOST = 6  # entries of a list; the rest is counted
STEP_WORDS = {"prepare": "prep", "follow-up": "follow up", "book": "book", "ask": "qualify", "agreed": "agreed step"}


def short_names(week: Week) -> dict[str, str]:
    """The name of every record of the week, cut to as few words as tell it from the others."""
    names: dict[str, str] = {}
    for day in week.days:
        for what in (*(line.what for line in day.page.items), *(left.what for left in day.page.left_out)):
            if what.record and what.kind not in ("task", "contact"):
                names[what.record] = what.name
        names |= {near.record: near.name for near in day.near}
    starts = Counter(start for name in names.values() for start in _starts(name))
    return {record: next((s for s in _starts(name) if starts[s] == 1), name) for record, name in names.items()}


def _starts(name: str) -> Iterator[str]:
    """The name's first word, its first two, and so on."""
    words = name.split()
    for count in range(1, len(words) + 1):
        start = " ".join(words[:count]).rstrip(",;:")
        if len(start) > 3 and words[count - 1] not in ("&", "and", "und", "et", "the"):
            yield start


def is_promise(line: Line) -> bool:
    """True for what was agreed with a customer, appointments included."""
    return line.status.promised or (line.slot.fixed and line.what.kind in ("prospect", "account"))


def work_of(day: WeekDay, week: Week, names: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The work of a day: promises and appointments by the clock, and the rest by money.

    Time that only prospecting fills is also for deals tried before that are still open, which are not counted.
    """
    lines = [line for line in day.page.items if line.what.does not in ("touch", "find")]
    first = [line for line in lines if is_promise(line) or line.slot.fixed]
    rest = sorted((line for line in lines if line not in first), key=lambda line: -line.worth.makes)
    found = sum(line.slot.minutes for line in day.page.items if line.what.does == "find")
    agreed, others = ([*dict.fromkeys(entry(line, names) for line in lines)] for lines in (first, rest))
    still_open = any(each.on <= day.page.date for each in week.if_open)
    word = "open deals or prospecting" if still_open else "prospecting"
    return agreed, others + ([f"{word} {length(found)}"] if found else [])


def entry(line: Line, names: Mapping[str, str]) -> str:
    """A line in a few words: "! Hale press shop 14:00", "Nordwind, prep"."""
    what, slot = line.what, line.slot
    mark = "! " if is_promise(line) else "◆ " if slot.fixed else ""
    name = names.get(what.record or "", what.name)
    if not what.name or what.kind == "task":
        word = what.title
    elif what.play == CLOSE_FILE:
        word = f"{name}, close file?"
    elif what.does in STEP_WORDS:
        word = f"{name}, {STEP_WORDS[what.does]}"
    else:
        word = name
    at = f" {clock(slot.start)}" if slot.fixed else ""
    long = f" {length(slot.minutes)}" if slot.minutes >= 90 and not at else ""
    return f"{mark}{word}{at}{long}"


def touches_of(day: WeekDay) -> int:
    return sum(1 for line in day.page.items if line.what.is_by_cadence or line.what.does == "fresh-look")


def notes(week: Week) -> Iterator[tuple[str, list[str]]]:
    """The notes below the days: a label and its entries."""
    names = short_names(week)
    yield "If it goes well", _kept(week, names)
    yield "If still open", _few([f"{names.get(each.record, each.name)} ({weekday(each.on)})" for each in week.if_open])
    for day in week.days:
        if day.near:
            near = [names[each.record] + (f" ({weekday(each.planned)})" if each.planned else "") for each in day.near]
            places = " and ".join(place.capitalize() for place in day.places[:2])
            yield f"{places} {weekday(day.page.date)}", ["also near: " + ", ".join(_few(near))]
    yield "Not this week", left_out_words(week, names)
    yield "Promises", _promises(week)


def _kept(week: Week, names: Mapping[str, str]) -> list[str]:
    kept = [each for day in week.days for each in day.kept]
    steps = [f"{names.get(each.record, each.name)}: {each.title}" for each in kept]
    times = [f"{length(each.minutes)} held {_weekday_and_clock(each.start)}" for each in kept]
    return _few([f"{step}, {time}" for step, time in zip(steps, times, strict=True)])


def _weekday_and_clock(at: datetime) -> str:
    """Wed 08:30."""
    return f"{weekday(at.date())} {clock(at)}"


def left_out_words(week: Week, names: Mapping[str, str]) -> list[str]:
    """The work of no day: the best paid by name, the rest counted."""
    currency = week.days[0].page.currency
    return _few([_left_out(left, names, currency) for left in week.left_out])


def _left_out(left: LeftOut, names: Mapping[str, str], currency: str) -> str:
    name = names.get(left.what.record or "", left.what.name) if left.what.kind != "task" else title_of(left.what)
    return f"{name} {per_hour(left.worth.per_hour, currency)}" if left.worth.per_hour else name


def _promises(week: Week) -> list[str]:
    """The number of promises, and each that no day holds, with the command that moves it."""
    kept = {line.what.item for day in week.days for line in day.page.items if is_promise(line)}
    short = {each.item: each for day in week.days for each in day.page.promises.short if each.item not in kept}
    if not kept and not short:
        return []
    if not short:
        return [f"{len(kept)}, all fit" if len(kept) > 1 else "1, it fits"]
    today = week.days[0].page.date
    moves = [f"{each.name}: `plan later {each.record or item} {typed_day(each.move_to, today)}`"
             for item, each in short.items()]  # fmt: skip
    return [f"{len(kept)} of {len(kept) + len(short)} fit; can't keep", *moves]


def _few(words: list[str]) -> list[str]:
    more = len(words) - MOST
    return words if more <= 1 else [*words[:MOST], counted(more, "more", "more")]
