"""The playbook's stage for a CRM's stage: by the rep's mapping, by its name, by its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from planner.core.book import CLOSED_STAGES

# Stages of the CRMs' own first pipelines, with the stages they may be in a playbook, the likeliest first.
USUAL = {
    "prospecting": ("lead", "discovery"),
    "new": ("lead",),
    "qualified": ("discovery",),
    "qualification": ("discovery", "lead"),
    "contact made": ("lead", "discovery"),
    "appointment scheduled": ("discovery",),
    "needs analysis": ("discovery",),
    "needs defined": ("discovery",),
    "value proposition": ("demo", "discovery"),
    "qualified to buy": ("demo", "discovery"),
    "presentation scheduled": ("demo",),
    "demo scheduled": ("demo",),
    "id decision makers": ("demo", "proposal"),
    "identify decision makers": ("demo", "proposal"),
    "perception analysis": ("proposal",),
    "proposal price quote": ("proposal",),
    "proposal made": ("proposal",),
    "quote sent": ("proposal",),
    "decision maker bought in": ("negotiation", "proposal"),
    "negotiation review": ("negotiation", "close"),
    "negotiations started": ("negotiation", "close"),
    "contract sent": ("close", "negotiation"),
}
_WON = re.compile(r"(closed? )?won\b.*|closedwon", re.IGNORECASE)
_LOST = re.compile(r"(closed? )?lost\b.*|closedlost|disqualified|abandoned", re.IGNORECASE)


def stage_for(crm_stage: str, stages: Sequence[str], mapping: Mapping[str, str]) -> str | None:
    """The playbook's stage (or won, lost, parked) for a stage of the CRM; None if unknown.

    `stages` are the playbook's in their order, `mapping` is the rep's, by the CRM's names in any case.
    """
    for name, stage in mapping.items():
        if name.casefold().strip() == crm_stage.casefold().strip():
            return stage
    plain = words_of(crm_stage)
    named = {words_of(stage): stage for stage in (*stages, *CLOSED_STAGES)}
    if plain in named:
        return named[plain]
    if _WON.fullmatch(plain):
        return "won"
    if _LOST.fullmatch(plain):
        return "lost"
    for stage in USUAL.get(plain, ()):
        if stage in stages:
            return stage
    within = [stage for stage in stages if re.search(rf"\b{re.escape(words_of(stage))}\b", plain)]
    return within[0] if len(within) == 1 else None


def words_of(stage: str) -> str:
    """A stage's words without case, marks, and a pipeline's number or name: "2 - Proposal (EU)"."""
    plain = re.sub(r"\([^()]*\)", " ", stage.casefold())
    return re.sub(r"^[0-9]+ ", "", " ".join(re.findall(r"\w+", plain.replace("_", " "))))
