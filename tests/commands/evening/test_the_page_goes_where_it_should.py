"""`plan review --html FILE`: into pipes, over its own pages, over others with --replace, never over the book."""

import os
import shutil
import threading
from pathlib import Path

import pytest

from tests.conftest import Plan, home, plan  # noqa: F401 - fixtures
from tests.core.review.written_year import write_year

# ruff: noqa: F811

FRIDAY = {"PLAN_NOW": "2026-01-16T17:00"}
PAGE = "<!doctype html>"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("days") / "book"
    write_year(folder, days=3)
    return folder


@pytest.fixture
def book(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "book"))


def test_standard_output(plan: Plan, book: Path) -> None:
    ran = plan("review", "month", "--html", "-", "--book", str(book), **FRIDAY)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(PAGE)
    assert ran.out.endswith("</html>\n")


def test_a_pipe_stays_a_pipe(plan: Plan, book: Path, tmp_path: Path) -> None:
    pipe, came = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: came.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    ran = plan("review", "month", "--html", str(pipe), "--book", str(book), **FRIDAY)
    reader.join(10)
    assert ran.code == 0
    assert pipe.is_fifo()
    assert came[0].startswith(PAGE)


def test_a_file_of_its_own_is_replaced(plan: Plan, book: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    sizes = []
    for period in ("2026-01-05", "month"):
        assert plan("review", period, "--html", str(page), "--book", str(book), **FRIDAY).code == 0
        sizes.append(page.stat().st_size)
    assert sizes[0] != sizes[1]


def test_a_file_of_another_program_is_left_unless_replaced(plan: Plan, book: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><p>mine</p>")
    ran = plan("review", "month", "--html", str(page), "--book", str(book), **FRIDAY)
    assert (ran.code, page.read_text()) == (1, "<!doctype html><p>mine</p>")
    assert ran.err == (
        f"error: {page} already exists and wasn't made by this command; it was left alone\n"
        "  fix: choose another name, or replace it with --yes\n"
    )
    assert plan("review", "month", "--html", str(page), "--book", str(book), "--yes", **FRIDAY).code == 0
    assert "mine" not in page.read_text()


@pytest.mark.parametrize(
    "name",
    [
        "plan.toml",
        "prospects.toml",
        "diary/2026-01-05.toml",
        "diary/2026-12-24.toml",
        "new.ics",
        ".plan/1.json",
    ],
)
def test_a_file_of_the_book_is_never_written(plan: Plan, book: Path, name: str) -> None:
    file = book / name
    before = file.read_bytes() if file.exists() else None
    ran = plan("review", "month", "--html", str(file), "--book", str(book), "--yes", **FRIDAY)
    assert ran.code == 2
    assert ran.err.startswith(f"error: {file} belongs to the book")
    assert (file.read_bytes() if file.exists() else None) == before


def test_nor_by_way_of_a_link_into_the_book(plan: Plan, book: Path, tmp_path: Path) -> None:
    link, before = tmp_path / "page.html", (book / "plan.toml").read_bytes()
    link.symlink_to(book / "plan.toml")
    assert plan("review", "month", "--html", str(link), "--book", str(book), "--yes", **FRIDAY).code == 2
    assert (book / "plan.toml").read_bytes() == before


def test_nor_where_a_link_of_the_book_leads(plan: Plan, book: Path, tmp_path: Path) -> None:
    kept = (book / "prospects.toml").rename(tmp_path / "kept.txt")
    (book / "prospects.toml").symlink_to(kept)
    before = kept.read_bytes()
    assert plan("review", "month", "--html", str(kept), "--book", str(book), "--yes", **FRIDAY).code == 2
    assert kept.read_bytes() == before


def test_a_page_beside_the_book_s_files_is_welcome(plan: Plan, book: Path) -> None:
    assert plan("review", "month", "--html", str(book / "january.html"), "--book", str(book), **FRIDAY).code == 0


def test_faults_tell_the_name_that_was_given(plan: Plan, book: Path, tmp_path: Path) -> None:
    shown = {
        tmp_path / "missing" / "page.html": f"error: no folder {tmp_path / 'missing'}\n  fix: make it first\n",
        tmp_path: f"error: {tmp_path}: Is a directory\n  fix: name a file, not a folder\n",
    }
    for target, said in shown.items():
        ran = plan("review", "month", "--html", str(target), "--book", str(book), **FRIDAY)
        assert (ran.code, ran.err) == (1, said)


def test_a_full_disk_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno

    from planner.app import output_file
    from planner.cli.failures import message_for

    def full(handle: int, data: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    keeps_it_open = os.open(pipe, os.O_RDWR)
    monkeypatch.setattr(output_file, "write_all", full)
    with pytest.raises(OSError, match="No space left") as caught:
        output_file.write_output(pipe, b"page", lambda head: True, None, replace=False)
    os.close(keeps_it_open)
    shown = message_for(caught.value, {})
    assert shown.text.startswith(f"error: {pipe}: No space left on device\n  fix: free some disk space")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--csv", "--json"], "--csv and --json"),
        (["--html", "-", "--csv"], "--html - and --csv"),
        (["--html", "-", "--json"], "--html - and --json"),
    ],
)
def test_one_answer_at_a_time(plan: Plan, book: Path, words: list[str], said: str) -> None:
    ran = plan("review", "month", *words, "--book", str(book), **FRIDAY)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {said} can't all be printed at once")


def test_a_name_is_needed(plan: Plan, book: Path) -> None:
    ran = plan("review", "--html", "", "--book", str(book), **FRIDAY)
    assert (ran.code, ran.err) == (
        2,
        "error: the FILE of --html is empty\n  fix: a file.html, or - for standard output\n",
    )
