"""An import is shown, then written: the export, the screen and the book's lines together."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.app.crm.preview import folded_lines
from tests.conftest import Plan, Ran
from tests.crm.conftest import PROSPECTS, contents

RunImport = Callable[..., Ran]

SALESFORCE = """\
"Opportunity ID","Account Name","Opportunity Name","Stage","Amount","Close Date","Created Date","Next Step"
"0065g1","Acme GmbH","Acme rollout","Negotiation/Review","52,000.00","12/31/2026","10/2/2026","Call Lena"
"0065g2","Bolt AG","Second plant","Qualification","20,000.00","1/15/2027","11/2/2026",""
"0065g3","Cargo AS","Relaunch","Closed Won","5,000.00","9/30/2026","5/2/2026",""

"Grand Totals (3 records)","","","","","","",""
"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."
"""


def test_a_report_into_a_book_written_by_hand(import_: RunImport, book: Path) -> None:
    (book / "prospects.toml").write_text(PROSPECTS, encoding="utf-8")
    ran = import_(SALESFORCE, "--yes")
    assert (ran.code, ran.err) == (0, "")
    assert (
        ran.out
        == """\
export.csv: a Salesforce export of deals, 3 rows

  stages   "Qualification" is discovery
  new      Second plant: Bolt AG, discovery, $20,000, expected 15 Jan 2027
  new      Relaunch: Cargo AS, won, $5,000, on 30 Sep
  new      Cargo AS: account of a won deal
  changed  Acme rollout (acme-rollout)
             created: nothing -> 2 Oct
             expected: nothing -> 31 Dec
             next: nothing -> Call Lena
             crm_id: nothing -> 0065g1
  yours    acme-rollout: stage discovery (CRM: negotiation)
  yours    acme-rollout: amount 48,000 (CRM: 52,000)

Would add 2 and change 1.
Saved. `plan undo` reverts it.
"""
    )
    assert (
        contents(book)["prospects.toml"]
        == """\
# the one that matters
[[prospect]]
name = "Acme rollout"
company = "Acme GmbH"
amount = 48_000   # they said 50 at first
stage = "discovery"
since = 2026-11-02
id = "acme-rollout"
created = 2026-10-02
expected = 2026-12-31
next = "Call Lena"
crm_id = "0065g1"

[[prospect]]
id = "second-plant"
name = "Second plant"
company = "Bolt AG"
amount = 20000
stage = "discovery"
created = 2026-11-02
expected = 2027-01-15
crm_id = "0065g2"

[[prospect]]
id = "relaunch"
name = "Relaunch"
company = "Cargo AS"
amount = 5000
stage = "won"
created = 2026-05-02
since = 2026-09-30
won_on = 2026-09-30
account = "cargo-as"
crm_id = "0065g3"
"""
    )


def test_theirs_takes_the_crms_values(import_: RunImport, book: Path) -> None:
    (book / "prospects.toml").write_text(PROSPECTS, encoding="utf-8")
    import_(SALESFORCE, "--yes", "--theirs")
    assert contents(book)["prospects.toml"].startswith("""\
# the one that matters
[[prospect]]
name = "Acme rollout"
company = "Acme GmbH"
amount = 52_000   # they said 50 at first
stage = "negotiation"
since = 2026-11-23
""")


def test_a_dry_run_and_a_run_without_yes_write_nothing(import_: RunImport, book: Path) -> None:
    (book / "prospects.toml").write_text(PROSPECTS, encoding="utf-8")
    before = contents(book)
    dry = import_(SALESFORCE, "--dry-run")
    assert (dry.code, dry.out.splitlines()[-1]) == (0, "Nothing saved yet.")
    asked = import_(SALESFORCE)
    assert (asked.code, asked.err) == (
        2,
        "error: can't ask without a terminal: Save this to your book (2 new, 1 changed)?\n  fix: add --yes\n",
    )
    assert contents(book) == before


def test_undo_takes_all_of_it_back(import_: RunImport, plan: Plan, book: Path) -> None:
    before = contents(book)
    import_(SALESFORCE, "--yes")
    assert set(contents(book)) - set(before) == {
        "accounts.toml",
        "prospects.toml",
        "import.toml",
        "diary/crm-seen.toml",
    }
    plan("undo", PLAN_BOOK=str(book))
    assert contents(book) == before


def test_as_json(import_: RunImport, book: Path) -> None:
    (book / "prospects.toml").write_text(PROSPECTS, encoding="utf-8")
    document = json.loads(import_(SALESFORCE, "--json", "--yes", "--only", "Account Name=Acme GmbH").out)
    assert document == {
        "format": 1,
        "file": "export.csv",
        "crm": "Salesforce",
        "kind": "prospect",
        "rows": 3,
        "stages": {"Negotiation/Review": "negotiation"},
        "roles": {},
        "types": {},
        "lost_reasons": {},
        "guesses": {"columns": {}, "stages": {}},
        "new": [],
        "accounts": [],
        "changed": [
            {
                "record": "acme-rollout",
                "line": 2,
                "fields": {
                    "created": {"before": None, "after": "2026-10-02"},
                    "expected": {"before": None, "after": "2026-12-31"},
                    "next": {"before": None, "after": "Call Lena"},
                    "crm_id": {"before": None, "after": "0065g1"},
                },
            }
        ],
        "people": [],
        "left_alone": [
            {"record": "acme-rollout", "field": "stage", "here": "discovery", "there": "negotiation"},
            {"record": "acme-rollout", "field": "amount", "here": 48000, "there": 52000},
        ],
        "left_out": {"not selected by --only": 2},
        "not_read": {"columns": [], "cells": [], "rows": [], "file": []},
        "no_amount": [],
        "amount_of_0": [],
        "unchanged": 0,
        "not_in_the_export": [],
        "written": True,
    }


@pytest.mark.skipif(os.name != "posix", reason="Windows is not checked, as the docs say")
def test_what_a_private_export_makes_is_private(import_: RunImport, book: Path) -> None:
    (book.parent / "export.csv").touch(0o600)
    assert import_(SALESFORCE, "--yes").code == 0
    made = [book / name for name in contents(book) if name != "plan.toml"]
    assert {path.name for path in made} >= {"prospects.toml", "crm-seen.toml"}
    assert {path.stat().st_mode & 0o077 for path in made} == {0}


def test_a_long_line_is_folded_below_its_words() -> None:
    line = f"  unread   3 columns: {', '.join(['Deal - Weighted value'] * 5)}"
    folded = folded_lines([line, "", "  new      A: demo"], 60)
    assert [len(each) <= 60 for each in folded] == [True] * len(folded)
    assert [each.startswith(" " * 11) for each in folded] == [False, True, True, False, False]
    assert " ".join(" ".join(folded[:3]).split()) == " ".join(line.split())
    assert folded_lines([line], None) == [line]
