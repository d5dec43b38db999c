"""Notes of the diary for the CRM, each sent once, and why deals were lost, by the playbook's short list."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.crm.cells.reasons import reason_for
from tests.conftest import Plan, Ran

REASONS = ("no decision", "price", "competitor", "no budget", "no need", "bad timing")
EXPORT = "Id,IsDeleted,Name,StageName,Amount,CloseDate\n0061,0,Rollout,Qualification,10000,2027-01-31\n"


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("No decision", "no decision"),
        ("No Decision / Non-Responsive", "no decision"),
        ("Went dark", "no decision"),
        ("Price", "price"),
        ("Pricing too high", "price"),
        ("Lost to Competitor", "competitor"),
        ("No Budget / Lost Funding", "no budget"),
        ("bad_timing", "bad timing"),
        ("Kein Bedarf", "no need"),
        ("Other", None),
        ("", None),
    ],
)
def test_the_reasons_of_crms(theirs: str, ours: str | None) -> None:
    assert reason_for(theirs, REASONS) == ours


def test_only_reasons_of_the_playbook_count() -> None:
    assert reason_for("Too expensive", ("our fault", "no decision")) is None
    assert reason_for("Our fault", ("our fault", "no decision")) == "our fault"


def test_a_reason_comes_with_an_import(import_: Callable[..., Ran], plan: Plan, book: Path) -> None:
    text = (
        "ID,Name,Stage,Amount,Lost reason\n"
        "1,A,Closed Lost,10,Went with competitor\n2,B,Closed Lost,10,Aliens\n3,C,Proposal,10,Price\n"
    )
    ran = import_(text, "--yes")
    assert '"Went with competitor" is competitor' in ran.out
    assert 'lost because of "Aliens"' in ran.out
    prospects = (book / "prospects.toml").read_text(encoding="utf-8")
    assert prospects.count("lost_reason") == 1
    assert 'lost_reason = "competitor"' in prospects
    assert import_(text, "--yes").out.endswith("Nothing to add or change. 3 unchanged.\nNothing to save.\n")


def test_a_loss_is_logged_with_its_reason(import_: Callable[..., Ran], plan: Plan, book: Path, tmp_path: Path) -> None:
    import_(EXPORT, "--yes")
    at = {"PLAN_BOOK": str(book)}
    ran = plan("done", "rollout", "-o", "lost", "--reason", "because", **at)
    assert (ran.code, ran.err.splitlines()[0]) == (2, 'error: your playbook has no reason "because"')
    assert plan("done", "rollout", "-o", "stayed", "--reason", "price", **at).code == 2
    assert plan("done", "rollout", "-o", "lost", "--reason", "No dec", "-m", "They wait for 2027", **at).code == 0
    deals = (book / "prospects.toml").read_text(encoding="utf-8")
    assert 'lost_reason = "no decision"' in deals
    assert "no decision" in plan("show", "rollout", **at).out
    ran = plan("export", "--crm", "changes.csv", "--for", "other", cwd=tmp_path, **at)
    (row,) = csv.DictReader((tmp_path / "changes.csv").read_text(encoding="utf-8").splitlines())
    assert (row["Stage"], row["Lost reason"]) == ("Lost", "no decision")
    plan("reopen", "rollout", **at)
    assert "lost_reason" not in (book / "prospects.toml").read_text(encoding="utf-8")


def test_a_reason_that_is_none_of_the_playbooks(plan: Plan, book: Path) -> None:
    (book / "prospects.toml").write_text(
        '[[prospect]]\nname = "A"\namount = 5\nstage = "lost"\nlost_reason = "moon"\n', encoding="utf-8"
    )
    ran = plan("check", PLAN_BOOK=str(book))
    assert 'prospects.toml:5 | lost_reason = "moon"' in ran.out
    (book / "playbook.toml").write_text('lost = { reasons = ["moon"] }\n', encoding="utf-8")
    assert plan("check", PLAN_BOOK=str(book)).code == 0


@pytest.mark.parametrize(
    ("crm", "head"),
    [
        ("Salesforce", ["WhatId", "Subject", "ActivityDate", "Status", "Description"]),
        ("HubSpot", ["ID", "Name", "Date", "Note"]),
        ("other", ["ID", "Name", "Date", "Note"]),
    ],
)
def test_notes_are_sent_once(
    import_: Callable[..., Ran], plan: Plan, book: Path, tmp_path: Path, crm: str, head: list[str]
) -> None:
    import_(EXPORT, "--yes")
    at = {"PLAN_BOOK": str(book)}
    notes = tmp_path / "changes.notes.csv"

    def export() -> Ran:
        return plan("export", "--crm", "changes.csv", "--for", crm, "--yes", cwd=tmp_path, **at)

    plan("done", "rollout", "-o", "stayed", "-m", 'He said "later", twice', **at)
    assert "changes.notes.csv: 1 note of your diary" in export().out
    rows = list(csv.reader(notes.read_text(encoding="utf-8").splitlines()))
    assert rows[0] == head
    assert rows[1][0] == "0061"
    assert rows[1][-1] == 'He said "later", twice'
    notes.unlink()
    export()
    assert not notes.exists()
    plan("done", "rollout", "-o", "no-contact", "-m", "Voicemail", "--from", "9:00", "--to", "9:05", **at)
    document = json.loads(plan("export", "--crm", "changes.csv", "--json", "--yes", cwd=tmp_path, **at).out)
    assert len(document["notes"]) == 1
    assert len(list(csv.reader(notes.read_text(encoding="utf-8").splitlines()))) == 2


def test_no_file_for_the_crm_runs_a_formula(
    import_: Callable[..., Ran], plan: Plan, book: Path, tmp_path: Path
) -> None:
    import_(EXPORT, "--yes")
    at = {"PLAN_BOOK": str(book)}
    evil = "=HYPERLINK(A1)"
    assert plan("done", "rollout", "-o", "stayed", "-m", "- asked\n" + evil, **at).code == 0
    assert plan("set", "rollout", f"name={evil}", "next=@SUM(A1)", **at).code == 0
    export = plan("export", "--crm", "changes.csv", "--for", "other", cwd=tmp_path, **at)
    assert export.code == 0, export
    (row,) = csv.DictReader((tmp_path / "changes.csv").read_text(encoding="utf-8").splitlines())
    (note,) = csv.DictReader((tmp_path / "changes.notes.csv").read_text(encoding="utf-8").splitlines())
    assert (row["Name"], row["Next step"], note["Name"]) == (f"'{evil}", "'@SUM(A1)", f"'{evil}")
    assert note["Note"].startswith("'- asked")
    plan("import", "changes.csv", "--yes", cwd=tmp_path, **at)
    assert "'" not in (book / "prospects.toml").read_text(encoding="utf-8")
