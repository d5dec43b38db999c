"""The five parts of the morning in lines of text, for a terminal and for a pipe alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from planner.core.cadence.close_file import SilentFile
from planner.core.morning.morning import (
    AccountToday,
    CalendarChange,
    DealAtRest,
    DealToday,
    Decision,
    Morning,
    OpenLine,
    Overnight,
    PromiseToday,
    Yesterday,
)
from planner.core.page.page import Ask
from planner.core.talk.messages import first_name
from planner.screen.text.layout import Piece, Sheet, TextLine, labelled, spread
from planner.screen.text.wording import (
    clock,
    counted,
    day,
    figure,
    full_day,
    length,
    listed,
    money,
    next_day,
    spoken_chance,
)

WIDE = 100  # cells of a line at most
MOST_AT_REST, MOST_ACCOUNTS = 3, 8
LABEL = 11  # cells of the words at the left of what follows a list


def width_of(sheet: Sheet) -> int:
    """Cells of the morning's lines."""
    return min(sheet.width or WIDE, WIDE)


def part_head(number: int, name: str, text: str, sheet: Sheet, parts: int = 5) -> list[TextLine]:
    """The heading of a part: its number of all that are shown, its name, and what is in it."""
    line = [Piece(f" {number}/{parts} {name}  ", "bold"), Piece(sheet.cut(text, width_of(sheet) - 8 - len(name)))]
    return [[], line]


def yesterday_head(yesterday: Yesterday, today: date) -> str:
    """The number of lines without an outcome."""
    if yesterday.date is None:
        return "nothing left to log"
    on = "" if (today - yesterday.date).days == 1 else f", {full_day(yesterday.date)}"
    count = len(yesterday.lines)
    return f"{count} of {counted(yesterday.planned, 'line')} {'has' if count == 1 else 'have'} no outcome{on}"


def open_line(line: OpenLine, sheet: Sheet) -> TextLine:
    """A line without an outcome: its time, whose it is, and how long it was to take."""
    at = f"{clock(line.start)} " if line.start is not None else ""
    what = f"{line.name}: {line.title}" if line.name else line.title
    return [Piece(f"   {at}", "dim"), Piece(sheet.cut(what, width_of(sheet) - 18), "bold"),
            Piece(f", {length(line.minutes)}", "dim")]  # fmt: skip


def overnight_lines(overnight: Overnight, today: date, sheet: Sheet) -> list[TextLine]:
    """The changes in the calendar."""
    if not overnight.named:
        return []
    lines = []
    if overnight.since is None:
        text = "no earlier page to compare with yet"
    elif overnight.changes:
        text = " · ".join(_change_words(each) for each in overnight.changes)
    else:
        text = f"as it was {_since(overnight.since, today)}"
    lines += labelled("  Calendar", text, sheet, width_of(sheet), LABEL + 1)
    return lines


def called_off_words(ask: Ask, today: date) -> str:
    """An appointment that the calendar calls off."""
    by = "canceled" if ask.what == "canceled" else "declined by you"
    at = f"{clock(ask.at)} {next_day(ask.at.date(), today)}" if ask.at is not None else ""
    return f"{ask.name}, {at}: {by} in the calendar"


def _since(since: date, today: date) -> str:
    return "yesterday" if (today - since).days == 1 else f"on {full_day(since)}"


def _change_words(change: CalendarChange) -> str:
    if change.start is None:
        return f"{change.title}{f' at {clock(change.before)}' if change.before else ''} is off"
    if change.before is None:
        return f"new: {change.title} at {clock(change.start)}"
    return f"{change.title} moved from {clock(change.before)} to {clock(change.start)}"


def price_words(morning: Morning) -> str:
    """The worth of an hour today; "" on a day without a page."""
    price = money(morning.price_today, morning.currency, short=True)
    return f"an hour is worth {price} today" if morning.price_today > 0 else ""


def promises_head(promises: Sequence[PromiseToday], today: date) -> str:
    """The number of promises due today, of those that start early, and of those with no room."""
    if not promises:
        return "none today"
    early = sum(1 for each in promises if each.last_day > today and each.start is not None)
    broken = sum(1 for each in promises if each.start is None)
    words = [f"{len(promises) - early - broken} today"]
    words += [f"{early} for later that has to start today"] if early else []
    words += [f"{broken} that can't be kept"] if broken else []
    return ", ".join(words)


def promise_line(promise: PromiseToday, today: date, sheet: Sheet) -> TextLine:
    """A promise: its number, whose it is, its minutes and when; or the day that has room."""
    where = _where(promise, today)
    what = f"{promise.name}: {promise.title}" if promise.name and promise.title else promise.name or promise.title
    minutes = length(promise.minutes) if promise.minutes else ""
    room = width_of(sheet) - 5 - 7 - 2 - max(24, sheet.cells(where)) - 1
    return [
        Piece(f" {promise.number:>3} ", "bold"),
        Piece(sheet.left(what, max(room, 12))),
        Piece(sheet.right(minutes, 6) + "  ", "dim"),
        Piece(where, "red" if promise.start is None or promise.overdue else ""),
    ]


def _where(promise: PromiseToday, today: date) -> str:
    late = f", {counted(promise.overdue, 'day')} overdue" if promise.overdue else ""
    if promise.start is None:
        move = f": move to {day(promise.move_to, today)}" if promise.move_to is not None else ""
        return f"no room{late}{move}"
    early = f", due {day(promise.last_day, today)}" if promise.last_day > today else ""
    return f"{clock(promise.start)}{', with prep and recap' if promise.with_sides else ''}{early}{late}"


DEAL_COLUMNS = (("min", 4), ("step", 5), ("win", 5), ("if won", 8), ("an hour", 8))


def deals_head(sheet: Sheet) -> TextLine:
    """The titles of the columns of the deals."""
    right = "".join(sheet.right(title, cells) for title, cells in DEAL_COLUMNS)
    return spread(sheet, [Piece("     deal", "dim")], [Piece(right + " ", "dim")], width_of(sheet))


def deal_line(deal: DealToday, currency: str, sheet: Sheet) -> TextLine:
    """A deal that could advance: its step, minutes, two chances, money if won, money an hour."""
    columns = (
        str(deal.minutes), spoken_chance(deal.moves) + ("*" if deal.own else ""), spoken_chance(deal.chance),
        money(deal.if_won, currency, short=True), money(deal.per_hour, currency, short=True),
    )  # fmt: skip
    right = "".join(sheet.right(text, cells) for text, (_, cells) in zip(columns, DEAL_COLUMNS, strict=True))
    at = f", {clock(deal.start)}" if deal.start is not None else ""
    room = width_of(sheet) - 5 - sum(cells for _, cells in DEAL_COLUMNS) - 3
    name = sheet.cut(deal.name, max(room - 18, 12))
    step = sheet.cut(deal.title, max(room - sheet.cells(f"{name}: {at}"), 4))
    return spread(
        sheet,
        [Piece(f" {deal.number:>3} ", "bold"), Piece(name), Piece(f": {step}{at}", "dim")],
        [Piece(right + " ")],
        width_of(sheet),
    )


def rest_lines(morning: Morning, sheet: Sheet) -> list[TextLine]:
    """Deals at rest, and accounts: in one line, or on the week's first day as a list."""
    lines: list[TextLine] = []
    if morning.at_rest:
        shown = [_rest_words(each, morning.date) for each in morning.at_rest[:MOST_AT_REST]]
        more = len(morning.at_rest) - len(shown)
        shown += [f"{more} more"] if more > 0 else []
        lines += labelled("  resting", ", ".join(shown), sheet, width_of(sheet), LABEL + 1)
    if morning.accounts:
        lines += labelled("  accounts", accounts_text(morning), sheet, width_of(sheet), LABEL + 1)
    if morning.lists_accounts:
        lines += [_account_line(each, morning, sheet) for each in morning.accounts[:MOST_ACCOUNTS]]
        more = len(morning.accounts) - MOST_ACCOUNTS
        lines += [[Piece(f"     and {more} more: plan list accounts", "dim")]] if more > 0 else []
    return lines


def _rest_words(deal: DealAtRest, today: date) -> str:
    why = deal.waiting_on or (f"tried {day(deal.tried, today)}" if deal.tried is not None else "")
    return f"{deal.name} until {day(deal.until, today)}" + (f" ({why})" if why else "")


def accounts_text(morning: Morning) -> str:
    """The accounts whose visit beats an hour today, else the best one."""
    currency = morning.currency
    beat = [each for each in morning.accounts if each.beats]
    if beat:
        shown = [f"{each.name} {money(each.per_hour, currency, short=True)}" for each in beat[:MOST_AT_REST]]
        beats = "beats" if len(shown) == 1 else "beat"
        return f"{listed(shown)} an hour {beats} today's {money(morning.price_today, currency, short=True)}"
    best = morning.accounts[0]
    when = "today" if best.starts <= morning.date else next_day(best.starts, morning.date)
    none = f"none beats an hour today, {money(morning.price_today, currency, short=True)}"
    return f"{none}; the best is {best.name} at {money(best.per_hour, currency, short=True)}, {when}"


def _account_line(account: AccountToday, morning: Morning, sheet: Sheet) -> TextLine:
    when = "now" if account.starts <= morning.date else f"from {day(account.starts, morning.date)}"
    money_of = money(account.makes, morning.currency, short=True)
    rate = money(account.per_hour, morning.currency, short=True)
    right = sheet.right(length(account.minutes), 6) + sheet.right(money_of, 9) + sheet.right(rate, 9) + " "
    start = [Piece("     "), Piece(account.name), Piece(f", {when}", "dim")]
    return spread(sheet, start, [Piece(right, "green" if account.beats else "")], width_of(sheet))


def silent_line(file: SilentFile, today: date, sheet: Sheet) -> TextLine:
    """A deal that doesn't say whether to close its file."""
    silent = f", no answer since {day(file.since, today)}: close the file?"
    return [Piece(f"   {sheet.cut(file.name, width_of(sheet) - 4 - sheet.cells(silent))}", "bold"), Piece(silent)]


def decision_lines(decision: Decision, currency: str, today: date, sheet: Sheet) -> Iterator[TextLine]:
    """The decision in two or three lines: the deal, its money and the question."""
    amount = f", {money(decision.amount, currency, short=True)}" if decision.amount else ""
    for row in sheet.wrap(f"{decision.name}{amount}. {_question(decision, currency, today)}", width_of(sheet) - 4):
        yield [Piece(f"   {row}")]


def _question(decision: Decision, currency: str, today: date) -> str:
    on = day(decision.on, today) if decision.on is not None else ""
    work = f"{decision.next_step} takes {length(decision.minutes)} and" if decision.minutes else "A bid"
    match decision.what:
        case "bid or drop":
            open_ = f' You don\'t know: "{decision.ask}"' if decision.ask else ""
            return f"One of their answers stops it. {work} is due {on}.{open_} Bid or drop?"
        case "appointment too late":
            return f"Your appointment ({on}) is after their deadline. Which one moves?"
        case "date passed":
            return f"They were to decide by {on}. Still alive, or closed?"
        case "appointment passed" | "closed appointment passed":
            return f"How did the appointment of {on} go?"
        case "closed":
            return f"It is closed, but has an appointment {on}. Reopen it?"
        case "closed step":
            return f"It is closed, but a step is agreed for {on}. Reopen it?"
        case "firm deadline":
            return f"The deadline of {on} takes over half of what it is worth. Is it firm?"
        case "close passed":
            return f"You hoped to close by {on}. When now?"
        case "park":
            saves = f", and parking it saves {figure(decision.hours, 1)} h" if decision.hours else ""
            return f"An hour of it pays {money(decision.per_hour, currency)}, less than any other use{saves}."
        case _:
            return "No next step is agreed. When do you talk next?"


def drop_lines(contact: str) -> list[str]:
    """Two lines that tell a customer that there will be no bid, ready to send."""
    hello = f"Hi {first_name(contact)}, " if contact else ""
    return [
        f"{hello}thank you for asking us. We looked at it honestly, and we won't bid on this one.",
        "If it changes, or there is something we fit better, I'd like to hear from you.",
    ]


def said_lines(said: Sequence[str], sheet: Sheet) -> list[TextLine]:
    """The lines in which a command says what it did, below the answer that it carried out."""
    lines: list[TextLine] = []
    for number, text in enumerate(each for each in said if each.strip()):
        rows = sheet.wrap(text.strip(), width_of(sheet) - 6)
        marks = ["   → " if number == 0 else "     ", *["     "] * (len(rows) - 1)]
        lines += [[Piece(mark, "dim"), Piece(row, "green")] for mark, row in zip(marks, rows, strict=True)]
    return lines


def to_send(lines: Sequence[str], sheet: Sheet) -> list[TextLine]:
    """Text for the customer, below the answer that it belongs to."""
    rows = [row for line in lines for row in sheet.wrap(line, width_of(sheet) - 8)]
    return [[Piece("     To send:", "dim")], *([Piece(f"       {row}")] for row in rows)]
