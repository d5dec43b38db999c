"""The rep's own money as they say it: make $150k a year, $97k earned so far, 97k of 400k."""

from __future__ import annotations

import re
from contextlib import suppress

from planner.errors import TwoReadings, UsageError
from planner.locales.locale import PLAIN, Locale
from planner.typed.amounts import option_money

NOTHING = ("none", "nothing", "nothing yet", "none yet", "not yet", "zero", "nil")
_BEFORE = re.compile(
    r"^(?:(?:i'm|i've|i’ve|i|we|my|our|the|it's|it|that's|is|was|are|at|want|wants|to|would|like|have|has|make|makes|made"
    r"|earn|earns|earned|get|got|bring|brought|home|in|so|far|now|already|goal|target|commissions?|income|total|year"
    r"|this|ytd|of)\b[\s:.,=-]*)+",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:[\s,.!-]*(?:\b(?:of (?:that|it|this|which)"
    r"|(?:is |are |was )?earned|made|paid(?: out)?|so far|to date|year to date|ytd|until now|by now"
    r"|already|is in|are in|in the (?:bank|bag|pocket)|banked|in hand"
    r"|(?:of |in )?(?:my |own )?commissions?|(?:of |in )?income|goal|target|in total"
    r"|total|(?:this|per|each|every|a) year|(?:by |for )?(?:the )?(?:year(?:'s)? end"
    r"|end of (?:the )?year|year))(?=$|[\s,.!-]))"
    r")+[\s.!]*$",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = re.compile(  # from or until which the money counts
    r"[\s,]*(?:\b(?:we['’]?re |i['’]?m |it['’]?s )?(?:counting |counted |running |runs )?"
    r"(?:from|since|by|until|till?|to|on|as of|as at)\s+)?"
    rf"(?:\b{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s*(?:k|m)\b)"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\.?\s+(?:of )?{_MONTH}\b)"
    r"(?:,?\s+(?:19|20)\d\d\b)?",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[(\[][^()\[\]\d]*[)\]]")  # in brackets, without a figure
_OF = re.compile(r"^(?P<part>.*?\d\S*)\s+(?:(?:out )?of|/|against)\s+(?P<whole>.*\d.*)$", re.IGNORECASE)


def read_income(option: str, text: str, locale: Locale = PLAIN, *, is_part: bool = False) -> int | float:
    """The money of a rep given to an option ("" in an answer), without the words around it.

    With `is_part` it may be given as a part, 97k of 400k, and "nothing yet" is 0. Raises as `option_money`.
    """
    text = without_days(text)
    if is_part and text.casefold().strip(" .!") in NOTHING:
        return 0
    try:
        return option_money(option, text, locale)
    except TwoReadings:
        raise
    except UsageError as whole:
        part = _OF.match(text) if is_part else None
        said = part["part"] if part and _is_money(part["whole"], locale) else text
        plain = _AFTER.sub("", _BEFORE.sub("", said.strip())).strip()
        if plain == text:
            raise
        try:
            return option_money(option, plain, locale)
        except TwoReadings:
            raise
        except UsageError:
            raise whole from None


def without_days(text: str) -> str:
    """A text on money without the days it counts from or until, and without an aside."""
    return _ASIDE.sub("", _DAY.sub("", text))


def _is_money(text: str, locale: Locale) -> bool:
    with suppress(UsageError):
        read_income("", text, locale)
        return True
    return False
