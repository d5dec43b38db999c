"""At a terminal an import asks for what the file doesn't say, one key each, and keeps the answers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.book.read.read_book import read_book
from planner.crm.import_settings import ImportSettings, read_settings
from tests.conftest import Plan, Ran
from tests.crm.conftest import contents
from tests.crm.test_no_export_breaks_it import files

STAGES = "1 lead  2 discovery  3 demo  4 proposal  5 negotiation  6 close  7 won  8 lost  9 parked: "


@pytest.mark.parametrize(("answer", "kept"), [("y\n", True), ("n\n", False)])
def test_an_unknown_stage(at_terminal: Callable[..., Ran], book: Path, tmp_path: Path, answer: str, kept: bool) -> None:
    export = tmp_path / "export.csv"
    export.write_text("Deal name,Stage,Amount\nRollout,Technical win,100\n", encoding="utf-8")
    ran = at_terminal(
        "import",
        str(export),
        answers=((f'Which is "Technical win" (1 deal)?  {STAGES}', "5"), ("your book (1 new)? [y/N] ", answer)),
    )
    assert ran.code == 0
    assert "  Stage                   stage               Technical win\n" in ran.out
    assert "new      Rollout: negotiation, $100\n" in ran.out
    assert ran.out.endswith("Saved. `plan undo` reverts it.\n" if kept else "Nothing saved yet.\n")
    assert ('"Technical win" = "negotiation"' in contents(book).get("import.toml", "")) == kept
    assert ("prospects.toml" in contents(book)) == kept


def test_columns_that_nobody_knows_dates_owner_and_rate(
    at_terminal: Callable[..., Ran], plan: Plan, book: Path, tmp_path: Path
) -> None:
    export = tmp_path / "export.csv"
    export.write_text(
        "Vorgang,Zustand,Geld,Bis,Owner\nRollout,Demo,100 ZAR,3/4/2027,Dana\nLine,Lead,200 ZAR,5/4/2027,Max\n",
        encoding="utf-8",
    )
    ran = at_terminal(
        "import",
        str(export),
        answers=(
            ("Which column is the deal's name? ", "1"),
            ("Which column is its stage? ", "2"),
            ("Which column is the company? Enter: none ", "\n"),
            ("Which column is the amount? Enter: none ", "3"),
            ("Which column is the expected close? Enter: none ", "4"),
            ("Which column is the CRM's id? Enter: none ", "\n"),
            ("Is 3/4 in these dates  1 3 April  2 March 4: ", "1"),
            ("Which owner are you? Enter: all of them  1 Dana (1)  2 Max (1): ", "1"),
            ("1 amount in ZAR: one ZAR in USD? Enter: leave them out: ", "0.05\n"),
            ("your book (1 new)? [y/N] ", "y\n"),
        ),
    )
    assert ran.code == 0, ran.err
    assert "new      Rollout: demo, $5, expected 3 Apr 2027\n" in ran.out
    again = plan("import", str(export), "--yes", PLAN_BOOK=str(book))
    assert "Nothing to add or change. 1 unchanged." in again.out


def test_the_sample_of_rules_is_read(plan: Plan, book: Path) -> None:
    sample = plan("import", "--rules", PLAN_BOOK=str(book)).out
    settings = read_settings(sample.encode(), "prospect", read_book(files(), "UTC").book)
    assert settings.skip_rows == ("Subtotal*", "Total*")
    assert all(getattr(settings, name) for name in ImportSettings.__slots__ if name != "skip")


def test_rules_that_skip_lines_and_rows(plan: Plan, book: Path, tmp_path: Path) -> None:
    (book / "import.toml").write_text(
        'skip = 2\nskip_rows = ["total*"]\n\n[stages]\n"*budget*" = "lost"\n', encoding="utf-8"
    )
    rows = "Deal,Stage,Amount\nNot,this,header\nDeal,Stage,Amount\nA,No budget yet,5\nTotal (1),Demo,5\n"
    (tmp_path / "export.csv").write_text(rows, encoding="utf-8")
    ran = plan("import", "export.csv", cwd=tmp_path, PLAN_BOOK=str(book))
    assert "  new      A: lost, $5\n" in ran.out
    assert "  unread   1 row that skip_rows names\n\nWould add 1." in ran.out


def test_a_long_export_has_a_bar(at_terminal: Callable[..., Ran], book: Path, tmp_path: Path) -> None:
    export = tmp_path / "export.csv"
    rows = "".join(f"K-{n},Deal {n},Demo,5\n" for n in range(5000))
    export.write_text("Deal ID,Deal name,Stage,Amount\n" + rows, encoding="utf-8")
    ran = at_terminal("import", str(export), "--dry-run", answers=())
    assert ran.code == 0
    assert "] 1,000 of 5,000 rows" in ran.out
    assert f"[{'#' * 30}] 5,000 of 5,000 rows" in ran.out


HISTORY = (
    "OpportunityId,Field,OldValue,NewValue,CreatedDate\n"
    "0061,StageName,Kickoff,Technical win,3/4/2026\n0061,StageName,Technical win,Closed Won,5/6/2026\n"
    "0062,StageName,Kickoff,Closed Lost,3/4/2026\n"
)


def test_a_history_asks_for_stages_and_the_order_of_dates(
    at_terminal: Callable[..., Ran], plan: Plan, book: Path, tmp_path: Path
) -> None:
    export = tmp_path / "history.csv"
    export.write_text(HISTORY, encoding="utf-8")
    answers = (
        ("Is 3/4 in these dates  1 3 April  2 March 4: ", "1"),
        (f'Which is "Kickoff" (2 rows)?  {STAGES}', "1"),
        (f'Which is "Technical win" (1 row)?  {STAGES}', "5"),
        ("Learn from these deals? [y/N] ", "y\n"),
    )
    ran = at_terminal("import", str(export), "--history", answers=answers)
    assert ran.code == 0, ran.err
    assert contents(book)["history.toml"].count("entered = { lead = 2026-04-03") == 2
    assert 'negotiation = 2026-04-03 }, ended = "won", on = 2026-06-05 }' in contents(book)["history.toml"]
    assert 'Kickoff = "lead"\n"Technical win" = "negotiation"\n' in contents(book)["import.toml"]
    again = plan("import", str(export), "--history", "--yes", PLAN_BOOK=str(book))
    assert "Nothing to add or change. 2 unchanged." in again.out


def test_a_history_without_a_terminal_lists_what_it_can_not_know(plan: Plan, book: Path, tmp_path: Path) -> None:
    (tmp_path / "history.csv").write_text(HISTORY, encoding="utf-8")
    ran = plan("import", "history.csv", "--history", "--yes", cwd=tmp_path, PLAN_BOOK=str(book))
    assert ran.code != 0
    assert 'error: your playbook has no stage "Kickoff" (2 rows)\n' in ran.err
    assert 'error: your playbook has no stage "Technical win" (2 rows)\n' in ran.err
    assert 'fix: --stage "Technical win=YOUR STAGE"; yours: lead, discovery' in ran.err
    assert "could be two days" in ran.err
    assert "history.toml" not in contents(book)
