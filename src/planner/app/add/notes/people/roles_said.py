"""Roles in a rep's words: CFO, purchasing, head of works."""

from __future__ import annotations

import re

_ROLES = (
    "owner", "founder", "partner", "president", "chairman", "chair", "ceo", "cfo", "cto", "coo", "cio", "cmo",
    "vp", "svp", "evp", "md", "gm", "director", "manager", "head", "buyer", "purchasing", "procurement",
    "finance", "engineering", "engineer", "eng", "(?-i:IT)", "ops", "operations", "plant", "production", "quality",
    "legal", "lawyer", "sales", "marketing", "hr", "controller", "accountant", "accounting", "secretary",
    "assistant", "user", "boss", "technician", "maintenance", "logistics", "r&d", "works", "chief", "lead",
    "champion", "consultant", "supervisor", "foreman", "chef", "board", "dean", "rector", "provost", "principal",
    "professor", "surgeon", "physician", "doctor", "nurse", "nursing", "pharmacist", "radiologist", "chairwoman",
    "buyers", "committee", "council", "mayor", "administrator", "superintendent", "dispatcher", "architect",
    "treasurer", "bursar", "gatekeeper", "receptionist", "compliance", "security", "research",
    "lab", "clinic", "warehouse", "planner", "scheduler", "shop", "analyst", "designer", "developer", "trainer",
    "executive", "exec", "shareholders", "family", "brewmaster", "officer", "operating", "financial", "medical",
    "technical", "fd", "mgr", "dir", "supt", "ciso", "cso", "workshop", "stores", "transport",
    "husband",
    "wife", "son", "daughter", "brother",
)  # fmt: skip
TITLE = r"(?:Mr|Ms|Mrs|Dr|Prof|Capt|Col|Shri|Smt|Er|Herr|Frau)"  # before a name, with or without a point
ROLE = re.compile(rf"\b(?:{'|'.join(_ROLES)})\b", re.IGNORECASE)


def is_role(part: str) -> bool:
    """True if a text is a role and no name: CFO, purchasing, head of works."""
    words = part.split()
    if not words:
        return False
    return bool(ROLE.fullmatch(words[0].strip(".'s"))) or (
        len(words) == 1 and part.isalpha() and part.isupper() and len(part) <= 4
    )


def ends_in_role(part: str) -> bool:
    """True if the last word of a text is a role: practice manager, purchasing head."""
    return is_role((part.split() or [""])[-1])


def role_in(part: str) -> str:
    """The role in a text, from its first word that is one: the buyer."""
    found = ROLE.search(part)
    return part[found.start() :].strip(" .!") if found else ""
