"""People named in the rep's own step: security call (Aoife Lynch, CISO)."""

from __future__ import annotations

import re

from planner.app.add.notes.people.people_said import people_in_note
from planner.app.add.notes.people.roles_said import ROLE, TITLE, ends_in_role, is_role

_WORD = r"[A-ZÀ-Ý][\w'’-]+"  # of a name
_IN_BRACKETS = re.compile(r"\s*\((?P<who>[^()]+)\)$")
_HAS_ROLE = re.compile(rf"{_WORD} {_WORD} \((?P<role>[^()]+)\)$")
_WITH = re.compile(r"\b(?:with|w/) ?(?P<who>[^,;]+)$")
_AND = re.compile(r" (?:and|[&+]) ")
_NAMED = re.compile(
    r"(?P<role>(?:[\w&-]+ ){0,3}?)"
    rf"(?P<name>(?:{TITLE}\.? )?{_WORD}(?: {_WORD}){{0,2}})(?: \((?P<after>[^()]+)\))?"
)
_MET = re.compile(
    r"\b(?:met|saw|visited|(?:spoke|talked|spoken) (?:to|with)|(?:demoed|presented) (?:to|for)|(?:call|meeting) with"
    r"|called|rang|phoned|tried|emailed|(?:voicemails?|messages?) (?:for|to|with))"
    rf" (?P<name>{_WORD} {_WORD})\b"
)
_ROLE_OF = re.compile(  # practice manager Sunita Rao, owner (Ray Cobb), Sunita Rao (practice manager)
    r"(?<![\w-])(?P<role>(?:(?!(?:met|saw|from|the|their|our|by|with|and|incl|to|for|of|in|a|an)\b)[a-z][\w&-]* ){0,2}"
    rf"(?i:{ROLE.pattern}))(?: (?P<of>{_WORD} {_WORD})\b| \((?P<name>{_WORD}(?: {_WORD})+)\))"
    rf"|(?P<named>{_WORD} {_WORD}) \((?P<after>[^(),]+)\)"
)


def people_in_step(what: str) -> tuple[str, list[str]]:
    """A step without brackets at its end that name people, and the words on them.

    Of those outside brackets only one with a first and a last name, a title, or a role.
    """
    inner = _IN_BRACKETS.search(what)
    if inner and people_in_note(inner["who"]):
        return what[: inner.start()], [inner["who"]]
    known, found = _HAS_ROLE.search(what), _WITH.search(what)
    if found is None:
        return what, [known[0]] if known and is_role(known["role"]) else []
    return what, [said for each in _AND.split(found["who"]) if (said := _person(each))]


def people_met(clause: str) -> list[str]:
    """The first and last name of the one met or tried: two voicemails for Deb Yee."""
    found = _MET.search(clause)
    return [found["name"]] if found else []


def people_inside(text: str, known: str) -> list[str]:
    """The words on those with a first and a last name and a role who are not known yet."""
    people: list[str] = []
    for found in _ROLE_OF.finditer(text):
        name, role = found["of"] or found["name"] or found["named"], found["role"] or found["after"]
        if name not in known and ends_in_role(role) and not is_role(name.split()[0]):
            people.append(f"{name} ({role})")
    return people


def _person(text: str) -> str:
    """The words on one person, the name first; "" for words that name nobody for sure."""
    found = _NAMED.fullmatch(text)
    if found is None:
        return ""
    words, names = found["role"].split(), found["name"].split()
    while len(names) > 1 and is_role(names[0]):
        words.append(names.pop(0))
    role = found["after"] or " ".join(words)
    is_sure = is_role(found["after"] or words[-1]) if role else len(names) > 1
    name = " ".join(names)
    return "" if not is_sure else f"{name} ({role})" if role else name
