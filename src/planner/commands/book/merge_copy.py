"""`plan merge-copy`: a copy that a sync program left, merged into the file it is a copy of."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planner.app.settings import settings_of


def merge_copy(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="the copy: a path, or a name in the book")],
) -> None:
    """Merge a copy of a file, such as "prospects (1).toml", into the book.

    Adds the records, keys and diary rows that only the copy has. Where both have the same key with different
    values you are asked; --yes takes the copy's. The copy stays where it is.

        plan merge-copy "prospects (1).toml"
        plan merge-copy "diary/2026-11-23 (1).toml"
    """
    from planner.app.setup.merge_copy import run

    run(settings_of(ctx), file)
