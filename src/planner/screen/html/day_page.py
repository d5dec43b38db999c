"""The day's page as one page of HTML: to carry on a phone, or on one sheet of paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from planner.core.line import Line
from planner.core.page.page import Page, Taken
from planner.screen.html.document import document, header, notes_list, tiles
from planner.screen.html.drawing import text
from planner.screen.page.head_and_foot import SHOWN, broken_promises, foot_notes, hours_for_selling
from planner.screen.page.notices import first_lines, first_meetings, first_texts, more_words, warning_texts
from planner.screen.text.layout import Sheet
from planner.screen.text.reasons import named_title, reason_of, unpaid_note
from planner.screen.text.wording import clock, counted, full_day, length, money, per_hour, spoken_chance

MARKS = {"done": "✓", "running": "▸"}
SHEET = Sheet(None)


def day_page(page: Page, now: datetime) -> str:
    """The whole page, under the rep's name."""
    return document("today", f"{page.rep} · {full_day(page.date)}", _body(page, now))


def _body(page: Page, now: datetime) -> Iterator[str]:
    left_open = f" · {length(page.minutes_open)} left open" if page.open else ""
    yield header(page.rep, full_day(page.date), f"{hours_for_selling(page)}{left_open}")
    promises = page.promises
    kept = [("promises", f"{promises.placed} of {promises.due}", "on the page (!)")] if promises.due else []
    yield tiles([
        ("makes", money(page.makes, page.currency, short=True), "if it goes as planned"),
        ("an hour is worth", money(page.prices.hour, page.currency, short=True), "today"),
        *kept,
    ])  # fmt: skip
    yield notes_list([("Can't keep", broken_promises(page))])
    yield day_lines(page, now)
    yield notes_list([*foot_notes(page, SHEET, now), ("Warning", first_texts(warning_texts(page), SHOWN["warnings"]))])


def day_lines(page: Page, now: datetime) -> str:
    """The day's lines and meetings by the clock."""
    lines, meetings = first_lines(page, now), first_meetings(page, now)
    rows = [(line.slot.start, _line(line, page.currency)) for line in lines]
    rows += [(taken.start, _meeting(taken, page.currency)) for taken in meetings]
    rows.sort(key=lambda row: row[0])
    if not rows:
        return "<p>Nothing planned.</p>"
    more = more_words(len(page.items) - len(lines), len(page.busy) - len(meetings))
    return f'<ol class="lines">{"".join(row for _, row in rows)}</ol>' + (f"<p>{text(more)}</p>" if more else "")


def _line(line: Line, currency: str) -> str:
    what, worth, status = line.what, line.worth, line.status
    mark = MARKS.get(status.state) or ("!" if status.promised else "◆" if line.slot.fixed else "")
    title = f"{mark} {named_title(what, line.slot.part)}".strip()
    if worth.per_hour and not what.is_by_cadence:
        chances = [
            f"{spoken_chance(chance)} {word}"
            for chance, word in ((worth.moves, "to advance"), (worth.chance, "to win"))
            if chance is not None
        ]
        pays = f"<b>{text(money(worth.makes, currency, short=True))}</b> {text(per_hour(worth.hourly, currency))}"
        pays += "".join(f" · {text(each)}" for each in chances)
    else:
        pays = text(reason_of(line, currency) if what.is_by_cadence else unpaid_note(line))
    aim = f'<span class="aim">{text(what.objective)}</span>' if what.objective else ""
    return (
        f'<li><span class="when">{clock(line.slot.start)}</span><span class="no">{status.number or ""}</span>'
        f"<span>{text(title)} <small>{text(length(line.slot.minutes))}</small></span>"
        f'<span class="pays">{pays}</span>{aim}</li>'
    )


def _meeting(taken: Taken, currency: str) -> str:
    note = f"crowds out {money(taken.displaces, currency, short=True)}" if round(taken.displaces) > 0 else ""
    when = "all day" if taken.whole_day else clock(taken.start)
    size = "" if taken.whole_day else f" <small>{text(length(taken.minutes))}</small>"
    return (
        f'<li class="busy"><span class="when">{when}</span><span class="no"></span>'
        f'<span>{text(taken.title)}{size}</span><span class="pays">{text(note)}</span></li>'
    )


def page_words(page: Page) -> str:
    """A day's figures in a few words."""
    promises = f" · {counted(page.promises.due, 'promise')}" if page.promises.due else ""
    makes = money(page.makes, page.currency, short=True)
    return f"{length(page.minutes_available)} free · {per_hour(page.prices.hour, page.currency)} · {makes}{promises}"
