"""The rep's share of an amount as people type it: 8%, 8, 12.5 %, 0.08, all."""

from __future__ import annotations

import re

from planner.errors import UsageError
from planner.typed.refusal import option_prefix, refusal

_NUMBER = re.compile(r"([0-9]{0,3}(?:[.,][0-9]+)?) ?(%?)")  # a share has no thousands: a comma is a decimal one
_ALL = ("all", "everything", "all of it")
_SURELY_A_SHARE = 0.2  # below it a bare number is a share: nobody keeps 0.08% of an amount
HINT = "type it in percent: 8%, 12.5%, or 100% if amounts count in full"


def read_share(option: str, text: str, hint: str = HINT) -> float:
    """The share (0..1) given to an option ("" in an answer); `hint` says what to type.

    A number from 2 on is in percent, one below 0.2 is the share itself. Raises UsageError if it is none, or if it
    could be both.
    """
    typed = text.strip().lower().replace("percent", "%")
    if typed in _ALL:
        return 1.0
    before = option_prefix(option)
    named = f"{option}: " if option else ""
    match = _NUMBER.fullmatch(typed)
    if match is None or not match[1]:
        raise refusal(option, text, "a share", f"{before}{hint}")
    number, in_percent = float(match[1].replace(",", ".")), bool(match[2])
    if not in_percent and _SURELY_A_SHARE <= number < 2:
        ways = f"{100 * number:g}% or {number:g}%"
        raise UsageError(f'{named}"{text}" could be {ways}', f"{before}{ways}, with the % sign")
    share = number / 100 if in_percent or number >= 2 else number
    if not 0 < share <= 1:
        raise UsageError(f"{named}a share is more than 0% and at most 100%, not {text}", f"{before}{hint}")
    return round(share, 9)
