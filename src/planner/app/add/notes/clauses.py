"""A note in its clauses, parted by a point, a comma, a semicolon, or a word that goes on."""

from __future__ import annotations

import re
from collections.abc import Callable

from planner.app.add.notes.people.roles_said import is_role
from planner.errors import UsageError

AROUND = " ,;.!:-–—/|"  # marks around a clause
_ENDS = (",", ";", "!", "?", ":")
MOST_WORDS = 60  # of a note: each may begin a day
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BARS = ("-", "–", "—", "/", "//", "|")  # between two clauses
_LABEL = re.compile(  # and who it is: signs: Ruth Adler
    r"\b(?:signs|signed by|decides|decision[- ]?maker|decider|signatory)\s*[:=]\s*"
    r"(?P<who>(?:[A-Z][a-z]{1,4}\.? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})",
    re.IGNORECASE,
)
_ROLE_LABEL = re.compile(r"\b(?P<role>[A-Za-z][\w&-]*)\s*[:=]\s+(?=[A-Z][a-z])")
_QUOTED = re.compile(r"(?:(?<=^)|(?<=[\s,;–—-]))[\"“”]([^\"“”]+)[\"“”]")
_GOES_ON = ("and", "but", "then")
_SHORT = re.compile(
    r"(?:[a-z]|mr|ms|mrs|dr|prof|capt|col|shri|smt|er|st|no|approx|incl|excl|re|etc|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[ap]\.m)\.",
    re.I,
)


def clauses(text: str, is_day: Callable[[str], bool]) -> list[str]:
    """The clauses of a note; one that is only a day belongs to the clause before it.

    Raises UsageError for a text that is longer than a note.
    """
    words = text.split()
    if len(words) > MOST_WORDS:
        raise UsageError(f"that is a note of {len(words)} words", f"at most {MOST_WORDS}: what comes next, and its day")
    parts: list[list[str]] = [[]]
    depth = 0  # of brackets: what stands in them belongs to the words before
    for at, word in enumerate(words):
        depth = max(0, depth + word.count("(") - word.count(")"))
        if depth:
            parts[-1].append(word)
            continue
        is_then = word.lower() == "then" and bool(parts[-1]) and parts[-1][-1].lower() in ("since", "until", "from")
        after = words[at + 1 : at + 2]
        is_pair = (
            word == "and" and bool(parts[-1]) and _is_capital(parts[-1][-1]) and bool(after) and _is_capital(after[0])
        )
        if word.lower() in _GOES_ON and parts[-1] and not is_then and not is_pair:
            parts.append([])
        before = parts[-1][-1].lower().rstrip(".")[:3] if parts[-1] else ""
        parts[-1].append(word)
        if _ends(word) or _ends_day(before, word, words[at + 1 : at + 2]):
            parts.append([])
    found: list[str] = []
    for part in (" ".join(words) for words in parts if words):
        if found and (is_day(part) or (len(found) == 1 and is_day(found[0]))):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


def plainly(text: str) -> str:
    """A note without labels and quotes: "Ann Lee decides" for "signs: Ann Lee"."""
    text = _LABEL.sub(r"\g<who> decides", _QUOTED.sub(r"\1", text))
    return _ROLE_LABEL.sub(lambda found: f"{found['role']} " if is_role(found["role"]) else found[0], text)


def _ends_day(before: str, word: str, after: list[str]) -> bool:
    """True for the end of a day whose point ends the clause too: since Nov 19. They call."""
    if before in _MONTHS and re.fullmatch(r"\d{1,2}\.", word):
        return True
    month = word.endswith(".") and word[:3].lower() in _MONTHS and re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", before)
    return bool(month) and after[:1] != [] and after[0][:1].isupper()


def _is_capital(word: str) -> bool:
    """True for a word that may be a name: Kim Alvarez and Tom."""
    return word[:1].isupper() and word[1:2].islower()


def _ends(word: str) -> bool:
    if word in _BARS:
        return True
    return word.endswith(_ENDS) or (word.endswith(".") and not _SHORT.fullmatch(word) and not word[:-1].isdigit())
