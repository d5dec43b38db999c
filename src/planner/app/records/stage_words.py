"""A deal's stage in the rep's own words, read the same way by every command and question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from planner.core.book import CLOSED_STAGES, Book
from planner.crm.cells.stages import stage_for
from planner.typed.field_values import chosen, stages_by_word
from planner.typed.fields import FieldText

# Words of reps that say a stage alone, whatever is around them; the likeliest name of the stage.
HINTS = {
    "lead": "cold warm new lead enquiry inquiry referral inbound form webform website",
    "discovery": "intro chat chatting talk talks talking talked met scoping discovery call",
    "demo": "demo demoed trial trialling trialing pilot poc evaluating testing",
    "proposal": "proposal quote quoted quotation offer bid tender rfp rfq pricing shortlist shortlisted",
    "negotiation": "negotiation negotiating terms lawyer lawyers solicitor procurement purchasing redlines",
    "close": "close closing contract signature sign signing paperwork po verbal verbally agreed",
}
SAME = 5  # first letters that two forms of a word share


def stage_meant(text: str, book: Book) -> str | None:
    """The stage that a text means, or won, lost or parked; None if it means none.

    By its name, one that it had, its play's title, a beginning that no other has, a rep's words for it ("verbal yes"),
    or another form of its name ("negotiating"). Raises UsageError if it begins several.
    """
    stages = [stage.name for stage in book.playbook.stages]
    meant = chosen("stage", text, stages_by_word(book.playbook))
    if meant in (*stages, *CLOSED_STAGES):
        return meant
    found = stage_for(text, stages, {})
    return found.stage if found is not None else one_alike(text, stages) or _hinted(text, stages)


def _hinted(text: str, stages: Sequence[str]) -> str | None:
    """The only stage that a word of the text hints at."""
    words = set(re.findall(r"[a-z]+", text.casefold()))
    hinted = [stage for stage, hints in HINTS.items() if words & set(hints.split())]
    return hinted[0] if len(hinted) == 1 and hinted[0] in stages else None


def with_stage(typed: Sequence[FieldText], book: Book) -> tuple[FieldText, ...]:
    """The same fields, with the stage of the playbook for a rep's words."""
    return tuple(
        word._replace(text=stage_meant(word.text, book) or word.text)
        if word.field in ("stage", "parked_from") and word.how == "=" and word.text
        else word
        for word in typed
    )


def one_alike(text: str, words: Sequence[str]) -> str | None:
    """The only word that shares the most first letters with a text, and enough of them."""
    typed = text.casefold()
    alike = {word: _shared(word.casefold(), typed) for word in words}
    most = max(alike.values())
    found = [word for word, same in alike.items() if same == most]
    return (
        found[0] if len(found) == 1 and most >= min(len(typed), len(found[0]), max(SAME, len(found[0]) - 2)) else None
    )


def _shared(one: str, other: str) -> int:
    """The number of first letters that two words share."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
