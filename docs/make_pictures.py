"""Pictures of the screens, made by the program: python docs/make_pictures.py [FOLDER].

Always SVG, and PNG too if rsvg-convert is installed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, SVG_EXPORT_THEME, TerminalTheme

from planner.core.page.page import Page
from planner.screen.page.page import show_page
from planner.screen.page.why import show_why
from planner.screen.records.record import show_record
from planner.screen.records.table import show_listing

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.screen.sample_cards import CARDS, MONDAY, ROWS
from tests.screen.sample_explanations import EXPLANATIONS
from tests.screen.sample_pages import PAGES

THEMES = {"dark": SVG_EXPORT_THEME, "light": DEFAULT_TERMINAL_THEME}
Show = Callable[[Console], None]


def screens() -> Iterator[tuple[str, str, Show]]:
    """Every screen with a picture: its file's name, its command, and the function that shows it."""
    for name, (page, now) in PAGES.items():
        yield name, "plan today", partial(_page, page, now)
    for name, explanation in EXPLANATIONS.items():
        yield f"why-{name}", f"plan why {explanation.item}", partial(show_why, explanation)
    for name, card in CARDS.items():
        yield f"show-{name}", f"plan show {card.record.id}", partial(show_record, card)
    yield "list", "plan list", lambda console: show_listing(ROWS, "USD", MONDAY, console)


def _page(page: Page, now: datetime, console: Console) -> None:
    show_page(page, console, now)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, command, show in screens():
        for width in (80, 120):
            console = Console(
                record=True, force_terminal=True, color_system="standard", width=width, height=60, file=StringIO()
            )
            show(console)
            for theme, colours in THEMES.items():
                _draw(console, command, colours, folder / f"{name}-{width}-{theme}.svg")


def _draw(console: Console, command: str, colours: TerminalTheme, path: Path) -> None:
    picture = console.export_svg(title=command, theme=colours, clear=False)
    # Some renderers swallow no-break spaces at the start of a text; with xml:space they all keep them.
    picture = picture.replace("&#160;", " ").replace("<text ", '<text xml:space="preserve" ')
    path.write_text(picture, encoding="utf-8")
    if shutil.which("rsvg-convert"):
        subprocess.run(["rsvg-convert", "-o", str(path.with_suffix(".png")), str(path)], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pictures")
