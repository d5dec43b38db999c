"""The page at seven in the morning, on a terminal and elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from rich.console import Console

from planner.core.page.page import Page
from planner.screen.page.page import show_page
from tests.lines import with_values
from tests.screen.paper import in_pipe, on_terminal
from tests.screen.sample_pages import FOREIGN, FULL, MORNING, NO_DEALS, PROPOSAL, SEVEN, VISIT, WEEKEND, item


def screen(page: Page, now: datetime = SEVEN, top: int | None = None):
    def show(console: Console) -> None:
        show_page(page, console, now, top)

    return show


def test_at_80_columns_the_reason_stands_under_the_money_it_explains() -> None:
    assert (
        on_terminal(screen(MORNING))
        == """\

 Mon 23 Nov 2026                                      Dana Reyes · 6h40 to give
 makes $1,870 · cut-off today $412/h · your year needs $280/h

 08:30     45m    1 Proposal, part 1 of 2    Acme rollout          $638  $850/h
                    Agree what the first ninety days…   $7,680 × 62% over 5.6 h
 09:20     20m    6 Qualify                  Cargo relaunch         $98  $293/h
                    Who signs, and what happens if…     $4,160 × 31% over 4.4 h
 09:45     30m    3 Prepare: Discovery call  Hale GmbH             $228  $455/h
                    Their last annual report, and…      $5,200 × 45% over 5.1 h
 10:20      1h  ◆ 2 Discovery call           Hale GmbH             $455  $455/h
                    Learn what it costs them to…        $5,200 × 45% over 5.1 h
 11:30     30m  ▪   Team meeting                                 displaces $206
 12:05     10m  · 9 Keep in touch            Lumen Optics    31 days, due today
 12:20     10m  ·10 Keep in touch            Orchard & Sons     93 days, 3 late
 13:15     40m    4 Visit                    Bolt AG               $278  $417/h
                    Win the second plant       $278 from one more visit, 3 of 4
 14:00     30m    7 Quarterly review deck    Bolt AG               $175  $350/h
 14:35    1h30    8 Find a new lead                                 $47   $31/h
                    Two names in logistics who…        $1,600 × 4.1% over 2.1 h
 16:10     15m    5 Expenses                                     has to be done

 Not forgotten  3 due, 3 on the page · 1 of them overdue
                next: Pine Clinic on Thursday
 Left out       Nordwind proposal $402/h, no room
                Hale renewal $390/h, needs Sam
                Birch demo $31/h, no time for it
 Ask yourself   Birch has no next step agreed
                Cargo relaunch: its date of 20 Nov has passed, still alive?
 Worth parking  Birch pays $31/h, frees 9.5 hours

"""
    )


def test_at_120_columns_the_reason_has_a_column_and_the_objective_its_own_line() -> None:
    top = replace(MORNING, items=MORNING.items[:2], busy=())
    text = on_terminal(screen(top), 120)
    assert (
        text[text.index(" 08:30") : text.index("\n\n Not forgotten")]
        == """\
 08:30     45m    1 Proposal, part 1 of 2  Acme rollout    $7,680 × 62% over 5.6 h still to come  $638  $850/h
                    Agree what the first ninety days have to prove
 09:20     20m    6 Qualify                Cargo relaunch  $4,160 × 31% over 4.4 h still to come   $98  $293/h
                    Who signs, and what happens if they do nothing?"""
    )


def test_a_pipe_gets_whole_names_in_columns() -> None:
    long = "A very long name of a deal that nobody can say in one breath"
    page = replace(
        MORNING,
        items=(
            item(1, "08:30", "09:15", with_values(PROPOSAL, name=long)),
            item(2, "10:25", "11:05", with_values(VISIT, name="東京海上システム")),
        ),
    )
    lines = in_pipe(screen(page)).splitlines()
    assert [lines[4], lines[6]] == [
        f" 08:30     45m    1 Proposal  {long}  $7,680 × 62% over 5.6 h still to come       $638  $850/h",
        f" 10:25     40m    2 Visit     東京海上システム{' ' * 44}  "
        "$278 from one more visit, 3 of the usual 4  $278  $417/h",
    ]


def test_a_terminal_without_unicode_gets_the_nearest_letters() -> None:
    text = on_terminal(screen(replace(FOREIGN, items=FOREIGN.items[:4])), encoding="ascii")
    assert text.splitlines()[1:8] == [
        " Mon 23 Nov 2026                                  Zofie Novakova - 6h40 to give",
        " makes EUR 1,870 - cut-off today EUR 412/h - your year needs EUR 280/h",
        "",
        " 08:30     45m    1 Proposal        ???????????? ??????? ?~  EUR 638  EUR 850/h",
        "                    Agree what the first ninety~     EUR 7,680 x 62% over 5.6 h",
        " 09:20      1h  * 2 Discovery call  Arztegemeinschaft Wurz~  EUR 455  EUR 455/h",
        "                    Learn what it costs them to~     EUR 5,200 x 45% over 5.1 h",
    ]


def test_only_the_best_lines() -> None:
    lines = on_terminal(screen(MORNING, top=2)).splitlines()
    assert lines[4:9] == [
        " 08:30     45m    1 Proposal, part 1 of 2  Acme rollout            $638  $850/h",
        "                    Agree what the first ninety days…   $7,680 × 62% over 5.6 h",
        " 10:20      1h  ◆ 2 Discovery call         Hale GmbH               $455  $455/h",
        "                    Learn what it costs them to…        $5,200 × 45% over 5.1 h",
        "                    and 8 more",
    ]


def test_a_day_without_hours() -> None:
    assert (
        on_terminal(screen(WEEKEND))
        == """\

 Sat 28 Nov 2026                                  Dana Reyes · no hours to give

 No hours are given to customers today. `plan today --hours 3` plans some all
 the same.

 Not forgotten  next: Pine Clinic on Monday

"""
    )


def test_a_book_without_deals() -> None:
    assert (
        on_terminal(screen(NO_DEALS))
        == """\

 Mon 23 Nov 2026                                      Dana Reyes · 6h40 to give

 Nothing in the book asks for time today. `plan add prospect` writes down a
 deal, `plan import FILE.csv` brings in a CRM's.

"""
    )


def test_a_full_day_tells_what_is_not_proven_and_what_is_too_much() -> None:
    text = on_terminal(screen(FULL))
    assert (
        text[text.index(" Not forgotten") :]
        == """\
 Not forgotten  9 due, 6 on the page · 4 of them overdue
                keeping everyone's date needs 1h36 a day, 55m are kept
                next: Pine Clinic on 4 Dec
 Left out       Nordwind proposal $402/h, no room
                Hale renewal $390/h, needs Sam
                Birch demo $31/h, no time for it
                Nordwind proposal $402/h, no room · and 32 more
 Ask yourself   Birch has no next step agreed
                Cargo relaunch: its date of 20 Nov has passed, still alive?
 Worth parking  Birch pays $31/h, frees 9.5 hours
 Not proven     its hours are worth $130,000, $131,300 at most: <1% below
 Careful        work.ics: the event on line 214 could not be read
                  (RRULE:FREQ=SOMETIMES); the page may overlap it
                the book asks for more than a day can keep: 61 people are
                  due this week

"""
    )


@pytest.mark.parametrize("colour", [False, True])
def test_colour_is_the_only_escape_sequence(colour: bool) -> None:
    assert ("\x1b[" in on_terminal(screen(MORNING), colour=colour)) is colour


def test_a_pipe_gets_one_thing_a_line_below_the_day() -> None:
    text = in_pipe(screen(FULL))
    assert (
        text[text.index(" Left out") : text.index(" Worth parking")]
        == """\
 Left out       Nordwind proposal $402/h, no room
                Hale renewal $390/h, needs Sam
                Birch demo $31/h, no time for it
                Nordwind proposal $402/h, no room
                and 32 more
 Ask yourself   Birch has no next step agreed
                Cargo relaunch: its date of 20 Nov has passed, still alive?
"""
    )
