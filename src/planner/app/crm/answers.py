"""The options of `plan import`: pairs, rates, the order of dates, the kind of export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.core.book import Power
from planner.crm.cells.dates import Order
from planner.crm.cells.roles import POWERS
from planner.crm.import_settings import is_rate
from planner.errors import UsageError


def kind_named(word: str) -> str:
    """The kind of record that an export lists; a UsageError where there is none of that name."""
    kinds = {"deal": "prospect", "opportunity": "prospect", "company": "account", "companie": "account"}
    singular = word.lower().removesuffix("s")
    singular = kinds.get(singular, singular)
    if singular not in ("prospect", "account", "contact"):
        raise UsageError(f"--kind {word}: not a kind of export", "one of prospect, account, contact")
    return singular


def pairs(words: Sequence[str] | None, option: str, example: str) -> dict[str, str]:
    """Values typed as NAME=VALUE, split at the last =, since a name may have one.

    Raises UsageError if there is none.
    """
    found: dict[str, str] = {}
    for word in words or ():
        name, equals, value = word.rpartition("=")
        if not equals or not name.strip():
            raise UsageError(f'{option} "{word}": a = is missing', f'write {option} "{example}"')
        found[name.strip()] = value.strip()
    return found


def powers(words: Sequence[str] | None) -> dict[str, Power]:
    """The power of people by the CRM's roles. Raises UsageError for an unknown power."""
    found: dict[str, Power] = {}
    for role, word in pairs(words, "--role", "Sponsor=influences").items():
        power = next((each for each in POWERS if each == word.lower()), None)
        if power is None:
            raise UsageError(f'--role "{role}={word}": "{word}" is no power', f"one of {', '.join(POWERS)}")
        found[role] = power
    return found


def exchange_rates(words: Sequence[str] | None) -> Mapping[str, float]:
    """The value of one of each currency in the book's.

    Raises UsageError for a wrong rate.
    """
    rates = {}
    for currency, text in pairs(words, "--rate", "EUR=1.08").items():
        try:
            rate = float(text)
        except ValueError:
            rate = 0.0
        if not is_rate(rate):
            fix = "--rate EUR=1.08, for one euro in your currency"
            raise UsageError(f"--rate {currency}={text}: not a rate", fix)
        rates[currency.upper()] = rate
    return rates


def order_named(word: str | None) -> Order | None:
    """The order of day and month.

    Raises UsageError for any other word.
    """
    if word is None:
        return None
    if word.lower() == "dmy":
        return "dmy"
    if word.lower() == "mdy":
        return "mdy"
    raise UsageError(f"--dates {word}: not a date order", "--dates dmy (3/4 is 3 April) or --dates mdy (March 4)")
