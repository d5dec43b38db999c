"""People as a rep names them: "Tom (plant), Ann (CFO)", "VP Carl Webb decides"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from planner.app.add.notes.people.roles_said import ROLE, TITLE, ends_in_role, is_role, role_in
from planner.app.add.notes.people.words_on_people import (
    DECIDES,
    IN_DEPARTMENT,
    NOT,
    NOT_MET,
    SAYS,
    WITH_ANOTHER,
    WITH_FEELING,
)
from planner.core.book import Power
from planner.crm.cells.roles import power_for
from planner.frozen_class import frozen

_PART = re.compile(
    r"((?:[^(),;.&+/]|\([^)]*\)|(?<=\b[A-Za-z])\.|(?<=\b(?:Mr|Ms|Dr|St|Er))\.|(?<=\b(?:Mrs|Col|Smt))\.|(?<=\b(?:Prof|Capt))\.)+)[(),;.&+/]?"
)
_AND = re.compile(r"\s+(?:and|und|but|while)\s+")
_NAME = re.compile(
    rf"(?:{TITLE}\.? )?[A-ZÀ-Ý][\w'’.-]*(?: (?:(?:van|von|de|der|den|di|da|la|le|al"
    r"|bin) )*[A-ZÀ-Ý][\w'’.-]*){0,3}"
)
_TITLED = re.compile(rf"{TITLE}\.? ")
_DEPARTMENT = re.compile(  # and a role: Facilities director Mike Chan
    rf"(?P<role>[A-Z][\w&-]+ {ROLE.pattern})(?= [A-ZÀ-Ý][\w'’-]+)"
)
_IN_WORD = re.compile(r"(?<=\w)&(?=\w)")  # of F&B, which parts nobody
_AMPERSAND = "\N{FULLWIDTH AMPERSAND}"
OWNERS = ("owner", "proprietor", "landlord")  # who decide, unless it is denied
_FRONT = re.compile(
    r"^(?:(?:(?:we|i) )?(?:have ?n['’]?t|have not|has ?n['’]?t|has not|never)(?: yet)? met"
    r"|(?:we |i )?(?:only )?(?:know|knows|met)(?: only| just)?|only|just|and|also|then|with|it is|it's"
    r"|there is|there's|new"
    r"|their|the|our|his|her|an?|both|(?:my |our )?(?:main )?contact(?: there)?(?: is)?|committee|board|team)\b\s*",
    re.IGNORECASE,
)
_KNOWN = re.compile(r"(?:we |i )?(?:only |just )?(?:know|met)\b", re.IGNORECASE)
_NO_NAME = frozenset((
    "us", "we", "it", "our", "them", "they", "he", "she", "him", "her", "not", "no", "likes", "like", "hates",
    "wants", "is", "are", "was", "the", "a", "of", "to", "yet", "have", "has", "had", "need", "needs", "want",
    "waiting",
))  # fmt: skip
_NOBODY = re.compile(
    r"(?:(?:we|i) )?(?:do not|don't|dont) know(?: (?:anyone|anybody|them|who|yet).*)?|(?:we "
    r"|i )?know (?:nobody|no one|noone).*"
    r"|(?:nobody|no one|noone|not known|unclear)[^,;(]*|no idea|anyone",
    re.IGNORECASE,
)

MOST_OF_A_ROLE = 4  # words: head of the lab


@frozen
class PersonSaid:
    """A person of a deal as they were typed."""

    name: str
    role: str = ""
    decides: bool = False
    is_bare: bool = True  # nothing was said of them but a role
    remark: str = ""  # what else was said of them, to follow the name: " loves it", ", against it"

    @property
    def power(self) -> Power:
        """Their say in the deal: only who is said to decide decides."""
        power = "decides" if self.decides else power_for(self.role, {}) or "unknown"
        return "unknown" if power == "decides" and not self.decides else power


def people_in_note(text: str) -> tuple[PersonSaid, ...]:
    """The people that a note names, each with a role, known to the rep or deciding.

    A bare name is a person only where it is all that the text says: Mia Long.
    """
    found = people_said(text, deciders=False)
    bare = text.strip(" .!,;")
    if len(found) == 1 and bare == found[0].name and " " in bare and _NAME.fullmatch(bare) and bare[0].isupper():
        return found
    if not all(each.name[0].isupper() or (each.role and each.decides) for each in found):
        return ()  # a role alone that decides nothing, or words that only look like a name
    alone = WITH_ANOTHER.match(bare) or WITH_FEELING.fullmatch(bare)
    if alone:
        return (PersonSaid(alone["name"], remark=bare[alone.end("name") :]),)
    is_known = _KNOWN.match(text.strip()) is not None
    return found if is_known or all(each.role or each.decides or _TITLED.match(each.name) for each in found) else ()


def with_person(people: Sequence[PersonSaid], more: Sequence[PersonSaid]) -> list[PersonSaid]:
    """The people with more of them, those named again by all or part of their name only once."""
    found = list(people)
    for person in more:
        same = [n for n, each in enumerate(found) if _is_same(each.name, person.name)]
        if len(same) != 1:
            found.append(person)
            continue
        known = found[same[0]]
        name = max(known.name, person.name, key=len)
        role = _joined(*dict.fromkeys((known.role, person.role)))
        found[same[0]] = replace(known, name=name, role=role, decides=known.decides or person.decides)
    return found


def _is_same(one: str, other: str) -> bool:
    """True if all words of one name are in the other: Dan, Dan Pike."""
    first, second = set(one.casefold().split()), set(other.casefold().split())
    return first <= second or second <= first


def remarks_on(people: Sequence[PersonSaid]) -> list[str]:
    """The remarks on people, each with the name: Jo Lind loves it."""
    return [f"{each.name}{each.remark}" for each in people if each.remark]


def is_role_alone(text: str) -> bool:
    """True for a role without a name: we know only the buyer."""
    return bool(_role_alone(text))


def adds_to_person(text: str) -> bool:
    """True for a role, or that someone decides, after a name: purchasing; signs."""
    if re.match(r"(?:his|her) ", text, re.IGNORECASE):  # another person: his workshop lead
        return False
    is_denied = NOT.match(text) is not None and DECIDES.search(text) is not None  # doesn't decide
    return is_denied or is_role_alone(text) or DECIDES.match(text) is not None or NOT_MET.fullmatch(text) is not None


def decides_too(text: str) -> bool:
    """True for a role that is said to decide: another person than one whose role is known."""
    return _decides(text) and is_role_alone(text)


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
    found = _named(said) or _by_role(said)
    words = said.lower().split()
    if (
        not found
        and len(words) <= 3
        and said.replace(" ", "").isalpha()
        and not ROLE.search(said)
        and not _NO_NAME & {*words}
    ):
        found = [PersonSaid(said)]
    return tuple(_with_deciders(found, said) if deciders else found)


def _named(said: str) -> list[PersonSaid]:
    """The people with names in a text, each with what is said of them."""
    found: list[PersonSaid] = []
    role_before, remark_before = "", ""
    for part in _parts(said):
        person, role = _person(part) if not _NOBODY.match(part) else (None, "")
        if person is not None:
            role = _joined(role_before, person.role)
            found.append(replace(person, role=role, remark=person.remark + remark_before))
            role_before, remark_before = "", ""
        elif found and found[-1].role and decides_too(part):
            found.append(PersonSaid(f"the {_role_alone(part)}", _role_alone(part), decides=True))
        elif found:
            found[-1] = _with_part(found[-1], part, role)
        elif _NOBODY.fullmatch(part):
            continue
        elif role_in(part):
            role_before = role_in(part)
        else:
            remark_before += f", {part}"
    return found


def _with_part(person: PersonSaid, part: str, role: str) -> PersonSaid:
    """A person with a part of the text after them: that they decide, their role, or a remark."""
    if NOT.search(part) and DECIDES.search(part):
        return replace(person, decides=False, is_bare=False, remark=f"{person.remark}, {part}")
    if _decides(part):
        return replace(person, decides=True, role=_joined(person.role, role_in(DECIDES.sub("", role).strip())))
    if role and (is_role(part) or (ends_in_role(part) and len(part.split()) < MOST_OF_A_ROLE)):
        return replace(person, role=_joined(person.role, role))
    is_bare = person.is_bare and NOT_MET.fullmatch(part) is not None  # who is not known may decide
    return replace(person, is_bare=is_bare, remark=f"{person.remark}, {part}")


def _by_role(said: str) -> list[PersonSaid]:
    """People said by their role alone, each with it as a name: the dean, their new buyer."""
    found: list[PersonSaid] = []
    for part in _parts(said):
        role = _role_alone(part)
        if role:
            found.append(PersonSaid(f"the {role}", role, _decides(part)))
        elif found:
            found[-1] = _with_part(found[-1], part, "")
        else:
            return []
    return found


def _role_alone(part: str) -> str:
    """The role that a part is, without an article, as in "the dean", "CFO decides"; else ""."""
    whole = DECIDES.sub("", part.strip(" .!()")).strip()
    plain = _without_front(whole)
    words = plain.split()
    if (
        not words
        or len(words) > MOST_OF_A_ROLE
        or not all(word.replace("-", "").replace("&", "").isalpha() for word in words)
    ):
        return ""
    if _NO_NAME & {word.lower() for word in words[:1]} or SAYS.search(plain) or NOT.search(plain):
        return ""
    before_of = words[: next((n for n, word in enumerate(words) if word in ("of", "for")), None)]
    if any(word.istitle() and not is_role(word) for word in before_of):  # a name
        return ""
    if re.match(r"(?:an?|new|both|then|and|also)\b", whole, re.IGNORECASE) and not is_role(words[-1]):
        return ""  # a new cartoner is no person
    ends_in_role = is_role(words[-1]) or is_role(words[0])
    return plain if ends_in_role or (plain != whole and plain.islower()) else ""


def _with_deciders(found: list[PersonSaid], said: str) -> list[PersonSaid]:
    """The people, who decide where nothing else is said of them: one, or those joined by "&"."""
    unknown = _KNOWN.match(said) or _NOBODY.match(said)
    if any(each.decides for each in found) or not all(each.is_bare for each in found) or unknown:
        return found
    joined = len(re.findall(r"[&+/]|\s(?:and|und)\s", re.sub(r"\([^)]*\)", "", said)))
    if len(found) > 1 and joined < len(found) - 1:
        return found
    return [replace(each, decides=True) for each in found]


def _parts(text: str) -> list[str]:
    """The parts of a text between marks outside brackets, and around "and"."""
    whole = _IN_WORD.sub(_AMPERSAND, text)
    pieces = (piece.strip() for part in _PART.findall(whole) for piece in _AND.split(part.strip()))
    return [piece.replace(_AMPERSAND, "&") for piece in pieces if piece]


def _person(part: str) -> tuple[PersonSaid | None, str]:
    """The person of a part, and what is left as a role; no person in one that is only a role."""
    outer, _, inner = part.partition("(")
    inner = inner.rstrip(") ")
    if ")" in inner:
        inner, _, tail = inner.partition(")")
        outer += tail
    elif part.partition(")")[2]:
        inner, outer = part.partition("(")[2].partition(")")[0], part.partition("(")[0] + part.partition(")")[2]
    lead: list[str] = []
    words = _without_front(outer.strip()).split()
    department = _DEPARTMENT.match(" ".join(words))
    while words and (is_role(words[0]) or (department and len(lead) < len(department["role"].split()))):
        lead.append(words.pop(0))
    while lead and words and words[0].lower() in ("of", "for") and len(words) > 1:
        lead += [words.pop(0), words.pop(0)]
    plain = " ".join(words)
    name = _NAME.match(plain)
    if name is not None and (len(name[0]) == 1 or name[0].split()[0].lower() in _NO_NAME):
        name = None
    if name is None and lead and _NAME.fullmatch(inner) and not is_role(inner) and (not plain or " " in inner):
        return PersonSaid(inner, " ".join(lead), _decides(plain), not plain, f" {plain}" if plain else ""), ""
    if name is None:
        lower = inner and plain.isascii() and plain.replace(" ", "").isalpha() and len(plain.split()) <= 2
        if not lower:
            return None, " ".join([*lead, plain, inner]).strip()
        return PersonSaid(plain, inner.strip()), inner
    said = name[0].strip(" .").split()
    while len(said) > 1 and said[-1].isupper() and is_role(said[-1]):  # Ann Lee CFO
        lead.append(said.pop())
    rest = plain[name.end() :].strip()
    works_in = IN_DEPARTMENT.fullmatch(rest)
    if works_in:
        lead, rest = [*lead, works_in["role"]], works_in["more"].strip()
    decides = _decides(f"{rest} {inner}") or _owns(" ".join(lead) or inner, rest)
    after = role_in(DECIDES.sub("", rest)) if rest else ""
    role = _joined(" ".join(lead), _without_deciding(inner), after)
    is_bare = not inner.count(",") and (not rest or bool(after) or decides)
    remark = "" if is_bare or not rest or after or _adds_nothing(rest) else f" {rest}"
    return PersonSaid(" ".join(said), role, decides, is_bare, remark), role


def _adds_nothing(rest: str) -> bool:
    return DECIDES.sub("", rest).strip(" .").lower() in ("", "is", "there", "only", "too")


def _without_deciding(inner: str) -> str:
    return _joined(*(each.strip() for each in inner.split(",") if not DECIDES.fullmatch(each.strip())))


def _decides(text: str) -> bool:
    return DECIDES.search(text) is not None and not NOT.search(text)


def _owns(role: str, rest: str) -> bool:
    """True for an owner of whom it isn't said that they don't decide."""
    return role.strip(" .").casefold() in OWNERS and not NOT.search(rest)


def _without_front(text: str) -> str:
    """A text without the words that lead to a name or a role: we know only, their."""
    while (shorter := _FRONT.sub("", text, count=1)) != text:
        text = shorter
    return text


def _joined(*roles: str) -> str:
    return ", ".join(filter(None, roles))
