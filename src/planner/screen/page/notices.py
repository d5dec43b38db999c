"""The notices of a page in words: warnings, changes, what has its day, what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from planner.core.line import Line
from planner.core.page.page import ComingStep, Page, PageChange, PageWarning, Taken
from planner.screen.text.layout import Sheet
from planner.screen.text.reasons import left_out_words
from planner.screen.text.wording import clock, day, full_day, length, money, weekday

ROWS = 2  # of the foot, at most
WITHOUT_ROWS = 5  # steps, where a row has no end
ENOUGH = 4  # steps; with fewer the words are cut shorter, if that shows more of them
CELLS = ((28, 24), (20, 24), (16, 24), (16, 8))  # of a name, and of its step: a longer one is left out
GAINS = (1, 1, 1, 2)  # steps more that these have to show
MOST_MEETINGS = 40  # of a day, that are shown: a page is read by a person, whatever calendars hold
MOST_LINES = 100
LONG = 60  # minutes; shorter work needs no length

REPLANNED = {
    "trial": "the dry run is not saved",
    "asked": "as you asked",
    "inputs": "your book, calendars or log changed",
    "replanned": "",
}  # why a page was planned again, by the code of its first change


def warning_texts(page: Page) -> list[str]:
    """The warnings of a page."""
    return [_warning_text(warning, page) for warning in page.warnings]


def below_the_page(page: Page) -> list[str]:
    """The warnings below the page: what has no place and who waits first, what files say last.

    What is missing from the calendars is in the head.
    """
    shown = [warning for warning in page.warnings if warning.code != "gap"]
    return [_warning_text(each, page) for each in sorted(shown, key=lambda each: each.code in ("text", "diary"))]


def change_texts(page: Page) -> list[str]:
    """The changes on a page, after the reason of the replan."""
    texts = []
    for change in page.changes:
        if change.code in REPLANNED:
            why = REPLANNED[change.code]
            colon = ":" if change.code == "inputs" else ","
            texts.append(f"replanned{colon} {why}" if why else "replanned")
        else:
            texts.append(_change_text(change, page))
    return texts


def replanned_text(page: Page) -> str:
    """The reason why a page was planned again; "" if there is nothing to say."""
    change = page.changes[0]
    return REPLANNED[change.code] if change.code in REPLANNED else _change_text(change, page)


def _warning_text(warning: PageWarning, page: Page) -> str:
    if warning.code == "diary":
        more = f" (and {warning.more} more: `plan check`)" if warning.more else ""
        return f"{warning.name}: {warning.text}; left out of what is learned{more}"
    if warning.code == "lead waits" and warning.since is not None:
        since = clock(warning.since)
        since = since if warning.since.date() == page.date else f"{weekday(warning.since)} {since}"
        start = warning.start
        then = f"First at {clock(start)}" if start else "No room today; answer them anyway"
        return f"{warning.name} has waited since {since}. {then}."
    if warning.code == "day off" and warning.day is not None and warning.counts is not None:
        off, counts = full_day(warning.day), full_day(warning.counts)
        return f"{warning.name} is promised for {off}, your day off: do it today, or it waits until {counts}"
    if warning.code == "same time" and warning.start is not None:
        return f"{warning.name} and {warning.other} are both at {clock(warning.start)}: move one"
    if warning.code == "not kept":
        why = f"it overlaps {warning.other}" if warning.other else left_out_words(warning.text)
        return f"{warning.name} can't be kept: {why}"
    if warning.code == "care":
        needed, kept = length(page.care.minutes_needed_per_day), length(page.care.minutes_kept_per_day)
        return (
            f"You need {needed} a day to reach everyone in time; {kept} is set aside. "
            "Raise `share` under [care], or lengthen cadences."
        )
    return warning.text


def _change_text(change: PageChange, page: Page) -> str:
    name = f"{change.title}, {change.name}" if change.name else change.title
    name = f"{change.number} {name}" if change.number else name
    if change.code == "gain":
        if round(change.gain) == 0:
            return "as you asked, and it costs you nothing"
        amount = money(abs(change.gain), page.currency)
        return f"as you asked: {amount} {'less' if change.gain < 0 else 'more'} than the page without it"
    if change.code == "moved" and change.before is not None and change.start is not None:
        return f"moved: {name} from {clock(change.before)} to {clock(change.start)}"
    if change.code == "new" and change.start is not None:
        return f"new: {name} at {clock(change.start)}"
    return f"dropped: {name}"


def coming_steps(page: Page, sheet: Sheet, room: int) -> list[str]:
    """The nearest of what has its day, as many as two rows of `room` cells hold.

    Then how many more there are.
    """
    count = len(page.has_its_day) + page.more_with_day
    if sheet.width is None:
        return _first([_step_words(step, page, sheet, CELLS[0]) for step in page.has_its_day], WITHOUT_ROWS, count)
    best: list[str] = []
    for cells, gain in zip(CELLS, GAINS, strict=True):
        words = [_in_room(step, page, sheet, room, cells) for step in page.has_its_day]
        shown = _that_fit(words, count, sheet, room)
        if len(shown) >= len(best) + gain:
            best = shown
        if len(best) > min(ENOUGH, len(words) - 1):
            break
    return best


def _that_fit(words: list[str], count: int, sheet: Sheet, room: int) -> list[str]:
    """As many of the words as two rows hold; at least one."""
    shorter = (_first(words, shown, count) for shown in range(len(words), 1, -1))
    return next((each for each in shorter if len(sheet.fill(each, " · ", room)) <= ROWS), _first(words, 1, count))


def _first(words: list[str], shown: int, count: int) -> list[str]:
    more = count - min(shown, len(words))
    return words[:shown] + ([f"and {more} more"] if more > 0 else [])


def _step_words(step: ComingStep, page: Page, sheet: Sheet, cells: tuple[int, int]) -> str:
    """A step in words: its name, in a few words what it is, its day."""
    name, what = sheet.cut_words(step.name, cells[0]), _what(step, sheet, cells[1])
    return f"{name}, {what}: {_when(step, page.date)}" if what else f"{name}: {_when(step, page.date)}"


def _in_room(step: ComingStep, page: Page, sheet: Sheet, room: int, cells: tuple[int, int]) -> str:
    """A step in words of at most `room` cells: its day is never cut."""
    words = _step_words(step, page, sheet, cells)
    if sheet.cells(words) <= room:
        return words
    when = f": {_when(step, page.date)}"
    return sheet.cut(step.name, max(1, min(cells[0], room - sheet.cells(when)))) + when


def _what(step: ComingStep, sheet: Sheet, cells: int) -> str:
    """The step in a few words of at most so many cells, where they say more than its day does."""
    if step.waiting_on:
        whom = f"waiting on {step.waiting_on}"
        return whom if sheet.cells(whom) <= cells else "waiting"
    if step.how in ("check-in", "decision"):
        return "check-in" if step.how == "check-in" else "trial ends"
    long = length(step.minutes) if step.minutes is not None and step.minutes >= LONG else ""
    said = step.next if sheet.cells(step.next) <= cells else ""
    return ", ".join(each for each in (said, long) if each)


def _when(step: ComingStep, today: date) -> str:
    """Its day: Tue 15:10, by Thu, from 4 Dec."""
    near = weekday(step.on) if (step.on - today).days < 7 else day(step.on, today)
    if step.at is not None:
        return f"{near} {clock(step.at)}"
    return f"{step.how} {near}" if step.how in ("by", "from") else near


def first_meetings(page: Page, now: datetime) -> Sequence[Taken]:
    """The meetings that are shown, in order; those that are over at `now` go first."""
    if len(page.busy) <= MOST_MEETINGS:
        return page.busy
    coming = sorted(page.busy, key=lambda taken: (taken.end <= now, taken.start))
    return sorted(coming[:MOST_MEETINGS], key=lambda taken: (taken.start, taken.end))


def first_lines(page: Page, now: datetime) -> Sequence[Line]:
    """The numbered lines that are shown, in their order; those that are over at `now` go first."""
    if len(page.items) <= MOST_LINES:
        return page.items
    coming = sorted(page.items, key=lambda line: (line.slot.end <= now, line.slot.start))
    shown = {line.status.number for line in coming[:MOST_LINES]}
    return [line for line in page.items if line.status.number in shown]


def first_texts(texts: Sequence[str], most: int) -> list[str]:
    """At most so many notices; then how many more there are."""
    more = len(texts) - most
    return [*texts[:most], *([f"and {more:,} more: plan today --json"] if more > 0 else [])]


def more_words(lines: int, meetings: int) -> str:
    """The rows that are left out, in words; "" without one."""
    words = [f"{lines:,} more"] if lines > 0 else []
    words += [f"{meetings:,} more meetings"] if meetings > 1 else ["1 more meeting"] if meetings else []
    return f"and {' and '.join(words)}{': plan today --json' if meetings else ''}" if words else ""
