"""The names of the months in the languages of exports, without accents."""

from __future__ import annotations

import unicodedata

_NAMES = (
    "january february march april may june july august september october november december",
    "januar februar marz april mai juni juli august september oktober november dezember",
    "janner feber maerz april mai juni juli august september oktober november dezember",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november december",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia",
    "styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad grudzien",
)
_ALSO = {"mrz": 3, "mrt": 3}  # no first letters of a name


def month_named(name: str) -> int | None:
    """The month, 1..12, of a name or its first letters; None if that is none, or two."""
    word = "".join(
        sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign)
    ).replace("ł", "l")
    if word in _ALSO:
        return _ALSO[word]
    if len(word) < 3:
        return None
    found = {number for names in _NAMES for number, month in enumerate(names.split(), 1) if month.startswith(word)}
    return found.pop() if len(found) == 1 else None
