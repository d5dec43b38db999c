"""The review as one page of HTML: self-contained, without scripts, to look at on a screen and to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.core.review.review import Review
from planner.errors import FileError
from planner.screen.html.drawing import text
from planner.screen.html.plots import ROWS, most_of, plots
from planner.screen.html.style import STYLE
from planner.screen.review import words
from planner.screen.text.wording import counted, day, money, per_hour

MARK = '<meta name="generator" content="plan review">'
POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # even if something slipped in, it could not act


def review_page(told: Review, rep: str, errors: Sequence[FileError] = ()) -> str:
    """The whole page, under the rep's name. Names are text in it, whatever they contain."""
    body = [*_top(told, rep), *_changes(told), *plots(told), *_sentences(told), *_tables(told), *_errors(errors)]
    title = text(f"{rep} · {words.title(told)}")
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">{MARK}<title>{title}</title>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{STYLE}</style></head>\n<body><main>\n" + "\n".join(body) + "\n</main></body></html>\n"
    )


def is_page(head: bytes) -> bool:
    """Whether a file that begins like this is such a page."""
    return MARK.encode() in head


def _top(told: Review, rep: str) -> Iterator[str]:
    yield (
        f"<header><div><p>{text(rep)}</p><h1>{text(words.title(told))}</h1></div>"
        f"<p>{text(words.logged(told))}</p></header>"
    )
    tiles = [
        ("made", money(told.made, told.currency, short=True), "what the hours added to the books"),
        ("won", money(told.won_money, told.currency, short=True), counted(len(told.won), "deal")),
        ("worked", words.hours(told.actual), f"of {words.hours(told.planned)} planned"),
        ("contacts", str(told.effort.contacts), f"of {counted(told.effort.tries, 'try', 'tries')}"),
    ]
    if told.actual:
        tiles.insert(3, ("an hour made", money(told.made * 60 / told.actual, told.currency), _price(told)))
    boxes = (
        f'<div class="tile"><span>{text(name)}</span><b>{text(figure)}</b><small>{text(note)}</small></div>'
        for name, figure, note in tiles
    )
    yield f'<section class="tiles">{"".join(boxes)}</section>'
    if told.thin is not None:
        yield f'<p class="thin">{text(words.thin(told))}</p>'


def _price(told: Review) -> str:
    return f"the last hour of a day {money(told.price, told.currency)}" if told.price else ""


def _sentences(told: Review) -> Iterator[str]:
    rows = [
        ("Yours to do", [words.effort(told.effort)]),
        ("Won", [words.won(told)]),
        ("Aims", [words.aims(told)] if told.aims else []),
        ("Estimates", words.estimates(told)),
        ("Not planned", [said] if (said := words.unplanned(told)) else []),
        ("Differences", [words.difference(each) for each in told.differences]),
        ("Forecasts", words.forecasts(told.score, told.currency) if told.score else []),
    ]
    said = "".join(
        f"<dt>{text(name)}</dt>" + "".join(f"<dd>{text(each)}</dd>" for each in found) for name, found in rows if found
    )
    yield f"<section><h2>In words</h2><dl>{said}</dl></section>"


def _tables(told: Review) -> Iterator[str]:
    def cash(figure: float) -> str:
        return money(figure, told.currency)

    customers = [
        (
            group.name,
            words.hours(group.planned),
            words.hours(group.actual),
            cash(group.made),
            per_hour(group.per_hour, told.currency) if group.per_hour else "",
        )
        for group in most_of(told.customers)
    ]
    yield _table("Customers", ("", "planned", "actual", "made", "an hour"), customers)
    gone = [each for each in told.dropped if each.done_later is None]
    dropped = [
        (
            f"{each.title}, {each.name}".rstrip(", "),
            day(each.day, told.last),
            str(each.mornings),
            cash(each.makes),
        )
        for each in gone
    ]
    yield _table(
        f"Planned, not done and not done later: {cash(told.dropped_money)}", ("", "since", "mornings", "makes"), dropped
    )
    late = [each for each in told.waiting if each.late] or list(told.waiting[:3])
    waited = [(each.name, str(each.days), str(each.cadence)) for each in late]
    yield _table("Who waited longest", ("", "days", "promised every"), waited)
    open_ends = [(each.name, cash(each.amount)) for each in told.open_ends]
    yield _table(
        f"Deals without an agreed next step: {len(told.open_ends)} of {told.open_deals}", ("", "amount"), open_ends
    )
    yield _table("Parked", ("",), [(row,) for row in words.parked(told)])


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], style: str = "figures") -> str:
    """Rows whose first cell is a name; the others are `figures`, or `text`."""
    if not rows:
        return ""
    more = f'<p class="more">{len(rows) - ROWS} more</p>' if len(rows) > ROWS + 1 else ""
    shown = rows if not more else rows[:ROWS]
    heads = "".join(f"<th>{text(word)}</th>" for word in head)
    top = f"<thead><tr>{heads}</tr></thead>" if len(head) > 1 else ""
    lines_ = "".join("<tr>" + "".join(f"<td>{text(cell)}</td>" for cell in row) + "</tr>" for row in shown)
    table = f'<table class="{style}">{top}{lines_}</table>'
    return f"<section><h2>{text(title)}</h2>{table}{more}</section>"


def _changes(told: Review) -> Iterator[str]:
    if not words.is_advice_due(told):
        return
    items = "".join(f"<li>{text(words.suggestion(each, told))}</li>" for each in told.changes)
    content = f"<ol>{items}</ol>" if items else f"<p>{text(words.no_suggestion(told))}</p>"
    yield f'<section class="changes"><h2>Worth changing {text(words.span_word(told))}</h2>{content}</section>'


def _errors(errors: Sequence[FileError]) -> Iterator[str]:
    if errors:
        rows = [(f"{error.file}:{error.line}" if error.line else error.file, error.what) for error in errors]
        yield _table("Left out of the figures", ("where", "what"), rows, "text")
