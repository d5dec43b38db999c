"""The page at seven in the morning, on a terminal and elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from rich.console import Console

from planner.core.page.page import Ask, ComingStep, Page, Parking, Prices, Reminder
from planner.locales.locale import locale_of, use_locale
from planner.screen.page.head_and_foot import hours_for_selling
from planner.screen.page.page import show_page
from tests.lines import with_values
from tests.screen.paper import in_pipe, on_terminal
from tests.screen.sample_pages import (
    EXPENSES,
    FOREIGN,
    FULL,
    MORNING,
    NO_DEALS,
    PROPOSAL,
    SEVEN,
    VISIT,
    WEEKEND,
    called,
    item,
)


def screen(page: Page, now: datetime = SEVEN, top: int | None = None):
    def show(console: Console) -> None:
        show_page(page, console, now, top)

    return show


def coming(name: str, on: date, **fields: object) -> ComingStep:
    own = {"item": name.lower(), "record": name.lower(), "how": "on", **fields}
    return ComingStep(name=name, on=on, **own)  # type: ignore[arg-type]


def test_at_80_columns_chances_and_money_have_columns() -> None:
    assert (
        on_terminal(screen(MORNING))
        == """\

 Mon 23 Nov 2026                                  Dana Reyes · 6h40 for selling
 Makes $1,870 if it goes as planned · 2 promises, 1 on
 An hour is worth $412 today · your goal needs $280/h
 Can't keep       Hale, promised for today: `plan later hale tomorrow`

  from  min  no                                      step  win  to you  an hour
 08:30   45   1   Acme rollout                        55%  60%    $638     $850
                  Proposal, part 1 of 2 · Agree what the first ninety days…
 09:20   20   6   Cargo relaunch: Qualify             45%  30%     $98     $293
                  Who signs, and what happens if they do nothing?
 09:45   30   3   Hale GmbH: Prep: Discovery call     50%  45%    $228     $455
                  Their last annual report, and what changed since
 10:20   60   2 ◆ Hale GmbH: Discovery call           50%  45%    $455     $455
                  Learn what it costs them to change nothing
 11:30   30       Team meeting                                  crowds out $206
 12:05   10   9 · Lumen Optics: Keep in touch         31 days silent, due today
 12:20   10  10 · Orchard & Sons: Keep in touch       93 days silent, 3 overdue
 13:15   40   4   Bolt AG: Visit                                  $278     $417
                  Win the second plant
 14:00   30   7 ! Bolt AG: Quarterly review deck                  $175     $350
 14:35   90   8   Find a new lead                                  $47      $31
                  Two names in logistics who changed chairs this autumn
 16:10   15   5   Expenses                                              must do

 Touches          3 of 3 on the page · 1 overdue
 Left out         Nordwind: Proposal, $402/h (pays less)
                  Hale: Renewal, $390/h (needs Sam)
                  Birch: Demo, $31/h (doesn't fit a free slot)
 Your call        Birch: no next step. Agree one?
                  Cargo relaunch: deadline of 20 Nov passed. Still on?
 Consider parking Birch: $31/h, parking it saves 9.5 h

"""
    )


def test_at_120_columns_whole_names_fit_and_the_objective_has_its_own_line() -> None:
    top = replace(MORNING, items=MORNING.items[:2], busy=())
    text = on_terminal(screen(top), 120)
    assert (
        text[text.index(" 08:30") : text.index("\n\n Touches")]
        == """\
 08:30   45   1   Acme rollout: Proposal, part 1 of 2   55%  60%    $638     $850
                  Agree what the first ninety days have to prove
 09:20   20   6   Cargo relaunch: Qualify               45%  30%     $98     $293
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
    assert [lines[7], lines[9]] == [
        f" 08:30   45   1   {long}: Proposal   55%  60%    $638     $850",
        f" 10:25   40   2   東京海上システム: Visit{' ' * 62}$278     $417",
    ]


def test_a_title_without_room_goes_on_in_the_row_below() -> None:
    long = "A very long name of a deal that nobody can say in one breath"
    page = replace(MORNING, items=(item(1, "08:30", "09:15", called(PROPOSAL, long)),))
    rows = on_terminal(screen(page)).splitlines()
    assert " 08:30   45   1   A very long name of a deal that     55%  60%    $638     $850" in rows
    assert "                  nobody can say in one breath: Proposal · Agree what the…" in rows


def test_brief_is_one_row_for_each_line_and_cuts_the_name_first() -> None:
    long = "A very long name of a deal that nobody can say in one breath"
    page = replace(MORNING, items=(item(1, "08:30", "09:15", called(PROPOSAL, long)), *MORNING.items[1:]))
    rows = on_terminal(lambda console: show_page(page, console, SEVEN, brief=True)).splitlines()
    assert " 08:30   45   1   A very long name of a…: Proposal    55%  60%    $638     $850" in rows
    entries = [row for row in rows if row[1:3].isdigit() and row[3] == ":"]
    assert len(entries) == len(MORNING.items) + len(MORNING.busy)
    assert not [row for row in rows if "Agree what the first" in row or row.startswith(" Touches")]


def test_the_title_takes_the_room_of_columns_without_a_figure() -> None:
    title = "Ask Ostermann whether Hale may call them"
    ask = with_values(EXPENSES, title=title, per_hour=480.0, makes=120.0, must=False)
    rows = on_terminal(screen(replace(MORNING, items=(item(1, "09:55", "10:10", ask),)))).splitlines()
    assert any(title in row and "$480" in row for row in rows)


def test_what_is_overdue_says_since_when() -> None:
    late = with_values(EXPENSES, promised=True, overdue=2)
    short = replace(MORNING.promises.short[0], overdue=3)
    promises = replace(MORNING.promises, short=(short,))
    page = replace(MORNING, items=(item(1, "08:30", "08:45", late),), promises=promises)
    lines = on_terminal(screen(page)).splitlines()
    assert " 08:30   15   1 ! Expenses                                      2 days overdue" in lines
    assert " Can't keep       Hale, 3 days overdue: `plan later hale tomorrow`" in lines


def test_a_terminal_without_unicode_gets_the_nearest_letters() -> None:
    text = on_terminal(screen(replace(FOREIGN, items=FOREIGN.items[:4])), encoding="ascii")
    assert text.splitlines()[1:11] == [
        " Mon 23 Nov 2026                              Zofie Novakova - 6h40 for selling",
        " Makes EUR 1,870 if it goes as planned - 2 promises, 1 on",
        " An hour is worth EUR 412 today - your goal needs EUR 280/h",
        " Can't keep       Hale, promised for today: `plan later hale tomorrow`",
        "",
        "  from  min  no                                     step  win   to you  an hour",
        " 08:30   45   1   ???????????? ??????? ???           55%  60%  EUR 638  EUR 850",
        "                  Proposal - Agree what the first ninety days have to prove",
        " 09:20   60   2 * Arztegemeinschaft Wurzburg-Sud     50%  45%  EUR 455  EUR 455",
        "                  Discovery call - Learn what it costs them to change nothing",
    ]


def test_only_the_best_lines() -> None:
    lines = on_terminal(screen(MORNING, top=2)).splitlines()
    assert lines[6:12] == [
        "  from  min  no                                      step  win  to you  an hour",
        " 08:30   45   1   Acme rollout                        55%  60%    $638     $850",
        "                  Proposal, part 1 of 2 · Agree what the first ninety days…",
        " 10:20   60   2 ◆ Hale GmbH: Discovery call           50%  45%    $455     $455",
        "                  Learn what it costs them to change nothing",
        "                  and 8 more",
    ]


def test_a_day_without_hours() -> None:
    assert (
        on_terminal(screen(WEEKEND))
        == """\

 Sat 28 Nov 2026                             Dana Reyes · no hours for selling

 No selling hours today. To plan some anyway: `plan today --hours 3`

 Touches          next: Pine Clinic on Monday

"""
    )


def test_a_book_without_deals() -> None:
    assert (
        on_terminal(screen(NO_DEALS))
        == """\

 Mon 23 Nov 2026                                 Dana Reyes · 6h40 for selling

 Nothing to do for anyone today. Add a deal: `plan add deal`, or `plan import
 FILE.csv`

"""
    )


def test_a_full_day_tells_what_is_not_proven_and_what_is_too_much() -> None:
    text = on_terminal(screen(FULL))
    assert (
        text[text.index(" Touches") :]
        == """\
 Touches          6 of 9 on the page · 4 overdue
 Left out         Nordwind: Proposal, $402/h (pays less)
                  Hale: Renewal, $390/h (needs Sam)
                  Birch: Demo, $31/h (doesn't fit a free slot) · and 33 more
 Your call        Birch: no next step. Agree one?
                  Cargo relaunch: deadline of 20 Nov passed. Still on?
 Consider parking Birch: $31/h, parking it saves 9.5 h
 Best page        within 2% of the best possible
 Warning          work.ics: the event on line 214 could not be read
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
        text[text.index(" Left out") : text.index(" Consider parking")]
        == """\
 Left out         Nordwind: Proposal, $402/h (pays less)
                  Hale: Renewal, $390/h (needs Sam)
                  Birch: Demo, $31/h (doesn't fit a free slot)
                  and 33 more
 Your call        Birch: no next step. Agree one?
                  Cargo relaunch: deadline of 20 Nov passed. Still on?
"""
    )


def test_a_bound_that_is_loose_says_nothing() -> None:
    """Of a day with `--hours` the bound is that of all its minutes."""
    assert "of the best possible" in on_terminal(screen(replace(FULL, bound=FULL.value * 1.2)))
    assert "of the best possible" not in on_terminal(screen(replace(FULL, bound=FULL.value * 2.9)))


def test_what_pays_more_than_an_hour_had_no_room_in_one_piece() -> None:
    cheap = replace(FULL, prices=replace(FULL.prices, today=300.0, one_more_hour=300.0))
    text = on_terminal(screen(cheap), width=120)
    assert "Nordwind: Proposal, $402/h (no 1h30 free in one piece)" in text


def test_work_that_would_fit_in_the_time_of_a_search_says_that_it_is_set_aside() -> None:
    line = FULL.items[0]
    search = replace(line, what=replace(line.what, does="find"), slot=replace(line.slot, minutes=90))
    search = replace(search, status=replace(search.status, state="planned"))
    cheap = replace(
        FULL, prices=replace(FULL.prices, today=300.0, one_more_hour=300.0), items=(search, *FULL.items[1:])
    )
    text = on_terminal(screen(cheap), width=120)
    assert "Nordwind: Proposal, $402/h (set aside for prospecting)" in text


def test_what_touches_cost_names_prospecting_only_where_a_line_of_it_is_on_the_page() -> None:
    items = tuple(item for item in FULL.items if item.what.does != "find")
    dear = replace(FULL, care=replace(FULL.care, costs=40.0), items=items)
    assert "touches cost $40 today" in on_terminal(screen(dear))
    finding = replace(items[0], what=replace(items[0].what, does="find"))
    assert "touches and prospecting cost $40 today" in on_terminal(screen(replace(dear, items=(finding, *items[1:]))))


@pytest.mark.parametrize("record", ["hale", "hale-and-partners-rollout"])
def test_the_command_that_moves_a_promise_is_never_cut(record: str) -> None:
    short = replace(FULL.promises.short[0], name="Hale and Partners of Oslo, renewal and rollout", record=record)
    text = on_terminal(screen(replace(FULL, promises=replace(FULL.promises, short=(short,)))))
    assert f"`plan later {record} tomorrow`" in text
    assert "Hale" in next(line for line in text.splitlines() if "Can't keep" in line)


@pytest.mark.parametrize(("today", "more"), [(390.0, 405.0), (402.0, 402.0), (402.0, 300.0), (405.0, 420.0)])
def test_between_the_last_hour_and_one_more_there_is_no_room(today: float, more: float) -> None:
    """Nordwind pays $402 an hour, as much as the page's last one or a little less."""
    page = replace(FULL, prices=Prices(today=today, one_more_hour=more, year=280))
    assert "Nordwind: Proposal, $402/h (no room)" in on_terminal(screen(page))


@pytest.mark.parametrize(("locale", "since"), [("en-GB", "5 Nov"), ("en-US", "Nov 5")])
def test_who_does_not_answer_is_worth_parking_since_a_day(locale: str, since: str) -> None:
    silent = Parking(
        record="birch", name="Birch", per_hour=0, hours=0, because="no answer", silent_since=date(2026, 11, 5)
    )
    with use_locale(locale_of(locale)):
        text = on_terminal(screen(replace(FULL, park=(silent,))))
    assert f" Consider parking Birch: no answer since {since}\n" in text


@pytest.mark.parametrize(
    ("locale", "since"), [("en-GB", "Fri 20 Nov"), ("en-US", "Fri Nov 20"), ("ja-JP", "Fri Nov 20")]
)
def test_a_reminder_of_an_earlier_day_names_it(locale: str, since: str) -> None:
    reminder = Reminder(
        record="birch", name="Birch", on=date(2026, 11, 20), next="Call about pricing", because="no room"
    )
    with use_locale(locale_of(locale)):
        text = on_terminal(screen(replace(FULL, reminders=(reminder,))))
    assert f"Reminder         Birch: Call about pricing, {since} (no room)\n" in text


def test_a_reminder_without_a_line_asks_whether_it_was_agreed() -> None:
    """What was agreed comes first, whatever it pays; a day from the CRM may be one or not."""
    reminder = Reminder(record="birch", name="Birch", on=FULL.date, next="Send the price", because="no room")
    question = "Birch: Send the price. Agreed with them? `plan set birch next_on=today`"
    shown = " ".join(on_terminal(screen(replace(FULL, reminders=(reminder,)))).split())
    assert f"Your call {question}" in shown
    for other in (replace(reminder, because=None), replace(reminder, next="")):
        assert "Agreed with them?" not in on_terminal(screen(replace(FULL, reminders=(other,))), width=120)


def test_an_agreed_step_has_the_words_it_was_agreed_in() -> None:
    line = FULL.items[0]
    agreed = replace(line, what=replace(line.what, does="book", title="Send the price", name="Birch"))
    text = on_terminal(screen(replace(FULL, items=(agreed, *FULL.items[1:]))), width=120)
    assert "Birch: Send the price" in text
    assert "Book:" not in text


TUESDAY = date(2026, 11, 24)
COMING = (
    coming("Bolt proposal", TUESDAY, how="by", minutes=120),
    coming("Fjordlin", TUESDAY, how="at", at=datetime(2026, 11, 24, 13, 15, tzinfo=SEVEN.tzinfo), next="prep"),
    coming("Südfracht dispatch", date(2026, 11, 26), waiting_on="their lawyer"),
    coming("Zelenkova glassworks", date(2026, 12, 1), how="from"),
    coming("Nordwind three plants", date(2026, 12, 2), next="He has to say whether the break clause can go"),
    coming("Kestrel & Moor Gauges Ltd", date(2026, 12, 3), how="check-in"),
    coming("Pellegrín packaging", date(2026, 12, 4), how="decision"),
)


def its_day(page: Page, width: int) -> list[str]:
    """The rows of the foot about what has its day."""
    rows = on_terminal(screen(page), width=width).splitlines()
    first = next((at for at, row in enumerate(rows) if row.startswith(" Has its day")), len(rows))
    count = next((at for at, row in enumerate(rows[first + 1 :]) if row[:2] != "  "), 0)
    return [row[18:] for row in rows[first : first + 1 + count]]


def test_what_has_its_day_is_named_in_two_rows() -> None:
    page = replace(MORNING, has_its_day=COMING[:2])
    assert its_day(page, 80) == ["Bolt proposal, 2h: by Tue · Fjordlin, prep: Tue 13:15"]
    full = replace(MORNING, has_its_day=COMING, more_with_day=3)
    assert its_day(full, 80) == [
        "Bolt proposal, 2h: by Tue · Fjordlin, prep: Tue 13:15",
        "Südfracht dispa…, waiting on their lawyer: Thu · and 7 more",
    ]
    assert its_day(full, 120) == [
        "Bolt proposal, 2h: by Tue · Fjordlin, prep: Tue 13:15",
        "Südfracht dispatch, waiting on their lawyer: Thu · and 7 more",
    ]


@pytest.mark.parametrize("width", [64, 72, 80, 96, 120, 200])
@pytest.mark.parametrize("count", range(1, 8))
def test_two_rows_hold_whole_days_and_the_count_of_the_rest(width: int, count: int) -> None:
    rows = its_day(replace(FULL, has_its_day=COMING[:count], more_with_day=20), width)
    words = " · ".join(rows).split(" · ")
    assert len(rows) <= 2
    assert words[-1] == f"and {count - len(words) + 21} more"
    days = ["by Tue", "Tue 13:15", "Thu", "from 1 Dec", "2 Dec", "3 Dec", "4 Dec"]
    assert [each.rpartition(": ")[2] for each in words[:-1]] == days[: len(words) - 1]


@pytest.mark.parametrize(("locale", "when"), [("en-GB", "Tue 13:15"), ("en-US", "Tue 1:15pm"), ("de-DE", "Tue 13:15")])
def test_the_day_is_written_as_the_book_writes_days(locale: str, when: str) -> None:
    with use_locale(locale_of(locale)):
        assert its_day(replace(MORNING, has_its_day=COMING[1:2]), 80) == [f"Fjordlin, prep: {when}"]


def test_a_pipe_has_a_row_for_each() -> None:
    text = in_pipe(screen(replace(MORNING, has_its_day=COMING)))
    assert (
        """\
 Has its day      Bolt proposal, 2h: by Tue
                  Fjordlin, prep: Tue 13:15
                  Südfracht dispatch, waiting on their lawyer: Thu
                  Zelenkova glassworks: from 1 Dec
                  Nordwind three plants: 2 Dec
                  and 2 more
"""
        in text
    )


def test_nothing_is_named_twice_in_the_foot() -> None:
    left = MORNING.left_out[0]
    page = replace(MORNING, has_its_day=(coming("Nordwind", TUESDAY, item=left.what.record),))
    assert "Nordwind: Proposal" in on_terminal(screen(MORNING))
    assert on_terminal(screen(page)).count("Nordwind") == 1
    nobody_due = replace(MORNING, care=replace(MORNING.care, due=0))
    assert "next: Pine Clinic" in on_terminal(screen(nobody_due))
    pine = replace(nobody_due, has_its_day=(coming("Pine Clinic", TUESDAY),))
    assert on_terminal(screen(pine)).count("Pine Clinic") == 1


def test_the_head_says_how_much_of_the_day_is_done() -> None:
    first, *others = MORNING.items
    done = replace(first, status=replace(first.status, state="done"))
    shown = on_terminal(screen(replace(MORNING, items=(done, *others)))).splitlines()
    assert shown[1].endswith("Dana Reyes · 6h40 for selling, 45m done")
    assert hours_for_selling(replace(MORNING, minutes_available=0)) == "no hours for selling"


def test_what_has_its_day_takes_its_row_from_what_is_left_out() -> None:
    page = replace(MORNING, left_out=MORNING.left_out * 3, more_left_out=5)
    rows = on_terminal(screen(page)).splitlines()
    first = rows.index(" Left out         Nordwind: Proposal, $402/h (pays less)")
    assert rows[first + 1 : first + 3] == [
        "                  Hale: Renewal, $390/h (needs Sam)",
        "                  Birch: Demo, $31/h (doesn't fit a free slot) · and 11 more",
    ]
    both = on_terminal(screen(replace(page, has_its_day=COMING[:1]))).splitlines()
    at = both.index(" Left out         Nordwind: Proposal, $402/h (pays less)")
    assert both[at + 1] == "                  Hale: Renewal, $390/h (needs Sam) · and 12 more"


def test_the_count_of_the_rest_needs_no_row_of_its_own() -> None:
    long = replace(
        MORNING.left_out[2],
        what=replace(MORNING.left_out[2].what, title="A demo for the whole board, with Sam and Ann"),
    )
    page = replace(MORNING, left_out=(*MORNING.left_out[:2], long), more_left_out=5)
    text = on_terminal(screen(page))
    assert "                  Birch: A demo for the whole board, with Sam an… · and 5 more\n" in text


QUESTIONS = (
    Ask(record="illerau", name="Illerau public works tender", what="bid or drop", on=date(2026, 12, 4)),
    Ask(record="dorn", name="Dornhagen clinics", what="date passed", on=date(2026, 11, 13)),
    Ask(record="fjord", name="Fjordlin Mat, Bergen", what="appointment passed", on=date(2026, 11, 10)),
)
ENDS = ("Bid or drop by 4 Dec?", "passed. Still on?", "`plan done fjord`")


@pytest.mark.parametrize("width", [40, 60, 72, 80, 120])
def test_a_question_to_the_rep_is_never_cut(width: int) -> None:
    rows = on_terminal(screen(replace(MORNING, asks=QUESTIONS)), width=width).splitlines()
    first = next(at for at, row in enumerate(rows) if row.startswith(" Your call"))
    last = next(at for at, row in enumerate(rows) if at > first and row[:2] != "  ")
    shown = " ".join(" ".join(row[18:].split()) for row in rows[first:last])
    assert "…" not in shown
    assert any("`plan done fjord`" in row for row in rows)  # a command stays in one row
    assert all(end in shown for end in ENDS)
    assert max(map(len, rows)) <= width


def test_at_60_columns_the_money_is_whole() -> None:
    rows = on_terminal(screen(MORNING), width=60).splitlines()
    assert any(row.endswith("an hour") for row in rows)
    assert any(row.endswith("$638     $850") for row in rows)


def test_stuck_deals_beyond_the_few_of_a_day_are_one_line() -> None:
    page = replace(MORNING, care=replace(MORNING.care, to_close=15))
    assert "15 more deals are stuck: `plan list --sort last_touch`" in on_terminal(screen(page), width=80)
