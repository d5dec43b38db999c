"""The round trip: import, a day's work, export, and an import of what the CRM then has, change nothing twice."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Plan, Ran
from tests.crm.conftest import contents

RunImport = Callable[..., Ran]

EXPORTS = {
    "Salesforce": (
        "Id,IsDeleted,Name,StageName,Amount,CloseDate,NextStep\n"
        "0061,0,Rollout,Qualification,10000,2027-01-31,Call\n0062,0,Line,Proposal/Price Quote,20000,2027-02-28,\n"
        "0063,0,Plant,Proposal/Price Quote,30000,2027-02-28,\n"
    ),
    "HubSpot": (
        "Record ID,Deal Name,Deal Stage,Amount,Close Date,Next step\n"
        "0061,Rollout,Appointment Scheduled,10000,2027-01-31 10:00,Call\n"
        "0062,Line,Decision Maker Bought-In,20000,2027-02-28 10:00,\n"
        "0063,Plant,Decision Maker Bought-In,30000,2027-02-28 10:00,\n"
    ),
    "Pipedrive": (
        "Deal - ID,Deal - Title,Deal - Stage,Deal - Status,Deal - Value,Deal - Expected close date\n"
        "0061,Rollout,Qualified,Open,10000,2027-01-31\n0062,Line,Proposal Made,Open,20000,2027-02-28\n"
        "0063,Plant,Proposal Made,Open,30000,2027-02-28\n"
    ),
    "other": (
        "ID,Name,Stage,Amount,Expected close date,Next step\n"
        "0061,Rollout,Discovery,10000,2027-01-31,Call\n0062,Line,Proposal,20000,2027-02-28,\n"
        "0063,Plant,Proposal,30000,2027-02-28,\n"
    ),
}
ROWS = {
    "Salesforce": "Id,StageName,Amount,CloseDate\n0061,,12500,\n0062,Closed Won,,2026-11-23\n",
    "HubSpot": "Record ID,Deal Stage,Amount,Close Date\n0061,,12500,\n0062,closedwon,,2026-11-23\n",
    "Pipedrive": "Deal - Pipedrive System ID,Deal - Title,Deal - Status,Deal - Value,Deal - Won time\n"
    "0061,Rollout,open,12500,\n0062,Line,won,,2026-11-23\n",
    "other": "ID,Name,Company,Stage,Amount,Won time\n0061,Rollout,,,12500,\n0062,Line,,Won,,2026-11-23\n",
}


@pytest.mark.parametrize("crm", EXPORTS)
def test_the_round_trip(import_: RunImport, plan: Plan, book: Path, tmp_path: Path, crm: str) -> None:
    assert import_(EXPORTS[crm], "--yes").code == 0
    plan("set", "rollout", "amount=12500", PLAN_BOOK=str(book))
    plan("set", "line", "stage=won", PLAN_BOOK=str(book))
    ran = plan("export", "--crm", "changes.csv", "--for", crm.lower(), cwd=tmp_path, PLAN_BOOK=str(book))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("changes.csv: 2 deals for ")
    changes = tmp_path / "changes.csv"
    assert changes.read_bytes().decode().replace("\r\n", "\n") == ROWS[crm]
    before = contents(book)
    deals = before["prospects.toml"]
    assert import_(EXPORTS[crm], "--yes").code == 0  # the CRM before it had the file
    assert contents(book)["prospects.toml"] == deals
    assert import_(changes.read_bytes(), "--yes").code == 0
    assert contents(book)["prospects.toml"] == deals
    assert import_(EXPORTS[crm], "--yes").code == 0  # and once more: the CRM is not asked to have it yet
    assert contents(book)["prospects.toml"] == deals
    changes.unlink()
    again = plan("export", "--crm", "changes.csv", cwd=tmp_path, PLAN_BOOK=str(book))  # for which CRM is remembered
    assert again.out == "Nothing has changed that the CRM doesn't have; no file was written.\n"
    assert not changes.exists()


def test_what_the_crm_has_no_name_for_is_said(import_: RunImport, plan: Plan, book: Path, tmp_path: Path) -> None:
    import_(EXPORTS["HubSpot"], "--yes")
    plan("set", "rollout", "stage=demo", PLAN_BOOK=str(book))
    plan("add", "deal", "By hand", "amount=5", PLAN_BOOK=str(book))
    ran = plan("export", "--crm", "changes.csv", "--for", "hubspot", cwd=tmp_path, PLAN_BOOK=str(book))
    assert "warning: the CRM's name for the stage demo is not known, and is left out" in ran.err
    assert "1 deal is not in the CRM yet: By hand" in ran.out


def test_which_crm_has_to_be_said_once(import_: RunImport, plan: Plan, book: Path, tmp_path: Path) -> None:
    ran = plan("export", "--crm", "changes.csv", cwd=tmp_path, PLAN_BOOK=str(book))
    assert (ran.code, ran.err.splitlines()[0]) == (2, "error: which CRM is it for?")


EUROS = "Record ID,Deal Name,Deal Stage,Amount,Currency\n"
EUROS += "0061,Rollout,Contract Sent,10000,EUR\n0062,Line,Contract Sent,5,USD\n"
MONTHLY = (
    "id,lead_name,status_label,status_type,value,value_period,value_formatted,close_date\n"
    'oppo_1,Acme,Proposal,active,100000,monthly,"$1,000 monthly",2027-01-31\n'
)


@pytest.mark.parametrize(
    ("export", "options", "crm", "id", "amount"),
    [
        (EUROS, ("--rate", "EUR=1.08"), "hubspot", "rollout", "37037.04"),
        (EUROS, ("--rate", "EUR=190"), "hubspot", "rollout", "210.53"),
        (EUROS, (), "hubspot", "line", "40000"),
        (MONTHLY, (), "other", "acme", "3333.33"),
    ],
)
def test_an_amount_goes_back_in_the_currency_of_the_crm(
    import_: RunImport, plan: Plan, book: Path, tmp_path: Path, export: str, options: tuple[str, ...], crm: str,
    id: str, amount: str,
) -> None:  # fmt: skip
    import_(export, "--yes", *options)
    plan("set", id, "amount=40000", PLAN_BOOK=str(book))
    ran = plan("export", "--crm", "changes.csv", "--for", crm, cwd=tmp_path, PLAN_BOOK=str(book))
    assert (ran.code, ran.err) == (0, "")
    changes = (tmp_path / "changes.csv").read_text(encoding="utf-8")
    assert amount in changes.splitlines()[1].split(",")
    deals = contents(book)["prospects.toml"]
    for again in (changes, export, changes):
        assert import_(again, "--yes").code == 0
        assert contents(book)["prospects.toml"] == deals


def test_an_amount_without_a_rate_does_not_go_back(import_: RunImport, plan: Plan, book: Path, tmp_path: Path) -> None:
    import_(EUROS, "--yes")
    plan("set", "rollout", "amount=40000", PLAN_BOOK=str(book))
    ran = plan("export", "--crm", "changes.csv", "--for", "hubspot", cwd=tmp_path, PLAN_BOOK=str(book))
    assert "warning: 1 amount is left out, in a currency of the CRM's without a rate: Rollout" in ran.err
    assert not (tmp_path / "changes.csv").exists()
