"""The picture in the README, made by the program: python docs/make_readme_picture.py [FILE]

Plans the demo book's morning and draws the page as a terminal of 110 columns: docs/pictures/today.svg, or FILE.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME

from planner.app.day.day_page import page_of
from planner.app.day.day_request import DayRequest
from planner.app.session import Session
from planner.app.settings import settings_from
from planner.screen.page.page import show_page

ROOT = Path(__file__).parents[1]
WIDTH = 110


def picture() -> str:
    """The page of the demo book's Monday as SVG, without external files."""
    with tempfile.TemporaryDirectory() as folder:
        book = shutil.copytree(ROOT / "examples" / "demo", Path(folder) / "book")
        session = Session(settings_from({"book": str(book), "now": "2026-11-23T07:00"}))
        page = page_of(session, session.today, DayRequest()).page
        console = Console(record=True, force_terminal=True, color_system="standard", width=WIDTH, file=StringIO())
        show_page(page, console, session.now)
    svg = console.export_svg(title="plan today", theme=SVG_EXPORT_THEME, unique_id="plan-today")
    # Some renderers swallow no-break spaces at the start of a text; with xml:space they all keep them.
    svg = svg.replace("&#160;", " ").replace("<text ", '<text xml:space="preserve" ')
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL).replace("Fira Code", "DejaVu Sans Mono")


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures" / "today.svg"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(picture(), encoding="utf-8")
