"""Many records of a file change in one pass, and by the same edits as one after the other."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.book import change
from planner.book.change import add_records, follow_references, rename_stage, set_record, set_records
from planner.book.files import BookFiles, read_files
from planner.book.read.read_book import read_book
from planner.core.book import Book
from planner.core.lifecycle.references import follow, references_to, with_new_names
from planner.errors import PlanError
from tests.book.books import write_book

MANY = 4_000
SECONDS = 8  # each took longer than a tenth of that for a hundred
ROWS = st.sampled_from(("", "\n", "# theirs\n", "  # one\n\n"))
ENDS = st.sampled_from(("\n", "\r\n"))


def reading(folder: Path, deals: str) -> tuple[BookFiles, Book]:
    write_book(folder)
    (folder / "prospects.toml").write_bytes(deals.encode())
    files = read_files(folder)
    return files, read_book(files, "Europe/Berlin").book


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data(), ENDS, st.lists(st.sampled_from(("", 'id = "x{n}"\n')), min_size=1, max_size=5))
def test_as_one_after_the_other(tmp_path: Path, data: st.DataObject, end: str, ids: list[str]) -> None:
    deals = data.draw(ROWS) + "".join(
        f'[[prospect]]\n{id.format(n=n)}name = "Deal {n}"\namount = 5_000 # once\nstage = "talk"\n{data.draw(ROWS)}'
        for n, id in enumerate(ids)
    )
    deals = deals.rstrip("\n") if data.draw(st.booleans()) else deals
    files, book = reading(tmp_path, deals.replace("\n", end))
    known = [deal.id for deal in book.deals]
    values = st.sampled_from(({"amount": 7}, {"next": "call"}, {"amount": None}, {"answers": {"need": "much"}}))
    changes = data.draw(st.lists(st.tuples(st.sampled_from(known), values), max_size=6))
    after = files
    for id, keys in changes:
        after = set_record(after, book, id, keys)
    assert set_records(files, book, changes) == after


def many(row: str) -> str:
    return "".join(row.format(n=n) for n in range(MANY))


def test_many_deals_follow_a_name(tmp_path: Path) -> None:
    files, _ = reading(
        tmp_path, many('[[prospect]]\nname = "Deal {n}"\ncompany = "Acme"\namount = 9\nstage = "talk"\n')
    )
    (tmp_path / "accounts.toml").write_text('[[account]]\nid = "acme"\nname = "Acme"\nrevenue = 9\n')
    files = read_files(tmp_path)
    book = read_book(files, "Europe/Berlin").book
    account = book.accounts[0]
    began = process_time()
    found = follow(book, references_to(book, account), lambda each: with_new_names(each, account, "zz", "Zz"))
    after = follow_references(files, book, found)
    assert process_time() - began < SECONDS
    assert after.contents["prospects.toml"].count(b'company = "Zz"') == MANY


def test_many_deals_follow_a_person(tmp_path: Path) -> None:
    reading(
        tmp_path, many('[[prospect]]\nname = "Deal {n}"\namount = 9\nstage = "talk"\ncontacts = ["Lena Vogt", "p1"]\n')
    )
    (tmp_path / "contacts.toml").write_text(
        many('[[contact]]\nid = "p{n}"\nname = "{n}"\n').replace('"0"', '"Lena Vogt"')
    )
    files = read_files(tmp_path)
    book = read_book(files, "Europe/Berlin").book
    lena = book.contacts[0]
    began = process_time()
    found = follow(book, references_to(book, lena), lambda each: with_new_names(each, lena, "zz", "Zz"))
    gone = follow(book, references_to(book, lena), lambda each: None)
    after, without = (follow_references(files, book, each).contents["prospects.toml"] for each in (found, gone))
    assert process_time() - began < SECONDS
    assert after.count(b'contacts = ["Zz", "p1"]') == without.count(b'contacts = ["p1"]') == MANY


def test_many_deals_follow_a_stage(tmp_path: Path) -> None:
    files, book = reading(tmp_path, many('[[prospect]]\nname = "Deal {n}"\namount = 9\nstage = "talk"\n'))
    began = process_time()
    after = rename_stage(files, book, "talk", "chat")
    assert process_time() - began < SECONDS
    assert after.contents["prospects.toml"].count(b'stage = "chat"') == MANY


def test_many_records_are_added_at_once(tmp_path: Path) -> None:
    files, _ = reading(tmp_path, '[[prospect]]\nname = "One"\namount = 9\nstage = "talk"\n')
    rows = [{"name": f"Deal {n}", "amount": 9, "stage": "talk"} for n in range(MANY)]
    began = process_time()
    after = add_records(files, "prospect", rows, ZoneInfo("Europe/Berlin"))
    assert process_time() - began < SECONDS
    assert len(read_book(after, "Europe/Berlin").book.deals) == MANY + 1


def test_a_list_that_can_not_be_taken_apart_is_refused_above_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deals = "prospect = [\n" + "".join(
        f'{{ id = "d{n}", name = "Deal {n}", amount = 9, stage = "talk" }},\n' for n in range(9)
    )
    files, book = reading(tmp_path, f"{deals}]\n")
    changes = [(f"d{n}", {"stage": "won"}) for n in range(9)]
    assert set_records(files, book, changes).contents["prospects.toml"].count(b'"won"') == 9
    monkeypatch.setattr(change, "_MOST", 100)
    with pytest.raises(PlanError, match="too many of the records called prospect"):
        set_records(files, book, changes)
