"""Public holidays of a country or a part of one; the library is loaded only when needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from planner.book.similar_names import close
from planner.errors import PlanError

CheckHolidays = Callable[[str], tuple[str, str] | None]  # the error of a code and its fix; None if it is known


def days_off(code: str, years: Iterable[int]) -> frozenset[date]:
    """The holidays of an ISO 3166 country ("DE") or subdivision ("DE-BY") in the years.

    PlanError if there is none.

    Loading the library takes a tenth of a second: keep the result.
    """
    import holidays

    country, _, subdivision = code.partition("-")
    try:
        return frozenset(holidays.country_holidays(country, subdiv=subdivision or None, years=list(years)))
    except (NotImplementedError, KeyError) as error:
        what, fix = _unknown(code)
        raise PlanError(what, fix) from error


def wrong_with(code: str) -> tuple[str, str] | None:
    """The error of a code and its fix; None for one that is known."""
    import holidays

    country, hyphen, subdivision = code.partition("-")
    supported = holidays.list_supported_countries()
    if country in supported and (not hyphen or subdivision in supported[country]):
        return None
    return _unknown(code)


def _unknown(code: str) -> tuple[str, str]:
    import holidays

    supported = holidays.list_supported_countries()
    codes = [*supported, *(f"{country}-{part}" for country, parts in supported.items() for part in parts)]
    short = code if len(code) <= 20 else code[:20] + "…"
    near = code.upper() if code.upper() in codes else close(code, codes)
    fix = f'did you mean "{near}"?' if near else 'write an ISO 3166 code such as "DE" or "DE-BY"'
    return f'no holidays known for "{short}"', fix
