"""Pictures of the screens, made by the program itself: python docs/make_pictures.py [FOLDER].

SVG in any case, PNG too where rsvg-convert is installed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, SVG_EXPORT_THEME

from planner.screen.page import show_page

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "screen"))
from sample_pages import PAGES

THEMES = {"dark": SVG_EXPORT_THEME, "light": DEFAULT_TERMINAL_THEME}


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, (page, now) in PAGES.items():
        for width in (80, 120):
            console = Console(
                record=True, force_terminal=True, color_system="standard", width=width, height=60, file=StringIO()
            )
            show_page(page, console, now)
            for theme, colours in THEMES.items():
                path = folder / f"{name}-{width}-{theme}.svg"
                picture = console.export_svg(title="plan today", theme=colours, clear=False)
                # Some renderers swallow no-break spaces at the start of a text; told to keep blanks, all of them do.
                picture = picture.replace("&#160;", " ").replace("<text ", '<text xml:space="preserve" ')
                path.write_text(picture, encoding="utf-8")
                if shutil.which("rsvg-convert"):
                    subprocess.run(["rsvg-convert", "-o", str(path.with_suffix(".png")), str(path)], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pictures")
