"""The drawing of the architecture page, made from the code: python docs/make_architecture.py [FILE]

Every package is a box with its purpose (the first sentence of its docstring) and its folders. An arrow points from a
package to one that it imports; an import that follows from other arrows is left out. Writes
docs/pictures/architecture.svg, or FILE.
"""

from __future__ import annotations

import ast
import sys
import textwrap
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "planner"
ROWS = (  # from the command line inward; a column is a fraction of the width
    {"cli": 0.6},
    {"commands": 0.6},
    {"app": 0.6},
    {"crm": 0.11, "typed": 0.35},
    {"book": 0.23, "screen": 0.5, "calendars": 0.71, "demo": 0.89},
    {"cache": 0.15, "locales": 0.5},
    {"core": 0.5},
    {"schedule": 0.39, "errors": 0.61},
)
WIDTH, BOX_WIDTH, BOX_HEIGHT, GAP, MARGIN = 1200, 214, 98, 40, 8
STYLE = """
text { font-family: DejaVu Sans, Verdana, sans-serif; font-size: 11px; fill: #24292f; }
.name { font-size: 15px; font-weight: bold; } .folders { fill: #57606a; }
rect { fill: #f6f8fa; stroke: #57606a; } rect.pure { fill: #ddf4ff; }
path { fill: none; stroke: #57606a; stroke-width: 1.3; marker-end: url(#arrow); }
""".strip()
PURE = {"core", "schedule", "errors"}


class Box(NamedTuple):
    """A package in the drawing: its text, and the middle of its upper edge."""

    name: str
    purpose: str
    folders: tuple[str, ...]
    x: float
    y: float


def imports(tree: ast.Module) -> Iterator[str]:
    """The packages of the program that a module imports, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] if node.module != "planner" else [f"planner.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            names = []
        yield from (name.split(".")[1] for name in names if name.startswith("planner."))


def import_graph() -> dict[str, set[str]]:
    """Package -> the packages that it imports."""
    packages = {name for row in ROWS for name in row}
    graph: dict[str, set[str]] = {name: set() for name in packages}
    for path in sorted(PACKAGE.glob("**/*.py")):
        package = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if package in packages:
            graph[package] |= set(imports(ast.parse(path.read_text(encoding="utf-8")))) & packages - {package}
    return graph


def reachable(graph: Mapping[str, set[str]], start: str) -> set[str]:
    """Everything that a package needs, directly or not."""
    found, todo = set[str](), [start]
    while todo:
        new = graph[todo.pop()] - found
        found |= new
        todo += sorted(new)
    return found


def arrows(graph: Mapping[str, set[str]]) -> list[tuple[str, str]]:
    """The imports that do not follow from others."""
    return [
        (package, needed)
        for package in sorted(graph)
        for needed in sorted(graph[package])
        if not any(needed in reachable(graph, other) for other in graph[package] - {needed})
    ]


def box(name: str, x: float, y: float) -> Box:
    folder = PACKAGE / name
    source = folder / "__init__.py" if folder.is_dir() else PACKAGE / f"{name}.py"
    purpose = (ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or "").split("\n\n")[0]
    purpose = purpose.replace("\n", " ").replace("`", "").split(". ")[0].rstrip(".")
    inner = sorted(each.parent.name for each in folder.glob("*/__init__.py"))
    return Box(name, purpose, tuple(inner), x, y)


def boxes() -> dict[str, Box]:
    return {
        name: box(name, MARGIN + column * (WIDTH - 2 * MARGIN), MARGIN + at * (BOX_HEIGHT + GAP))
        for at, row in enumerate(ROWS)
        for name, column in row.items()
    }


def draw_box(box: Box) -> Iterator[str]:
    left = box.x - BOX_WIDTH / 2
    kind = ' class="pure"' if box.name in PURE else ""
    yield f'<rect{kind} x="{left:.0f}" y="{box.y:.0f}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6"/>'
    yield f'<text class="name" x="{left + 10:.0f}" y="{box.y + 20:.0f}">{box.name}</text>'
    lines = [("", line) for line in textwrap.wrap(box.purpose, 33, max_lines=3, placeholder=" …")]
    lines += [("folders", line) for line in textwrap.wrap(" · ".join(box.folders), 36, max_lines=2, placeholder=" …")]
    for at, (style, line) in enumerate(lines):
        yield f'<text class="{style}" x="{left + 10:.0f}" y="{box.y + 36 + 14 * at:.0f}">{escape(line)}</text>'


def draw_arrow(start: Box, end: Box) -> str:
    top, bottom = start.y + BOX_HEIGHT, end.y - 2
    bend = (bottom - top) * 0.6
    aside = max(-1.0, min(1.0, (end.x - start.x) / BOX_WIDTH)) * 0.4 * BOX_WIDTH  # so that arrows part at a box
    left, right = start.x + aside, end.x - aside
    return (
        f'<path d="M {left:.0f} {top:.0f} C {left:.0f} {top + bend:.0f}, {right:.0f} {bottom - bend:.0f}, '
        f'{right:.0f} {bottom:.0f}"/>'
    )


def drawing() -> str:
    placed = boxes()
    height = MARGIN * 2 + len(ROWS) * (BOX_HEIGHT + GAP) - GAP
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
            "<title>The packages of plan and their imports</title>",
            f"<style>{STYLE}</style>",
            '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
            'orient="auto"><polygon points="0,0 8,4 0,8" fill="#57606a"/></marker></defs>',
            f'<rect x="0" y="0" width="{WIDTH}" height="{height}" style="fill:#ffffff;stroke:none"/>',
            *(draw_arrow(placed[start], placed[end]) for start, end in arrows(import_graph())),
            *(line for each in placed.values() for line in draw_box(each)),
            "</svg>\n",
        ]
    )


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures" / "architecture.svg"
    target.write_text(drawing(), encoding="utf-8")
