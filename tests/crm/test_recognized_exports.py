"""CRM and kind of an export by its header; encodings and separators by its bytes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.crm.conftest import contents

RunImport = Callable[..., Ran]


@pytest.mark.parametrize(
    ("export", "kinds"),
    [
        (
            "Id,IsDeleted,AccountId,Name,StageName,Amount,CloseDate,IsClosed,IsWon\n"
            "0061,0,,Rollout,Prospecting,10,2026-12-31 00:00:00,0,0\n"
            "0062,1,,Gone,Prospecting,10,2026-12-31 00:00:00,0,0\n"
            "0063,0,,Old,Signed,10,2026-10-31 00:00:00,1,1\n",
            [
                "a Salesforce export of deals, 3 rows",
                "Rollout: lead, $10, expected 31 Dec",
                "Old: won, $10, on 31 Oct",
                "1 deleted in the CRM",
            ],
        ),
        (
            "Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Organization,Deal - Stage,"
            "Deal - Status,Deal - Lost time,Deal - Next activity date\n"
            "1,Rollout,10,USD,Acme,Contact Made,Open,,2026-11-25\n"
            "2,Relaunch,10,USD,Cargo,Contact Made,Lost,2026-10-31 10:00:00,\n",
            [
                "a Pipedrive export of deals, 2 rows",
                "Rollout: Acme, discovery, $10",
                "Relaunch: Cargo, lost, $10, on 31 Oct",
            ],
        ),
        (
            "Record Id,Deal Name,Account Name,Stage,Amount,Closing Date\n"
            'zcrm_1,Rollout,Acme,Value Proposition,"$22,700.00","15 Apr, 2027 00:02:00"\n',
            ["a Zoho export of deals, 1 row", "Rollout: Acme, demo, $22,700, expected 15 Apr 2027"],
        ),
        (
            "id,lead_name,status_label,status_type,value,value_period,value_formatted,close_date\n"
            'oppo_1,Acme,Proposal,active,100000,monthly,"$1,000 monthly",2027-01-31\n',
            ["a Close export of deals, 1 row", "Acme: Acme, proposal, $12,000, expected 31 Jan 2027"],
        ),
        (
            "Record ID,Company name,Lifecycle Stage,Annual Revenue\n5,Acme GmbH,Customer,9000000\n6,Bolt AG,Lead,1\n",
            [
                "a HubSpot export of accounts, 2 rows",
                "Acme GmbH",
                "1 companies that aren't customers in the CRM",
            ],
        ),
        (
            "Record ID,First Name,Last Name,Email,Job Title,Company Name\n"
            "8,Lena,Vogt,lena@acme.example,Head of Operations,Acme GmbH\n9,,,info@bolt.example,,\n",
            [
                "a HubSpot export of contacts, 2 rows",
                "Lena Vogt: Acme GmbH, Head of Operations, lena@acme.example",
                "info: info@bolt.example",
            ],
        ),
        ("Deal;Stage;Value\nRollout;Demo;1.234,50 €\n", ["an export of deals, 1 row", "Rollout: demo, $20,000"]),
        ("sep=|\nDeal|Stage\nRollout|Demo\n", ["an export of deals, 1 row", "Rollout: demo, $20,000"]),
    ],
    ids=lambda value: value[0][:30] if isinstance(value, list) else "",
)
def test_a_header(import_: RunImport, export: str, kinds: list[str]) -> None:
    ran = import_(export, "--dry-run")
    assert ran.code == 0, ran.err
    lines = [line for line in ran.out.splitlines() if line.startswith(("export.csv", "  new", "  out"))]
    assert [
        line.removeprefix("export.csv: ").removeprefix("  new").removeprefix("  out").strip() for line in lines
    ] == kinds


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_an_encoding(import_: RunImport, book: Path, encoding: str) -> None:
    export = '"Deal name"\t"Company"\t"Stage"\t"Next step"\r\n'
    export += '"Großauftrag"\t"Müller & Söhne"\t"Demo"\t"Ask ""who""\r\nsigns"\r\n'
    ran = import_(export.encode(encoding), "--yes")
    assert ran.code == 0, ran.err
    assert (
        contents(book)["prospects.toml"]
        == """\
[[prospect]]
id = "grossauftrag"
name = "Großauftrag"
company = "Müller & Söhne"
amount = 20000
stage = "demo"
next = "Ask \\"who\\" signs"
"""
    )


def test_a_mapping_is_typed_once(import_: RunImport, book: Path) -> None:
    export = "Vorgang;Firma;Phase;Volumen;Entscheidung\nRollout;Acme;Demo;48.000;31.01.2027\n"
    columns = ("Vorgang=name", "Firma=company", "Phase=stage", "Volumen=amount", "Entscheidung=decide_by")
    assert import_(export, "--yes", *(word for column in columns for word in ("--map", column))).code == 0
    assert import_(export).out.splitlines()[2:] == ["Nothing to add or change. 1 unchanged.", "Nothing to save."]
    files = contents(book)
    assert (
        files["prospects.toml"]
        == """\
[[prospect]]
id = "rollout"
name = "Rollout"
company = "Acme"
amount = 48000
stage = "demo"
decide_by = 2027-01-31
"""
    )
    assert (
        files["import.toml"]
        == """\
# How `plan import` reads your CRM's exports: what you said of them. Yours to edit.

[columns.prospect]
Vorgang = "name"
Firma = "company"
Phase = "stage"
Volumen = "amount"
Entscheidung = "decide_by"

[stages]
Demo = "demo"
"""
    )


def test_accounts_then_contacts_then_deals(import_: RunImport, book: Path) -> None:
    """Salesforce's data export names companies and people by id alone."""
    import_("Id,Name,Type,BillingCountry,OwnerId\n001A,Acme GmbH,Customer,DE,5\n001B,Bolt AG,Prospect,DE,5\n", "--yes")
    import_("Id,AccountId,FirstName,LastName,OwnerId,Email\n003A,001A,Lena,Vogt,5,lena@acme.example\n", "--yes")
    deals = "Id,AccountId,Name,StageName,Amount,CloseDate,ContactId\n"
    import_(deals + "006A,001A,Rollout,Prospecting,10,,003A\n006B,001B,Line,Prospecting,20,,\n", "--yes")
    files = contents(book)
    assert (
        files["contacts.toml"]
        == """\
[[contact]]
id = "lena-vogt"
name = "Lena Vogt"
company = "Acme GmbH"
email = "lena@acme.example"
crm_id = "003A"
"""
    )
    assert (
        files["prospects.toml"]
        == """\
[[prospect]]
id = "rollout"
name = "Rollout"
company = "Acme GmbH"
contacts = ["lena-vogt"]
amount = 10
stage = "lead"
account = "acme-gmbh"
crm_id = "006A"

[[prospect]]
id = "line"
name = "Line"
company = "Bolt AG"
amount = 20
stage = "lead"
crm_id = "006B"
"""
    )


def test_amounts_in_another_currency(import_: RunImport, book: Path) -> None:
    export = "Deal name,Stage,Amount,Currency\nRollout,Demo,100,EUR\nLine,Demo,100,USD\n"
    assert "warning: 1 amount is in EUR, left out. Bring in with --rate EUR=…" in import_(export, "--yes").err
    assert import_(export, "--yes", "--rate", "eur=1.08").code == 0
    assert contents(book)["prospects.toml"].count("amount = 108\n") == 1  # in place of the typical amount
    assert contents(book)["import.toml"].endswith("[rates]\nEUR = 1.08\n")
