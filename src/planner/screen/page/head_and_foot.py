"""The text above and below the day's lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from planner.core.page.page import Ask, LeftOut, Page, Parking, PromiseShort, Reminder
from planner.screen.page.notices import below_the_page, change_texts, coming_steps, first_texts, replanned_text
from planner.screen.text.console import cells_of
from planner.screen.text.layout import WIDEST, Piece, Sheet, TextLine, spread
from planner.screen.text.leave_plan import leave_text
from planner.screen.text.reasons import PAYS_LESS, left_out_words, title_of
from planner.screen.text.safe_text import fit
from planner.screen.text.wording import (
    clock,
    coming_day,
    counted,
    day,
    full_day,
    length,
    money,
    next_day,
    per_hour,
    percent,
    recent_day,
    short_figure,
    typed_day,
    weekday,
)

LABEL = 18  # cells of the words at the left of the last lines, margin included
LEAST_NAME = 12  # cells of a cut name, where there is more to say of it
LEAST_GAP = 0.01  # share of the bound below which nobody needs to know that the page may not be the best
MOST_GAP = 0.2  # of the bound; one that is looser, as on a day with `--hours`, says nothing
CLEARLY = 1.02  # times the price of an hour
COMMAND, NO_BREAK = re.compile("`[^`]*`"), "\u00a0"
SHOWN = {"changes": 5, "reminders": 5, "left out": 3, "asks": 5, "park": 3, "warnings": 6}


def head(page: Page, sheet: Sheet, width: int) -> list[TextLine]:
    """Date, rep, hours; the day's money and promises; the price of an hour; changes."""
    hours = hours_for_selling(page)
    width = _room_for_text(sheet, width)
    lines: list[TextLine] = [
        [],
        spread(sheet, [Piece(" "), Piece(full_day(page.date), "bold")],
               [Piece(sheet.say(page.rep)), Piece(sheet.say(f" · {hours} "), "dim")], width),
    ]  # fmt: skip
    if page.items:
        lines += [_makes(page), _prices(page)]
    room = width - LABEL - 2 if sheet.width is not None else None
    lines += _labelled("Can't keep", broken_promises(page, room), sheet, width, "red")
    lines += _gaps(page, sheet, width)
    lines += _labelled("Replanned", _replanned(page), sheet, width) if page.changes else []
    lines.append([])
    if not page.items:
        lines += [[Piece(" " + row)] for row in sheet.wrap(_empty(page), width - 2)] + [[]]
    return lines


def _room_for_text(sheet: Sheet, width: int) -> int:
    """The cells of a row of text: those of the day's lines, but no more than the terminal has."""
    return width if sheet.width is None else min(width, sheet.width)


def hours_for_selling(page: Page) -> str:
    """The day's hours and how much of them is done, before or after the working hours too."""
    if not page.minutes_available:
        return "no hours for selling"
    done = f", {length(page.minutes_done)} done" if page.minutes_done else ""
    return f"{length(page.minutes_available)} for selling{done}"


def _makes(page: Page) -> TextLine:
    promises = page.promises
    line = [Piece(" Makes "), Piece(money(page.makes, page.currency, short=True), "bold green")]
    line.append(Piece(" if it goes as planned", "dim"))
    if promises.due:
        on = "all on" if promises.placed == promises.due else f"{promises.placed} on"
        line.append(Piece(f" · {counted(promises.due, 'promise')}, {on}"))
    if page.open:
        line.append(Piece(f" · {length(page.minutes_open)} left open"))
    return line


def broken_promises(page: Page, room: int | None = None) -> list[str]:
    """Promises that can't be kept, today or later, each with the command that moves it.

    In at most `room` cells if the command leaves some: the name is cut, and then the day, but no command.
    """
    return [_broken_promise(each, page, room) for each in page.promises.short]


def _broken_promise(short: PromiseShort, page: Page, room: int | None) -> str:
    command = f"`plan later {short.record or short.item} {typed_day(short.move_to, page.date)}`"
    after = f", {_promised_for(short, page)}: {command}"
    if room is None or cells_of(short.name + after) <= room:
        return short.name + after
    after = after if room - cells_of(after) >= LEAST_NAME else f": {command}"
    left = room - cells_of(after)
    return fit(short.name, left) + after if left > 1 else command


def _gaps(page: Page, sheet: Sheet, width: int) -> list[TextLine]:
    """The calendar that can't be read as a whole, so that a meeting may be missing."""
    gaps = [warning.text for warning in page.warnings if warning.code == "gap"]
    if not gaps:
        return []
    more = f"; and {len(gaps) - 1} more: `plan check`" if len(gaps) > 1 else ""
    return _paragraph("Calendar", f"a meeting may be missing. {gaps[0]}{more}", sheet, width)


def _promised_for(short: PromiseShort, page: Page) -> str:
    if short.overdue:
        return f"{counted(short.overdue, 'day')} overdue"
    return f"promised for {coming_day(short.last_day, page.date)}"


def _replanned(page: Page) -> list[str]:
    """The time and reason of a replan, and what changed."""
    why, changes = replanned_text(page), change_texts(page)[1:]
    more = len(changes) - SHOWN["changes"]
    shown = changes[: SHOWN["changes"]] + ([f"and {more} more"] if more > 0 else [])
    return [f"at {clock(page.made)}" + (f": {why}" if why else ""), *shown]


def _prices(page: Page) -> TextLine:
    prices, currency = page.prices, page.currency
    line = [
        Piece(" An hour is worth ", "dim"),
        Piece(money(prices.hour, currency, short=True)),
        Piece(" today", "dim"),
    ]
    if prices.year is not None:
        line += [Piece(" · your goal needs ", "dim"), Piece(per_hour(prices.year, currency))]
    return line


def _empty(page: Page) -> str:
    if not page.minutes_available:
        return "No selling hours today. To plan some anyway: `plan today --hours 3`"
    if page.left_out:
        return "Nothing fits in the time left today."
    return "Nothing to do for anyone today. Add a deal: `plan add deal`, or `plan import FILE.csv`"


def foot(page: Page, sheet: Sheet, width: int, now: datetime, *, brief: bool = False) -> list[TextLine]:
    """The foot: who is not forgotten, what is left out, questions for the rep, warnings."""
    width = _room_for_text(sheet, width)
    lines: list[TextLine] = [[]] if page.items else []
    for label, words in foot_notes(page, sheet, now, width) if not brief else ():
        lines += _labelled(label, words, sheet, width)
    for number, warning in enumerate(first_texts(below_the_page(page), SHOWN["warnings"])):
        lines += _paragraph("" if number else "Warning", warning, sheet, width)
    return [*lines, []] if lines and lines != [[]] else lines


def foot_notes(page: Page, sheet: Sheet, now: datetime, width: int = WIDEST) -> Iterator[tuple[str, list[str]]]:
    """The notes below the day's lines, without the warnings."""
    yield "Reminder", _reminders(page, sheet)
    yield "Has its day", coming_steps(page, sheet, width - LABEL - 2)
    yield "Touches", _care(page)
    yield "Left out", _left_out(page, sheet)
    yield "Your call", _asks(page, sheet)
    yield "Consider parking", _park(page, sheet)
    yield "Not logged", _unlogged(page, now)
    yield "Best page", _gap(page)


def _care(page: Page) -> list[str]:
    care = page.care
    words = []
    if care.due:
        words.append(f"{care.placed} of {care.due} on the page")
    if care.overdue:
        words.append(f"{care.overdue} overdue")
    if care.later:
        words.append(f"{care.later} can wait")
    if round(care.costs) > 0:
        searching = any(item.what.does == "find" for item in page.items)
        cost = money(care.costs, page.currency, short=True)
        words.append(f"touches and prospecting cost {cost} today" if searching else f"touches cost {cost} today")
    if care.to_close:
        stuck = counted(care.to_close, "more deal is stuck", "more deals are stuck")
        words.append(f"{stuck}: `plan list --sort last_touch`")
    if care.leave:
        words.append(leave_text(care.leave, page.date))
    named = {step.name for step in page.has_its_day}
    if care.next_name and care.next_on and not care.due and care.next_name not in named:
        words.append(f"next: {care.next_name} {next_day(care.next_on, page.date)}")
    return words


def _reminders(page: Page, sheet: Sheet) -> list[str]:
    shown = page.reminders[: SHOWN["reminders"]]
    more = len(page.reminders) - len(shown)
    return [_reminder_words(each, page, sheet) for each in shown] + ([f"and {more} more"] if more > 0 else [])


def _reminder_words(reminder: Reminder, page: Page, sheet: Sheet) -> str:
    """A reminder in words, with its day if that has passed, and its line or why it has none."""
    number = next((each.status.number for each in page.items if each.what.record == reminder.record), 0)
    where = f"(line {number})" if number else ""
    if reminder.because is not None:
        where = f"({left_out_words(reminder.because)})"
    since = "" if reminder.on == page.date else f", {weekday(reminder.on)} {day(reminder.on, page.date)}"
    what = f"{sheet.cut(reminder.name, 28)}: {reminder.next or 'due'}{since}"
    room = min(sheet.width or 96, 96) - LABEL - 2
    return f"{sheet.cut(what, room - sheet.cells(where) - 1)} {where}".rstrip()


def _left_out(page: Page, sheet: Sheet) -> list[str]:
    # There are always more deals to find; of a deal its own step is named, and its day where it has one.
    other_day = {step.item for step in page.has_its_day}
    entries = [left for left in page.left_out if left.what.does != "find" and not _is_extra(left)]
    entries = [left for left in entries if other_day.isdisjoint((left.what.item, left.what.record))]
    shown = entries[: SHOWN["left out"] - bool(page.has_its_day)]  # what has its day needs a row of the page
    more = len(entries) - len(shown) + page.more_left_out
    room = min(sheet.width or 96, 96) - LABEL - 2
    if more <= 0 or not shown:
        return [_left_out_words(left, page, sheet, room) for left in shown] + ([f"and {more} more"] if more > 0 else [])
    last = f"and {more} more"
    shorter = room - sheet.cells(f" · {last}") if sheet.width is not None else room
    rooms = [room] * (len(shown) - 1) + [shorter]  # so that the count needs no row of its own
    return [*(_left_out_words(left, page, sheet, room) for left, room in zip(shown, rooms, strict=True)), last]


def _is_extra(left: LeftOut) -> bool:
    """True for a call next to a deal's own step: for a second person, or to build the case."""
    return left.what.does == "ask" and left.what.play not in ("ask", "close-file")


def _left_out_words(left: LeftOut, page: Page, sheet: Sheet, room: int) -> str:
    title, name = title_of(left.what), left.what.name
    what = f"{sheet.cut(name, 28)}: {title}" if name else title
    rate = f", {per_hour(left.worth.per_hour, page.currency)}" if left.worth.per_hour else ""
    why = f" ({_reason(left, page)})"
    ends = (f"{rate}{why}", rate if left.because == "no room" else why)  # the title is the last to be cut
    end = next((end for end in ends if sheet.cells(what + end) <= room), "")
    return f"{sheet.cut(what, room)}{end}"


def _reason(left: LeftOut, page: Page) -> str:
    """The reason in words.

    Work that pays less than the last hour of the day would not be on it anyway. Work that pays more than an hour of
    the day lacked only one stretch that is not set aside.
    """
    rate, prices = left.worth.per_hour, page.prices
    if left.because == "no room" and rate is not None and rate * CLEARLY < prices.today:
        return PAYS_LESS
    if left.because != "no room" or (rate or 0.0) <= prices.hour * CLEARLY:
        return left_out_words(left.because)
    searches = (line.slot.minutes for line in page.items if line.what.does == "find" and line.status.state == "planned")
    if max(searches, default=0) >= left.minutes:
        return "set aside for prospecting"
    return f"no {length(left.minutes)} free in one piece"


def _asks(page: Page, sheet: Sheet) -> list[str]:
    open_reminder = next((each for each in page.reminders if each.because is not None and each.next), None)
    first = [_was_it_agreed(open_reminder, sheet)] if open_reminder else []
    shown = page.asks[: SHOWN["asks"] - len(first)]
    more = len(page.asks) - len(shown)
    words = [*first, *(_ask_words(ask, page, sheet) for ask in shown)]
    return [*words, f"and {more} more"] if more > 0 else words


def _was_it_agreed(reminder: Reminder, sheet: Sheet) -> str:
    """A question about a reminder without a line: what was agreed comes first, whatever it pays."""
    what = f"{sheet.cut(reminder.name, 28)}: {sheet.cut(reminder.next, 40)}"
    return f"{what}. Agreed with them? `plan set {reminder.record} next_on=today`"


def _ask_words(ask: Ask, page: Page, sheet: Sheet) -> str:
    name = sheet.cut(ask.name, 28)
    when = f" of {day(ask.on, page.date)}" if ask.on else ""
    if ask.what == "no next step":
        return f"{name}: no next step. Agree one?"
    if ask.what == "date passed":
        return f"{name}: deadline{when} passed. Still on?"
    if ask.at is not None:
        by = "canceled" if ask.what == "canceled" else "declined by you"
        return f"{name}: {by} in the calendar, {clock(ask.at)}{when}. Free it? `plan set {ask.record} at=`"
    if ask.what == "closed":
        return f"{name}: closed, with an appointment{when}. Reopen it? `plan reopen {ask.record}`"
    if ask.what == "closed step":
        return f"{name}: closed, with a next step{when}. Reopen it? `plan reopen {ask.record}`"
    if ask.what == "firm deadline":
        return f"{name}: is the deadline{when} firm? It costs over half its value. `plan set {ask.record} decide_by=`"
    if ask.what == "bid or drop" and ask.on:
        return f"{name}: an answer is a deal-breaker. Bid or drop by {day(ask.on, page.date)}?"
    if ask.what == "trial ends" and ask.on:
        ends = next_day(ask.on, page.date)
        return f"{name}: trial ends {ends}. Who decides when? `plan set {ask.record} at='{ask.on} 10:00'`"
    if ask.what == "appointment too late":
        return f"{name}: the appointment{when} is after their deadline. Which one moves?"
    if ask.what == "close passed":
        return f"{name}: expected close{when} passed. When now? `plan set {ask.record} expected=…`"
    if ask.what in ("appointment passed", "closed appointment passed", "visit passed"):
        which = _appointment(ask.on, page.date) if ask.on else "the appointment"
        return f"{name}: how did {which} go? `plan done {ask.record}`"
    return f"{name}: {ask.what}"


def _appointment(when: date, today: date) -> str:
    """An appointment by its weekday if that was in the last six days, else by its date."""
    if 0 < (today - when).days < 7:
        return f"{recent_day(when, today).replace('Yesterday', 'yesterday')}'s appointment"
    return f"the appointment of {day(when, today)}"


def _park(page: Page, sheet: Sheet) -> list[str]:
    shown = page.park[: SHOWN["park"]]
    words = [
        f"{sheet.cut(deal.name, 28)}: {_why_parked(deal, page)}"
        + (f", parking it saves {short_figure(deal.hours)} h" if deal.hours else "")
        for deal in shown
    ]
    more = len(page.park) - len(shown)
    return words + ([f"and {more} more: plan park"] if more > 0 else [])


def _why_parked(deal: Parking, page: Page) -> str:
    if deal.silent_since is not None:
        return f"{deal.because} since {day(deal.silent_since, page.date)}"
    return deal.because or per_hour(deal.per_hour, page.currency)


def _unlogged(page: Page, now: datetime) -> list[str]:
    if now.date() != page.date:
        return []
    count = sum(1 for item in page.items if item.status.state == "planned" and item.slot.end <= now)
    return [f"{counted(count, 'line')} (○): `plan wrap`"] if count else []


def _gap(page: Page) -> list[str]:
    gap = page.bound - page.value
    if page.proven or not LEAST_GAP * page.bound <= gap <= MOST_GAP * page.bound or not page.items:
        return []
    below = percent(gap / page.bound)
    return [f"within {below} of the best possible"]


def _labelled(label: str, words: list[str], sheet: Sheet, width: int, style: str = "dim") -> list[TextLine]:
    if not words:
        return []
    room = width - LABEL - 2
    packed = sheet.pack(words, " · ", room) if sheet.width is not None else words
    return _with_label(label, [row for each in packed for row in _hanging(each, sheet, room)], sheet, style)


def _paragraph(label: str, text: str, sheet: Sheet, width: int) -> list[TextLine]:
    return _with_label(label, _hanging(text, sheet, width - LABEL - 2), sheet, "red")


def _hanging(text: str, sheet: Sheet, room: int) -> list[str]:
    """A text in indented rows of `room` cells, uncut; a command that fits stays in one row."""
    held = COMMAND.sub(lambda found: found[0].replace(" ", NO_BREAK) if len(found[0]) <= room else found[0], text)
    rows = (COMMAND.sub(lambda found: found[0].replace(NO_BREAK, " "), row) for row in sheet.wrap(held, room))
    first, *more = rows
    return [first, *(f"  {row}" for row in more)]


def _with_label(label: str, rows: list[str], sheet: Sheet, style: str = "dim") -> list[TextLine]:
    return [
        [Piece(" " + sheet.left(label if first else "", LABEL - 1), style), Piece(row)]
        for first, row in zip([True] + [False] * len(rows), rows, strict=False)
    ]
