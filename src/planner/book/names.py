"""Names that a file of the book can have.

No other is written, whoever asks for it, be it what lies in `.plan/`.
"""

from __future__ import annotations

import re
from datetime import date

from planner.book.files import NAMES

KEPT_IN_DIARY = ("diary/first-seen.toml", "diary/crm-seen.toml")
_OTHERS = frozenset((*NAMES, "import.toml", *KEPT_IN_DIARY))
_PAGE = re.compile(r"diary/([0-9]{4}-[0-9]{2}-[0-9]{2})\.toml")


def checked_name(name: object) -> str:
    """The name as it is.

    Raises ValueError if no file of a book is called so, relative to the book.
    """
    if isinstance(name, str) and (name in _OTHERS or is_page(name)):
        return name
    raise ValueError(f"{name} is not a file of the book")


def is_page(name: str) -> bool:
    """True for the name of a page of the diary."""
    found = _PAGE.fullmatch(name)
    if found is None:
        return False
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return False
    return True


def may_be_absent(name: str) -> bool:
    """True if a change may create or remove this file.

    A book without plan.toml is no book.
    """
    return name != "plan.toml"
