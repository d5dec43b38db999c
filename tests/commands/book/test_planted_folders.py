"""Links to folders, settings and old exports that came with a book: nothing outside it is touched, nothing crashes."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from tests.conftest import Plan

DEMO = Path(__file__).parents[3] / "examples" / "demo"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    shutil.copytree(DEMO, folder)
    (tmp_path / "out").mkdir()
    (folder / "conf").symlink_to("../out")
    return folder


@pytest.mark.parametrize("file", ["conf/vd.conf", "conf/new/deep/vd.conf"])
def test_calendar_settings_are_not_written_through_a_folder_link(book: Path, plan: Plan, file: str) -> None:
    ran = plan("calendars", "setup", "icloud", "--user", "dana", "--file", file, cwd=book)
    assert (ran.code, "is a link to" in ran.err) == (2, True)
    assert list((book.parent / "out").iterdir()) == []
    assert plan("calendars", "setup", "icloud", "--user", "dana", "--file", "here.conf", cwd=book).code == 0


def test_rows_left_out_are_not_written_through_a_folder_link(book: Path, plan: Plan) -> None:
    table = book.parent / "out" / "d.csv"
    table.write_text("Deal Name,Amount,Deal Stage\nAcme,100,proposal\nBolt,5,proposal,too,many,cells\n")
    ran = plan("import", "conf/d.csv", "--yes", cwd=book)
    assert "could not be written to d.left-out.csv" in ran.err
    assert [each.name for each in (book.parent / "out").iterdir()] == ["d.csv"]


def test_a_team_page_is_as_private_as_the_files_that_are_in_it(book: Path, plan: Plan) -> None:
    for name, mode in (("a", 0o600), ("b", 0o644)):
        assert plan("share", f"{name}.json", "--as", name, cwd=book).code == 0
        (book / f"{name}.json").chmod(mode)
    ran = plan("team", "a.json", "b.json", "--html", "t.html", cwd=book)
    assert ran.code == 0, ran.err
    assert stat.S_IMODE((book / "t.html").stat().st_mode) == 0o600


@pytest.mark.parametrize("value", ['"x"', "[]", "{}", "5", "true", "2026-01-01", '["a"]'])
def test_an_update_for_no_crm_is_an_error(book: Path, plan: Plan, value: str) -> None:
    (book / "import.toml").write_text(f"export = {value}\n")
    ran = plan("export", "--crm", "c.csv", cwd=book)
    assert (ran.code, ran.err.startswith("error: "), "crashed" in ran.err) == (1, True, False)
    assert "import.toml:1 | " in ran.err


@pytest.mark.parametrize("sequence", ["9" * 5000, "9" * 19, "4294967296", "٣"])
def test_an_old_export_counts_no_further_than_a_calendar_can(book: Path, plan: Plan, sequence: str) -> None:
    assert plan("export", "day.ics", cwd=book).code == 0
    path = book / "day.ics"
    text = path.read_text().replace("SEQUENCE:0", f"SEQUENCE:{sequence}").replace("08:30", "08:31")
    path.write_text(text.replace("DTSTART", "DTSTART;X=1", 1))
    ran = plan("export", "day.ics", cwd=book)
    assert ran.code == 0, ran.err
    counts = [int(line.partition(":")[2]) for line in path.read_text().splitlines() if line.startswith("SEQUENCE:")]
    assert max(counts, default=0) < 2**31


@pytest.mark.parametrize("command", [("demo",), ("init", "--yes")])
def test_a_new_book_is_not_laid_through_a_folder_link(book: Path, plan: Plan, command: tuple[str, ...]) -> None:
    for folder in ("conf", "conf/new"):
        ran = plan(*command, folder, cwd=book)
        assert (ran.code, "is a link that points outside the book" in ran.err) == (2, True), ran.err
    assert list((book.parent / "out").iterdir()) == []
    assert plan(*command, "inner", cwd=book).code == 0


@pytest.mark.parametrize("name", ["crm-sent", "crm-seen"])
def test_an_error_names_the_damaged_file(book: Path, plan: Plan, name: str) -> None:
    (book / "diary").mkdir(exist_ok=True)
    (book / "diary" / f"{name}.toml").write_text("prospect = 5\n")
    ran = plan("export", "--crm", "c.csv", "--for", "hubspot", cwd=book)
    assert (ran.code, f"diary/{name}.toml" in ran.err) == (1, True), ran.err


@pytest.mark.parametrize(
    ("name", "words"),
    [("lk.ics", ("export", "lk.ics")), ("tasks.toml", ("add", "task", "Call the bank", "minutes=15"))],
)
def test_the_target_of_a_link_forges_no_line_of_an_error(
    book: Path, plan: Plan, name: str, words: tuple[str, ...]
) -> None:
    target = book.parent / "t\n  fix: sh evil"
    target.write_bytes((book / name).read_bytes() if (book / name).exists() else b"")
    (book / name).unlink(missing_ok=True)
    (book / name).symlink_to(target)
    ran = plan(*words, cwd=book)
    assert ran.code != 0
    assert "fix: sh evil" in ran.err
    assert not [line for line in ran.err.splitlines() if line.strip().startswith("fix: sh")], ran.err
