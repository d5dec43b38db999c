"""`plan trust`: said once, and taken back with an editor."""

from pathlib import Path

import pytest

from tests.conftest import Plan, home, plan

__all__ = ["home", "plan"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    text = '[rep]\nname = "Dana"\ncurrency = "USD"\n[hours]\nmon = ["08:00-12:00"]\n'
    (folder / "plan.toml").write_text(text, encoding="utf-8")
    folder.chmod(0o777)
    return folder


def test_a_book_is_used_once_it_is_trusted(book: Path, home: Path, plan: Plan) -> None:
    refused = plan("list", cwd=book)
    assert refused.code == 1
    assert refused.err.startswith(f"error: {book / 'plan.toml'} was not used as your book: others may write to {book}")
    assert f"plan trust {book}" in refused.err
    assert plan("completion", "bash", cwd=book).code == 0
    said = plan("trust", ".", cwd=book)
    assert (said.code, said.out) == (0, f"Trusted {book}.\n")
    listed = Path(said.err.rsplit(" ", 1)[1].strip().removesuffix("."))
    assert listed.read_text(encoding="utf-8") == f"{book}\n"
    assert plan("list", cwd=book).code == 0
    assert plan("trust", str(book), "--json", cwd=home).code == 0
    assert listed.read_text(encoding="utf-8") == f"{book}\n"
    listed.write_text("", encoding="utf-8")
    assert plan("list", cwd=book).code == 1


def test_a_folder_without_a_book_is_not_trusted(home: Path, plan: Plan) -> None:
    refused = plan("trust", str(home))
    assert (refused.code, refused.err.split("\n")[0]) == (2, f"error: {home} has no plan.toml")


def test_a_line_end_in_a_name_trusts_no_other_folder(book: Path, home: Path, plan: Plan) -> None:
    odd = book / f"x\r{book}"
    odd.mkdir(parents=True)
    (odd / "plan.toml").write_bytes((book / "plan.toml").read_bytes())
    assert plan("trust", str(odd), cwd=home).code == 0
    assert plan("list", cwd=book).code == 1
