"""A day that is written is the day that is read, whatever is in it and however it was kept."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.book.diary.many_days import diary_mark, read_days
from planner.book.diary.page_files import diary_dates, page_name
from planner.book.diary.pages import read_day
from planner.book.diary.write_page import rewrite_day, write_day
from planner.core.diary import DiaryDay
from planner.core.review.period import Period
from tests.book.diary.any_day import days, two_of_a_day
from tests.lines import worked_line

BERLIN = ZoneInfo("Europe/Berlin")
thorough = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def written_and_read(day: DiaryDay, zone: ZoneInfo) -> DiaryDay:
    return read_day(write_day(day), day.date, zone)


def said(day: DiaryDay) -> tuple[DiaryDay, list[float]]:
    """A day, and its moments as seconds: `==` between two times of one zone does not see the repeated hour."""
    rows = (*day.planned, *day.worked)
    return day, [moment.timestamp() for row in rows for moment in (row.slot.start, row.slot.end)]


@thorough
@given(days())
def test_a_day_comes_back(drawn: tuple[DiaryDay, ZoneInfo]) -> None:
    day, zone = drawn
    kept = written_and_read(day, zone)
    assert said(read_day(write_day(kept), day.date, zone)) == said(kept)
    assert write_day(kept) == write_day(day)
    assert [row.what.item for row in kept.planned] == [row.what.item for row in day.planned]
    for a, b in zip((*day.planned, *day.worked), (*kept.planned, *kept.worked), strict=True):
        assert (a.slot.start.timestamp(), a.slot.end.timestamp(), a.what.title) == (
            b.slot.start.timestamp(),
            b.slot.end.timestamp(),
            b.what.title,
        )
        assert a.worth.per_hour is None or abs(a.worth.per_hour - (b.worth.per_hour or 0)) <= max(
            5e-5, 5e-6 * abs(a.worth.per_hour)
        )


@thorough
@given(two_of_a_day(), st.booleans())
def test_a_page_with_notes_comes_to_say_the_new_day_and_keeps_them(
    drawn: tuple[DiaryDay, DiaryDay, ZoneInfo], grows: bool
) -> None:
    zone = drawn[2]
    before, other = written_and_read(drawn[0], zone), written_and_read(drawn[1], zone)
    later = DiaryDay(
        date=before.date,
        price_today=other.price_today,
        inputs=other.inputs,
        options=other.options,
        figures=other.figures,
        planned=before.planned + other.planned if grows else other.planned,
        worked=before.worked + other.worked if grows else before.worked[1:],
    )
    later = written_and_read(later, zone)
    page = b"# my own note\n" + write_day(before).replace(b"[page]\n", b"[page] # today\n")
    edited = rewrite_day(page, later, zone)
    read = read_day(edited, before.date, zone)
    assert edited.startswith(b"# my own note\n")
    assert b"[page] # today\n" in edited
    if grows:
        assert said(read) == said(later)
    assert sorted(map(str, read.planned)) == sorted(map(str, later.planned))
    assert sorted(map(str, read.worked)) == sorted(map(str, later.worked))


def test_the_repeated_hour_is_told_apart() -> None:
    first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=fold) for fold in (0, 1))
    row = worked_line(item="a/b", record="a", does="ask", play="b", title="B", start=first, end=second, minutes=60)
    page = write_day(DiaryDay(date=date(2026, 10, 25), worked=(row,)))
    assert b"start = 2026-10-25T02:30:00+02:00\nend = 2026-10-25T02:30:00+01:00\n" in page
    assert read_day(page, date(2026, 10, 25), BERLIN).worked[0].slot.end.fold == 1


class Kept(dict[tuple[str, str], bytes]):
    """A cache in memory."""

    def get(self, kind: str, key: str) -> bytes | None:  # type: ignore[override]
        return super().get((kind, key))

    def put(self, kind: str, key: str, content: bytes) -> None:
        self[kind, key] = content


@thorough
@given(days())
def test_a_day_from_the_cache_is_the_day_of_the_page(drawn: tuple[DiaryDay, ZoneInfo]) -> None:
    import tempfile

    day, zone = drawn
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "diary"
        folder.mkdir()
        (folder / Path(page_name(day.date)).name).write_bytes(write_day(day))
        cache = Kept()
        fresh, known = (read_days(folder, Period(day.date, day.date), zone, cache) for _ in range(2))
        brief, _ = read_days(folder, Period(day.date, day.date), zone, cache, planned=False)
    assert fresh[1] == known[1] == []
    assert [said(d) for d in fresh[0]] == [said(d) for d in known[0]] == [said(written_and_read(day, zone))]
    assert brief[0].worked == fresh[0][0].worked
    assert brief[0].planned == ()


def test_a_page_that_was_changed_is_not_taken_from_the_cache(tmp_path: Path) -> None:
    ends = Period(date(2026, 11, 1), date(2026, 11, 30))
    cache = Kept()
    seen = []
    for price in (100.0, 200.0):
        (tmp_path / "2026-11-23.toml").write_bytes(write_day(DiaryDay(date=date(2026, 11, 23), price_today=price)))
        days_, _ = read_days(tmp_path, ends, BERLIN, cache)
        seen.append((days_[0].price_today, diary_mark(tmp_path, *ends)))
    assert [price for price, _ in seen] == [100.0, 200.0]
    assert seen[0][1] != seen[1][1]


def test_a_cache_with_rubbish_in_it_does_no_harm(tmp_path: Path) -> None:
    day = DiaryDay(date=date(2026, 11, 23), price_today=5.0)
    (tmp_path / "2026-11-23.toml").write_bytes(write_day(day))
    cache = Kept()
    read_days(tmp_path, Period(day.date, day.date), BERLIN, cache)
    for key in cache:
        cache[key] = cache[key].replace(b"[[", b"[") if key[0] == "diary-worked" else b"\xff"
    assert read_days(tmp_path, Period(day.date, day.date), BERLIN, cache) == ([day], [])


def test_only_pages_are_pages(tmp_path: Path) -> None:
    for name in (
        "2026-11-23.toml",
        "2026-02-30.toml",
        "2026-11-23.toml~",
        "notes.toml",
        "20261124.toml",
        "2025-01-02.toml",
    ):
        (tmp_path / name).write_bytes(b"")
    assert diary_dates(tmp_path) == [date(2025, 1, 2), date(2026, 11, 23)]
    assert diary_dates(tmp_path / "nowhere") == []


def test_a_line_end_in_a_text_comes_back_as_a_blank() -> None:
    start = datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)
    row = worked_line(item="x", title="a\nb", kind="task", does="task", play="", start=start, end=start, minutes=0)
    page = write_day(DiaryDay(date=start.date(), worked=(row,)))
    assert b"\\n" not in page
    (read,) = read_day(page.replace(b'"a b"', b'"a\\nb"'), start.date(), BERLIN).worked
    assert read.what.title == "a b"
