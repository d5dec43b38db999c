"""The real file that a name of the book stands for.

Never one outside the book, unless the user trusts its links.
"""

from __future__ import annotations

from pathlib import Path

from planner.book.files import LARGEST
from planner.book.find import is_trusted, typed_path
from planner.book.names import checked_name
from planner.book.store.atomic import FilePlace, read_plain, real_file
from planner.book.store.entry import printable
from planner.errors import PlanError


def real_target(book: Path, name: str) -> Path:
    """The file to write for `name`.

    Links of the book's own files are followed, as dotfile managers make them; those in `.plan/` never.

    Raises ValueError if no file of a book is called so, PlanError if a link leads out of the book, or to a hidden file
    in it, and the user has not trusted the book.
    """
    path = book / checked_name(name)
    refuse_way_out(book, path, name)
    return real_file(path)


def refuse_way_out(book: Path, path: Path, name: str) -> None:
    """Raise PlanError if the path leads out of the book, and the user has not trusted the book."""
    if leads_out(book, path) and not is_trusted(book):
        raise PlanError(
            f"{name} is a link that points outside the book, to {printable(str(real_file(path)))}: nothing was written",
            f"if you made that link yourself: plan trust {typed_path(real_file(book))}",
        )


def leads_out(book: Path, path: Path) -> bool:
    """True if links lead from the path out of the book, or to a hidden file in it."""
    target, folder = real_file(path), real_file(book)
    below = target.relative_to(folder).parts if target.is_relative_to(folder) else (".",)
    return any(part.startswith(".") for part in below)


def read_file(path: Path) -> bytes | None:
    """The contents of an ordinary file, links followed; None where there is no file.

    OSError for anything else, such as a pipe or a device.
    """
    return read_plain(FilePlace(real_file(path)), LARGEST)
