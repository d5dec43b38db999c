"""Whatever a name holds: columns meet, lines fit, and nothing in it acts on the terminal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from planner.core.page.page import Ask, Page, PageChange, PageWarning
from planner.core.records.card_values import DayStatus, NextLine
from planner.screen.page.next import show_next
from planner.screen.page.page import show_page
from planner.screen.page.status import show_status
from planner.screen.page.why import show_why
from planner.screen.records.record import show_record
from planner.screen.records.table import Listing, show_listing
from tests.lines import with_values
from tests.screen.paper import in_pipe, on_terminal
from tests.screen.sample_cards import ACME, MONDAY, ROWS
from tests.screen.sample_explanations import DEAL
from tests.screen.sample_pages import LATER_THAT_DAY, MORNING, SEVEN, at

NASTY = [
    "[red]Acme[/red]", "\x1b[2J\x1b[31mAcme",
    "Acme\r\nGmbH\tBerlin", "\u202eGmbH\u202c", "Acme\x9b31m", "🚀👩‍👩‍👧 Acme",
    "東京海上システム株式会社 リプレース計画", "e\u0301" * 30, "\u200b\u2066x",
    ":smile:", "مرحبا شركة", "\ud800", "x" * 300, "",
]  # fmt: skip
names = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=60), st.text(alphabet="ab [](){}/\\\x1b\u202e東🚀é", max_size=80)
)


def page_with(name: str, other: str) -> Page:
    items = tuple(
        with_values(item, name=name, title=other if n % 2 else name, objective=other + name)
        for n, item in enumerate(LATER_THAT_DAY.items)
    )
    return replace(
        LATER_THAT_DAY, rep=name, items=items,
        busy=tuple(replace(taken, title=name) for taken in MORNING.busy),
        left_out=tuple(replace(left, what=replace(left.what, name=name), because=other) for left in MORNING.left_out),
        park=tuple(replace(deal, name=name) for deal in MORNING.park), asks=(Ask(record="a", name=name, what=other),),
        warnings=(PageWarning(code="text", text=name), PageWarning(code="not kept", name=other, text=name)),
        changes=(PageChange(code="asked"), PageChange(code="off", title=other, name=name)),
        care=replace(MORNING.care, next_name=name),
    )  # fmt: skip


def screens(name: str, other: str) -> list[Callable[[Console], None]]:
    page = page_with(name, other)
    item = page.items[3]
    contact = replace(ACME.contacts[0], name=name, role=other)
    record = replace(ACME.record, name=name, company=other, next=other, answers={other: name}, place=name)
    history = tuple(with_values(row, title=name, note=other) for row in ACME.history)
    row = ROWS[0]._replace(name=name, stage=other, id=name)
    return [
        lambda console: show_page(page, console, at("10:30")),
        lambda console: show_why(replace(DEAL, name=name, title=other), console),
        lambda console: show_record(replace(ACME, record=record, contacts=(contact,), history=history), console),
        lambda console: show_listing([row], Listing("USD", MONDAY), console),
        lambda console: show_next(NextLine(now=SEVEN, currency="USD", item=item), console),
        lambda console: show_status(DayStatus(now=SEVEN, currency="USD", running=item), console),
    ]


@settings(max_examples=40, deadline=None)
@given(names, names)
def test_lines_fit_and_nothing_escapes(name: str, other: str) -> None:
    for show in screens(name, other):
        for width in (80, 120):
            text = on_terminal(show, width)
            assert max(cell_len(line) for line in text.split("\n")) <= width
            assert not set(text) & set("\x1b\x9b\r\t\u202e\u2066")
        text = in_pipe(show)
        assert not set(text) & set("\x1b\x9b\r\t\u202e\u2066")


@settings(max_examples=60, deadline=None)
@given(names, names)
def test_columns_meet(name: str, other: str) -> None:
    page = page_with(name, other)
    for text in (
        on_terminal(lambda console: show_page(page, console, SEVEN)),
        in_pipe(lambda console: show_page(page, console, SEVEN)),
    ):
        rows = [line for line in text.split("\n") if re.match(r".\d\d:\d\d .* \$[\d,k]+ +\$[\d,k]+$", line)]
        assert len(rows) == sum(1 for item in page.items if item.worth.per_hour)
        assert len({cell_len(row) for row in rows}) == 1


@pytest.mark.parametrize("width", [1, 12, 20, 40, 63])
@pytest.mark.parametrize("name", NASTY)
def test_a_narrow_terminal_gets_what_fits(name: str, width: int) -> None:
    for show in screens(name, "Acme rollout"):
        assert max(cell_len(line) for line in on_terminal(show, width).split("\n")) <= width


def test_markup_is_shown_as_it_is_typed() -> None:
    page = page_with("[red]Acme[/red]", ":smile:")
    text = on_terminal(lambda console: show_page(page, console, SEVEN), 120)
    assert "[red]Acme[/red]" in text
    assert ":smile:" in text
