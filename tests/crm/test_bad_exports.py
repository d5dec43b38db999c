"""Bad exports: all bad rows at once, with place, cell and fix; no file changes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.crm.conftest import contents

RunImport = Callable[..., Ran]

HEADER = "Deal,Company,Stage,Amount,Expected close date\n"


def test_all_bad_rows_at_once(import_: RunImport, book: Path) -> None:
    before = contents(book)
    ran = import_(
        HEADER
        + "Rollout,Acme,Proposal,about 48k,31/12/2026\n"
        + "Relaunch,Cargo,Proposal,48000,31/02/2027\n"
        + ",,Proposal,1,\n"
        + "Line,Bolt,Proposal,-5,\n"
        + "Plant,Dune,Lead,7,,,\n"
        + "Plant,Dune,Lead,7,\n"
        + "Plant,Dune,Lead,8,\n"
    )
    assert (ran.code, ran.out) == (1, "")
    assert (
        ran.err
        == """\
error: Amount: can't read "about 48k" as an amount
  export.csv:2 | Rollout,Acme,Proposal,about 48k,31/12/2026
  fix: write it as 48000 or 48,000.00
error: Expected close date: "31/02/2027": there is no such day
  export.csv:3 | Relaunch,Cargo,Proposal,48000,31/02/2027
  fix: write it as 2026-12-31; the file's dates have the day first
error: the row has no name
  export.csv:4 | ,,Proposal,1,
  fix: give it one in the CRM, or say which column has it: --map COLUMN=name
error: Amount: amount is -5, and must be an amount of money, 0 or more
  export.csv:5 | Line,Bolt,Proposal,-5,
  fix: fix it in the CRM, or leave the row out
error: 7 cells, and the header has 5
  export.csv:6 | Plant,Dune,Lead,7,,,
  fix: put quotes round a text that has a , in it, or a line end
error: "Plant" is on line 7 too, with another amount
  export.csv:8 | Plant,Dune,Lead,8,
  fix: export the column with the CRM's id as well
6 errors. Nothing was changed.
"""
    )
    assert contents(book) == before


def test_bad_rows_can_be_left_out(import_: RunImport) -> None:
    ran = import_(HEADER + "Rollout,Acme,Proposal,many,\nLine,Bolt,Proposal,5,\n", "--yes", "--skip-bad")
    assert ran.code == 0
    assert "  out      1 could not be read\n\n1 new, 0 changed, 0 unchanged, 1 left out\n" in ran.out


def test_unknown_stages(import_: RunImport, book: Path) -> None:
    rows = "A,X,Technical win,1,\nB,X,Technical win,2,\nC,X,Legal,3,\n"
    assert (
        import_(HEADER + rows).err
        == """\
error: your playbook has no stage "Technical win" (2 rows)
  export.csv:2 | A,X,Technical win,1,
  fix: say which of yours it is, such as --stage "Technical win=close"; yours are lead, discovery, demo, proposal, negotiation, close, won, lost, parked
error: your playbook has no stage "Legal"
  export.csv:4 | C,X,Legal,3,
  fix: say which of yours it is, such as --stage "Legal=close"; yours are lead, discovery, demo, proposal, negotiation, close, won, lost, parked
2 errors. Nothing was changed.
"""  # noqa: E501
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
        (b"PK\x03\x04\x14\x00\x06\x00", "export.csv: this is an Excel workbook or a zip archive, not a CSV file"),
        (b"Deal,Stage\nA\0B,Demo\n", "export.csv:2: a NUL byte: this is no text, or damaged"),
        (bytes(range(256)) * 4, "export.csv: this is no text"),
        (b"Deal,Stage\n\x81\x8d,Demo\n", "export.csv: this is no text"),
        (b"Deal,Stage\n" + b"x" * 2_000_000, "export.csv:2: a cell is longer than 1,000,000 characters"),
        (b'Deal,Stage\nA,Demo\n"B,Demo\nC,Demo\n', "export.csv:3: a quote that is opened here is never closed"),
        (b'Deal,Stage\n"A"x,Demo\n', "export.csv:2: a quote in the middle of a cell"),
        (
            b"Subject,Due\nCall,2026-01-01\n",
            "export.csv:1: this is no header of an export of deals, accounts or contacts",
        ),
        (b"Deal,Stage,Stage\nA,Demo,Lead\n", 'export.csv:1: two columns are called "Stage"'),
        (b"ID,Deal,Stage\n1.2E+11,A,Demo\n", 'export.csv:2: ID: "1.2E+11" is an id that a spreadsheet cut short'),
        (b"Deal,Stage,Amount\nA,Demo,9e9\n", 'export.csv:2: Amount: can\'t read "9e9" as an amount'),
        (b"Deal,Stage,Amount\nA,Demo," + b"9" * 400 + b"\n", "export.csv:2: Amount: amount is"),
        (b"Deal,Stage,Close date\nA,Demo,1026-01-01\n", 'export.csv:2: Close date: "1026-01-01": the year 1026'),
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
    ("options", "message"),
    [
        (["--map", "Worth=amount"], '--map: export.csv has no column "Worth"'),
        (["--map", "Amount=amont"], '--map "Amount=amont": a prospect has no field "amont"'),
        (["--map", "Amount"], '--map "Amount": a = is missing'),
        (["--stage", "Demo=demos"], '--stage "Demo=demos": your playbook has no stage "demos"'),
        (["--only", "Owner=Dana"], '--only: export.csv has no column "Owner"'),
        (["--rate", "EUR=none"], "--rate EUR=none: that is no rate"),
        (["--rate", "EUR=nan"], "--rate EUR=nan: that is no rate"),
        (["--dates", "ymd"], "--dates ymd: that is no order"),
        (["--kind", "task"], "--kind task: there is no such export"),
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
error: "1.08" is no rate
  import.toml:5 | EUR = "1.08"
  fix: write EUR = 1.08
error: a prospect has no field "amunt"
  import.toml:8 | Worth = "amunt"
  fix: the nearest is "amount"
error: there is no key "stage"
  import.toml:10 | [stage]
  fix: the nearest is [stages]
4 errors. Nothing was changed.
"""
    )
