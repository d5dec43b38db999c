"""`plan coach`, `plan share` and `plan team` on two weeks of a diary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Plan, home, plan  # noqa: F401 - fixtures
from tests.core.review.written_year import write_year

# ruff: noqa: F811

NOW = {"PLAN_NOW": "2026-03-20T17:00"}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("habits") / "book"
    write_year(folder, days=45)
    return folder


def test_the_coach_says_how_much_each_number_rests_on(plan: Plan, book: Path) -> None:
    ran = plan("coach", "--book", str(book), **NOW)
    assert (ran.code, ran.err) == (0, "")
    assert "Left undone" in ran.out
    document = json.loads(plan("coach", "--book", str(book), "--json", **NOW).out)
    for each in document["measures"]:
        silent = each["unit"] == "share" and each["tries"] < 30
        assert (each["value"] is None) >= silent, each
    undone = next(each for each in document["measures"] if each["id"] == "undone")
    assert f"of {undone['tries']:,}" in ran.out


def test_a_young_diary_is_silent(plan: Plan, book: Path) -> None:
    ran = plan("coach", "2025-01-01..2025-02-01", "--book", str(book), **NOW)
    assert ran.code == 0
    assert "Too early" in ran.out
    assert "%" not in ran.out


def test_a_shared_file_names_no_customer(plan: Plan, book: Path, tmp_path: Path) -> None:
    file = tmp_path / "dana.json"
    assert plan("share", str(file), "--book", str(book), **NOW).code == 0
    text = file.read_text(encoding="utf-8")
    listed = json.loads(plan("list", "--json", "--book", str(book), **NOW).out)["records"]
    assert listed
    for row in listed:
        assert row["id"] not in text
        assert row["name"] not in text
    assert "amount" not in text and "per_hour" not in text
    only = plan("share", "-", "--only", "tries", "--as", "D.", "--book", str(book), **NOW).out
    document = json.loads(only)
    assert (document["name"], list(document["measures"])) == ("D.", ["tries"])


def test_a_team_side_by_side_with_a_contest_and_a_page(plan: Plan, book: Path, tmp_path: Path) -> None:
    dana, mats, page = (str(tmp_path / name) for name in ("dana.json", "mats.json", "team.html"))
    plan("share", dana, "--book", str(book), **NOW)
    plan("share", mats, "--as", "Mats <b>", "--book", str(book), **NOW)
    ran = plan("team", dana, mats, "--contest", "tries", "--from", "2026-01-12", "--to", "2026-02-13", **NOW)
    assert (ran.code, ran.err) == (0, "")
    assert "so far, no difference between any two of you is more than luck" in ran.out
    assert "Contest: tries with customers" in ran.out
    assert plan("team", dana, mats, "--html", page, "--book", str(book), **NOW).code == 0
    html = Path(page).read_text(encoding="utf-8")
    assert "Mats &lt;b&gt;" in html
    narrow = plan("team", dana, mats, COLUMNS="60", **NOW)
    assert narrow.code == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "can't read"),
        ("", "is not a file of plan share"),
        ("[1]", "is not a file of plan share"),
        ('{"kind": "plan-share"}', "is not a file of plan share"),
        (
            '{"kind": "plan-share", "name": "x", "first": "2026-01-01", "last": "2025-01-01", "measures": {}}',
            "is not a",
        ),
        (
            '{"kind": "plan-share", "name": "x", "first": "2026-01-01", "last": "2026-02-01",'
            ' "measures": {"won": {"2026-01-02": [3, 2, 0]}}}',
            "is not a file of plan share",
        ),
        (
            '{"kind": "plan-share", "name": "x", "first": "2026-01-01", "last": "2026-02-01",'
            ' "measures": {"won": {"2026-01-02": [NaN, 2, 0]}}}',
            "is not a file of plan share",
        ),
    ],
)
def test_another_file_is_refused(plan: Plan, tmp_path: Path, content: str | None, said: str) -> None:
    file = tmp_path / "x.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    ran = plan("team", str(file), **NOW)
    assert ran.code == 2
    assert said in ran.err


def test_what_is_asked_wrongly_is_said(plan: Plan, book: Path, tmp_path: Path) -> None:
    file = str(tmp_path / "dana.json")
    plan("share", file, "--book", str(book), **NOW)
    assert "whose files?" in plan("team", **NOW).err
    assert "two of the files" in plan("team", file, file, **NOW).err
    assert 'no measure "trys"' in plan("team", file, "--contest", "trys", **NOW).err
    assert "--from and --to go with a contest" in plan("team", file, "--from", "2026-01-01", **NOW).err
    swapped = plan("team", file, "--contest", "tries", "--from", "2026-02-01", "--to", "2026-01-05", **NOW)
    assert "is before --from" in swapped.err
    assert "was left alone" not in plan("share", file, "--book", str(book), **NOW).err  # its own file is replaced
    taken = tmp_path / "notes.txt"
    taken.write_text("mine")
    assert "was left alone" in plan("share", str(taken), "--book", str(book), **NOW).err
    assert "belongs to the book" in plan("share", str(book / "plan.toml"), "--book", str(book), **NOW).err
