"""Words that CRMs ship with, from the tables in `words`, and a CRM's text as plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "words"


def rows_of(name: str) -> Iterator[list[str]]:
    """The rows of a table, each a list of its cells."""
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def words_of(text: str) -> str:
    """Words without case, marks, and a pipeline's number or name: "2 - Proposal (EU)"."""
    plain = re.sub(r"\([^()]*\)", " ", text.casefold())
    plain = plain if plain.strip() else text.casefold()
    return re.sub(r"^[0-9]+ ", "", " ".join(re.findall(r"\w+", plain.replace("_", " "))))
