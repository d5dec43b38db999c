"""Add to a list in the user's settings: the books and commands that they allowed."""

from __future__ import annotations

from planner.book.store.atomic import replace_file
from planner.book.store.readers import Readers
from planner.cache.user_folders import close_to_others, make_folder, user_config, user_list


def add_to_user_list(name: str, line: str) -> None:
    """Add a line, so that nobody else can read or write the list. Raises OSError."""
    path = user_config() / name
    make_folder(path.parent)
    close_to_others(path.parent)
    text = "".join(f"{each}\n" for each in sorted({*user_list(name), line}))
    replace_file(path, text.encode("utf-8", "surrogateescape"), limit=Readers(0))
