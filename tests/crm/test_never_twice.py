"""Later exports bring the CRM's changes, without duplicates, and keep the rep's own edits."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from planner.crm.last_import import is_later
from tests.conftest import Plan, Ran
from tests.crm.conftest import contents

RunImport = Callable[..., Ran]

HEADER = "Record ID,Deal Name,Deal Stage,Close Date,Amount,Create Date,Associated Company,Associated Contact\n"
FIRST = HEADER + (
    "71,Acme rollout,Presentation Scheduled,2026-12-31 10:00,48000,2026-10-02 09:00,Acme GmbH,Lena Vogt (l@a.example)\n"
    "72,Second plant,Contract Sent,2027-01-15 10:00,20000,2026-11-02 09:00,Bolt AG,\n"
)
SECOND = HEADER + (
    "71,Acme rollout,Contract Sent,2026-12-31 10:00,48000,2026-10-02 09:00,Acme GmbH,Lena Vogt (l@a.example);Max Ober\n"
    "73,Third plant,Contract Sent,2027-02-15 10:00,30000,2026-11-20 09:00,Bolt AG,\n"
)


def change_lines(ran: Ran) -> list[str]:
    """The lines about changes of records."""
    assert ran.code == 0, ran.err
    return [line.strip() for line in ran.out.splitlines()[2:-1] if line and not line.startswith("  stages")]


def test_the_same_file_again_changes_nothing(import_: RunImport, book: Path) -> None:
    import_(FIRST, "--yes")
    once = contents(book)
    assert change_lines(import_(FIRST, "--yes")) == ["Nothing to add or change. 2 unchanged."]
    assert contents(book) == once
    assert len(list((book / ".plan").rglob("*.json"))) == 1  # nor is there anything to undo


def test_only_changes_of_the_crm_are_imported(import_: RunImport, plan: Plan, book: Path) -> None:
    import_(FIRST, "--yes")
    plan("set", "acme-rollout", "amount=45k", "next_on=fri", PLAN_BOOK=str(book))
    assert change_lines(import_(SECOND, "--yes")) == [
        "new      Third plant: Bolt AG, close, $30,000, expected 15 Feb 2027",
        "changed  Acme rollout (acme-rollout)",
        "stage: demo -> close",
        "since: nothing -> 23 Nov",
        "contacts: Lena Vogt -> Lena Vogt, Max Ober",
        "yours    acme-rollout: amount 45,000 (CRM: 48,000)",
        "Would add 1 and change 1. 1 record isn't in this export and stays as is.",
    ]
    assert contents(book)["prospects.toml"].startswith("""\
[[prospect]]
id = "acme-rollout"
name = "Acme rollout"
company = "Acme GmbH"
contacts = ["Lena Vogt", "Max Ober"]
amount = 45000
stage = "close"
created = 2026-10-02
expected = 2026-12-31
crm_id = "71"
next_on = 2026-11-27
since = 2026-11-23
""")


def test_a_stage_that_only_the_status_names_is_imported(import_: RunImport, plan: Plan, book: Path) -> None:
    export = "Deal ID,Deal name,Status,Amount\n1,Rollout,{},5\n"
    import_(export.format("Proposal"), "--yes")
    assert "stage: proposal -> negotiation" in change_lines(import_(export.format("Negotiation"), "--yes"))
    assert change_lines(import_(export.format("Open"), "--yes")) == ["Nothing to add or change. 1 unchanged."]
    assert 'stage = "negotiation"\n' in contents(book)["prospects.toml"]


def test_a_record_that_was_renamed_is_the_same(import_: RunImport, plan: Plan, book: Path) -> None:
    import_(FIRST, "--yes")
    plan("set", "second-plant", "name=Bolt: line B", "company=Bolt", PLAN_BOOK=str(book))
    assert change_lines(import_(FIRST, "--yes")) == [
        "yours    second-plant: name Bolt: line B (CRM: Second plant)",
        "yours    second-plant: company Bolt (CRM: Bolt AG)",
        "Nothing to add or change. 2 unchanged.",
    ]


def test_a_removed_record_stays_out(import_: RunImport, book: Path) -> None:
    import_(FIRST, "--yes")
    text = contents(book)["prospects.toml"]
    (book / "prospects.toml").write_text(text[: text.index("\n[[prospect]]", 5)], encoding="utf-8")
    assert change_lines(import_(FIRST, "--yes")) == [
        "out      1 you removed from the book",
        "Nothing to add or change. 1 unchanged. 1 left out.",
    ]
    assert change_lines(import_(FIRST, "--yes", "--again"))[-1] == "Would add 1. 1 unchanged."
    assert contents(book)["prospects.toml"] == text


def test_without_ids_name_and_company_match(import_: RunImport, book: Path) -> None:
    import_("Deal;Company;Stage;Amount\nRenewal;Acme;Proposal;1.500,50\nRenewal;Bolt;Demo;900\n", "--yes")
    assert change_lines(
        import_("Deal;Company;Stage;Amount\nrenewal;BOLT;Demo;950\nRenewal;Acme;Proposal;1500,5\n", "--yes")
    ) == [
        "changed  Renewal (renewal-2)",
        "name: Renewal -> renewal",
        "company: Bolt -> BOLT",
        "amount: 900 -> 950",
        "Would change 1. 1 unchanged.",
    ]


def test_fifteen_and_eighteen_characters_are_one_id(import_: RunImport, book: Path) -> None:
    header = "Opportunity ID,Account Name,Opportunity Name,Stage,Amount\n"
    import_(header + "0065g00000AbCdE,Acme,Rollout,Proposal,5\n", "--yes")
    assert change_lines(import_(header + "0065g00000AbCdEAAZ,Acme,Rollout,Proposal,5\n")) == [
        "Nothing to add or change. 1 unchanged."
    ]


def test_an_assumed_amount_is_replaced(import_: RunImport, book: Path) -> None:
    import_("Deal,Stage,Amount\nRollout,Demo,\n", "--yes")
    assert "amount = 20000" in contents(book)["prospects.toml"]  # the playbook's typical deal
    assert change_lines(import_("Deal,Stage,Amount\nRollout,Demo,30000\n", "--yes")) == [
        "changed  Rollout (rollout)",
        "amount: 20,000 -> 30,000",
        "Would change 1.",
    ]
    assert change_lines(import_("Deal,Stage,Amount\nRollout,Demo,\n", "--yes")) == [
        "Nothing to add or change. 1 unchanged."
    ]


def test_people_of_the_book_get_their_id(import_: RunImport, book: Path) -> None:
    (book / "contacts.toml").write_text(
        '[[contact]]\nid = "lv"\nname = "Lena Vogt"\nemail = "l@a.example"\n', encoding="utf-8"
    )
    import_(FIRST, "--yes")
    assert 'contacts = ["lv"]' in contents(book)["prospects.toml"]
    import_(SECOND, "--yes")
    assert 'contacts = ["lv", "Max Ober"]' in contents(book)["prospects.toml"]


@pytest.mark.parametrize(
    ("was", "written"),
    [
        ('key = "71"', "key = 71"),
        ('key = "71"', 'key = ["71"]'),
        ('contacts = ["Lena Vogt"]', "contacts = 5"),
        ('contacts = ["Lena Vogt"]', "contacts = [5]"),
        ("amount = 48000", 'amount = 48000, unit = "x"'),
    ],
)
def test_a_memory_that_no_import_wrote_is_an_error(import_: RunImport, book: Path, was: str, written: str) -> None:
    import_(FIRST, "--yes")
    seen = book / "diary" / "crm-seen.toml"
    text = seen.read_text()
    assert was in text
    seen.write_text(text.replace(was, written, 1))
    before = contents(book)
    ran = import_(SECOND, "--yes")
    assert (ran.code, "this is not as `plan import` wrote it\n  diary/crm-seen.toml" in ran.err) == (1, True), ran.err
    assert contents(book) == before


@pytest.mark.parametrize("name", ["expected", "created"])
def test_a_time_where_a_day_belongs_ends_no_import(import_: RunImport, plan: Plan, book: Path, name: str) -> None:
    import_(FIRST, "--yes")
    seen = book / "diary" / "crm-seen.toml"
    line = next(line for line in seen.read_text().splitlines() if line.startswith("acme-rollout"))
    day = line.partition(f"{name} = ")[2][:10]
    seen.write_text(
        seen.read_text().replace(f"{name} = {day}", f"{name} = {day}T10:00:00, since = 2026-11-01T09:00:00")
    )
    for command in ("import", "export"):
        ran = (
            import_(SECOND, "--yes")
            if command == "import"
            else plan("export", "--crm", "-", "--for", "hubspot", cwd=book)
        )
        assert ran.code == 0, ran.err


@pytest.mark.parametrize("time", [datetime(2026, 11, 1, 9), datetime(2026, 11, 1, 9, tzinfo=UTC)])
def test_a_time_is_no_day_that_is_later(time: datetime) -> None:
    day = date(2026, 10, 1)
    assert [is_later(time, day), is_later(day, time), is_later(time, time)] == [False] * 3
    assert is_later(day, date(2026, 9, 30))
