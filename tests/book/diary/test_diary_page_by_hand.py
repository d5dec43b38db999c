"""What a page looks like, what may be changed by hand, and the errors for the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from planner.book.diary.pages import read_day, read_what_can_be
from planner.book.diary.write_page import rewrite_day, write_day
from planner.core.diary import DiaryDay
from planner.errors import BookErrors
from tests.lines import planned_line, with_values, worked_line

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 11, 23)


def clock(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, tzinfo=BERLIN)


PLANNED = planned_line(
    item="acme/proposal", record="acme", kind="prospect", does="advance", play="proposal", title="Proposal",
    start=clock(8, 30), end=clock(9, 15), minutes=45, part=(1, 2), rank=1, per_hour=850.123456, makes=637.5,
    value=637.5, chance=0.62, made=clock(7),
)  # fmt: skip
WORKED = worked_line(
    item="acme/proposal", record="acme", does="advance", play="proposal", title="Proposal",
    start=clock(8, 30), end=clock(9, 20), minutes=50, outcome="advanced", aim_met=True, answers={"need": "yes"},
)  # fmt: skip
DAY = DiaryDay(
    date=TODAY, price_today=412.0, makes=637.5, inputs="9f3a", options={"hours": 3},
    figures={"care": {"due": 3}}, planned=(PLANNED,), worked=(WORKED,),
)  # fmt: skip

PAGE = """\
# Monday, kept by plan; comments and keys of your own stay

[page]
format = 1
price_today = 412.0
makes = 637.5
inputs = "9f3a"
options = { hours = 3 }
care = { due = 3 }

[[planned]]
item = "acme/proposal"
record = "acme"
kind = "prospect"
does = "advance"
play = "proposal"
title = "Proposal"
start = 2026-11-23T08:30:00+01:00
end = 2026-11-23T09:15:00+01:00
minutes = 45
part = [1, 2]
rank = 1
per_hour = 850.1235
makes = 637.5
value = 637.5
chance = 0.62
made = 2026-11-23T07:00:00+01:00

[[worked]]
item = "acme/proposal"
record = "acme"
does = "advance"
play = "proposal"
title = "Proposal"
start = 2026-11-23T08:30:00+01:00
end = 2026-11-23T09:20:00+01:00
minutes = 50
outcome = "advanced"
aim_met = true
answers = { need = "yes" }
"""


def test_a_page() -> None:
    assert write_day(DAY).decode() == PAGE


def test_a_row_in_a_hurry() -> None:
    page = '[[worked]]\nitem = "bolt/visit"\ndoes = "visit"\nstart = 11:00:00\nminutes = 30\noutcome = "done"\n'
    assert read_day(page.encode(), TODAY, BERLIN).worked == (
        worked_line(
            item="bolt/visit", record="bolt", does="visit", play="visit", title="bolt/visit",
            start=clock(11), end=clock(11, 30), minutes=30, outcome="done",
        ),
    )  # fmt: skip


def test_a_page_with_notes_keeps_them() -> None:
    page = PAGE.replace('outcome = "advanced"\n', 'outcome = "advanced"   # at last!\nmood = "good"\n')
    day = read_day(page.encode(), TODAY, BERLIN)
    later = replace(
        day,
        planned=(with_values(day.planned[0], dropped=clock(9, 30)),),
        worked=(*day.worked, with_values(WORKED, item="bolt/touch", record="bolt", does="touch", answers={})),
        price_today=398.0,
    )
    assert rewrite_day(page.encode(), later, BERLIN).decode() == (
        page.replace("412.0", "398.0").replace(
            "made = 2026-11-23T07:00:00+01:00\n",
            "made = 2026-11-23T07:00:00+01:00\ndropped = 2026-11-23T09:30:00+01:00\n",
        )
        + '\n[[worked]]\nitem = "bolt/touch"\nrecord = "bolt"\ndoes = "touch"\nplay = "proposal"\ntitle = "Proposal"\n'
        "start = 2026-11-23T08:30:00+01:00\nend = 2026-11-23T09:20:00+01:00\nminutes = 50\n"
        'outcome = "advanced"\naim_met = true\n'
    )


def test_a_row_that_was_taken_out_is_gone_and_no_other() -> None:
    page = PAGE + "# mine\n"
    day = read_day(page.encode(), TODAY, BERLIN)
    assert rewrite_day(page.encode(), replace(day, planned=()), BERLIN).decode() == (
        PAGE[: PAGE.index("[[planned]]")] + PAGE[PAGE.index("[[worked]]") :] + "# mine\n"
    )


@pytest.mark.parametrize(
    ("right", "wrong", "line", "what", "fix"),
    [
        (
            "minutes = 45",
            "minutes = -45",
            20,
            "minutes is not a whole number, zero or more",
            "write it like 45, or take the row out",
        ),
        ("minutes = 50", "minuts = 50", 37, "unknown key minuts", "did you mean minutes?"),
        (
            "rank = 1",
            'rank = "one"',
            22,
            "rank is not a whole number, zero or more",
            "write it like 45, or take the row out",
        ),
        ("per_hour = 850.1235", "per_hour = nan", 23, "per_hour is not a number", "write a number"),
        (
            "start = 2026-11-23T08:30:00+01:00",
            "start = 830",
            18,
            "start is not a time",
            "write it like 2026-11-23T09:30:00",
        ),
        ("T09:15:00", "T08:15:00", 19, "end is before start", "change one of them"),
        ('does = "advance"', 'does = "advances"', 15, "does is not a known word", "did you mean advance?"),
        ("part = [1, 2]", "part = [0]", 21, "part is not a part", "write it like [1, 2]: the first of two"),
        ("aim_met = true", 'aim_met = "yes"', 39, "aim_met is not true or false", "write true or false"),
        ("format = 1", "format = 2", 4, "the page is from another version of plan", "update plan"),
        (
            "makes = 637.5",
            'makes = "x"',
            6,
            "makes has to be an amount of money, 0 or more",
            "fix it, or take the line out",
        ),
        ('item = "acme/proposal"\n', "", 11, "a row without item", "add item = …, or take the row out"),
        ("[[worked]]", "[worked]", 29, "worked is not a list of tables", "write [[worked]] above a row"),
    ],
)
def test_a_fault_is_reported_with_its_line(right: str, wrong: str, line: int, what: str, fix: str | None) -> None:
    assert right in PAGE
    with pytest.raises(BookErrors) as caught:
        read_day(PAGE.replace(right, wrong, 1).encode(), TODAY, BERLIN)
    (error,) = caught.value.errors
    assert (error.file, error.line, error.what) == ("diary/2026-11-23.toml", line, what)
    assert fix is None or error.fix == fix
    assert error.excerpt == (PAGE.replace(right, wrong, 1).splitlines()[line - 1])


def test_what_can_be_read_of_a_damaged_page_is_read() -> None:
    day, errors = read_what_can_be(PAGE.replace("minutes = 45", "minutes = []").encode(), TODAY, BERLIN)
    assert (day.planned, day.worked, len(errors)) == ((), (WORKED,), 1)
    day, errors = read_what_can_be(PAGE[:-20].encode(), TODAY, BERLIN)
    assert (day, len(errors), errors[0].line) == (DiaryDay(date=TODAY), 1, 40)
    assert read_what_can_be(b"\xff\x00", TODAY, BERLIN)[1][0].what.startswith("this is not UTF-8 text")


def test_a_damaged_page_is_not_written_over() -> None:
    with pytest.raises(BookErrors):
        rewrite_day(PAGE[:-20].encode(), DAY, BERLIN)
