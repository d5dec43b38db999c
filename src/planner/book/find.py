"""Which folder is the book."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from planner.errors import PlanError

PLAN_FILE = "plan.toml"


def user_book() -> Path:
    """The book of the person at this machine: a folder of the platform's user data. It may not be there yet."""
    from platformdirs import user_data_path

    from planner.cache.cache import APP

    return user_data_path(APP, appauthor=False) / "book"


def find_book(option: Path | None, environ: Mapping[str, str], cwd: Path) -> Path:
    """The book's folder: `--book`, else `$PLAN_BOOK`, else the nearest one upwards, else the user's own.

    PlanError where it holds no plan.toml; a book that was named is never replaced by another that could be found.
    """
    if option is not None:
        return _named(option, "--book", cwd)
    if from_environ := environ.get("PLAN_BOOK"):
        return _named(_home_spelled_out(Path(from_environ)), "$PLAN_BOOK", cwd)
    for folder in (cwd, *cwd.parents):
        if _holds_book(folder):
            return folder
    own = user_book()
    if _holds_book(own):
        return own
    raise PlanError(
        f"there is no book here: no {PLAN_FILE} in {cwd} or above it, nor in {own}",
        "start one with `plan init`, or look round in a filled one with `plan demo`",
    )


def _named(folder: Path, how: str, cwd: Path) -> Path:
    folder = cwd / folder
    if _holds_book(folder):
        return folder
    if folder.name == PLAN_FILE and _holds_book(folder.parent):
        return folder.parent
    what = f"holds no {PLAN_FILE}" if _is_folder(folder) else "is not a folder"
    raise PlanError(
        f"{how} names {folder}, which {what}",
        f"name the folder that holds {PLAN_FILE}, or make a book there with `plan init --book`",
    )


def _holds_book(folder: Path) -> bool:
    try:
        return (folder / PLAN_FILE).exists()
    except (OSError, ValueError):  # a folder that may not be looked into, a name that no file can have
        return False


def _is_folder(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except (OSError, ValueError):
        return False


def _home_spelled_out(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:  # no home to be found
        return path
