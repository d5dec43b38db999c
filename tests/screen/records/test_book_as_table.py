"""The book as a table, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

from planner.core.records.card_types import ListRow
from planner.screen.records.table import listing_csv, listing_json, show_listing
from tests.screen.paper import in_pipe, on_terminal
from tests.screen.sample_cards import MONDAY, ROWS


def test_at_80_columns() -> None:
    assert (
        on_terminal(lambda console: show_listing(ROWS, "USD", MONDAY, console))
        == """\
 name           stage          amount   an hour  chance  last touch        next
 Acme rollout   discovery     $48,000    $425/h     62%      12 Nov      25 Nov
 東京海上シス…  proposal   $1,200,000  $2,130/h     18%              8 Jan 2027
 Birch          parked           $900                         1 Feb
 3 records
"""
    )


def test_a_pipe_gets_every_column_and_whole_names() -> None:
    rows = in_pipe(lambda console: show_listing(ROWS[:2], "USD", MONDAY, console)).splitlines()
    assert [row.split("  ")[0].strip() for row in rows] == ["name", "Acme rollout", ROWS[1].name, "2 records"]
    assert rows[0].split() == [
        "name",
        "company",
        "stage",
        "amount",
        "an",
        "hour",
        "chance",
        "last",
        "touch",
        "next",
        "id",
    ]


def test_columns_that_nothing_stands_in_are_left_out() -> None:
    rows = [ListRow(kind="contact", id="lena", name="Lena Vogt", stage="Operations", last_touch=date(2026, 6, 1))]
    assert (
        on_terminal(lambda console: show_listing(rows, "USD", MONDAY, console))
        == """\
 name       stage       last touch
 Lena Vogt  Operations       1 Jun
 1 record
"""
    )


def test_csv() -> None:
    rows = [ROWS[0], replace(ROWS[2], name='Birch, "the\x1b[31m old"\nfirm')]
    assert (
        listing_csv(rows)
        == """\
kind,id,name,company,stage,amount,per_hour,chance,last_touch,next_date,visit_from,visit_minutes,visit_makes
prospect,acme-rollout,Acme rollout,Acme GmbH,discovery,48000,425.4,0.62,2026-11-12,2026-11-25,,,
prospect,birch,"Birch, ""the�[31m old"" firm",,parked,900,,,2026-02-01,,,,
"""
    )
    assert len(list(csv.DictReader(io.StringIO(listing_csv(rows))))) == 2


def test_a_name_is_no_formula_for_a_spreadsheet() -> None:
    (row,) = csv.DictReader(io.StringIO(listing_csv([replace(ROWS[0], name='=HYPERLINK("x")')])))
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
            }
        ],
    }
