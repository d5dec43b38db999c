"""A whole page of HTML: its head, its style sheet, and pieces that several pages have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.screen.html.drawing import Draw, draw_twice, text
from planner.screen.html.style import STYLE

POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # even if something slipped in, it could not act
GENERATOR = '<meta name="generator" content="plan'
CARRY = """
.lines{list-style:none;margin:18px 0 0;padding:0}
.lines li{display:grid;grid-template-columns:3.6em 2.6em 1fr auto;gap:0 10px;padding:8px 0;
border-bottom:1px solid var(--line);break-inside:avoid}
.lines .busy{color:var(--soft)}.lines .when{font-variant-numeric:tabular-nums;font-weight:600}
.lines .no{color:var(--soft);text-align:right}.lines .aim{grid-column:3/5;color:var(--soft);font-size:14px}
.lines .pays{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.lines .pays b{color:var(--money)}
.days section{margin-top:22px;break-inside:avoid}.days h2 small{font-weight:400}.days p{margin:2px 0}
.days .first{font-weight:600}.plan td:nth-child(2),.plan td:nth-child(3){white-space:nowrap}
@media screen and (max-width:560px){.lines li{grid-template-columns:3.4em 1fr}.lines .no{display:none}
.lines .pays,.lines .aim{grid-column:2;text-align:left;white-space:normal}}
@media print{@page{margin:11mm}body{line-height:1.3}section,figure{margin-top:10px}figure .wide{width:70%}
.lines{margin-top:8px}.lines li{padding:3px 0}.lines .aim{font-size:11px}.picture{display:none}
.days section{margin-top:9px}.tiles{margin-top:8px}}
"""


def document(command: str, title: str, body: Iterable[str], style: str = STYLE + CARRY) -> str:
    """The page that `plan COMMAND` writes."""
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">{mark_of(command)}<title>{text(title)}</title>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{style}</style></head>\n<body><main>\n" + "\n".join(body) + "\n</main></body></html>\n"
    )


def mark_of(command: str) -> str:
    """The element of a page's head that says which command wrote it."""
    return f'{GENERATOR} {command}">'


def is_document(head: bytes) -> bool:
    """Return whether a file that starts with `head` is a page of this program."""
    return GENERATOR.encode() in head


def header(rep: str, title: str, right: str) -> str:
    """The top of a page: whose, what, and a note at the right."""
    return f"<header><div><p>{text(rep)}</p><h1>{text(title)}</h1></div><p>{text(right)}</p></header>"


def tiles(entries: Iterable[tuple[str, str, str]]) -> str:
    """Figures in boxes: name, figure, note."""
    boxes = (
        f'<div class="tile"><span>{text(name)}</span><b>{text(figure)}</b><small>{text(note)}</small></div>'
        for name, figure, note in entries
    )
    return f'<section class="tiles">{"".join(boxes)}</section>'


def figure(title: str, key: Sequence[tuple[str, str]], draw: Draw, under: str = "") -> str:
    """A plot with its title, a key of styles and their words, and the HTML `under` it."""
    items = " ".join(f'<span><i class="{style}"></i> {text(word)}</span>' for style, word in key)
    legend = f'<p class="key">{items}</p>' if items else ""
    return f"<figure><figcaption>{text(title)}</figcaption>{legend}{draw_twice(draw)}{under}</figure>"


def notes_list(rows: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Labels with their notes."""
    items = "".join(f"<dt>{text(label)}</dt>" + f"<dd>{text(' · '.join(words))}</dd>" for label, words in rows if words)
    return f"<section><dl>{items}</dl></section>" if items else ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]], style: str = "figures") -> str:
    """A table with a name in the first cell of each row; the others are `figures`, or `text`."""
    heads = "".join(f"<th>{text(word)}</th>" for word in head)
    lines = "".join("<tr>" + "".join(f"<td>{text(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<section><table class="{style}"><thead><tr>{heads}</tr></thead>{lines}</table></section>'
