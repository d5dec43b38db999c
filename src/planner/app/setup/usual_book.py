"""The book that is used where no other is found, remembered by `plan init`."""

from __future__ import annotations

import os
from pathlib import Path

from planner.app.settings import Settings
from planner.book.find import remembered_book, typed_path, user_book, usual_book_file
from planner.book.store.atomic import replace_file
from planner.book.store.readers import Readers
from planner.cache.user_folders import close_to_others, make_folder


def how_it_is_found(settings: Settings, folder: Path) -> str:
    """Remember a new book if the user has no other, and say how `plan` finds it from now on."""
    real = Path(os.path.realpath(folder))
    if not settings.environ.get("PLAN_BOOK"):
        if real == Path(os.path.realpath(user_book())):
            return "`plan` finds it from any folder: it is in your user data folder."
        if _remember(real):
            return "`plan` finds it from any folder now."
    elif real == Path(os.path.realpath(Path(settings.environ["PLAN_BOOK"]).expanduser())):
        return "`plan` finds it by $PLAN_BOOK."
    return f"You have another book. For this one: export PLAN_BOOK={typed_path(real)}"


def _remember(real: Path) -> bool:
    """Remember the folder as the usual book.

    False if there is another, or it can't be written."""
    if (user_book() / "plan.toml").exists() or remembered_book() not in (None, real) or "\n" in str(real):
        return False
    path = usual_book_file()
    try:
        make_folder(path.parent)
        close_to_others(path.parent)
        replace_file(path, os.fsencode(f"{real}\n"), limit=Readers(0))
    except OSError:
        return False
    return True
