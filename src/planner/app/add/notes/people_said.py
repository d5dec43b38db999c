"""People as a rep names them: "Tom (plant), Ann (CFO)", "VP Carl Webb decides"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from planner.core.book import Power
from planner.crm.cells.roles import power_for

_PART = re.compile(r"((?:[^(),;.&+/]|\([^)]*\)|(?<=\b[A-Za-z])\.|(?<=\b(?:Mr|Ms|Dr|St))\.|(?<=\bMrs)\.)+)([(),;.&+/]?)")
_AND = re.compile(r"\s+(?:and|und|but|while)\s+")
_NAME = re.compile(
    r"(?:(?:Mr|Ms|Mrs|Dr|Prof|Herr|Frau)\.? )?[A-ZÀ-Ý][\w'’.-]*(?: (?:(?:van|von|de|der|den|di|da|la|le|al"
    r"|bin) )*[A-ZÀ-Ý][\w'’.-]*){0,3}"
)
_ROLES = (
    "owner", "founder", "partner", "president", "chairman", "chair", "ceo", "cfo", "cto", "coo", "cio", "cmo",
    "vp", "svp", "evp", "md", "gm", "director", "manager", "head", "buyer", "purchasing", "procurement",
    "finance", "engineering", "engineer", "(?-i:IT)", "ops", "operations", "plant", "production", "quality",
    "legal", "lawyer", "sales", "marketing", "hr", "controller", "accountant", "accounting", "secretary",
    "assistant", "user", "boss", "technician", "maintenance", "logistics", "r&d", "works", "chief", "lead",
    "champion", "consultant", "supervisor", "foreman", "chef", "board",
)  # fmt: skip
_ROLE = re.compile(rf"\b(?:{'|'.join(_ROLES)})\b", re.IGNORECASE)
_DECIDES = re.compile(
    r"\b(?:decides?|deciding|decision[- ]?maker|decider|signs?(?: off)?|signatory|approves?|final say"
    r"|last word|entscheidet)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|n't|doesn't|does not|can't|cannot|never)\b", re.IGNORECASE)
_FRONT = re.compile(
    r"^(?:(?:we |i )?(?:only )?(?:know|knows|met)(?: only| just)?|only|just|and|also|then|with|it is|it's"
    r"|there is|there's"
    r"|their|the|our|his|her|an?|both|contact(?: is)?|committee|board|team)\b\s*",
    re.IGNORECASE,
)
_KNOWN = re.compile(r"(?:we |i )?(?:only |just )?(?:know|met)\b", re.IGNORECASE)
_NO_NAME = frozenset((
    "us", "we", "it", "our", "them", "they", "he", "she", "him", "her", "not", "no", "likes", "like", "hates",
    "wants", "is", "are", "was", "the", "a", "of", "to", "yet",
))  # fmt: skip
_NOBODY = re.compile(
    r"(?:(?:we|i) )?(?:do not|don't|dont) know(?: (?:anyone|anybody|them|who|yet).*)?|(?:we "
    r"|i )?know (?:nobody|no one|noone).*"
    r"|(?:nobody|no one|noone|not known|unclear)[^,;(]*|no idea|anyone",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PersonSaid:
    """A person of a deal as they were typed."""

    name: str
    role: str = ""
    decides: bool = False
    is_bare: bool = True  # nothing was said of them but a role

    @property
    def power(self) -> Power:
        """Their say in the deal: only who is said to decide decides."""
        power = "decides" if self.decides else power_for(self.role, {}) or "unknown"
        return "unknown" if power == "decides" and not self.decides else power


def is_nobody(text: str) -> bool:
    """True for an answer that says that no one is known."""
    return _NOBODY.fullmatch(text.strip(" .!")) is not None


def people_said(text: str, *, deciders: bool) -> tuple[PersonSaid, ...]:
    """The people in a text; empty if it names none.

    With `deciders` the answer is to who decides: one bare name is that of the decider, and so are names joined by "&".
    """
    said = text.strip()
    head, colon, rest = said.partition(":")
    if colon and "(" not in head and len(head.split()) <= 3:
        said = rest.strip()
    found: list[PersonSaid] = []
    pending, listed = "", False
    for part, mark in _parts(said):
        person, role = _person(part)
        if person is not None:
            found.append(replace(person, role=", ".join(filter(None, (pending, person.role)))))
            listed = listed or (mark in (",", ";") and not role)
            pending = ""
        elif found and _DECIDES.search(part) and not _NOT.search(part):
            found[-1] = replace(found[-1], decides=True)
            role = _DECIDES.sub("", role).strip()
            found[-1] = replace(found[-1], role=", ".join(filter(None, (found[-1].role, _role_in(role)))))
        elif found and role and _is_role(part):
            found[-1] = replace(found[-1], role=", ".join(filter(None, (found[-1].role, role))))
        elif not found and _role_in(part):
            pending = _role_in(part)
        elif found:
            found[-1] = replace(found[-1], is_bare=False)
    words = said.lower().split()
    if (
        not found
        and len(words) <= 3
        and said.replace(" ", "").isalpha()
        and not _ROLE.search(said)
        and not _NO_NAME & {*words}
    ):
        found = [PersonSaid(said)]
    return tuple(_with_deciders(found, said) if deciders else found)


def _with_deciders(found: list[PersonSaid], said: str) -> list[PersonSaid]:
    """The people, who decide where nothing else is said of them: one, or those joined by "&"."""
    if any(each.decides for each in found) or not all(each.is_bare for each in found) or _KNOWN.match(said):
        return found
    joined = len(re.findall(r"[&+/]|\s(?:and|und)\s", re.sub(r"\([^)]*\)", "", said)))
    if len(found) > 1 and joined < len(found) - 1:
        return found
    return [replace(each, decides=True) for each in found]


def _parts(text: str) -> list[tuple[str, str]]:
    """The parts of a text between marks outside brackets, each with the mark after it."""
    parts: list[tuple[str, str]] = []
    for match in _PART.finditer(text):
        pieces = _AND.split(match[1].strip())
        parts += [(piece, "&") for piece in pieces[:-1]] + [(pieces[-1], match[2])]
    return [(part.strip(), mark) for part, mark in parts if part.strip()]


def _person(part: str) -> tuple[PersonSaid | None, str]:
    """The person of a part, and what is left as a role; no person in one that is only a role."""
    outer, _, inner = part.partition("(")
    inner = inner.rstrip(") ")
    if ")" in inner:
        inner, _, tail = inner.partition(")")
        outer += tail
    elif part.partition(")")[2]:
        inner, outer = part.partition("(")[2].partition(")")[0], part.partition("(")[0] + part.partition(")")[2]
    plain = outer.strip()
    while (shorter := _FRONT.sub("", plain, count=1)) != plain:
        plain = shorter
    lead: list[str] = []
    words = plain.split()
    while words and _is_role(words[0]):
        lead.append(words.pop(0))
    while lead and words and words[0].lower() in ("of", "for") and len(words) > 1:
        lead += [words.pop(0), words.pop(0)]
    plain = " ".join(words)
    name = _NAME.match(plain)
    if name is None:
        lower = inner and plain.isascii() and plain.replace(" ", "").isalpha() and len(plain.split()) <= 2
        if not lower:
            return None, " ".join([*lead, plain, inner]).strip()
        return PersonSaid(plain, inner.strip()), inner
    rest = plain[name.end() :].strip()
    decides = bool(_DECIDES.search(f"{rest} {inner}")) and not _NOT.search(f"{rest} {inner}")
    after = _role_in(_DECIDES.sub("", rest)) if rest else ""
    role = ", ".join(filter(None, (" ".join(lead), _without_deciding(inner), after)))
    is_bare = not inner.count(",") and (not rest or bool(after) or decides)
    return PersonSaid(name[0].strip(" ."), role, decides, is_bare), role


def _without_deciding(inner: str) -> str:
    kept = [each.strip() for each in inner.split(",") if not _DECIDES.fullmatch(each.strip())]
    return ", ".join(filter(None, kept))


def _is_role(part: str) -> bool:
    """True if a text is a role and no name: CFO, purchasing, head of works."""
    words = part.split()
    if not words:
        return False
    return bool(_ROLE.fullmatch(words[0].strip(".'s"))) or (
        len(words) == 1 and part.isalpha() and part.isupper() and len(part) <= 4
    )


def _role_in(part: str) -> str:
    """The role in a text, from its first word that is one: the buyer."""
    found = _ROLE.search(part)
    return part[found.start() :].strip(" .!") if found else ""
