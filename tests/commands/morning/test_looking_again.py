"""Looking again never replans: the same page, the same diary, to the byte; a change is replanned and reported."""

import re
from pathlib import Path

from tests.commands.morning.conftest import Page
from tests.conftest import Plan


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_same_page_and_the_same_diary(plan: Plan, book: Path, page: Page) -> None:
    first = page()
    kept = tree(book)
    assert page(PLAN_NOW="2026-11-23T10:30") == first
    assert plan("today", "--book", str(book), PLAN_NOW="2026-11-23T10:30").out.count("10:30  now") <= 1
    assert tree(book) == kept


def test_without_the_cache_the_diary_tells_the_page(book: Path, page: Page, tmp_path: Path) -> None:
    first = page()
    kept = tree(book)
    again = page(PLAN_CACHE=str(tmp_path / "elsewhere"), PLAN_NOW="2026-11-23T11:00")
    same = ("item", "start", "end", "rank", "minutes", "per_hour", "reason", "does", "title", "objective")
    assert [[item[key] for key in same[:5]] for item in again["items"]] == [
        [item[key] for key in same[:5]] for item in first["items"]
    ]
    assert [item["reason"] for item in again["items"]] == [item["reason"] for item in first["items"]]
    assert tree(book) == kept


def test_without_the_cache_promises_and_chances_are_still_known(
    plan: Plan, book: Path, page: Page, tmp_path: Path
) -> None:
    plan("set", "acme", "next_on=2026-11-23", "--book", str(book))
    first = page()
    again = page(PLAN_CACHE=str(tmp_path / "elsewhere"))
    same = ("item", "promised", "overdue")
    assert [[item[key] for key in same] for item in again["items"]] == [
        [item[key] for key in same] for item in first["items"]
    ]
    assert any(item["promised"] for item in again["items"])
    assert [item["moves"] and round(item["moves"], 4) for item in again["items"]] == [
        item["moves"] and round(item["moves"], 4) for item in first["items"]
    ]
    assert again["promises"]["due"] == first["promises"]["due"] == 1


def test_a_changed_book_is_replanned_from_now_and_said(plan: Plan, book: Path, page: Page) -> None:
    first = page()
    prospects = book / "prospects.toml"
    text = prospects.read_text(encoding="utf-8")
    prospects.write_text(text.replace('"acme"\n', '"acme"\nnot_before = 2026-12-01\n'), encoding="utf-8")
    ran = plan("today", "--book", str(book), PLAN_NOW="2026-11-23T09:00")
    assert ran.code == 0
    assert "Replanned" in ran.out
    assert re.search(r"dropped: \d+ Qualify, Acme rollout", ran.out)
    again = page(PLAN_NOW="2026-11-23T09:01")
    assert "acme" in {item["record"] for item in first["items"]}
    assert {item["record"] for item in again["items"]} - {None} == {"birch"}
    diary = (book / "diary/2026-11-23.toml").read_text(encoding="utf-8")
    assert diary.count("dropped = 2026-11-23T09:00:00+01:00") >= 1


def test_what_runs_goes_on_when_the_day_is_planned_anew(book: Path, page: Page) -> None:
    first = page()
    running = first["items"][0]
    during = running["start"][:14] + f"{int(running['start'][14:16]) + 5:02}"
    again = page("--replan", PLAN_NOW=during)
    assert {key: again["items"][0][key] for key in ("item", "start", "end")} == {
        key: running[key] for key in ("item", "start", "end")
    }
    assert all(item["start"] >= running["end"] for item in again["items"][1:])


def test_a_dry_run_keeps_nothing(book: Path, page: Page) -> None:
    before = tree(book)
    assert page("--dry-run")["items"]
    assert tree(book) == before


def test_options_stay_with_the_day_s_page(book: Path, page: Page) -> None:
    page("--hours", "2", "--without", "birch")
    again = page()
    assert again["minutes_available"] == 120
    assert {item["record"] for item in again["items"]} - {None} == {"acme"}
    pinned = page("--pin", "acme@09:40")
    (acme,) = [item for item in pinned["items"] if item["record"] == "acme"]
    assert (acme["start"][11:16], acme["fixed"]) == ("09:40", True)


def test_a_day_that_is_over_is_shown_as_it_was(plan: Plan, book: Path, page: Page) -> None:
    first = page()
    kept = tree(book)
    then = page("--date", "2026-11-23", PLAN_NOW="2026-11-24T08:00")
    assert [item["item"] for item in then["items"]] == [item["item"] for item in first["items"]]
    assert tree(book) == kept
    ran = plan("today", "--date", "2026-11-20", "--book", str(book))
    assert (ran.code, ran.err) == (
        1,
        "error: no page for 2026-11-20\n  fix: a page is planned on the morning of its day: `plan today`\n",
    )


def test_tomorrow_s_page_is_made_in_advance_and_kept(book: Path, page: Page) -> None:
    tomorrow = page("--date", "tomorrow")
    assert tomorrow["date"] == "2026-11-24"
    assert page(PLAN_NOW="2026-11-24T07:30")["items"] == tomorrow["items"]
