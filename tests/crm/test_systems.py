"""A header row of each system, with rows made for it, goes in on the first try."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planner.crm.layouts import KINDS, fields_of, shipped_layouts
from tests.conftest import Ran
from tests.crm.conftest import contents

RunImport = Callable[..., Ran]

SYSTEMS = {
    "HubSpot, internal names": (
        "Record ID,dealname,dealstage,amount,deal_currency_code,closedate,createdate,hs_is_closed_won,"
        "closed_lost_reason\n"
        "7,Rollout,qualifiedtobuy,10,USD,2027-01-31 10:00,2026-11-02 10:00,false,\n"
        "8,Old,closedlost,20,USD,2026-10-31 10:00,2026-05-02 10:00,false,Price\n"
        "9,Line,contractsent,30,USD,2026-10-31 10:00,2026-05-02 10:00,true,\n",
        ["a HubSpot export of deals", "demo, $10, expected 31 Jan 2027", "lost, $20, on 31 Oct", "won, $30, on 31 Oct"],
    ),
    "HubSpot, French": (
        "ID de fiche d'informations,Nom de la transaction,Phase de la transaction,Montant,Date de fermeture\n"
        "7,Rollout,Fermé gagné,10,2026-10-31\n8,Line,Proposition,20,2027-01-31\n",
        ["a HubSpot export of deals", "won, $10, on 31 Oct", "proposal, $20, expected 31 Jan 2027"],
    ),
    "HubSpot, German": (
        "Deal-Name;Deal-Phase;Betrag;Abschlussdatum;Pipeline\nRollout;Verhandlung;1.000,00;31.01.2027;Vertrieb\n",
        ["a HubSpot export of deals", "negotiation, $1,000, expected 31 Jan 2027"],
    ),
    "Salesforce, German report": (
        "Opportunity-Name;Accountname;Phase;Opportunity-Betrag;Opportunity-Betrag Währung;Schlusstermin\n"
        "Rollout;Acme;Verhandlung;1.235,00;USD;31.01.2027\nOld;Bolt;Geschlossen: verloren;5;USD;31.10.2026\n",
        [
            "a Salesforce export of deals",
            "Acme, negotiation, $1,235, expected 31 Jan 2027",
            "Bolt, lost, $5, on 31 Oct",
        ],
    ),
    "Salesforce, Japanese": (
        "商談 ID,商談名,取引先名,フェーズ,金額,完了予定日\n"
        "0061,Rollout,Acme,見極め,10,2027/01/31\n0062,Old,Bolt,失注,5,2026/10/31\n",
        ["a Salesforce export of deals", "Acme, discovery, $10, expected 31 Jan 2027", "Bolt, lost, $5, on 31 Oct"],
    ),
    "Pipedrive, German": (
        "Deal - ID,Deal - Titel,Deal - Organisation,Deal - Wert,Deal - Status,Deal - Phase,"
        "Deal - Datum des verlorenen Deals\n"
        "1,Rollout,Acme,10,Offen,Angebot,\n2,Old,Bolt,20,Verloren,Angebot,2026-10-31 10:00:00\n",
        ["a Pipedrive export of deals", "Acme, proposal, $10", "Bolt, lost, $20, on 31 Oct"],
    ),
    "Pipedrive, Portuguese": (
        "Negócio - ID,Negócio - Título,Negócio - Organização,Negócio - Valor,Negócio - Etapa,Negócio - Status,"
        "Negócio - Ganho em\n1,Rollout,Acme,10,Proposta,Aberto,\n2,Old,Bolt,20,Proposta,Ganho,2026-10-31 10:00:00\n",
        ["a Pipedrive export of deals", "Acme, proposal, $10", "Bolt, won, $20, on 31 Oct"],
    ),
    "Zoho, older": (
        "Record Id,Potential Name,Account Name,Stage,Amount,Closing Date,Reason For Loss\n"
        "zcrm_1,Rollout,Acme,Needs Analysis,10,2027-01-31,\n"
        "zcrm_2,Old,Bolt,Closed Lost to Competition,5,2026-10-31,Price\n",
        ["a Zoho export of deals", "Acme, discovery, $10, expected 31 Jan 2027", "Bolt, lost, $5, on 31 Oct"],
    ),
    "Close": (
        "id,lead_name,status_label,status_type,value,value_period,value_formatted,close_date,date_lost\n"
        'oppo_1,Acme,Proposal,active,1000,one_time,"$1,000",2027-01-31,\n'
        'oppo_2,Bolt,Nope,lost,2000,one_time,"$2,000",,2026-10-31\n',
        ["a Close export of deals", "Acme, proposal, $1,000, expected 31 Jan 2027", "Bolt, lost, $2,000, on 31 Oct"],
    ),
    "Dynamics": (
        "(Do Not Modify) Opportunity,Topic,Potential Customer,Est. revenue,Currency,Est. close date,Sales Stage,Status,"
        "Actual Close Date\n"
        "a-1,Rollout,Acme,10,US Dollar,1/31/2027,Develop,Open,\n"
        "a-2,Old,Bolt,20,US Dollar,1/31/2027,Propose,Lost,10/31/2026\n",
        ["a Dynamics export of deals", "Acme, demo, $10, expected 31 Jan 2027", "Bolt, lost, $20, on 31 Oct"],
    ),
    "Odoo, German": (
        "ID,Verkaufschance,Kunde,Phase,Erwarteter Umsatz,Erwarteter Abschluss,Abschlussdatum,Aktiv\n"
        "1,Rollout,Acme,Umsatzprognose,10,2027-01-31,,True\n2,Old,Bolt,Neu,20,2026-12-31,2026-10-31 10:00:00,False\n"
        "3,Line,Cargo,Gewonnen,30,2026-12-31,2026-10-30 10:00:00,True\n",
        [
            "an Odoo export of deals",
            "Acme, proposal, $10, expected 31 Jan 2027",
            "Bolt, lost, $20, on 31 Oct",
            "Cargo, won, $30, on 30 Oct",
        ],
    ),
    "Odoo, technical names": (
        "id,name,partner_id,stage_id,expected_revenue,date_deadline,active\nx.1,Rollout,Acme,Qualified,10,2027-01-31,True\n",
        ["an Odoo export of deals", "Acme, discovery, $10, expected 31 Jan 2027"],
    ),
    "Odoo, for an update": (
        "id,name,partner_id/name,stage_id/id,expected_revenue,date_deadline\n"
        "x.1,Rollout,Acme,crm.stage_lead3,10,2027-01-31\n",
        ["an Odoo export of deals", "Acme, proposal, $10, expected 31 Jan 2027"],
    ),
    "monday.com, its columns named by the rep": (
        "Pipeline\n\nName,Account,Deal stage,Deal value,Expected close\nRollout,Acme,Negotiation,10k,Jan 2027\n",
        ["an export of deals", "Acme, negotiation, $10,000, expected 31 Jan 2027"],
    ),
}


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_system_goes_in_on_the_first_try(import_: RunImport, system: str) -> None:
    export, expected = SYSTEMS[system]
    ran = import_(export, "--yes")
    assert ran.code == 0, ran.err
    lines = ran.out.splitlines()
    deals = [line.split(": ", 1)[1] for line in lines if line.startswith("  new ") and "account of" not in line]
    assert lines[0].startswith(f"export.csv: {expected[0]}, ")
    assert deals == expected[1:]
    assert "blank" not in ran.out
    assert import_(export).out.splitlines()[-2].startswith("Nothing to add or change.")


def test_layouts_name_fields_that_there_are() -> None:
    for layout in shipped_layouts():
        assert layout.kind in KINDS
        assert set(layout.columns) <= set(fields_of(layout.kind)), layout


def test_a_layout_of_the_reps_own(import_: RunImport, book: Path) -> None:
    text = '[[layout]]\ncrm = "Eigen"\nkind = "prospect"\nneeds = ["Vorgang", "Zustand"]\n'
    text += 'columns = { name = ["Vorgang"], stage = ["Zustand"], amount = ["Volumen"] }\n'
    (book / "import.toml").write_text(text, encoding="utf-8")
    ran = import_("Vorgang;Zustand;Volumen\nRollout;Demo;5.000\n", "--yes")
    assert ran.out.startswith("export.csv: an Eigen export of deals, 1 row\n")
    assert "amount = 5000\n" in contents(book)["prospects.toml"]
    (book / "import.toml").write_text('[[layout]]\nkind = "deal"\n', encoding="utf-8")
    assert import_("Vorgang;Zustand\n").err.startswith("error: a layout has no kind\n  import.toml:1 | [[layout]]\n")
