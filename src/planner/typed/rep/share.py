"""The rep's share of an amount as people type it: 8%, 8, 12.5 %, 0.08, all."""

from __future__ import annotations

import re

from planner.errors import UsageError
from planner.locales.figures import read_figure
from planner.locales.locale import PLAIN, Locale
from planner.typed.refusal import of_option, option_prefix, refusal

_ALL = ("all", "everything", "all of it")
_FIRST = r"first(?:[- ]year(?:['’]?s['’]?)?| (?:12|twelve) months['’]?)"
_AROUND = re.compile(  # a share, beyond its meaning
    r"^(?:(?:i|we|my|the|commission|share|is|it['’]s|keeps?|gets?|about|around|roughly|approx\.?|usually)[\s:]+|~\s*)+"
    r"|\s*(?:commissions?\b)?(?:\s*(?:of|on|from)?\s*(?:the |each |every |an? |all |my |our |your |their "
    rf"|{_FIRST} |annual |yearly |total |net |gross |new |signed |closed )*(?:everything|all|orders?|{_FIRST}"
    r"|deals?|sales?|revenue|amounts?|whole thing|(?:(?:order|deal|contract)(?:['’]?s)? )?value|orders?|contracts?"
    rf"|bookings?|acv|arr|what i sell|what (?:they|customers?|a customer) pays?)?"
    rf"(?:,? (?:in |over )?(?:the )?{_FIRST})?)?"
    r"[.!]*$",
    re.IGNORECASE,
)
_SURELY_A_SHARE = 0.2  # below it a bare number is a share: nobody keeps 0.08% of an amount
HINT = "type it in percent: 8%, 12.5%, or 100% if amounts count in full"


def share_text(share: float, locale: Locale) -> str:
    """A share (0..1) as it can be typed again: 4.5%."""
    return f"{100 * share:g}%".replace(".", locale.decimal)


def read_share(option: str, text: str, locale: Locale = PLAIN, hint: str = HINT) -> float:
    """The share (0..1) given to an option ("" in an answer); `hint` says what to type.

    A number from 2 on is in percent, one below 0.2 is the share itself. Raises UsageError if it is none, or if it
    could be both.
    """
    typed = text.strip().lower().replace("percent", "%").replace("per cent", "%")
    if typed in _ALL:
        return 1.0
    typed = _AROUND.sub("", typed).strip() or typed
    before = option_prefix(option)
    named = of_option(option)
    in_percent = typed.endswith("%")
    try:
        number = read_figure(typed, locale)
    except (ValueError, OverflowError):
        raise refusal(option, text, "a share", f"{before}{hint}") from None
    if not in_percent and _SURELY_A_SHARE <= number < 2:
        ways = f"{100 * number:g}% or {number:g}%"
        raise UsageError(f'{named}"{text}" could be {ways}', f"{before}{ways}, with the % sign")
    share = number / 100 if not in_percent and number >= 2 else number
    if not 0 < share <= 1:
        raise UsageError(f"{named}a share is more than 0% and at most 100%, not {text}", f"{before}{hint}")
    return round(share, 9)
