"""Screens as text, the way a terminal or a pipe gets them."""

from __future__ import annotations

import io
from collections.abc import Callable

from rich.console import Console

from planner.screen.text.console import UNBOUNDED

Show = Callable[[Console], None]


def on_terminal(show: Show, width: int = 80, *, colour: bool = False, encoding: str = "utf-8") -> str:
    """What a terminal of `width` columns is sent, with or without colour."""
    return _written(
        Console, show, encoding, width=width, force_terminal=colour, color_system="standard" if colour else None
    )


def in_pipe(show: Show, encoding: str = "utf-8") -> str:
    """What a pipe or a file gets."""
    return _written(Console, show, encoding, width=UNBOUNDED, force_terminal=False, color_system=None)


def _written(make: Callable[..., Console], show: Show, encoding: str, **how: object) -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    show(make(file=stream, markup=False, emoji=False, highlight=False, **how))
    stream.flush()
    return raw.getvalue().decode(encoding)
