"""Other programs of the user; none in the current folder, which may be a book."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path


def program(name: str, environ: Mapping[str, str]) -> str | None:
    """The path of a program in the folders of $PATH that are absolute; None if it is in none.

    Windows looks into the current folder first, other systems do where $PATH has an empty or relative part.
    """
    ends = ("", ".exe", ".cmd", ".bat") if os.name == "nt" else ("",)
    for folder in environ.get("PATH", os.defpath).split(os.pathsep):
        if Path(folder).is_absolute():
            for end in ends:
                if found := shutil.which(str(Path(folder, f"{name}{end}"))):
                    return found
    return None


def runnable(words: Sequence[str], environ: Mapping[str, str]) -> list[str]:
    """A command whose program is named by its path.

    Raises FileNotFoundError for a plain name that no absolute folder of $PATH has: the system would go on to look for
    it in the relative ones.
    """
    if not words or os.path.dirname(words[0]):  # noqa: PTH120 - "./x" has one, Path("./x") not
        return list(words)
    found = program(words[0], environ)
    if found is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), words[0])
    return [found, *words[1:]]
