"""The reason for the pay of a line, in one line of text."""

from __future__ import annotations

from typing import NamedTuple

from planner.core.line import Line, What
from planner.core.reasons import Finding, LostBefore, NextVisit, OwnFigure, Pursuit, Touch, Why
from planner.locales.locale import use_plain_locale
from planner.screen.text.layout import Sheet
from planner.screen.text.sums import chance_and_hours
from planner.screen.text.wording import counted, day, money, short_figure

STILL_NEEDED, INCLUDED = " still needed", ", prospecting included"
ENDINGS = (STILL_NEEDED, INCLUDED, " still to come", ", finding included")  # the last two are those of older pages
LONG_PAST = 300  # days, after which a day needs its year
LEFT_OUT = {
    "no time for it": "doesn't fit a free slot",
    "kept minutes used up": "time set aside is used up",
    "same deal": "another step with them is on",
    "after another": "waits for another line",
    "needs a colleague": "colleague isn't free",
}  # why work is left out, by its code
PAYS_LESS = "pays less"  # in place of "no room": with room it would be left out as well


def reason(why: Why, currency: str, *, brief: bool = False) -> str:
    """The reason in words and figures; `brief` for the narrow page.

    >>> reason(Pursuit(worth=7680, chance=0.62, hours=5.6), "USD")
    '$7,680 × 62% over 5.6 h still needed'
    """
    match why:
        case Pursuit():
            less = f", less {money(why.costs, currency)} for colleagues" if why.costs else ""
            return _ratio(why, currency) + ("" if brief else STILL_NEEDED) + ("" if brief else less)
        case Finding():
            return _ratio(why, currency) + ("" if brief else INCLUDED)
        case NextVisit():
            made, usual = short_figure(why.visits_now), short_figure(why.visits_usual)
            return f"{money(why.makes, currency)} from one more visit" + (
                f", {made} of {usual}" if brief else f", {made} of the usual {usual}"
            )
        case Touch():
            if why.lost is not None:
                again = f"{_lost(why.lost)}: look again"
                return again if brief and why.days_left >= 0 else f"{again}, {_due(why)}"
            return _due(why) if why.silent_days is None else f"{counted(why.silent_days, 'day')} silent, {_due(why)}"
        case OwnFigure():
            if why.makes is None and why.by_record:
                return "" if brief else "paid like the deal or account it is for"
            if why.makes is None:
                return "earns nothing itself"
            return "" if brief else f"{money(why.makes, currency)}, your own figure"


def written_reason(why: Why, currency: str) -> str:
    """The reason as the diary and a calendar have it, in every locale alike."""
    with use_plain_locale():
        return reason(why, currency)


def reason_of(line: Line, currency: str, *, brief: bool = False) -> str:
    """The reason of a line; its words in the diary where the page was not planned just now."""
    if line.why is not None:
        return reason(line.why, currency, brief=brief)
    tail = next((each for each in ENDINGS if line.reason.endswith(each)), "")
    return line.reason.removesuffix(tail) if brief else line.reason


def unpaid_note(line: Line) -> str:
    """The reason for a line that makes no money: a must, its time or day, or a gap."""
    if line.status.overdue:
        return f"{counted(line.status.overdue, 'day')} overdue"
    if line.status.must:
        return "must do"
    if line.slot.fixed:
        return "has its time"
    return "due today" if line.status.due else "fills a gap"


def left_out_words(because: str) -> str:
    """The reason in words for which work is left out."""
    return LEFT_OUT.get(because, because)


def _ratio(why: Pursuit | Finding, currency: str) -> str:
    worth, chance, hours = chance_and_hours(why.worth, why.chance, why.hours, currency)
    return f"{worth} × {chance} over {hours}"


def _lost(lost: LostBefore) -> str:
    """The loss: its day, with the year where that is long past, and the reason."""
    on = day(lost.on, lost.on if lost.days < LONG_PAST else None)
    to = f" to {lost.to}" if lost.to else ""
    return f"lost {on}{to} ({lost.reason})" if lost.reason else f"lost {on}{to}"


def _due(why: Touch) -> str:
    if why.days_left < 0:
        return f"{-why.days_left} overdue"
    if why.days_left == 0:
        return "due today"
    return "due tomorrow" if why.days_left == 1 else f"due in {why.days_left}"


TITLES = {"prepare": "Prep", "follow-up": "Follow up"}  # of older pages, too


def title_of(what: What, part: tuple[int, int] | None = None) -> str:
    """The work in a few words: "Prep: Discovery call", "Proposal, part 1 of 2"."""
    word = TITLES.get(what.does)
    title = what.title if not word or what.title.startswith(word) else f"{word}: {what.title}"
    if part is None:
        return title
    return f"{title}, part {part[0]} of {part[1]}" if part[1] > 1 else f"{title}, a part"


JOINERS = "\u200b\u200c\u200d\ufe0e\ufe0f"  # signs that would merge with their neighbors


def named_title(what: What, part: tuple[int, int] | None = None) -> str:
    """The customer and the step: "Hale press shop: Prep: Demo"."""
    title, name = title_of(what, part), what.name.strip(JOINERS)
    return f"{name}: {title}" if name else title


SHORTEST_TITLE = 8  # cells below which a title says too little


class Called(NamedTuple):
    """A line's title and its record: "Discovery call", " · Hale GmbH"."""

    title: str
    name: str


def called_line(line: Line, cells: int, sheet: Sheet) -> Called:
    """A line's title and name, in `cells` together."""
    return called(title_of(line.what, line.slot.part), line.what.name, cells, sheet)


def called(title: str, record: str, cells: int, sheet: Sheet) -> Called:
    """Title and record name within `cells` together; if both don't fit, cut the title first."""
    name = sheet.say(f" · {record}") if record else ""
    room = cells - sheet.cells(name)
    if room < SHORTEST_TITLE:
        title = sheet.cut(title, min(SHORTEST_TITLE, cells))
        return Called(title, sheet.cut(name, max(0, cells - sheet.cells(title))))
    return Called(sheet.cut(title, room), name)
