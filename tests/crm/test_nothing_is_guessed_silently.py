"""Money, the kind of a list, and how a deal ended: never taken for something else without a word."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.crm.cells.stages import StageFound, stage_for
from tests.conftest import Ran
from tests.crm.conftest import contents

RunImport = Callable[..., Ran]

STAGES = ("lead", "discovery", "demo", "proposal", "negotiation", "close")


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        ("Proposal Lost", "lost"),
        ("Dead lead", "lost"),
        ("Deal lost after demo", "lost"),
        ("Deal not won", "lost"),
        ("Cerrado perdido", "lost"),
        ("Geschlossen/Verloren", "lost"),
        ("No decision", "lost"),
        ("失注", "lost"),
        ("Negotiation failed", "lost"),
        ("Proposal expired", "lost"),
        ("Demo - unsuccessful", "lost"),
        ("Won by competitor", "lost"),
        ("Chose another vendor", "lost"),
        ("Verlorener Deal", "lost"),
        ("Gewonnen", "won"),
        ("Sold", "won"),
        ("Closed—won 🎉", "won"),
        ("Negotiations", "negotiation"),
        ("appointmentscheduled", "discovery"),
        ("qualifiedtobuy", "demo"),
        ("Verhandlung", "negotiation"),
    ],
)
def test_a_stage_in_any_wording_is_found(name: str, stage: str) -> None:
    found = stage_for(name, STAGES, {})
    assert found is not None
    assert found.stage == stage
    assert found.is_guess or name == "Closed—won 🎉"


@pytest.mark.parametrize("name", ["Technical win", "Won by partner", "Legal", "Won/Lost", "On hold", "Totally new"])
def test_a_stage_that_says_neither_is_asked_for(name: str) -> None:
    assert stage_for(name, STAGES, {}) is None


def test_the_crms_own_words_are_no_guess_and_the_reps_come_first() -> None:
    assert stage_for("qualifiedtobuy", STAGES, {}, "HubSpot") == StageFound("demo")
    assert stage_for("Umsatzprognose", STAGES, {}, "Odoo") == StageFound("proposal")
    assert stage_for("Proposal Lost", STAGES, {"proposal lost": "proposal"}) == StageFound("proposal")


def test_a_guess_is_shown(import_: RunImport) -> None:
    ran = import_("Deal,Stage,Amount\nA,Proposal Lost,5\nB,Sold,7\nC,Demo,7\n", "--yes")
    assert '  guessed  "Proposal Lost" is lost, "Sold" is won\n' in ran.out
    assert 'warning: "Proposal Lost" was read as lost' in ran.err


def test_the_crms_status_overrules_its_stage(import_: RunImport) -> None:
    ran = import_(
        "Deal,Stage,Status,Amount\nA,Demo,Lost,5\nB,Demo,Gewonnen,7\nC,Demo,Open,7\nD,Dead lead,Open,7\n", "--yes"
    )
    assert [line.split(": ", 1)[1] for line in ran.out.splitlines() if line.startswith("  new ")] == [
        "lost, $5",
        "won, $7",
        "demo, $7",
    ]
    assert 'out      line 5: the stage "Dead lead" sounds lost, and the CRM calls the deal open' in ran.out


@pytest.mark.parametrize(
    "export",
    [
        "Name,Stage,Amount,Amount Currency\nA,Proposal,2927280,ZAR\n",
        "Name,Stage,amount_zar\nA,Proposal,2927280\n",
        "Name,Stage,Amount (ZAR)\nA,Proposal,2927280\n",
        "Name,Stage,Amount,Currency\nA,Proposal,2927280,South African Rand\n",
        "Name,Stage,Amount\nA,Proposal,2927280 ZAR\n",
    ],
)
def test_another_currency_needs_a_rate(import_: RunImport, book: Path, export: str) -> None:
    ran = import_(export, "--yes")
    assert "warning: 1 amount is in ZAR, left out. Bring in with --rate ZAR=…" in ran.err
    assert "amount = 20000\n" in contents(book)["prospects.toml"]
    import_(export, "--yes", "--rate", "ZAR=0.054")
    assert "amount = 158073.12\n" in contents(book)["prospects.toml"]


def test_a_currency_that_nobody_knows_loses_the_amount_alone(import_: RunImport, book: Path) -> None:
    ran = import_("Name,Stage,Amount,Currency\nA,Demo,500,n/a\nB,Demo,600,USD\nC,Demo,700,\nD,Demo,$5,EUR\n", "--yes")
    assert "warning: 2 amounts are in an unknown currency, left out" in ran.err
    assert contents(book)["prospects.toml"].count("[[prospect]]") == 4
    assert contents(book)["prospects.toml"].count("amount = 20000") == 2


@pytest.mark.parametrize("column", ["Opportunity Amount", "amount_usd", "close_value", "Value ($)", "Auftragswert"])
def test_a_column_of_amounts_by_its_name(import_: RunImport, book: Path, column: str) -> None:
    ran = import_(f"Deal,Stage,Weighted amount,{column}\nA,Demo,1,500\nB,Demo,2,700\n", "--yes")
    assert ran.code == 0, ran.err
    assert "amount = 500\n" in contents(book)["prospects.toml"]
    assert "unread   1 column: Weighted amount" in ran.out


def test_a_deal_without_an_amount_counts_as_the_median_win_of_the_file(import_: RunImport, book: Path) -> None:
    rows = "Deal,Stage,Amount\nA,Won,100\nB,Won,300\nC,Won,900\nD,Demo,\nE,Demo,0\n"
    ran = import_(rows, "--yes")
    assert "1 deal has no amount and counts as the median of the 3 deals won in this file, $300: D" in ran.err
    assert "1 deal has an amount of 0 in the CRM, and no step for it pays: E" in ran.err
    assert 'name = "D"\namount = 300\n' in contents(book)["prospects.toml"]


def test_a_list_of_deals_is_no_list_of_accounts(import_: RunImport) -> None:
    ran = import_(
        "Topic,Account,Est. revenue,Est. close date,Status\n"
        "Rollout,Acme,5000,12/31/2026,Open\nOld,Bolt,7,3/1/2026,Won\n",
        "--yes",
    )
    assert ran.out.splitlines()[:6] == [
        "export.csv: a Dynamics export of deals, 2 rows",
        "",
        '  guessed  "Open" is lead',
        "  new      Rollout: Acme, lead, $5,000, expected 31 Dec",
        "  new      Old: Bolt, won, $7",
        "  new      Bolt: account of a won deal",
    ]
    ran = import_("Customer,Deal size class,Forecast\nAcme,L,5\n")
    assert ran.code == 1
    assert ran.err.startswith("error: this is not the header of an export of deals\n")


def test_an_id_column_under_another_name(import_: RunImport, book: Path) -> None:
    ran = import_("Opp Key,Deal,Company,Stage,Amount\nK-1,Plant,Dune,Lead,7\nK-2,Plant,Dune,Lead,8\n", "--yes")
    assert '  guessed  the CRM\'s id is in "Opp Key"\n' in ran.out
    assert contents(book)["prospects.toml"].count('crm_id = "K-') == 2


def test_a_next_step_is_a_reminder_and_lost_deals_wait(import_: RunImport, book: Path) -> None:
    rows = "Deal,Stage,Amount,Closed on,Next activity date\nA,Demo,1,,2026-12-01\nB,Lost,2,2026-10-01,\n"
    rows += "".join(f"Old {n},Lost,3,2024-10-0{n},\n" for n in range(1, 6))
    assert import_(rows, "--yes").code == 0
    text = contents(book)["prospects.toml"]
    assert "next_on" not in text
    assert 'name = "A"\namount = 1\nstage = "demo"\nnot_before = 2026-12-01\n' in text
    assert 'name = "B"\namount = 2\nstage = "lost"\nsince = 2026-10-01\nnot_before = 2027-07-01\n' in text
    days = [line for line in text.splitlines() if line.startswith("not_before")][2:]
    assert len(set(days)) == 5
    assert import_(rows).out.splitlines()[2] == "Nothing to add or change. 7 unchanged."
