"""The platform's folders for a user's data, settings and caches, and their rights."""

from __future__ import annotations

import os
import stat
from pathlib import Path

APP = "hourworth"


def user_data() -> Path:
    """The folder for this program's data of the user."""
    from platformdirs import user_data_path  # here: most runs are given their folders

    return user_data_path(APP, appauthor=False)


def user_config() -> Path:
    """The folder for this program's settings of the user."""
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False)


def user_cache() -> Path:
    """The folder for this program's cache. Raises OSError or RuntimeError without a home."""
    from platformdirs import user_cache_path

    return user_cache_path(APP, appauthor=False)


def user_list(name: str) -> frozenset[str]:
    """The lines of a list in the user's settings; none if others could have written it."""
    try:
        path = user_config() / name
        if not only_user_writes(path.stat()):
            return frozenset()
        text = path.read_bytes().decode(errors="surrogateescape")  # "\r" may be in a name, and ends no line
    except (OSError, RuntimeError):  # no list, no home
        return frozenset()
    return frozenset(line for line in text.split("\n") if line)


def make_folder(folder: Path) -> None:
    """Make a folder that nobody else can enter, and those above it. Raises OSError."""
    for path in reversed((folder, *folder.parents)):
        if not path.is_dir():
            path.mkdir(mode=0o700, exist_ok=True)


def close_to_others(folder: Path) -> None:
    """Take from others the right to write into a folder. Raises OSError."""
    status = folder.stat()
    if os.name == "posix" and status.st_uid == os.geteuid() and status.st_mode & 0o022:
        folder.chmod(stat.S_IMODE(status.st_mode) & ~0o022)


def only_user_writes(status: os.stat_result) -> bool:
    """True for an ordinary file that nobody else could have written. Not checked on Windows."""
    if not stat.S_ISREG(status.st_mode):
        return False
    return os.name != "posix" or (status.st_uid in (os.geteuid(), 0) and not status.st_mode & stat.S_IWOTH)
