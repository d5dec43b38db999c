"""A day that calendars fill with thousands of meetings has a page that can be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from rich.console import Console

from planner.core.page.page import PageWarning, Taken
from planner.screen.html.day_page import day_page
from planner.screen.page.notices import MOST_LINES, MOST_MEETINGS
from planner.screen.page.page import show_page
from tests.screen.paper import in_pipe
from tests.screen.sample_pages import MORNING, SEVEN

MINUTE = timedelta(minutes=1)


def meetings(count: int) -> tuple[Taken, ...]:
    starts = [SEVEN + n % 600 * MINUTE for n in range(count)]
    return tuple(
        Taken(start=start, end=start + 5 * MINUTE, title=f"Meeting {n}", displaces=0.0)
        for n, start in enumerate(starts)
    )


def printed(count: int, minutes: int = 0) -> str:
    page = replace(MORNING, busy=meetings(count))

    def show(console: Console) -> None:
        show_page(page, console, SEVEN + minutes * MINUTE)

    return in_pipe(show)


@pytest.mark.parametrize("count", [1, MOST_MEETINGS])
def test_an_ordinary_day_has_all_its_meetings(count: int) -> None:
    text = printed(count)
    assert (text.count("  Meeting "), "more meeting" in text) == (count, False)


@pytest.mark.parametrize(("count", "more"), [(1, "and 1 more meeting:"), (2_960, "and 2,960 more meetings:")])
def test_the_others_are_counted(count: int, more: str) -> None:
    text = printed(MOST_MEETINGS + count)
    assert text.count("  Meeting ") == MOST_MEETINGS
    assert f"{more} plan today --json" in text


def test_what_is_over_goes_first() -> None:
    text = printed(600, minutes=300)
    assert "  Meeting 0 " not in text
    assert "  Meeting 299" in text


def test_lines_and_warnings_have_an_end_too() -> None:
    first = MORNING.items[0]
    items = tuple(replace(first, status=replace(first.status, number=n)) for n in range(1, MOST_LINES + 8))
    warnings = tuple(PageWarning(code="text", text=f"warning {n}") for n in range(3_000))
    page = replace(MORNING, items=items, busy=meetings(3_000), warnings=warnings)
    text = in_pipe(lambda console: show_page(page, console, SEVEN))
    assert "and 7 more and 2,960 more meetings" in text
    assert len(text.splitlines()) < 2 * MOST_LINES + MOST_MEETINGS + 40
    html = day_page(page, SEVEN)
    assert "and 7 more and 2,960 more meetings" in html
    assert html.count("<li") == MOST_LINES + MOST_MEETINGS
    assert "and 2,994 more: plan today --json" in html
