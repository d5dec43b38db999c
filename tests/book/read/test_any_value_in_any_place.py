"""Any value of TOML under any key, next to any others: a book or its errors, never another error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.book.files import BookFiles
from planner.book.read.read_book import read_book
from planner.book.record_files import FILES
from planner.core.book import Care, Hours, Quota, Rep, Travel, Year
from planner.errors import BookErrors

KINDS: Mapping[str, type] = {"rep": Rep, "hours": Hours, "care": Care, "year": Year, "quota": Quota, "travel": Travel}
TABLES = {f"[{name}]": ("plan.toml", kind) for name, kind in KINDS.items()}
TABLES |= {f"[[{about.key}]]": (file, about.kind) for file, about in FILES.items()}
GOOD = {
    "[rep]": 'name = "Dana Reyes"\ncurrency = "USD"\ntimezone = "Europe/Berlin"',
    "[hours]": 'mon = ["08:30-12:30"]',
}
VALUES = (
    *("2026-01-01", "2026-12-31", "2026-12-31T10:00:00", "2026-12-31T10:00:00Z", "10:00:00", '"2026-12-31"'),
    *("0001-01-01", "9999-12-31T23:59:59-23:59", "0", "-1", "1.5", "nan", "inf", "true", '"x"', '""'),
    *("[]", "[[]]", "[2026-12-31, 2026-12-31T10:00:00]", "[[0, 0.5]]", '["a", "b", 1]', "{}", "{ a = 1 }"),
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, str]:
    head = draw(st.sampled_from(sorted(TABLES)))
    keys = draw(st.lists(st.sampled_from([field.name for field in fields(TABLES[head][1])]), unique=True, min_size=1))
    return head, "\n".join(f"{key} = {draw(st.sampled_from(VALUES))}" for key in keys)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(tables(), min_size=1, max_size=3, unique_by=lambda each: each[0]))
def test_any_values_are_read_or_refused(drawn: list[tuple[str, str]]) -> None:
    contents: dict[str, bytes] = {}
    for head, text in (GOOD | dict(drawn)).items():
        contents[TABLES[head][0]] = contents.get(TABLES[head][0], b"") + f"{head}\n{text}\n".encode()
    try:
        read_book(BookFiles(Path("book"), contents, ""), "UTC")
    except BookErrors as refused:
        assert all(error.what and error.fix for error in refused.errors)
