"""The words of a lead that came in: who it is, an amount, and fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from planner.errors import UsageError
from planner.typed.fields import is_field_text, name_and_fields

FORMS = ("inc", "inc.", "llc", "ltd", "ltd.", "corp.", "co.", "gmbh", "ag", "s.a.", "lp", "plc")  # part of a name
USAGE = 'plan inbound "Company, name" --amount 27,500 --came 7:10'
_FIELD = re.compile(r"\s+(?=[A-Za-z_][\w.]*=)")
_SIGN, _FIGURE = r"[£$€¥₹]", r"\d[\d.,']*"
_AMOUNT = re.compile(
    rf"[\s,]+({_SIGN}\s?{_FIGURE}[kKmM]?|{_FIGURE}\s?{_SIGN}|{_FIGURE}[kKmM]|\d{{1,3}}(?:[.,']\d{{3}})+)$"
)


class LeadWords(NamedTuple):
    """The company and the person of a lead, the amount that was typed with them, and the fields."""

    company: str
    person: str
    amount: str
    fields: tuple[str, ...]

    def field(self, name: str) -> str | None:
        """The text of a field that was typed; None without it."""
        return next((word.partition("=")[2] for word in self.fields if word.startswith(f"{name}=")), None)


def lead_words(words: Sequence[str]) -> LeadWords:
    """The lead that words mean: Keighley Coatings, Jo Park amount=£27,500.

    A comma in an amount splits nothing. Raises UsageError if they name no company.
    """
    parted = [part for word in words for part in ([word] if is_field_text(word) else _FIELD.split(word))]
    who, fields = name_and_fields(parted) if parted and not is_field_text(parted[0]) else ("", parted)
    match = _AMOUNT.search(who)
    if match is not None:
        who = who[: match.start()]
    company, _, person = (part.strip() for part in who.rpartition(","))
    if person.casefold() in FORMS or not company:  # "Acme, Inc."
        company, person = who.strip(" ,"), ""
    if not company:
        raise UsageError("which company is it?", USAGE)
    return LeadWords(company, person, match[1] if match else "", tuple(fields))
