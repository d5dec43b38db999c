"""Search by words: in any case, without accents, over several fields; the diary by its notes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from planner.core.book import Book, Contact, Deal
from planner.core.diary import DiaryDay
from planner.core.lifecycle.search import found_records, found_rows
from tests.book.books import a_book
from tests.lines import worked_line

LENA = Contact(id="lena", name="Lena Vögt", company="Acme GmbH", role="Head of Operations")
ACME = Deal(
    id="acme", name="Acme rollout", company="Acme GmbH", amount=1.0, stage="lead", contacts=("lena", "Max Ober"),
    next="Send the security answers", tags=("vip",), x={"region": "North"}, aka=("acme-old",),
)  # fmt: skip
BIRCH = Deal(id="birch", name="Birch line", amount=1.0, stage="lead", next="Ask about Acme")
RECORDS = (BIRCH, ACME, LENA)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return a_book(tmp_path, contacts='[[contact]]\nid = "lena"\nname = "Lena Vögt"\n').book


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["ACME"], ["acme", "birch", "lena"]),  # in the name first
        (["vogt"], ["lena", "acme"]),
        (["security", "north"], ["acme"]),
        (["security answers"], ["acme"]),
        (["acme-old"], ["acme"]),
        (["vip"], ["acme"]),
        (["nobody"], []),
        (["acme", "nobody"], []),
    ],
)
def test_records(book: Book, words: list[str], expected: list[str]) -> None:
    found = found_records(words, RECORDS, book)
    assert [each.record.id for each in found][:1] == expected[:1]
    assert sorted(each.record.id for each in found) == sorted(expected)


def test_rows_by_their_notes() -> None:
    start = datetime(2026, 11, 20, 9, tzinfo=UTC)
    rows = [
        worked_line(
            item="acme/talk", record="acme", does="advance", play="talk", title="Talk", minutes=30, note=note,
            start=start + timedelta(hours=number), end=start + timedelta(hours=number, minutes=30),
        )
        for number, note in enumerate(("Wants the BREAK clause gone", "", "break it down"))
    ]  # fmt: skip
    days = [DiaryDay(date=date(2026, 11, 20), worked=tuple(rows))]
    names = {"acme": "Acme rollout"}
    assert [each.row for each in found_rows(["break"], days, names)] == [rows[2], rows[0]]
    assert [each.row for each in found_rows(["break", "clause", "acme"], days, names)] == [rows[0]]
    assert found_rows(["talk"], days, names) == [], "every row has a title"
