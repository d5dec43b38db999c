"""The roles of people in deals: who is the contact, who decides, and what that answers; types of deals that renew."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.book.toml.parse import parse_toml
from planner.crm.cells.roles import POWERS, power_for
from tests.conftest import Plan, Ran
from tests.crm.conftest import contents

RunImport = Callable[..., Ran]
TABLES = {
    "Account.csv": "Id,Name,Type,BillingCountry,OwnerId\n001A,Acme GmbH,Customer,DE,5\n",
    "Contact.csv": "Id,AccountId,FirstName,LastName,OwnerId,Email\n003A,001A,Lena,Vogt,5,lena@acme.example\n"
    "003B,001A,Max,Kern,5,max@acme.example\n",
    "Opportunity.csv": "Id,AccountId,Name,StageName,Amount,CloseDate\n006A,001A,Rollout,Prospecting,10,\n"
    "006B,001A,Service,Proposal/Price Quote,20,\n",
    "OpportunityContactRole.csv": "Id,OpportunityId,ContactId,Role,IsPrimary,IsDeleted\n"
    "1,006A,003A,Evaluator,0,0\n2,006A,003B,Economic Buyer,1,0\n3,006B,003A,Yoda,0,0\n4,006B,003B,Influencer,0,1\n"
    "5,006X,003A,Influencer,0,0\n6,006B,003Z,Influencer,0,0\n",
}
DEALS = "Record ID,Deal Name,Deal Stage,Amount,Associated Contact,Associated Contact IDs"


def archive() -> bytes:
    """A Salesforce Data Export; the files are in no order that helps."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as zipped:
        for name in sorted(TABLES, reverse=True):
            zipped.writestr(name, TABLES[name])
    return data.getvalue()


def records(book: Path, file: str, key: str) -> dict[str, dict[str, Any]]:
    return {each["id"]: each for each in parse_toml(contents(book)[file])[key]}


def test_a_table_of_roles_in_an_archive(import_: RunImport, book: Path) -> None:
    ran = import_(archive(), "--yes")
    assert ran.code == 0, ran.err
    assert "OpportunityContactRole.csv: a Salesforce export of contact roles, 6 rows\n" in ran.out
    assert '  roles    "Evaluator" influences, "Economic Buyer" decides' in ran.out
    assert '  unread   the role "Yoda"; --role "Yoda=decides", or influences, uses, unknown\n' in ran.out
    assert "  out      1 of deals not in your book\n" in ran.out
    assert "  out      1 of people who aren't in your contacts: import those first\n" in ran.out
    deals, people = records(book, "prospects.toml", "prospect"), records(book, "contacts.toml", "contact")
    assert deals["rollout"]["contacts"] == ["max-kern", "lena-vogt"]  # the CRM's first contact first
    assert deals["rollout"]["answers"] == {"power": "named"}  # known, and nobody says that the rep met them
    assert deals["service"]["contacts"] == ["lena-vogt"]
    assert "answers" not in deals["service"]
    assert {id: each.get("power") for id, each in people.items()} == {"lena-vogt": "influences", "max-kern": "decides"}
    before = contents(book)
    again = import_(archive(), "--yes")
    assert again.out.count("Nothing to save.") == 4
    assert contents(book) == before


def test_the_reps_word_counts_more_than_a_role(import_: RunImport, plan: Plan, book: Path) -> None:
    import_(archive(), "--yes")
    for change in (("rollout", "answers.power=met"), ("max-kern", "power=influences"), ("lena-vogt", "power=")):
        assert plan("set", *change, PLAN_BOOK=str(book)).code == 0
    before = contents(book)
    assert import_(archive(), "--yes", "--role", "Yoda=decides").code == 0
    deals, people = records(book, "prospects.toml", "prospect"), records(book, "contacts.toml", "contact")
    assert deals["rollout"]["answers"] == {"power": "met"}
    assert deals["service"]["answers"] == {"power": "named"}  # Yoda, since the rep said who that is
    assert people["max-kern"]["power"] == "influences"
    assert people["lena-vogt"]["power"] == "decides"  # by the new role
    assert contents(book)["import.toml"].endswith('[roles]\nYoda = "decides"\n')
    assert before != contents(book)
    after = contents(book)
    import_(archive(), "--yes")
    assert contents(book) == after


def test_a_table_of_roles_leaves_the_stage_alone(import_: RunImport, plan: Plan, book: Path) -> None:
    """It has no stage, so the next export's is no change of the CRM's."""
    import_(archive(), "--yes")
    assert plan("set", "rollout", "stage=demo", PLAN_BOOK=str(book)).code == 0
    import_(TABLES["OpportunityContactRole.csv"], "--yes")
    import_(TABLES["Opportunity.csv"], "--yes")
    assert records(book, "prospects.toml", "prospect")["rollout"]["stage"] == "demo"


@pytest.mark.parametrize(
    ("header", "cells", "contacts", "power"),
    [
        ("Associated Contact (Decision Maker)", "Max Kern (max@acme.example)", ["Lena Vogt", "Max Kern"], "named"),
        ("Associated Contact IDs (Economic Buyer)", "8", ["Lena Vogt", "max-kern"], "named"),
        ("Associated Contact (Champion)", "Lena Vogt", ["Lena Vogt"], None),
        ("Associated Contact (Primary contact)", "Max Kern", ["Max Kern", "Lena Vogt"], None),
        ("Associated Contact (Decision Maker)", "", ["Lena Vogt"], None),
    ],
)
def test_labels_of_associations(
    import_: RunImport, book: Path, header: str, cells: str, contacts: list[str], power: str | None
) -> None:
    if "IDs (" in header:
        import_("Record ID,First Name,Last Name,Email\n8,Max,Kern,max@acme.example\n", "--yes")
    ran = import_(f"{DEALS},{header}\n1,Rollout,Contract Sent,5,Lena Vogt,,{cells}\n", "--yes")
    deal = records(book, "prospects.toml", "prospect")["rollout"]
    assert (deal["contacts"], deal.get("answers", {}).get("power")) == (contacts, power)
    assert "unread" not in ran.out


def test_a_buying_role_of_a_contact(import_: RunImport, book: Path) -> None:
    contacts = "Record ID,First Name,Last Name,Email,Buying Role\n7,Lena,Vogt,l@acme.example,CHAMPION;DECISION_MAKER\n"
    contacts += "8,Max,Kern,m@acme.example,Budget Holder\n9,Ida,Rask,i@acme.example,Wizard;End User\n"
    assert '  unread   the role "Wizard"' in import_(contacts, "--yes").out
    people = records(book, "contacts.toml", "contact")
    assert [each.get("power") for each in people.values()] == ["decides", "decides", "uses"]
    import_(f"{DEALS}\n1,Rollout,Contract Sent,5,,7;9\n2,Line,Contract Sent,5,,9\n", "--yes")
    deals = records(book, "prospects.toml", "prospect")
    assert deals["rollout"]["answers"] == {"power": "named"}
    assert "answers" not in deals["line"]


def test_a_report_with_a_row_for_each_person(import_: RunImport, book: Path) -> None:
    report = "Opportunity ID,Opportunity Name,Account Name,Stage,Amount,Contact Name,Role,Primary\n"
    report += "006A,Rollout,Acme,Qualification,5,Lena Vogt,Influencer,0\n006A,Rollout,Acme,Qualification,5,Max Kern,"
    assert import_(report + "Decision Maker,1\n", "--yes").out.endswith(
        "Would add 1.\nSaved. `plan undo` reverts it.\n"
    )
    deal = records(book, "prospects.toml", "prospect")["rollout"]
    assert (deal["contacts"], deal["answers"]) == (["Max Kern", "Lena Vogt"], {"power": "named"})


def test_roles_and_people_in_one_cell(import_: RunImport, book: Path) -> None:
    header = "Deal ID,Deal name,Stage,Amount,Contact,Contact role\n"
    ran = import_(
        header + "1,A,Demo,5,Lena; Max,Influencer; Decision Maker\n2,B,Demo,5,Lena; Max,Decision Maker\n", "--yes"
    )
    deals = records(book, "prospects.toml", "prospect")
    assert deals["a"]["answers"] == {"power": "named"}
    assert "answers" not in deals["b"]  # nobody can say whose role it is
    assert "  blank    line 3: Contact role: 1 role for 2 people: can't tell whose\n" in ran.out


def test_a_plain_table_of_roles_by_address(import_: RunImport, book: Path) -> None:
    import_("Contact ID,Full name,Email\nC1,Lena Vogt,lena@acme.example\n", "--yes")
    import_("Deal ID,Deal name,Stage,Amount\nD1,Rollout,Demo,5\n", "--yes")
    ran = import_("Deal ID,Person,Role\nD1,lena@acme.example,Entscheiderin\n", "--yes")
    assert ran.out.startswith("export.csv: an export of contact roles, 1 row\n")
    deal = records(book, "prospects.toml", "prospect")["rollout"]
    assert (deal["contacts"], deal["answers"]) == (["lena-vogt"], {"power": "named"})
    assert records(book, "contacts.toml", "contact")["lena-vogt"]["power"] == "decides"


@pytest.mark.parametrize(("cell", "power"), [("completed", "named"), ("Yes", "named"), ("No", None), ("", None)])
def test_a_decider_who_was_identified(import_: RunImport, book: Path, cell: str, power: str | None) -> None:
    header = "(Do Not Modify) Opportunity,Topic,Est. revenue,Est. close date,Sales Stage,Status,Decision Maker?\n"
    import_(f"{header}a-1,Rollout,10,2027-01-31,Develop,Open,{cell}\n", "--yes")
    assert records(book, "prospects.toml", "prospect")["rollout"].get("answers", {}).get("power") == power


def test_a_playbook_without_that_question(import_: RunImport, book: Path) -> None:
    (book / "playbook.toml").write_text(
        '[[question]]\nid = "power"\nreal = {met = 0.5, no = 0.5}\ndead_end = {met = 0.4, no = 0.6}\nstops = {}\n',
        encoding="utf-8",
    )
    header = "Deal ID,Deal name,Stage,Amount,Contact,Contact role\n"
    assert import_(header + "1,A,Demo,5,Lena,Decision Maker\n", "--yes").code == 0
    assert "answers" not in records(book, "prospects.toml", "prospect")["a"]


def test_words_of_roles() -> None:
    said = {
        role: power_for(role, {"yoda": "decides"}) for role in ("Economic Buyer", "END_USER", "Yoda", "Other", "Chef")
    }
    assert list(said.values()) == ["decides", "uses", "decides", "unknown", None]
    assert power_for("Legal & Compliance", {}) == "influences"
    assert power_for("Decision Maker", {"decision maker": "uses"}) == "uses"
    assert POWERS[0] == "decides"


def test_a_power_that_there_is_not(import_: RunImport, book: Path) -> None:
    header = "Deal name,Stage\nA,Demo\n"
    assert import_(header, "--role", "Yoda=rules").err.startswith('error: --role "Yoda=rules": "rules" is no power\n')
    (book / "import.toml").write_text('[roles]\nYoda = "rules"\n', encoding="utf-8")
    assert 'import.toml:2 | Yoda = "rules"' in import_(header).err


TYPES = {
    "HubSpot": (
        "Record ID,Deal Name,Deal Stage,Amount,Deal Type",
        "Contract Sent",
        "Existing Business",
        "New Business",
    ),
    "HubSpot, internal": (
        "Record ID,dealname,dealstage,amount,dealtype",
        "contractsent",
        "existingbusiness",
        "newbusiness",
    ),
    "Salesforce": ("Opportunity ID,Opportunity Name,Stage,Amount,Type", "Qualification", "Renewal", "New Customer"),
    "Salesforce, less": (
        "Opportunity ID,Opportunity Name,Stage,Amount,Type",
        "Qualification",
        "Existing Customer - Downgrade",
        "Existing Customer - Upgrade",
    ),
    "Zoho": ("Record Id,Deal Name,Stage,Amount,Type", "Qualification", "Existing Business", "New Business"),
    "any other": ("Deal ID,Deal name,Stage,Amount,Deal type", "Demo", "Annual renewal", "New logo"),
}


@pytest.mark.parametrize("system", TYPES)
def test_types_of_deals(import_: RunImport, plan: Plan, book: Path, system: str) -> None:
    header, stage, renewal, new = TYPES[system]
    deals_of = (("Service", renewal), ("Rollout", new), ("Line", "Sidegrade"), ("Bare", ""))
    rows = "".join(f"{number},{name},{stage},5,{type_}\n" for number, (name, type_) in enumerate(deals_of, 1))
    rows = f"{header}\n{rows}"
    ran = import_(rows, "--yes")
    assert f'  renewal  "{renewal}"\n' in ran.out
    assert '  unread   the type "Sidegrade": new business, as far as plan knows\n' in ran.out
    deals = records(book, "prospects.toml", "prospect")
    assert {id: each.get("renews") for id, each in deals.items()} == {
        "service": "Service",
        "rollout": None,
        "line": None,
        "bare": None,
    }
    why = plan("why", "service", PLAN_BOOK=str(book)).out
    assert "renewal" in why
    assert import_(rows, "--yes").out.endswith("Nothing to add or change. 4 unchanged.\nNothing to save.\n")
