"""Messages with their names and days filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping

FIELDS = ("name", "company", "deal", "me", "what", "was", "day")
_FIELD = re.compile(r"\{(\w*)\}")
LONGEST = 45  # characters of a next step that a customer is sent; a longer one is a note
_NOTE = re.compile(r"[.;:!?]\s|\b(?:he|him|his|she|her|hers|they|them|their|ask)\b", re.IGNORECASE)


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


def fit_to_send(text: str, name: str) -> str:
    """The text where the customer may read it, else "".

    A rep's note is long, has several sentences, or speaks of them: "Ask Ute what the second plant uses today".
    """
    about_them = bool(name) and re.search(rf"\b{re.escape(name)}\b", text) is not None
    return "" if len(text) > LONGEST or _NOTE.search(text) or about_them else text


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
