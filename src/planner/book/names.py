"""Names that a file of the book can have: no other is written, whatever lies in `.plan/`."""

from __future__ import annotations

from planner.book.diary.page_files import day_of_page
from planner.book.files import NAMES

KEPT_IN_DIARY = ("diary/first-seen.toml", "diary/crm-seen.toml", "diary/crm-sent.toml", "diary/removed.toml")
VALUES = "diary/values/"  # the folder of the snapshots
_OTHERS = frozenset((*NAMES, "import.toml", "history.toml", *KEPT_IN_DIARY))


def checked_name(name: object) -> str:
    """The name as it is.

    Raises ValueError if no file of a book is called so, relative to the book.
    """
    if isinstance(name, str) and (name in _OTHERS or is_page(name) or is_snapshot(name)):
        return name
    raise ValueError(f"{name} is not a file of the book")


def is_page(name: str) -> bool:
    """True for the name of a page of the diary."""
    folder, _, file = name.partition("/")
    return folder == "diary" and day_of_page(file) is not None


def is_snapshot(name: str) -> bool:
    """True for the name of a snapshot: each open deal's value at a first page."""
    return name.startswith(VALUES) and day_of_page(name.removeprefix(VALUES)) is not None


def is_kept_in_diary(name: str) -> bool:
    """True for a page, a snapshot, and the other files that the program keeps next to the pages."""
    return is_page(name) or is_snapshot(name) or name in KEPT_IN_DIARY


def may_be_absent(name: str) -> bool:
    """True if a change may create or remove this file.

    A book without plan.toml is no book.
    """
    return name != "plan.toml"
