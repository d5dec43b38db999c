"""The week as one page of HTML: to carry on a phone, or on one sheet of paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planner.core.week.week import Week, WeekDay
from planner.screen.html.bars import simple_bars
from planner.screen.html.day_page import page_words
from planner.screen.html.document import document, header, notes_list, tiles
from planner.screen.html.drawing import draw_twice, text
from planner.screen.text.wording import counted, full_day, length, money, per_hour, weekday
from planner.screen.week.words import notes, short_names, touches_of, work_of


def week_page(week: Week) -> str:
    """The whole page, under the rep's name."""
    first = week.days[0].page
    title = f"Week from {full_day(first.date)}"
    return document("week", f"{first.rep} · {title}", _body(week, title))


def _body(week: Week, title: str) -> Iterator[str]:
    first = week.days[0].page
    currency = first.currency

    def cash(amount: float) -> str:
        return money(amount, currency, short=True)

    yield header(first.rep, title, f"{length(week.minutes)} for selling")
    yield tiles([
        ("makes", cash(week.makes), "if it goes as planned"),
        ("an hour is worth", per_hour(week.price, currency), "over the week"),
    ])  # fmt: skip
    rows = [(f"{weekday(day.page.date)} {day.page.date.day}", day.page.makes) for day in week.days]
    picture = draw_twice(lambda width: simple_bars(rows, cash, "Money by day", width))
    yield f'<figure class="picture"><figcaption>Money by day</figcaption>{picture}</figure>'
    names = short_names(week)
    yield f'<div class="days">{"".join(_day(day, week, names) for day in week.days)}</div>'
    yield notes_list(notes(week))


def _day(day: WeekDay, week: Week, names: Mapping[str, str]) -> str:
    first, rest = work_of(day, week, names)
    if touches := touches_of(day):
        rest.append(counted(touches, "touch", "touches"))
    rows = (("first", " · ".join(first)), ("", " · ".join(rest)))
    body = "".join(f'<p class="{style}">{text(row)}</p>' for style, row in rows if row) or "<p>Nothing planned.</p>"
    head = f"{text(full_day(day.page.date))} <small>{text(page_words(day.page))}</small>"
    return f"<section><h2>{head}</h2>{body}</section>"
