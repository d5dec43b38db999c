"""Bars for the terminal: planned and actual in one line."""

from __future__ import annotations

from planner.screen.text.layout import Piece, Sheet, TextLine

FULL, OVER, UNDER = ("█", "▓", "░")
PLAIN = {FULL: "#", OVER: "+", UNDER: "."}


def signs(sheet: Sheet) -> tuple[str, str, str]:
    """The signs for done as planned, beyond the plan, and not done, in the sheet's encoding."""
    spelled = all(sheet.say(sign) == sign for sign in (FULL, OVER, UNDER))
    return (FULL, OVER, UNDER) if spelled else (PLAIN[FULL], PLAIN[OVER], PLAIN[UNDER])


def compare_bars(sheet: Sheet, planned: float, actual: float, most: float, cells: int) -> TextLine:
    """A bar of `cells` cells for `most`.

    First the part of the plan that was done, then the part beyond it or left undone.
    """
    full, over, under = signs(sheet)

    def cells_of(figure: float) -> int:
        return round(cells * figure / most) if most > 0 else 0

    both, longer = cells_of(min(planned, actual)), cells_of(max(planned, actual))
    if max(planned, actual) > 0:
        longer = max(1, longer)
    if both == 0 and planned > 0 and actual > 0:
        both = 1
    rest = max(0, longer - both)
    return [
        Piece(full * both, "green"),
        Piece((over if actual > planned else under) * rest, "yellow" if actual > planned else "dim"),
        Piece(" " * (cells - both - rest)),
    ]


def bar(sheet: Sheet, figure: float, most: float, cells: int, style: str = "green") -> TextLine:
    """A plain bar of `cells` cells for `most`."""
    full, _, _ = signs(sheet)
    filled = max(1, round(cells * figure / most)) if most > 0 and figure > 0 else 0
    return [Piece(full * filled, style), Piece(" " * (cells - filled))]
