"""Every key that a book's files may hold stands in docs/guide/your-book.md."""

from dataclasses import fields
from pathlib import Path

import pytest

from planner.core.book import (
    Account,
    Calendars,
    Care,
    Colleague,
    Contact,
    Deal,
    Hours,
    Rep,
    Task,
    Travel,
    Year,
)

DOCUMENT = (Path(__file__).parents[2] / "docs/guide/your-book.md").read_text(encoding="utf-8")
WRITTEN = {"week": "mon", "not_": "not"}  # fields that are called otherwise in the file


@pytest.mark.parametrize("table", [Rep, Hours, Calendars, Care, Year, Travel, Deal, Account, Contact, Colleague, Task])
def test_its_keys(table: type) -> None:
    names = [WRITTEN.get(each.name, each.name) for each in fields(table)]
    missing = [name for name in names if f"`{name}`" not in DOCUMENT and f" {name}`" not in DOCUMENT]
    assert missing == []
