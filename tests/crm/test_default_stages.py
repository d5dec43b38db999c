"""The stages of each system's default pipeline, against the stage of the playbook that each should be."""

import pytest

from planner.core.book import CLOSED_STAGES
from planner.crm.cells.stages import stage_for
from planner.crm.layouts import shipped_layouts

STAGES = ("lead", "discovery", "demo", "proposal", "negotiation", "close")
ENGLISH = {
    "Prospecting": "lead",
    "Qualification": "discovery",
    "Needs Analysis": "discovery",
    "Value Proposition": "demo",
    "Id. Decision Makers": "demo",
    "Perception Analysis": "proposal",
    "Proposal/Price Quote": "proposal",
    "Negotiation/Review": "negotiation",
    "Closed Won": "won",
    "Closed Lost": "lost",
}
PIPELINES = {
    "HubSpot": {
        "Appointment Scheduled": "discovery",
        "Qualified To Buy": "demo",  # the appointment was, the presentation is to be
        "Presentation Scheduled": "demo",
        "Decision Maker Bought-In": "negotiation",
        "Contract Sent": "close",
        "Closed Won": "won",
        "Closed Lost": "lost",
    },
    "HubSpot, internal names": {
        "appointmentscheduled": "discovery",
        "qualifiedtobuy": "demo",
        "presentationscheduled": "demo",
        "decisionmakerboughtin": "negotiation",
        "contractsent": "close",
        "closedwon": "won",
        "closedlost": "lost",
    },
    "HubSpot, French": {"Fermé gagné": "won"},
    "HubSpot, Portuguese": {"Fechado ganho": "won"},
    "HubSpot, Japanese": {"成約": "won", "失注": "lost"},
    "Salesforce": ENGLISH,
    "Salesforce, German": {
        "Verhandlung": "negotiation",
        "Geschlossen: gewonnen": "won",
        "Geschlossen: verloren": "lost",
    },
    "Salesforce, Spanish": {
        "Prospección": "lead",
        "Cualificación": "discovery",
        "Análisis de Necesidades": "discovery",
        "Propuesta/Presupuesto": "proposal",
        "Negociación/Revisión": "negotiation",
        "Cerrada Perdida": "lost",
    },
    "Salesforce, Japanese": {"見極め": "discovery", "成約": "won", "失注": "lost"},
    "Pipedrive": {
        "Qualified": "discovery",
        "Contact Made": "discovery",  # after Qualified, so never before it here
        "Demo Scheduled": "demo",
        "Proposal Made": "proposal",
        "Negotiations Started": "negotiation",
        "Won": "won",
        "Lost": "lost",
    },
    "Zoho": {
        "Qualification": "discovery",
        "Needs Analysis": "discovery",
        "Value Proposition": "demo",
        "Identify Decision Makers": "demo",
        "Perception Analysis": "proposal",
        "Proposal/Price Quote": "proposal",
        "Negotiation/Review": "negotiation",
        "Closed Won": "won",
        "Closed Lost": "lost",
        "Closed Lost to Competition": "lost",
    },
    "Zoho, French": {
        "Qualification": "discovery",
        "Analyse des besoins": "discovery",
        "Proposition de valeur": "demo",
        "Identifier les décideurs": "demo",
        "Proposition/Devis": "proposal",
        "Négociation/Révision": "negotiation",
        "Fermée gagnée": "won",
        "Fermée perdue": "lost",
    },
    "Zoho, Portuguese": {
        "Qualificação": "discovery",
        "É necessária análise": "discovery",
        "Proposta de valor": "demo",
        "Negociação/Revisão": "negotiation",
        "Ganho fechado": "won",
        "Perda fechada": "lost",
        "Perda fechada para a concorrência": "lost",
    },
    "Dynamics": {
        "Qualify": "discovery",
        "Develop": "demo",
        "Propose": "proposal",
        "Close": "close",
        "Won": "won",
        "Lost": "lost",
        "Canceled": "lost",
        "Out-Sold": "lost",
    },
    "Dynamics, by phase": {"1-Qualify": "discovery", "2-Develop": "demo", "3-Propose": "proposal", "4-Close": "close"},
    "Odoo": {"New": "lead", "Qualified": "discovery", "Proposition": "proposal", "Won": "won"},
    "Odoo, ids": {
        "crm.stage_lead1": "lead",
        "crm.stage_lead2": "discovery",
        "crm.stage_lead3": "proposal",
        "crm.stage_lead4": "won",
    },
    "Odoo, German": {"Neu": "lead", "Qualifiziert": "discovery", "Umsatzprognose": "proposal", "Gewonnen": "won"},
    "Close": {"Active": None, "Won": "won", "Lost": "lost"},  # its statuses are the user's own
}
SYSTEMS = {layout.crm for layout in shipped_layouts() if layout.crm}


@pytest.mark.parametrize("system", PIPELINES)
def test_each_default_stage(system: str) -> None:
    crm = system.partition(",")[0]
    found = {name: stage_for(name, STAGES, {}, crm) for name in PIPELINES[system]}
    assert {name: stage and stage.stage for name, stage in found.items()} == PIPELINES[system]
    assert not any(stage.is_guess for stage in found.values() if stage is not None)


def test_every_system_has_its_pipeline() -> None:
    assert {system.partition(",")[0] for system in PIPELINES} == SYSTEMS


@pytest.mark.parametrize("system", PIPELINES)
def test_a_step_forward_there_is_no_step_back_here(system: str) -> None:
    places = [STAGES.index(stage) for stage in PIPELINES[system].values() if stage and stage not in CLOSED_STAGES]
    assert places == sorted(places)
