"""Answers to who decides, and whom the rep knows there, in the rep's own words."""

from __future__ import annotations

import re
from dataclasses import replace

from planner.app.add.notes.people.people_said import PersonSaid, people_said, with_person
from planner.app.add.notes.people.roles_said import is_role

_GROUP = re.compile(
    r"(?:the |their |its |our )?(?P<group>(?:[a-z]+ )?(?:board|committee|council|panel|team)(?: of \w+)?)"
    r"(?:,? (?:decides?|signs?|votes?))?[.!]?",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(  # before what is known
    r"(?:(?:(?:i|we) )?(?:don['’]?t|do not) know|not (?:sure|known|clear)|no idea|unknown|unclear|nobody)"
    r"(?: who decides| who| yet)*\s*[,;.:–—-]+\s*(?:but |and )?",
    re.IGNORECASE,
)
_UNKNOWN_AFTER = re.compile(  # what is known: Steph, dont know who decides
    r"[\s,;.:–—-]+(?:but |and )?(?:(?:(?:i|we|she|he|they) )?(?:(?:do|does)(?:n['’]?t| not) know|(?:is |am )?not sure"
    r"|(?:have )?no idea|not clear|unclear) (?:yet )?who (?:else )?(?:decides|signs|approves|the (?:boss|decider) is)"
    r"|(?:the )?(?:decider|decision[- ]?maker)(?: is)? (?:(?:still )?unknown|not (?:yet )?known))(?: yet)?[.!]?$",
    re.IGNORECASE,
)
_ONLY_KNOWN = re.compile(  # before someone of whom it isn't said that they decide
    r"(?:but |and )?(?:(?:i|we) )?(?:also |only |just )?"
    r"(?:know\b|(?:my|our|the) (?:main |only )?contact(?: there| so far)?(?: is\b|:)"
    r"|(?:talk|speak|deal)(?:ing)? (?:to|with)\b)\s*(?=\S)",
    re.IGNORECASE,
)
_THEN_KNOWN = re.compile(rf"[,;.]\s+(?={_ONLY_KNOWN.pattern})", re.IGNORECASE)
_DENIED = re.compile(
    r"\bnot (?:the )?(?:decider|decision[- ]?maker|deciding|boss)\b"
    r"|\b(?:doesn['’]?t|does not|can['’]?t|cannot) decide\b",
    re.IGNORECASE,
)
_ROLE_AFTER = re.compile(
    r",?\s*(?:the |their |our )?(?P<role>(?!(?:not|no|likes?|has|is)\b)[a-z][\w&-]*(?: [a-z][\w&-]*){1,2})"
)
_LAST_WORD = re.compile(r"\b(?:has|holds) the (?:last word|final (?:say|word))\b", re.IGNORECASE)


def people_answered(answer: str, *, deciders: bool) -> tuple[PersonSaid, ...]:
    """The people of an answer; a board or a committee is one who decides.

    With `deciders` the answer is to who decides: the one person in it does, whatever else is said of them, unless that
    is denied or they are only known: dont know, my contact is Sunita Rao.
    """
    text = _LAST_WORD.sub("decides", _unknown_first(answer))
    group = _GROUP.fullmatch(text)
    if group is not None:
        name = group["group"].lower()
        return (PersonSaid(f"the {name}", name, decides=True),)
    later = _THEN_KNOWN.search(text)
    unknown = _UNKNOWN.match(text)
    if later and not unknown:
        first = people_answered(text[: later.start()], deciders=deciders)
        return tuple(with_person(first, people_answered(text[later.end() :], deciders=False)))
    known = without_unknown(text)
    plain = _ONLY_KNOWN.sub("", known, count=1) if _ONLY_KNOWN.match(known) else known
    found = tuple(_with_role(each) for each in people_said(plain, deciders=deciders and plain == text))
    is_one = deciders and plain == text and len(found) == 1 and not _DENIED.search(text)
    return (replace(found[0], decides=True),) if is_one else found


def _with_role(person: PersonSaid) -> PersonSaid:
    """A person of whom only a role was said that begins with another word: practice manager."""
    role = _ROLE_AFTER.fullmatch(person.remark)
    if person.role or role is None or not is_role(role["role"].split()[-1]):
        return person
    return replace(person, role=role["role"], remark="", is_bare=True)


def _unknown_first(answer: str) -> str:
    """An answer with the words that it isn't known who decides before the others."""
    text = answer.strip()
    after = _UNKNOWN_AFTER.search(text)
    return text if after is None or after.start() == 0 else f"not known, {text[: after.start()]}"


def without_unknown(answer: str) -> str:
    """An answer without the words before or after it that nobody knows who decides."""
    text = _unknown_first(answer)
    return _UNKNOWN.sub("", text, count=1) if _UNKNOWN.match(text) else text


def leaves_open(answer: str) -> bool:
    """True for an answer that says it isn't known who decides, or that someone does not."""
    return _UNKNOWN.match(_unknown_first(answer)) is not None or _DENIED.search(answer) is not None
