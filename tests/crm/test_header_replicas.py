"""Whole header rows of the named systems, with rows made for them, go in on the first try."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.book.read.read_book import read_book
from planner.core.book import CLOSED_STAGES
from planner.crm.apply_import import layout_of
from planner.crm.cells.words import rows_of
from planner.crm.import_settings import ImportSettings
from planner.crm.last_import import Memory, known_names
from planner.crm.layouts import Layout, shipped_layouts
from planner.crm.read_rows import read_rows
from planner.crm.rows.reading import ImportContext
from planner.crm.table.read_export import read_tables_in
from tests.conftest import Ran
from tests.crm.conftest import contents
from tests.crm.test_no_export_breaks_it import TODAY, files

RunImport = Callable[..., Ran]
FOLDER = Path(__file__).parent / "replicas"
REPLICAS = {
    "salesforce-data-export-of-deals": (
        "a Salesforce export of deals",
        ["Rollout: demo, $22,700, expected 31 Jan 2027", "Old: lost, $5, on 31 Oct"],
    ),
    "salesforce-data-export-of-accounts": ("a Salesforce export of accounts", ["Acme GmbH"]),
    "salesforce-data-export-of-contacts": (
        "a Salesforce export of contacts",
        ["Lena Vogt: Head of Operations, lena@acme.example"],
    ),
    "salesforce-data-export-of-leads": ("a Salesforce export of contacts", ["Ida Rask: Bolt AG, ida@bolt.example"]),
    "salesforce-report": ("a Salesforce export of deals", ["Rollout: Acme, negotiation, $10, expected 31 Jan 2027"]),
    "salesforce-spanish-report": (
        "a Salesforce export of deals",
        ["Rollout: Acme, negotiation, $20,000, expected 31 Jan 2027", "Old: Bolt, lost, $20,000, on 31 Oct"],
    ),
    "hubspot-deals": (
        "a HubSpot export of deals",
        [
            "Rollout: Acme, demo, $10, expected 31 Jan 2027",
            "Line: Bolt, won, $30, on 31 Oct",
            "Bolt: account of a won deal",
        ],
    ),
    "hubspot-companies": ("a HubSpot export of accounts", ["Acme GmbH"]),
    "hubspot-contacts": ("a HubSpot export of contacts", ["Lena Vogt: Acme GmbH, CFO, lena@acme.example"]),
    "hubspot-japanese": ("a HubSpot export of deals", ["Rollout: won, $10, on 31 Oct", "Old: lost, $20, on 30 Oct"]),
    "hubspot-portuguese": ("a HubSpot export of deals", ["Rollout: won, $10, on 31 Oct"]),
    "pipedrive-deals": (
        "a Pipedrive export of deals",
        ["Rollout: Acme, proposal, $10, expected 31 Jan 2027", "Old: Bolt, lost, $20, on 31 Oct"],
    ),
    "pipedrive-organizations": ("a Pipedrive export of accounts", ["Acme"]),
    "pipedrive-people": ("a Pipedrive export of contacts", ["Lena Vogt: Acme, CFO, lena@acme.example"]),
    "pipedrive-french": (
        "a Pipedrive export of deals",
        ["Line: Bolt, won, $20, on 31 Oct", "Bolt: account of a won deal"],
    ),
    "pipedrive-spanish": ("a Pipedrive export of deals", ["Rollout: proposal, $10, expected 31 Jan 2027"]),
    "zoho-deals": ("a Zoho export of deals", ["Rollout: Acme, demo, $22,700, expected 15 Apr 2027"]),
    "zoho-accounts": ("a Zoho export of accounts", ["Acme"]),
    "zoho-contacts": ("a Zoho export of contacts", ["Lena Vogt: Acme, CFO, lena@acme.example"]),
    "close-opportunities": (
        "a Close export of deals",
        [
            "Acme: Acme, proposal, $1,000, expected 31 Jan 2027",
            "Bolt: Bolt, won, $2,000, on 31 Oct",
            "Bolt: account of a won deal",
        ],
    ),
    "dynamics-my-open-opportunities": (
        "a Dynamics export of deals",
        ["Rollout: Acme, demo, $10, expected 31 Jan 2027", "Held: Bolt, proposal, $20, expected 31 Jan 2027"],
    ),
}


@pytest.mark.parametrize("system", REPLICAS)
def test_a_whole_header_goes_in_on_the_first_try(import_: RunImport, book: Path, system: str) -> None:
    kind, expected = REPLICAS[system]
    export = (FOLDER / f"{system}.csv").read_bytes()
    ran = import_(export, "--yes")
    assert ran.code == 0, ran.err
    assert ran.out.startswith(f"export.csv: {kind}, ")
    assert [line[11:] for line in ran.out.splitlines() if line.startswith("  new ")] == expected
    assert "  blank" not in ran.out
    before = contents(book)
    assert import_(export, "--yes").out.splitlines()[-2].startswith("Nothing to add or change.")
    assert contents(book) == before


ODOO = [layout for layout in shipped_layouts() if layout.crm == "Odoo"]


@pytest.mark.parametrize("layout", ODOO, ids=lambda layout: layout.language or "technical")
def test_a_pipeline_of_odoo_in_every_language(layout: Layout) -> None:
    """Each field's first column, with the stages of that language: all are read, none is guessed."""
    header = [names[0] for names in layout.columns.values()]
    stages = [(name, ours) for crm, language, name, ours in rows_of("stages.tsv") if crm == "Odoo"
              and language == (layout.language or "en")] or [("New", "lead")]  # fmt: skip
    cells = {
        "name": "Deal",
        "company": "Acme",
        "amount": "10",
        "active": "True",
        "expected": "2027-01-31",
        "crm_id": "x",
    }
    rows = [[f"{cells[field]}{n}" if field in ("name", "crm_id") else name if field == "stage" else cells.get(field, "")
             for field in layout.columns] for n, (name, _) in enumerate(stages)]  # fmt: skip
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    book = read_book(files(), "UTC").book
    found = read_tables_in("pipeline.csv", text.getvalue().encode())[0]
    chosen = layout_of(found, None, ())
    read = read_rows(found, chosen, ImportSettings(), ImportContext(book, known_names(book, Memory()), TODAY))
    assert (chosen.crm, chosen.kind) == ("Odoo", "prospect")
    assert (read.unknown_stages, read.guesses, read.columns.guesses) == ({}, set(), {})
    assert [record.fields["stage"] for record in read.records] == [ours for _, ours in stages]
    assert all(record.fields["amount"] == 10 for record in read.records)
    assert all(record.company == "Acme" for record in read.records)
    open_ones = [record for record in read.records if record.fields["stage"] not in CLOSED_STAGES]
    assert all(str(record.fields["expected"]) == "2027-01-31" for record in open_ones)


def test_the_table_of_systems_in_the_guide_names_no_other() -> None:
    """Each system of the guide has replicas here or in the shorter list, and each layout's system is in the guide."""
    guide = (Path(__file__).parents[2] / "docs/guide/crm-import.md").read_text(encoding="utf-8")
    rows = guide.partition("| system |")[2].partition("\n\n")[0].splitlines()[2:]
    named = {row.split("|")[1].split()[0] for row in rows} - {"any"}
    assert named == {layout.crm for layout in shipped_layouts() if layout.crm}
    assert {name.lower() for name in named} - {system.partition("-")[0] for system in REPLICAS} == {"odoo"}
