"""The review as one page of HTML, without scripts, for a screen and for paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.core.review.review import Review
from planner.errors import FileError
from planner.screen.html.document import document, header, mark_of, tiles
from planner.screen.html.drawing import text
from planner.screen.html.plots import ROWS, plots
from planner.screen.html.style import STYLE
from planner.screen.review import words
from planner.screen.text.wording import counted, day, money, per_hour


def review_page(review: Review, rep: str, errors: Sequence[FileError] = (), section: str = "") -> str:
    """The whole page, under the rep's name; `section` is HTML that comes below the figures.

    Names are text in it, whatever they contain.
    """
    body = [
        *_top(review, rep),
        section,
        *_changes(review),
        *plots(review),
        *_sentences(review),
        *_tables(review),
        *_errors(errors),
    ]
    return document("review", f"{rep} · {words.title(review)}", body, STYLE)


def is_page(head: bytes) -> bool:
    """Return whether a file that starts with `head` is such a page."""
    return mark_of("review").encode() in head


def _top(review: Review, rep: str) -> Iterator[str]:
    yield header(rep, words.title(review), words.logged(review))
    figures = [
        (words.HOURS_AT_PRICE, money(review.made, review.currency, short=True), "as each page priced them"),
        ("won", money(review.won_money, review.currency, short=True), counted(len(review.won), "deal")),
        ("worked", words.hours(review.actual), f"of {words.hours(review.planned)} planned"),
        ("contacts", str(review.effort.contacts), f"of {counted(review.effort.tries, 'try', 'tries')}"),
    ]
    if review.actual:
        figures.insert(
            3, ("an hour was worth", money(review.made * 60 / review.actual, review.currency), _price(review))
        )
    yield tiles(figures)
    if review.thin is not None:
        yield f'<p class="thin">{text(words.thin(review))}</p>'


def _price(review: Review) -> str:
    return f"the last hour of a day {money(review.price, review.currency)}" if review.price else ""


def _sentences(review: Review) -> Iterator[str]:
    rows = [
        ("Your activity", [words.effort(review.effort)]),
        ("Won", [words.won(review)]),
        ("Objectives", [words.aims(review)] if review.aims else []),
        ("Estimates", words.estimates(review)),
        ("Unplanned", [row] if (row := words.unplanned(review)) else []),
        ("Differences", [words.difference(each) for each in review.differences]),
        ("Forecasts", words.forecasts(review.score, review.currency) if review.score else []),
    ]
    items = "".join(
        f"<dt>{text(name)}</dt>" + "".join(f"<dd>{text(each)}</dd>" for each in found) for name, found in rows if found
    )
    yield f"<section><h2>In words</h2><dl>{items}</dl></section>"


def _tables(review: Review) -> Iterator[str]:
    def cash(figure: float) -> str:
        return money(figure, review.currency)

    customers = [
        (
            group.name,
            words.hours(group.planned),
            words.hours(group.actual),
            cash(group.made),
            per_hour(group.per_hour, review.currency) if group.per_hour else "",
        )
        for group in words.largest(review.customers, ROWS)
    ]
    yield _table("Customers", ("", "planned", "actual", words.AT_PRICE, "an hour"), customers)
    dropped = [
        (
            f"{each.title}, {each.name}".rstrip(", "),
            day(each.day, review.last),
            str(each.mornings),
            cash(each.makes),
        )
        for each in review.never_done
    ]
    yield _table(
        f"Planned and never done: {cash(review.dropped_money)}",
        ("", "since", "mornings", "as planned"),
        dropped,
    )
    late = [each for each in review.waiting if each.late] or list(review.waiting[:3])
    waited = [(each.name, str(each.days), str(each.cadence)) for each in late]
    yield _table("Longest silent", ("", "days", "cadence"), waited)
    open_ends = [(each.name, cash(each.amount)) for each in review.open_ends]
    yield _table(
        f"Deals without a next step: {len(review.open_ends)} of {review.open_deals}", ("", "amount"), open_ends
    )
    yield _table("Parked", ("",), [(row,) for row in words.parked(review)])
    yield _table("Qualified out", ("",), [(row,) for row in words.out(review.qualified_out)])


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], style: str = "figures") -> str:
    """A table with a name in the first cell of each row; the others are `figures`, or `text`."""
    if not rows:
        return ""
    more = f'<p class="more">{len(rows) - ROWS} more</p>' if len(rows) > ROWS + 1 else ""
    shown = rows if not more else rows[:ROWS]
    heads = "".join(f"<th>{text(word)}</th>" for word in head)
    top = f"<thead><tr>{heads}</tr></thead>" if len(head) > 1 else ""
    lines = "".join("<tr>" + "".join(f"<td>{text(cell)}</td>" for cell in row) + "</tr>" for row in shown)
    table = f'<table class="{style}">{top}{lines}</table>'
    return f"<section><h2>{text(title)}</h2>{table}{more}</section>"


def _changes(review: Review) -> Iterator[str]:
    if not words.is_advice_due(review):
        return
    items = "".join(f"<li>{text(words.suggestion(each, review))}</li>" for each in review.changes)
    content = f"<ol>{items}</ol>" if items else f"<p>{text(words.no_suggestion(review))}</p>"
    yield f'<section class="changes"><h2>Worth changing {text(words.span_word(review))}</h2>{content}</section>'


def _errors(errors: Sequence[FileError]) -> Iterator[str]:
    if errors:
        rows = [(f"{error.file}:{error.line}" if error.line else error.file, error.what) for error in errors]
        yield _table("Left out of the figures", ("where", "what"), rows, "text")
