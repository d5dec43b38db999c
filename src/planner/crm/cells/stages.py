"""The playbook's stage for a CRM's stage: by the rep's mapping, or by its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cache
from typing import NamedTuple

from planner.core.book import CLOSED_STAGES
from planner.crm.cells.words import rows_of, words_of

# Stages of the CRMs' own first pipelines, with the stages they may be in a playbook, the likeliest first.
USUAL = {
    "prospecting": ("lead", "discovery"),
    "new": ("lead",),
    "qualified": ("discovery",),
    "qualification": ("discovery", "lead"),
    "contact made": ("lead", "discovery"),
    "contacted": ("lead",),
    "meeting scheduled": ("discovery",),
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
    "proposition": ("proposal",),
    "quote sent": ("proposal",),
    "decision maker bought in": ("negotiation", "proposal"),
    "negotiation review": ("negotiation", "close"),
    "negotiations started": ("negotiation", "close"),
    "contract sent": ("close", "negotiation"),
    "closing": ("close",),
    "qualify": ("discovery", "lead"),
    "develop": ("demo", "discovery"),
    "propose": ("proposal",),
}


_NOT_OURS = re.compile(
    r"\b(?:not|nicht|no) (?:won|sold|gewonnen|ganad\w+)|\bwon (?:by|elsewhere)\b|\bcompetit(?:or|ion) won\b"
)


class StageFound(NamedTuple):
    """The playbook's stage for a CRM's; a guess if only its name suggests it."""

    stage: str
    is_guess: bool = False


class CrmWords(NamedTuple):
    """The stages that CRMs ship with, by CRM and name, and those in which all CRMs agree."""

    of_crm: Mapping[tuple[str, str], str]
    of_any: Mapping[str, str]


def stage_for(crm_stage: str, stages: Sequence[str], mapping: Mapping[str, str], crm: str = "") -> StageFound | None:
    """The playbook's stage (or won, lost, parked) for a stage of the CRM; None if unknown.

    `stages` are the playbook's in their order, `mapping` is the rep's, by the CRM's names in any case; a
    * in one stands for any text.
    """
    said = crm_stage.casefold().strip()
    for name, stage in mapping.items():
        if name.casefold().strip() == said:
            return StageFound(stage)
    for name, stage in mapping.items():
        if "*" in name and fnmatchcase(said, name.casefold().strip()):
            return StageFound(stage)
    plain = words_of(crm_stage)
    named = {words_of(stage): stage for stage in (*stages, *CLOSED_STAGES)}
    if plain in named:
        return StageFound(named[plain])
    words = crm_words()
    own = words.of_crm.get((crm, plain)) if crm else None
    if own is not None and (own in CLOSED_STAGES or own in stages):
        return StageFound(own)
    ending = _ending(plain)
    if ending is not None:
        return StageFound(ending, is_guess=plain not in ("closed won", "closed lost", "closedwon", "closedlost"))
    usual = next((stage for stage in USUAL.get(plain, ()) if stage in stages), None)
    if usual is not None:
        return StageFound(usual)
    any_crm = words.of_any.get(plain)
    if any_crm is not None and (any_crm in CLOSED_STAGES or any_crm in stages):
        return StageFound(any_crm, is_guess=True)
    singular = " ".join(_singular(word) for word in plain.split())
    within = [stage for stage in stages if re.search(rf"\b{re.escape(_singular(words_of(stage)))}\b", singular)]
    return StageFound(within[0], is_guess=True) if len(within) == 1 else None


@cache
def crm_words() -> CrmWords:
    """The stages that CRMs ship with."""
    of_crm: dict[tuple[str, str], str] = {}
    said: dict[str, set[str]] = {}
    for crm, _language, name, stage in rows_of("stages.tsv"):
        of_crm[crm, words_of(name)] = stage
        said.setdefault(words_of(name), set()).add(stage)
    return CrmWords(of_crm, {name: min(stages) for name, stages in said.items() if len(stages) == 1})


@cache
def _endings() -> Mapping[str, tuple[str, ...]]:
    """The words of stages in which a deal has ended, under won and lost."""
    found: dict[str, list[str]] = {"won": [], "lost": []}
    for stage, word in rows_of("endings.tsv"):
        found[stage].append(word)
    return {stage: tuple(words) for stage, words in found.items()}


def _ending(plain: str) -> str | None:
    """Won or lost, if the words say that the deal ended; None if they say neither, or both."""
    lost = _has(plain, _endings()["lost"])
    won = _has(plain, _endings()["won"]) and not _NOT_OURS.search(plain)
    if lost == won:
        return None
    return "lost" if lost else "won"


def _has(plain: str, endings: Sequence[str]) -> bool:
    within = f" {plain} "
    return any(f" {each[:-1]}" in within if each[-1] == "*" else f" {each} " in within for each in endings)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
