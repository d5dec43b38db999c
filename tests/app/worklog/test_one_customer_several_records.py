"""A contact with one record of a customer is one with its others, and with who took part; corrections take it back."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from tests.app.worklog.conftest import At, page

TODAY, OCTOBER = date(2026, 11, 23), date(2026, 10, 5)
ACCOUNTS = """\
[[account]]
id = "cedar"
name = "Cedar AG"
revenue = 1000
last_touch = 2026-10-05

[[account]]
id = "other"
name = "Other Ltd"
revenue = 1000
last_touch = 2026-10-05
"""
DEALS = """
[[prospect]]
id = "north"
name = "Cedar north"
company = "CEDAR"
contacts = ["ingrid", "olaf"]
amount = 30_000
stage = "close"
since = 2026-11-20

[[prospect]]
id = "south"
name = "Cedar south"
company = "Cedar AG"
amount = 30_000
stage = "discovery"
since = 2026-11-01
last_touch = 2026-11-02
unanswered = 2

[[prospect]]
id = "asked"
name = "Cedar asked for us"
company = "Cedar AG"
amount = 30_000
stage = "lead"
came = 2026-11-23T06:00:00
"""
CONTACTS = """\
[[contact]]
id = "ingrid"
name = "Ingrid"
company = "Cedar"
checked = 2026-10-05

[[contact]]
id = "olaf"
name = "Olaf Berg"
company = "Cedar"
"""


@pytest.fixture
def cedar(book: Path) -> Path:
    (book / "accounts.toml").write_text(ACCOUNTS)
    (book / "contacts.toml").write_text(CONTACTS)
    (book / "prospects.toml").write_text((book / "prospects.toml").read_text(encoding="utf-8") + DEALS)
    return book


def dates(book: Path) -> dict[str, date | None]:
    """The day of the last contact of each record."""
    rows = [row for kind in ("prospects", "accounts", "contacts") for row in _rows(book / f"{kind}.toml")]
    return {row["id"]: row.get("last_touch", row.get("checked")) for row in rows}


def _rows(file: Path) -> list[dict[str, object]]:
    return [row for rows in tomllib.loads(file.read_text(encoding="utf-8")).values() for row in rows]


def test_the_dates_of_the_customer_move(at: At, cedar: Path) -> None:
    before = dates(cedar)
    out = at("12:00", "done", "north", "-o", "stayed").out
    assert "counts as contact for Cedar south, Cedar AG and Ingrid" in out
    moved = {"north", "south", "cedar", "ingrid"}
    assert dates(cedar) == {id: TODAY if id in moved else day for id, day in before.items()}
    (row,) = page(cedar)["worked"]
    assert row["others"] == {"south": date(2026, 11, 2), "cedar": OCTOBER, "ingrid": OCTOBER}
    south = next(row for row in _rows(cedar / "prospects.toml") if row["id"] == "south")
    assert south["unanswered"] == 2  # another deal's voicemails are still unanswered
    at("12:01", "undo")
    assert dates(cedar) == before


def test_nobody_reached_moves_nothing_and_a_correction_takes_it_back(at: At, cedar: Path) -> None:
    before = dates(cedar)
    at("12:00", "done", "north", "-o", "no-contact")
    assert dates(cedar) == before
    at("12:01", "done", "north", "-o", "stayed", "--correct")
    assert dates(cedar)["cedar"] == TODAY
    at("12:02", "done", "north", "-o", "no-contact", "--correct")
    assert dates(cedar) == before
    assert "others" not in page(cedar)["worked"][0]


def test_who_took_part(at: At, cedar: Path) -> None:
    at("12:00", "done", "north", "-o", "stayed", "--with", "olaf")
    assert (dates(cedar)["ingrid"], dates(cedar)["olaf"]) == (OCTOBER, TODAY)
    assert page(cedar)["worked"][0]["people"] == ["olaf"]
    at("12:01", "done", "north", "-o", "stayed", "--with", "Ingrid,olaf")  # both did
    assert (dates(cedar)["ingrid"], dates(cedar)["olaf"]) == (TODAY, TODAY)
    at("12:02", "done", "north", "-o", "stayed", "--with", "ingrid")  # no, she alone
    assert (dates(cedar)["ingrid"], dates(cedar)["olaf"]) == (TODAY, None)
    ran = at("12:03", "done", "north", "-o", "stayed", "--with", "nobody", code=2)
    assert ran.err.startswith('error: --with: nothing in your book matches "nobody"\n')


def test_two_contacts_of_a_day_and_one_of_them_was_none(at: At, cedar: Path) -> None:
    before = dates(cedar)
    at("10:00", "done", "north", "-o", "stayed")
    at("11:00", "done", "south", "-o", "stayed")
    at("11:01", "done", "north", "-o", "no-contact", "--correct")
    assert dates(cedar)["cedar"] == dates(cedar)["south"] == TODAY  # the other call bears them out
    at("11:02", "done", "south", "-o", "no-contact", "--correct")
    assert dates(cedar) == before


def test_a_call_with_a_contact_counts_for_the_customers_deals(at: At, cedar: Path) -> None:
    document = json.loads(at("10:00", "done", "ingrid", "-o", "done", "--json").out)
    logged = document["logged"][0]
    assert logged["others"] == {id: {"last_touch": "2026-11-23"} for id in ("north", "south", "cedar")}
    assert dates(cedar)["asked"] is None  # someone who asked for us still waits for the answer
