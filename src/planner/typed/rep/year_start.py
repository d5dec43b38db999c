"""The fiscal year as a rep says it next to a goal: FY27 (Jul-Jun), year ends in March."""

from __future__ import annotations

import re

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = (
    r"\b(?:f\.?y\.?|(?:the |my |our )?(?:fiscal|financial|sales|company)(?: year)?|(?:the |my |our |which )?year)"
    r"(?:[\s'’/]*\d{2,4}\b)*\s*(?:is |runs |goes |that )*"
)
_DAY = r"(?:(?:the )?(?:1st|first|1|28|29|30|31)(?:st|nd|rd|th)?\.? (?:of )?)?"
_AFTER = r"(?:\s+(?:1|28|29|30|31)(?:st|nd|rd|th)?\b(?![.,' ]?\d{3}))?"  # a day after its month
_FROM_TO = re.compile(
    rf"(?<![\w.])(?:from )?{_DAY}{_MONTH.format('first')}{_AFTER}\s*"
    r"(?:-|–|—|/|\bto\b|\btill?\b|\buntil\b|\bthrough\b)\s*"
    rf"{_DAY}{_MONTH.format('last')}{_AFTER}",
    re.IGNORECASE,
)
_STARTS = re.compile(
    rf"{_YEAR}(?:starts?|starting|begins?|beginning|from)\s+(?:in |on |from )?{_DAY}{_MONTH.format('first')}{_AFTER}",
    re.IGNORECASE,
)
_ENDS = re.compile(
    rf"(?:{_YEAR}-?(?:ends?|ending|closes|to|until|till?)|\bfye)\s+(?:in |on )?{_DAY}{_MONTH.format('last')}{_AFTER}",
    re.IGNORECASE,
)
_FY_NUMBER = re.compile(r"\b(?:in |for )?(?:my |our |the )?f\.?y\.?\s?['’]?\d{2,4}(?:/\d{2,4})?\b", re.IGNORECASE)


def year_start(text: str) -> str | None:
    """The start of the fiscal year that a text names, as "07-01"; None without one."""
    whole = next((each for each in _FROM_TO.finditer(text) if _is_whole(each)), None)
    if whole is not None:
        return _form(_number(whole["first"]))
    starts = _STARTS.search(text)
    if starts is not None:
        return _form(_number(starts["first"]))
    ends = _ENDS.search(text)
    return _form(_number(ends["last"]) % 12 + 1) if ends is not None else None


def without_year(text: str) -> str:
    """A text on money without the fiscal year it names."""
    left = _FROM_TO.sub(lambda found: "" if _is_whole(found) else found[0], text)
    for pattern in (_STARTS, _ENDS, _FY_NUMBER):
        left = pattern.sub("", left)
    return text if left == text else re.sub(r"[(\[]\s*[)\]]|^[\s,;:-]+|[\s,;:-]+$", "", left)


def _is_whole(found: re.Match[str]) -> bool:
    return (_number(found["last"]) - _number(found["first"])) % 12 == 11


def _number(name: str) -> int:
    return _NAMES.index(name[:3].lower()) + 1


def _form(month: int) -> str:
    return f"{month:02}-01"
