"""The files of the diary's pages: their names, their days and their bytes.

Nothing here reads what is on a page.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from planner.errors import FileError
from planner.ordinary_file import NotOrdinaryError, TooLargeError, read_ordinary

LARGEST = 16 * 1024 * 1024  # bytes; a page of a full day has some ten thousand


def page_name(on: date) -> str:
    """The page of a day, relative to the book."""
    return f"diary/{on.isoformat()}.toml"


def diary_dates(folder: Path) -> list[date]:
    """The days that have a page in the diary's folder, oldest first; other files are not pages."""
    return sorted(on for name in names_in(folder) if (on := day_of_page(name)) is not None)


def names_in(folder: Path) -> list[str]:
    """The names of what is in the diary's folder; none where there is no such folder."""
    try:
        return os.listdir(folder)  # noqa: PTH208 - half the time of iterdir, on the way to every page
    except (FileNotFoundError, NotADirectoryError):
        return []


def day_of_page(name: str) -> date | None:
    """The day whose page a file of this name is; None for another file."""
    stem, dot, ending = name.partition(".")
    if not dot or ending != "toml":
        return None
    try:
        on = date.fromisoformat(stem)
    except ValueError:
        return None
    return on if on.isoformat() == stem else None


def page_content(folder: Path, on: date) -> bytes | FileError | None:
    """The page of a day as it is on the disk, or why it can't be read; None where there is none."""
    path = folder / f"{on.isoformat()}.toml"
    try:
        return read_ordinary(path, LARGEST)
    except NotOrdinaryError as error:
        return FileError(page_name(on), None, f"{error}, not a page", "move it out of the diary")
    except TooLargeError:
        return FileError(page_name(on), None, "this is larger than a page can be", "move it out of the diary")
    except FileNotFoundError:
        if path.is_symlink():
            what = "this is a link to a file that is not there"
            return FileError(page_name(on), None, what, "put the page where it points to, or delete the link")
        return None
    except OSError as error:
        return FileError(page_name(on), None, f"this can't be read: {error.strerror or error}", "check its permissions")
