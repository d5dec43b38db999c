"""The review as a terminal shows it, as HTML, JSON and CSV."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest

from planner.core.review.review import Review, ThinLog
from planner.errors import FileError
from planner.screen.html.page import review_page
from planner.screen.review.json_out import review_json
from planner.screen.review.review import show_review
from planner.screen.review.words import thin
from tests.core.review.one_week import BOOK, FRIDAY, MONDAY, page, planned, week, worked
from tests.core.review.test_deviations_from_the_plan import full_week
from tests.screen.paper import in_pipe, on_terminal

NASTY = '"><script>alert(1)</script>\x1b[31m\u202e=HYPERLINK("x")'


def a_week() -> Review:
    days = full_week(talk=90, aim_met=False)
    days[4] = page(planned("09:00", 60, "hale/close", 5_000, day=FRIDAY), *days[4].worked, day=FRIDAY)
    return week(*days)


THE_WEEK = """
 Dana Reyes · Week of 16 Nov 2026                                 5 days logged
 won nothing · hours at their price $1,200 · 22h30 worked of 13h planned

 █ planned and done   ▓ extra   ░ not done

 Plays                                      planned  actual  at price   an hour
   Talk             ████████████▓▓▓▓▓▓▓▓▓▓      12h   22h30    $1,200     $53/h
   Close            ░                            1h      0m        $0
"""
ITS_END = """
 Worth changing next week
   1  1 planned line never done: $5,000. Do the best paid first, or plan fewer
      hours.
   2  15 of 15 contacts missed their objective, most of them to advance: $2,250
      of your hours. Write down one question you won't leave without.
   3  You plan too little time for Talk: it takes 1.5 × the plan, 6h in all.
      Your pages learn it from your log; book your meetings that way too.

"""


def test_a_week_on_a_terminal() -> None:
    shown = on_terminal(lambda console: show_review(a_week(), "Dana Reyes", console))
    assert shown.startswith(THE_WEEK)
    assert shown.endswith(ITS_END)


@pytest.mark.parametrize(("planned_minutes", "of"), [(410, ""), (580, ""), (900, " of 15h planned")])
def test_a_log_of_a_day_is_thin_however_long_it_is(planned_minutes: int, of: str) -> None:
    log = ThinLog(days_logged=1, days_working=5, minutes_logged=580, minutes_planned=planned_minutes)
    assert thin(replace(a_week(), thin=log)) == (
        f"Only 9h40{of} was logged, on 1 of 5 working days. Too little to judge."
    )


def test_a_terminal_without_blocks_gets_letters() -> None:
    shown = on_terminal(lambda console: show_review(a_week(), "Dana Reyes", console), encoding="ascii")
    assert "   Talk             ############++++++++++ " in shown
    assert "?" not in shown


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    shown = on_terminal(lambda console: show_review(a_week(), "Dana Reyes", console), width)
    assert max(map(len, shown.splitlines())) <= width


def test_no_page_is_said() -> None:
    assert "No pages for these days" in in_pipe(lambda console: show_review(week(), "Dana Reyes", console))


class Parts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def tags(content: str) -> Iterator[tuple[str, dict[str, str | None]]]:
    parts = Parts()
    parts.feed(content)
    yield from parts.tags


def nasty_week() -> Review:
    from dataclasses import replace

    prospects = tuple(replace(deal, name=NASTY, company=NASTY) for deal in BOOK.deals)
    day = page(
        planned("09:00", 60, "acme/talk", 100, title=NASTY),
        planned("10:00", 60, "hale/close", 100, title=NASTY),
        worked("09:00", 60, "acme/talk", title=NASTY, note=NASTY),
        worked("11:00", 30, "x", "done", does="task", record=None, title=NASTY),
    )
    return week(day, book=replace(BOOK, deals=prospects))


def test_nothing_a_name_holds_acts_on_the_page() -> None:
    content = review_page(nasty_week(), NASTY, [FileError("diary/2026-11-16.toml", 3, NASTY)])
    names = {tag for tag, _ in tags(content)}
    assert not names & {"script", "a", "img", "iframe", "link", "object", "form"}
    assert not [attr for _, attrs in tags(content) for attr in attrs if attr.startswith("on")]
    assert "\x1b" not in content
    assert "\u202e" not in content
    assert "&lt;script&gt;" in content


def test_the_page_needs_nothing_from_elsewhere() -> None:
    content = review_page(a_week(), "Dana Reyes")
    assert not re.findall(r"(?:https?:)?//[a-z]|url\(|@import|\bsrc=", content)
    assert "default-src 'none'" in content
    assert content.count("<svg") >= 4


def test_json_holds_every_sum() -> None:
    shown = json.loads(
        json.dumps(review_json(a_week(), [FileError("diary/2026-11-17.toml", 4, "bad")]), allow_nan=False)
    )
    assert (shown["format"], shown["planned"], shown["actual"], shown["made"]) == (1, 780, 1350, 1200.0)
    assert shown["plays"][0] == {
        "key": "talk",
        "name": "Talk",
        "planned": 720,
        "actual": 1350,
        "made": 1200.0,
        "per_hour": pytest.approx(53.33, abs=0.01),
    }
    assert shown["changes"][0]["what"] == "dropped"
    assert shown["faults"] == [{"file": "diary/2026-11-17.toml", "line": 4, "what": "bad", "mend": ""}]


def test_advice_only_where_it_can_be_followed() -> None:
    def said(today: date) -> str:
        return in_pipe(lambda console: show_review(week(today=today), "Dana Reyes", console))

    before, long_after = said(MONDAY - timedelta(days=1)), said(MONDAY + timedelta(days=60))
    assert "These days haven't come yet." in before
    assert "No pages for these days" in long_after
    assert "Worth changing" not in before + long_after
