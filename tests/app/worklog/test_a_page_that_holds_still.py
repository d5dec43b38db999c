"""After a change only what it touches moves, and a number means the same line all day."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.app.worklog.conftest import At, page

DEMO = Path(__file__).parents[3] / "examples/demo"
TASKS = "".join(
    f'[[task]]\nid = "job-{number}"\ntitle = "Job {number}"\nminutes = {minutes}\nmakes = {makes}\n'
    for number, (minutes, makes) in enumerate(((30, 200), (45, 180), (25, 160), (60, 140), (30, 90), (40, 80)), start=1)
)


@pytest.fixture
def full(book: Path) -> Path:
    with (book / "tasks.toml").open("a") as tasks:
        tasks.write(TASKS)
    return book


def lines(at: At, when: str, *words: str) -> dict[str, dict[str, Any]]:
    """The planned lines by item: of a split one the first part."""
    document = json.loads(at(when, "today", "--json", *words).out)
    planned = [item for item in document["items"] if item["state"] == "planned"]
    return {item["item"]: item for item in sorted(planned, key=lambda item: str(item["start"]), reverse=True)}


def places(found: dict[str, dict[str, Any]]) -> dict[str, tuple[str, int]]:
    return {name: (item["start"][11:16], item["number"]) for name, item in found.items()}


def test_numbers_go_by_the_clock_when_the_page_is_made(at: At, full: Path) -> None:
    found = sorted(lines(at, "7:00").values(), key=lambda item: str(item["start"]))
    assert [item["number"] for item in found] == list(range(1, len(found) + 1))
    assert sorted(item["rank"] for item in found) == list(range(1, len(found) + 1))


def test_a_day_lived_as_planned_moves_no_line(at: At, full: Path) -> None:
    before = lines(at, "7:00")
    while before:
        name, line = min(before.items(), key=lambda pair: str(pair[1]["start"]))
        start, end = line["start"][11:16], line["end"][11:16]
        outcome = "stayed" if line["does"] == "advance" else "done"
        at(end, "done", str(line["number"]), "-o", outcome, "--from", start, "--to", end)
        del before[name]
        after = lines(at, end)
        assert places(after) == places(before)
        before = after


def test_a_block_moves_only_what_it_covers_and_crowds_out(at: At, full: Path) -> None:
    before = places(lines(at, "7:00"))
    ran = at("7:30", "block", "11:00-11:15", "Dentist")
    after = places(lines(at, "7:31"))
    moved = [name for name, (start, _) in before.items() if after.get(name, ("", 0))[0] != start]
    assert 1 <= len(moved) <= 3
    assert {name: after[name][1] for name in after if name in before} == {
        name: number for name, (_, number) in before.items() if name in after
    }
    words = ran.out.splitlines()[1:]
    assert len(words) == len({*moved, *(after.keys() - before.keys())})
    kinds = [word.split(":")[0].strip() for word in words]
    assert kinds == sorted(kinds, key=["dropped", "moved", "new"].index)


def test_a_tight_morning_is_turned_over_only_to_keep_every_line(at: At, full: Path) -> None:
    """With 10:00 to 10:15 gone, the morning's lines fit in one order alone; to drop the cheapest costs 4%."""
    before = lines(at, "7:00")
    at("7:30", "block", "10:00-10:15", "Dentist")
    after = lines(at, "7:31")
    assert after.keys() == before.keys()
    assert {name: item["number"] for name, item in after.items()} == {
        name: item["number"] for name, item in before.items()
    }


@pytest.mark.parametrize("block", ["10:00-10:15", "11:45-12:00", "15:45-16:00"])
def test_a_quarter_of_an_hour_on_the_demo_s_monday_moves_three_lines_at_most(at: At, book: Path, block: str) -> None:
    """The best page from scratch would move seven, eight and two lines, for 1% more."""
    shutil.rmtree(book)
    shutil.copytree(DEMO, book)
    before = lines(at, "7:00")
    at("7:30", "block", block)
    after = lines(at, "7:31")
    assert before.keys() == after.keys() or block == "15:45-16:00"
    assert sum(after[name]["start"] != line["start"] for name, line in before.items() if name in after) <= 3


def test_no_minutes_are_kept_free_next_to_a_block(at: At, full: Path) -> None:
    at("7:00", "today")
    at("7:30", "block", "12:00-12:05", "Call home")
    spans = [(item["start"][11:16], item["end"][11:16]) for item in lines(at, "7:31").values()]
    assert not [span for span in spans if span[0] < "12:05" and span[1] > "12:00"]


def test_a_comment_in_the_book_changes_no_price(at: At, book: Path) -> None:
    """The page that stays is known to be the best: what an hour is worth stays, too."""
    shutil.rmtree(book)
    shutil.copytree(DEMO, book)
    before = json.loads(at("7:00", "today", "--json").out)
    with (book / "plan.toml").open("a") as settings:
        settings.write("# nothing new\n")
    after = json.loads(at("7:01", "today", "--json").out)
    assert after["items"] == before["items"]
    assert after["price_of_hour"] == before["price_of_hour"]
    assert before["bound"] <= after["bound"] * (1 + 1e-9) <= before["value"] * 1.03  # nothing is solved for less


def test_a_number_means_its_line_after_a_change_and_is_used_once(at: At, full: Path) -> None:
    before = lines(at, "7:00")
    at("7:10", "later", "job-1", "fri")
    at("7:20", "block", "10:00-10:45", "Dentist")
    after = lines(at, "7:30")
    for name in before.keys() & after.keys():
        assert after[name]["number"] == before[name]["number"]
    new = [item["number"] for name, item in after.items() if name not in before]
    assert all(number > len(before) for number in new)
    name, line = max(after.items(), key=lambda pair: str(pair[1]["start"]))
    assert at("7:31", "start", str(line["number"])).out.startswith(f"Started {line['title']}")


def test_a_page_of_an_older_version_gets_its_numbers_by_the_clock(at: At, full: Path) -> None:
    known = places(lines(at, "7:00"))
    file = full / "diary/2026-11-23.toml"
    kept = [row for row in file.read_text().splitlines(keepends=True) if not row.startswith("number = ")]
    file.write_text("".join(kept))
    assert all("number" not in row for row in page(full)["planned"])
    assert places(lines(at, "7:05")) == known


def test_more_hours_never_make_less(at: At, full: Path) -> None:
    makes = [
        json.loads(at("7:00", "today", "--dry-run", "--json", "--hours", hours).out)["makes"]
        for hours in ("0.5", "1", "2", "3", "5", "7", "9")
    ]
    assert makes == sorted(makes)
    assert makes[0] > 0


def test_the_best_hours_count_wherever_they_lie(at: At, full: Path) -> None:
    with (full / "tasks.toml").open("a") as tasks:
        tasks.write('[[task]]\nid = "late"\ntitle = "Late"\nminutes = 60\nmakes = 900\nwindows = ["16:00-17:30"]\n')
    found = lines(at, "7:00", "--hours", "2")
    assert found["late"]["start"][11:16] >= "16:00"
    assert sum(item["minutes"] for item in found.values()) <= 120


def test_tomorrow_takes_today_s_page_as_done(at: At, full: Path) -> None:
    today = lines(at, "7:00")
    tomorrow = lines(at, "7:01", "--date", "tomorrow")
    assert {"job-1", "birch/close"} <= today.keys()
    assert not {name for name in today if name.startswith("job-")} & tomorrow.keys()
    assert "birch/close" not in tomorrow  # they get time
    next_day = json.loads(at("2026-11-24T07:00", "today", "--json").out)["items"]
    assert {"job-1", "birch/close"} <= {item["item"] for item in next_day}  # nothing was logged
