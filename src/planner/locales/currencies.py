"""Currencies as people write them, $, dollars, US$ or USD, as a code of ISO 4217."""

from __future__ import annotations

import re

SIGNS = {"€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "zł": "PLN", "kč": "CZK"}
_OWN_DOLLARS = {"US": "USD", "C": "CAD", "CA": "CAD", "A": "AUD", "AU": "AUD", "R": "BRL", "NZ": "NZD", "S": "SGD"}
_CODES = frozenset(
    re.findall(
        r"\w+",
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD "
        "CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
        "GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT "
        "LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR "
        "NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP "
        "STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF "
        "XPF YER ZAR ZMW ZWG ",
    )
)
_FAMILIES = {  # words that several countries share: the book's own currency where it is one of them
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"),
    "dollar": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD"),
    "kr": ("", "DKK", "ISK", "NOK", "SEK"),
    "krone": ("", "DKK", "NOK"),
    "kroner": ("", "DKK", "NOK"),
    "krona": ("SEK", "ISK"),
    "kronor": ("SEK",),
    "peso": ("", "MXN", "ARS", "CLP", "COP", "PHP", "UYU", "DOP"),
    "rupee": ("INR", "PKR", "LKR", "NPR", "MUR"),
    "rs": ("INR", "PKR", "LKR", "NPR", "MUR"),
    "franc": ("CHF", "XOF", "XAF"),
    "real": ("BRL",),
    "reais": ("BRL",),
    "lira": ("TRY",),
    "franken": ("CHF",),
    "fr": ("CHF",),
    "koruna": ("CZK",),
    "zloty": ("PLN",),
    "sterling": ("GBP",),
}  # the first one is meant otherwise; "" where none is
_NAMES = {
    "euro": "EUR",
    "euros": "EUR",
    "us dollar": "USD",
    "us dollars": "USD",
    "u s dollar": "USD",
    "u s dollars": "USD",
    "united states dollar": "USD",
    "american dollar": "USD",
    "canadian dollar": "CAD",
    "australian dollar": "AUD",
    "new zealand dollar": "NZD",
    "singapore dollar": "SGD",
    "hong kong dollar": "HKD",
    "pound": "GBP",
    "pounds": "GBP",
    "pound sterling": "GBP",
    "british pound": "GBP",
    "uk pound": "GBP",
    "swiss franc": "CHF",
    "schweizer franken": "CHF",
    "danish krone": "DKK",
    "norwegian krone": "NOK",
    "swedish krona": "SEK",
    "czech koruna": "CZK",
    "polish zloty": "PLN",
    "forint": "HUF",
    "indian rupee": "INR",
    "yen": "JPY",
    "japanese yen": "JPY",
    "yuan": "CNY",
    "south african rand": "ZAR",
    "rand": "ZAR",
    "brazilian real": "BRL",
    "mexican peso": "MXN",
    "turkish lira": "TRY",
}


def currency_of(text: str, own: str) -> str:
    """The code of a currency written as a code, a sign or a name; "" if that is none.

    `own` is the book's currency: a bare $ is that if it is a dollar.
    """
    text = text.strip()
    code = text.upper()
    if code in _CODES or code == own:
        return code
    sign = text.casefold().rstrip(".")
    family = _FAMILIES.get(sign) or _FAMILIES.get(sign.removesuffix("s"))
    if family:
        return own if own in family else family[0]
    if sign in SIGNS:
        return "CNY" if sign == "¥" and own == "CNY" else SIGNS[sign]
    if text.endswith("$"):
        return _OWN_DOLLARS.get(text[:-1].strip().upper(), "")
    plain = " ".join(re.findall(r"\w+", sign))
    first = text.partition(" ")[0].upper()  # "EUR - Euro", "USD (US Dollar)"
    return (
        _NAMES.get(plain, "")
        or _NAMES.get(plain.removesuffix("s"), "")
        or (first if first in _CODES and len(text) > 3 else "")
    )


def currency_in_header(name: str) -> str:
    """The code in a column's name, such as "amount_usd" or "Amount (EUR)"; "" without one."""
    words = re.findall(r"[^\W_]+|[€£₹₽₩₺]", name)
    if len(words) < 2:
        return ""
    last = words[-1]
    return last.upper() if last.upper() in _CODES and len(last) == 3 else SIGNS.get(last.casefold(), "")
