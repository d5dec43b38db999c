"""People named in the rep's own step: security call (Aoife Lynch, CISO)."""

from __future__ import annotations

import re

from planner.app.add.notes.people.people_said import people_in_note
from planner.app.add.notes.people.roles_said import is_role

_IN_BRACKETS = re.compile(r"\s*\((?P<who>[^()]+)\)$")
_WITH = re.compile(
    r"\b(?:with|w/) ?(?P<role>(?:[\w&-]+ ){0,3}?)"
    r"(?P<name>(?:(?:Mr|Ms|Mrs|Dr|Prof)\.? )?[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+){0,2})$"
)


def people_in_step(what: str) -> tuple[str, list[str]]:
    """A step without brackets at its end that name people, and the words on them.

    Of those outside brackets only one with a first and a last name, a title, or a role.
    """
    inner = _IN_BRACKETS.search(what)
    if inner and people_in_note(inner["who"]):
        return what[: inner.start()], [inner["who"]]
    found = _WITH.search(what)
    if not found:
        return what, []
    words, names = found["role"].split(), found["name"].split()
    while len(names) > 1 and is_role(names[0]):
        words.append(names.pop(0))
    if not is_role(words[-1]) if words else len(names) == 1:
        return what, []
    name = " ".join(names)
    return what, [f"{name} ({' '.join(words)})" if words else name]
