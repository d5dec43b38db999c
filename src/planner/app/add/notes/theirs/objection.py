"""Objections: what a customer holds against the price, which is no step of the rep's."""

from __future__ import annotations

import re

from planner.app.add.notes.verbs import begins_with_verb

_OBJECTS = re.compile(
    r"\btoo (?:dear|expensive|high|pricey|steep|costly|much)\b|\bdiscount\b"
    r"|\b\d+ ?(?:%|percent|pct) (?:off|less|cheaper)\b|\bover (?:(?:their|his|her|the) )?budget\b"
    r"|\bcheaper\b|\b(?:better|lower) price\b|\bcan(?:'t|not) afford\b"
    r"|\bprice (?:objection|concerns?|pressure|issue|problem)\b",
    re.IGNORECASE,
)
_MINE = re.compile(
    r"(?:(?:i|we)(?:'ll| will)? )?(?:offer|give|agree|decide|propose|calculate)\b(?! (?:is|too|was)\b)", re.I
)


def is_objection(text: str) -> bool:
    """True for words against the price: too dear; False for a step about it: discuss it."""
    return _OBJECTS.search(text) is not None and not begins_with_verb(text) and _MINE.match(text) is None
