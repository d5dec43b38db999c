"""Messages with their names and days filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping

FIELDS = ("name", "company", "deal", "me", "what", "was", "day")
_FIELD = re.compile(r"\{(\w*)\}")


def fields_in(text: str) -> list[str]:
    """The names in braces in a message, in their order."""
    return _FIELD.findall(text)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The message with its fields replaced.

    A part in [brackets] goes where a field of it is unknown.
    """
    whole = re.sub(r"\[([^\[\]]*)\]", lambda part: _part(part[1], values), text)
    return _FIELD.sub(lambda name: values.get(name[1], ""), whole)


def _part(text: str, values: Mapping[str, str]) -> str:
    return text if all(values.get(name) for name in fields_in(text)) else ""


BEFORE_A_NAME = ("dr", "prof", "dipl", "ing", "mag")  # left out of a greeting
BEFORE_A_SURNAME = ("herr", "frau", "mr", "mrs", "ms", "mx", "sir", "madame", "monsieur")


def first_name(name: str) -> str:
    """The name to greet a person by: the first one, or the surname with what comes before it."""
    words = name.split()
    words = [each for each in words if _plain(each) not in BEFORE_A_NAME] or words
    with_surname = len(words) > 1 and _plain(words[0]) in BEFORE_A_SURNAME
    return " ".join(words[: 2 if with_surname else 1])


def _plain(word: str) -> str:
    return word.casefold().rstrip(".")
