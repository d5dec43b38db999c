"""The book as a table, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

from planner.core.records.card_values import ListRow
from planner.screen.records.table import FIELDS, Listing, listing_csv, listing_json, show_listing
from tests.screen.paper import in_pipe, on_terminal
from tests.screen.sample_cards import MONDAY, ROWS


def test_at_80_columns() -> None:
    assert (
        on_terminal(lambda console: show_listing(ROWS, Listing("USD", MONDAY), console))
        == """\
 name                 next step           on  min  step  win   if won   an hour
 Acme rollout         Discovery call  25 Nov   60   45%  60%   $3,840    $425/h
 東京海上システム…    Proposal                155   60%  20%  $96,000  $2,130/h
 Birch                parked
 3 records
"""
    )


def test_a_pipe_gets_every_column_and_whole_names() -> None:
    rows = in_pipe(lambda console: show_listing(ROWS[:2], Listing("USD", MONDAY), console)).splitlines()
    assert [row.split("  ")[0].strip() for row in rows] == ["name", "Acme rollout", ROWS[1].name, "2 records"]
    assert rows[0].split("  ")[0] == " name"
    assert [title.strip() for title in rows[0].split("  ") if title] == [
        *("name", "company", "stage", "amount", "next step", "on", "min", "step", "win", "if won", "an hour"),
        *("last touch", "touch", "id"),
    ]


def test_the_column_it_is_sorted_by_is_shown() -> None:
    listing = Listing("USD", MONDAY, "amount")
    head = on_terminal(lambda console: show_listing(ROWS, listing, console)).splitlines()[0]
    assert "amount" in head and "last touch" not in head


def test_accounts_at_80_columns() -> None:
    bolt = ListRow(
        kind="account",
        id="bolt",
        name="Bolt Antriebe AG",
        amount=310_000,
        per_hour=449.0,
        last_touch=date(2026, 11, 5),
        next_date=date(2026, 12, 4),
        visit_from=date(2026, 11, 23),
        visit_minutes=95,
        visit_makes=710.0,
        title="Account visit",
        minutes=95,
    )
    assert (
        on_terminal(lambda console: show_listing([bolt], Listing("EUR", MONDAY), console))
        == """\
 name              next step      min  visit from  makes  an hour
 Bolt Antriebe AG  Account visit   95      23 Nov   €710   €449/h
 1 record
"""
    )


def test_columns_that_nothing_stands_in_are_left_out() -> None:
    rows = [ListRow(kind="contact", id="lena", name="Lena Vogt", role="Operations", last_touch=date(2026, 6, 1))]
    assert (
        on_terminal(lambda console: show_listing(rows, Listing("USD", MONDAY), console))
        == """\
 name       role        last touch
 Lena Vogt  Operations       1 Jun
 1 record
"""
    )


def test_csv() -> None:
    rows = [ROWS[0], ROWS[2]._replace(name='Birch, "the\x1b[31m old"\nfirm')]
    head, *lines = listing_csv(rows).splitlines()
    assert head.split(",") == [*FIELDS]
    assert [line[:60] for line in lines] == [
        "prospect,acme-rollout,Acme rollout,Acme GmbH,discovery,48000",
        'prospect,birch,"Birch, ""the�[31m old"" firm",,parked,900,,,',
    ]
    assert lines[0].endswith(",425.4,0.62,2026-11-12,2026-11-25,,,,Discovery call,60,0.45,3840,,")
    assert len(list(csv.DictReader(io.StringIO(listing_csv(rows))))) == 2


def test_a_name_is_no_formula_for_a_spreadsheet() -> None:
    (row,) = csv.DictReader(io.StringIO(listing_csv([ROWS[0]._replace(name='=HYPERLINK("x")')])))
    assert row["name"] == '\'=HYPERLINK("x")'


def test_json() -> None:
    page = listing_json(ROWS[:1], "USD")
    assert json.loads(json.dumps(page)) == {
        "format": 1,
        "currency": "USD",
        "records": [
            {
                "kind": "prospect",
                "id": "acme-rollout",
                "name": "Acme rollout",
                "company": "Acme GmbH",
                "stage": "discovery",
                "amount": 48000,
                "per_hour": 425.4,
                "chance": 0.62,
                "last_touch": "2026-11-12",
                "next_date": "2026-11-25",
                "visit_from": None,
                "visit_minutes": None,
                "visit_makes": None,
                "title": "Discovery call",
                "minutes": 60,
                "moves": 0.45,
                "if_won": 3840,
                "role": "",
                "tags": [],
            }
        ],
    }
