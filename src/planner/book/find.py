"""Find the folder that is the book, and say whose book it is.

The nearest plan.toml upward may be anyone's: it counts only if the user owns it, or trusts it. The list of trusted
folders is the user's own, as with Git's safe.directory: one real path a line.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from shlex import quote

from planner.cache.user_folders import user_config, user_data, user_list
from planner.errors import PlanError

PLAN_FILE = "plan.toml"
TRUSTED = "trusted-books"
USUAL = "usual-book"


class NoBookError(PlanError):
    """No book was named, and there is none where one is looked for."""


def user_book() -> Path:
    """The book of the person at this machine: a folder of the platform's user data.

    It may not be there yet.
    """
    return user_data() / "book"


def usual_book_file() -> Path:
    """The file that names the book which `plan init` put elsewhere. It may not be there yet."""
    return user_config() / USUAL


def remembered_book() -> Path | None:
    """The book that `plan init` put elsewhere; None if it is not there any more."""
    named = user_list(USUAL)
    folder = Path(next(iter(named))) if len(named) == 1 else None
    return folder if folder is not None and folder.is_absolute() and _holds_book(folder) else None


def is_cut_short(book: Path) -> bool:
    """True if a change of the book was started and not finished."""
    return os.path.lexists(os.path.join(book, ".plan", "pending.json"))  # noqa: PTH118 - on every start


def trust_file() -> Path:
    """The list of trusted folders. It may not be there yet."""
    return user_config() / TRUSTED


def trusted_folders() -> frozenset[str]:
    """The real paths of the folders that the user trusts.

    They count though someone else owns them, or a link leads out of them.
    """
    return user_list(TRUSTED)


def is_trusted(folder: Path) -> bool:
    """True if the user ran `plan trust` for this folder."""
    return os.path.realpath(folder) in trusted_folders()


def find_book(option: Path | None, environ: Mapping[str, str], cwd: Path) -> Path:
    """The book's folder.

    `--book`, else `$PLAN_BOOK`, else the nearest one upward, else the user's own, else the one that `plan init` put
    elsewhere.

    Raises PlanError if it holds no plan.toml, or the nearest one upward is not the user's. A book that was named is
    never replaced by another that could be found.
    """
    if option is not None:
        return _named(option, "--book", cwd)
    if from_environ := environ.get("PLAN_BOOK"):
        return _named(_home_spelled_out(Path(from_environ)), "$PLAN_BOOK", cwd)
    for folder in (cwd, *cwd.parents):
        if _holds_book(folder):
            _refuse_foreign(folder)
            return folder
    own = user_book()
    if _holds_book(own):
        return own
    remembered = remembered_book()
    if remembered is not None:
        _refuse_foreign(remembered)
        return remembered
    raise NoBookError(
        f"no book found: no {PLAN_FILE} in {cwd} or above it, or in {own}",
        "start one with `plan init`, or try a sample book with `plan demo`",
    )


def typed_path(path: Path) -> str:
    """The path as a shell takes it, on one line whatever is in its name."""
    text = str(path)
    if text.isprintable():
        return quote(text)
    plain = (chr(byte) if 32 <= byte < 127 and byte not in b"'\\" else f"\\x{byte:02x}" for byte in os.fsencode(text))
    return f"$'{''.join(plain)}'"


def why_foreign(folder: Path) -> str:
    """The reason why the book in a folder is not the user's; "" if it is.

    Not checked on Windows.

    Theirs is what they own, or root does with nobody else able to write it; a folder that everyone may write, such as
    /tmp, is nobody's.
    """
    if os.name != "posix":
        return ""
    for path in (folder, folder / PLAN_FILE):
        status = path.stat()
        if status.st_uid not in (os.geteuid(), 0):
            return f"{path} belongs to someone else ({_owner(status.st_uid)})"
        if status.st_mode & stat.S_IWOTH or (status.st_uid != os.geteuid() and status.st_mode & stat.S_IWGRP):
            return f"others may write to {path}"
    return ""


def _refuse_foreign(folder: Path) -> None:
    why = why_foreign(folder)
    if why and not is_trusted(folder):
        raise PlanError(
            f"{folder / PLAN_FILE} was not used as your book: {why}",
            f"if you trust it: plan trust {typed_path(folder)}; else name your own with --book",
        )


def _owner(uid: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def _named(folder: Path, how: str, cwd: Path) -> Path:
    folder = cwd / folder
    if _holds_book(folder):
        return folder
    if folder.name == PLAN_FILE and _holds_book(folder.parent):
        return folder.parent
    what = f"has no {PLAN_FILE}" if _is_folder(folder) else "is not a folder"
    raise PlanError(
        f"{how} names {folder}, which {what}",
        f"name the folder that holds {PLAN_FILE}, or start a book there with `plan init --book`",
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
