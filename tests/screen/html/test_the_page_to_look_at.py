"""The review's page of HTML: named, for a desk and for a phone, and nothing clipped or on top of another."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.core.learn.score import Bin, Score
from planner.core.review.review import WonDeal
from planner.screen.html.axes import columns, timeline
from planner.screen.html.bars import Pair, bars
from planner.screen.html.page import is_page, review_page
from planner.screen.text.wording import money
from tests.core.review.one_week import BOOK, MONDAY, page, planned, week, worked

MONEY = {"EUR": "€", "CHF": "CHF "}
DAY = page(planned("09:00", 60, "acme/talk", 100), worked("09:00", 60, "acme/talk"))
TUESDAY = MONDAY + timedelta(days=1)


def texts(svg: str, style: str) -> list[tuple[float, str]]:
    """Where the texts of a class stand, and what they say."""
    found = re.findall(rf'<text class="{style}" x="([\d.]+)" y="[\d.]+">([^<]*)</text>', svg)
    return [(float(x), words) for x, words in found]


def test_it_names_the_rep_and_says_who_made_it() -> None:
    content = review_page(week(DAY), "Dana Reyes")
    assert "<title>Dana Reyes · Week of 16 Nov 2026</title>" in content
    assert "<p>Dana Reyes</p><h1>Week of 16 Nov 2026</h1>" in content
    assert is_page(content.encode()[:4096])
    assert not is_page(b"<!doctype html><title>plan review</title>")


def test_what_is_worth_changing_comes_before_the_plots() -> None:
    content = review_page(week(DAY), "Dana Reyes")
    assert content.index("Worth changing") < content.index("<svg")


def test_every_plot_is_drawn_for_a_desk_and_for_a_phone() -> None:
    content = review_page(week(DAY), "Dana Reyes")
    assert content.count('viewBox="0 0 720 ') == content.count('viewBox="0 0 340 ') == content.count("<figure>") > 2


@pytest.mark.parametrize("currency", ["EUR", "CHF"])
@pytest.mark.parametrize("width", [720.0, 340.0])
def test_no_figure_of_the_axis_is_clipped(currency: str, width: float) -> None:
    plot = timeline(MONDAY, [("made", [78_000.0, 79_000.0])], lambda sum_: money(sum_, currency), "", width)
    sign = MONEY[currency]
    assert [words for _, words in texts(plot, "level")] == [f"{sign}{n}0,000" for n in (2, 4, 6, 8)]
    assert all(right >= 6.7 * len(words) for right, words in texts(plot, "level"))


@pytest.mark.parametrize("width", [720.0, 340.0])
@pytest.mark.parametrize("days", [2, 9, 40, 90, 400, 1500])
def test_days_stand_where_they_are_and_none_on_another(days: int, width: float) -> None:
    plot = timeline(date(2026, 1, 5), [("made", [float(n) for n in range(days)])], str, "", width)
    named = texts(plot, "first")
    assert len(named) >= (1 if days > 2 else 0)
    ends = [x + 6.7 * len(words) for x, words in named]
    assert all(end < start for end, (start, _) in zip(ends, named[1:], strict=False))
    assert all(end <= width for end in ends)


def test_sums_stand_on_a_scale_of_time() -> None:
    plot = timeline(MONDAY, [("won", [0.0] * 4 + [100.0] + [100.0] * 5)], str, "", 720.0)
    points = re.findall(r"([\d.]+),([\d.]+)", plot.split('points="')[1])
    x = [float(x) for x, _ in points]
    assert len(x) == 4  # level, up on the fifth of ten days, level
    assert (x[1] - x[0], x[2] - x[1], x[3] - x[2]) == pytest.approx(
        [(x[3] - x[0]) * n / 10 for n in (4, 1, 5)], abs=0.2
    )


def test_what_was_won_on_a_day_without_a_page_stands_on_that_day() -> None:
    deal = WonDeal(record="acme", name="Acme", on=TUESDAY, money=4_000.0)
    shown = replace(week(DAY), won=(deal,))
    assert "won $4,000</span>" in review_page(shown, "Dana Reyes")


def test_no_column_s_name_runs_out_of_the_picture() -> None:
    plot = columns([Pair(f"{hour}:00", 1, 1) for hour in range(8, 19)], str, "", 340.0)
    assert all(x + 6.7 * len(words) / 2 <= 340 for x, words in texts(plot, "under"))


@pytest.mark.parametrize("width", [720.0, 340.0])
def test_names_are_shortened_before_they_meet_the_figures(width: float) -> None:
    plot = bars([Pair("Consolidated Amalgamated Holdings of the North", 90, 60)], lambda _: "1h of 1h30", "", width)
    assert "Consolidated" in plot
    assert "…" in plot
    assert "1h of 1h30" in plot


def test_chances_are_shown_row_by_row() -> None:
    bins = (
        Bin(low=0.1, high=0.2, forecasts=40, said=0.15, came=0.1),
        Bin(low=0.5, high=0.7, forecasts=30, said=0.6, came=0.9),
    )
    score = Score(
        deals=40, won=31, forecasts=70, expected=1.0, earned=1.0, base_rate=0.4, brier=0.1, brier_of_base_rate=0.2,
        bins=bins, better_than_base_rate=None,
    )  # fmt: skip
    content = review_page(replace(week(DAY), score=score), "Dana Reyes")
    assert "10% of 40 won, 15% forecast" in content
    assert "90% of 30 won, 60% forecast" in content


def test_figures_never_wrap_and_names_do() -> None:
    content = review_page(week(DAY, book=BOOK), "Dana Reyes")
    assert ".figures td{white-space:nowrap}" in content
    assert '<table class="figures"><thead><tr><th></th><th>planned</th>' in content


@pytest.mark.parametrize(
    ("first", "last", "pages", "title", "columns"),
    [
        (date(2026, 11, 2), date(2026, 11, 6), 5, "Day by day", ["2 Nov", "3 Nov", "4 Nov", "5 Nov", "6 Nov"]),
        (date(2026, 9, 30), date(2026, 11, 10), 40, "Week by week", ["28 Sep", "5 Oct", "12 Oct", "19 Oct", "26 Oct",
         "2 Nov", "9 Nov"]),
        (date(2025, 11, 20), date(2026, 7, 1), 40, "Month by month", ["Nov", "Dec", "Jan 2026", "Feb", "Mar", "Apr",
         "May", "Jun", "Jul"]),
    ],
)  # fmt: skip
def test_columns_are_days_weeks_or_months_without_gaps(
    first: date, last: date, pages: int, title: str, columns: list[str]
) -> None:
    dates = [first + (last - first) * n // (pages - 1) for n in range(pages)]
    days = [
        page(planned("09:00", 60, "acme/talk", day=on), worked("09:00", 60, "acme/talk", day=on), day=on)
        for on in dates
    ]
    shown = replace(week(*days, today=last), first=first, last=last)
    figure = review_page(shown, "Dana Reyes").split(f"<figcaption>{title}</figcaption>")[1].split("</svg>")[0]
    assert [words for _, words in texts(figure, "under")] == columns
