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
