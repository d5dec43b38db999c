"""The review on narrow terminals and on those without €: columns meet, and what is cut shows a sign."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.core.review.review import Estimate, Review
from planner.screen.review import words
from planner.screen.review.review import show_review
from tests.core.review.one_week import BOOK, FRIDAY, MONDAY, page, planned, week, worked
from tests.screen.paper import on_terminal

EURO = replace(BOOK, rep=replace(BOOK.rep, currency="EUR"))
LONG = "Consolidated Amalgamated Holdings of the Northern Provinces"
DAY = page(planned("09:00", 60, "acme/talk", 12_345.0), worked("09:00", 60, "acme/talk"))


def screen(said: Review, width: int = 80, encoding: str = "utf-8") -> list[str]:
    return on_terminal(lambda console: show_review(said, "Dana Reyes", console), width, encoding=encoding).splitlines()


def plays(lines: list[str]) -> list[str]:
    at = next(n for n, line in enumerate(lines) if line.startswith(" Plays"))
    return lines[at : at + 2]


def test_columns_are_measured_as_they_are_spelled() -> None:
    assert plays(screen(week(DAY, book=EURO))) == [
        " Plays                                     planned  actual  at price    an hour",
        "   Talk             ███████████████████         1h      1h   €12,345  €12,345/h",
    ]
    assert plays(screen(week(DAY, book=EURO), encoding="ascii")) == [
        " Plays                                planned  actual    at price       an hour",
        "   Talk             ###########            1h      1h  EUR 12,345  EUR 12,345/h",
    ]


def test_bars_give_way_first_then_the_last_column() -> None:
    assert plays(screen(week(DAY, book=EURO), 60)) == [
        " Plays                 planned  actual  at price    an hour",
        "   Talk                     1h      1h   €12,345  €12,345/h",
    ]
    assert plays(screen(week(DAY, book=EURO), 40)) == [
        " Plays        planned  actual  at price",
        "   Talk            1h      1h   €12,345",
    ]


@pytest.mark.parametrize("width", [40, 60, 80])
def test_what_does_not_fit_is_wrapped_or_shows_a_sign(width: int) -> None:
    said = week(DAY, book=replace(BOOK, deals=tuple(replace(deal, company=LONG) for deal in BOOK.deals)))
    lines = screen(said, width)
    assert max(map(len, lines)) <= width
    head = " ".join(" ".join(lines[:6]).split())
    assert head.startswith("Dana Reyes · Week of 16 Nov 2026 1 day logged won nothing · hours at their price $12,345")
    assert any("Conso" in line and "…" in line for line in lines)


def test_long_names_are_shortened_in_sentences() -> None:
    deals = tuple(replace(deal, name=LONG, next_on=None) for deal in BOOK.deals)
    said = week(
        page(planned("09:00", 60, "hale/close", 500), worked("09:00", 60, "acme/talk")),
        book=replace(BOOK, deals=deals),
    )
    short = "Consolidated Amalgamated Holdings of th…"
    assert words.dropped(said) == f"1 line, $500 as planned: {short} $500"
    assert words.open_ends(said) == f"missing in 2 of 2 open deals; largest: {short} and {short}"


@pytest.mark.parametrize(("days", "name"), [(6, "Mon 16"), (7, "Mon 16 Nov"), (40, "Mon 16 Nov")])
def test_days_of_more_than_a_week_have_their_month(days: int, name: str) -> None:
    said = replace(week(DAY), last=MONDAY + timedelta(days=days))
    assert any(line.startswith(f"   {name}  ") for line in screen(said))


def test_a_day_of_another_year_has_its_year() -> None:
    said = replace(week(DAY), last=date(2027, 1, 15))
    assert words.day_word(FRIDAY, said) == "Fri 20 Nov 2026"


def test_hours_with_nothing_in_them_stand_only_within_the_planned_day() -> None:
    day = page(
        planned("09:00", 60, "acme/talk", 10),
        planned("11:00", 60, "hale/close", 10),
        worked("09:00", 60, "acme/talk"),
        worked("20:00", 30, "hale/close"),
    )
    assert [line.split()[0] for line in screen(week(day)) if line[5:6] == ":"] == ["09:00", "10:00", "11:00", "20:00"]


def test_an_estimate_s_factor_is_what_its_sums_divide_to() -> None:
    ask = Estimate(play="ask", title="Ask", logs=12, planned=1182, actual=2330, ratio=1.88, sure=True)
    assert words.estimate(ask) == "Ask takes 2.0 × the plan (12 logs: 19h42 planned, 38h50 actual)"
