"""The review as one page of HTML: self-contained, without scripts, to look at on a screen and to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate

from planner.core.review_types import Group, Review
from planner.errors import Fault
from planner.screen import review_words as words
from planner.screen.review_style import STYLE
from planner.screen.review_svg import Pair, bars, columns, lines, reliability, shares, simple_bars, text
from planner.screen.wording import day, money, per_hour

ROWS = 12  # of a plot or table; the rest are summed up
DAYS = 31  # longer stretches are shown by the week
MARK = '<meta name="generator" content="plan review">'
POLICY = "default-src 'none'; style-src 'unsafe-inline'"  # even if something slipped in, it could not act


def review_page(told: Review, rep: str, faults: Sequence[Fault] = ()) -> str:
    """The whole page, under the rep's name. Names are text in it, whatever they contain."""
    body = [*_top(told, rep), *_changes(told), *_plots(told), *_sentences(told), *_tables(told), *_faults(faults)]
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
        ("won", money(told.won_money, told.currency, short=True), _counted(len(told.won), "deal")),
        ("worked", words.hours(told.actual), f"of {words.hours(told.planned)} planned"),
        ("contacts", str(told.effort.contacts), f"of {_counted(told.effort.tries, 'try', 'tries')}"),
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


def _counted(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def _price(told: Review) -> str:
    return f"the last hour of a day {money(told.price, told.currency)}" if told.price else ""


def _plots(told: Review) -> Iterator[str]:
    if not (told.actual or told.planned):
        return
    key = '<p class="key"><i class="planned"></i> planned <i class="actual"></i> actual</p>'
    plays = [Pair(group.name, group.planned, group.actual) for group in _most(told.plays)]
    yield _figure("Planned beside actual, by play", key + bars(plays, words.hours, "Minutes by play"))
    paid = sorted(((group.name, rate) for group in told.plays if (rate := group.per_hour)), key=lambda row: -row[1])
    if paid:
        plot = simple_bars(paid[:ROWS], lambda figure: per_hour(figure, told.currency), "Money an hour by play")
        yield _figure("What an hour of each play made", plot)
    stretches = _stretches(told)
    if len(stretches) > 1:
        name = "Day by day" if len(told.days) <= DAYS else "Week by week"
        yield _figure(name, key + columns([pair for pair, _ in stretches], _hours, name))
        sums = list(accumulate(made for _, made in stretches))
        won = _won_by(told, [pair.name for pair, _ in stretches])
        if sums[-1] > 0:
            plot = lines(
                [pair.name for pair, _ in stretches],
                [("made", sums), ("won", list(accumulate(won)))],
                lambda figure: money(figure, told.currency, short=True),
                "Made and won, added up",
            )
            yield _figure("Made and won, added up", plot)
    clock = [Pair(f"{hour.hour}:00", hour.planned / 60, hour.actual / 60) for hour in told.hours]
    yield _figure("Where the hours went, by the clock", key + columns(clock, _hours, "Time by hour of the day"))
    aims = [
        (each.aim, (("met", each.met), ("unmet", each.told - each.met), ("silent", each.contacts - each.told)))
        for each in told.aims
    ]
    if aims:
        legend = (
            '<p class="key"><i class="met"></i> met <i class="unmet"></i> not met <i class="silent"></i> no word</p>'
        )
        yield _figure("Aims of the contacts", legend + shares(aims, "Aims met"))
    if told.score is not None and not told.score.too_early:
        points = [(each.said, each.came, each.forecasts) for each in told.score.bins]
        yield _figure("Do the chances hold?", reliability(points, "Chance told against how often it came"))


def _hours(hours: float) -> str:
    return words.hours(60 * hours)


def _most(groups: Sequence[Group]) -> list[Group]:
    shown, rest = list(groups[:ROWS]), groups[ROWS:]
    if rest:
        planned, actual = sum(group.planned for group in rest), sum(group.actual for group in rest)
        made = sum(group.made for group in rest)
        shown.append(Group(key="", name=f"{len(rest)} more", planned=planned, actual=actual, made=made))
    return shown


def _stretch(on: date, told: Review) -> str:
    """The name of a day's column: the day, or its week's Monday."""
    return day(on if len(told.days) <= DAYS else date.fromisocalendar(*on.isocalendar()[:2], 1), told.last)


def _stretches(told: Review) -> list[tuple[Pair, float]]:
    """Days, or weeks where there are many: hours and money made."""
    found: dict[str, tuple[float, float, float]] = {}
    for each in told.days:
        name = _stretch(each.date, told)
        planned, actual, made = found.get(name, (0.0, 0.0, 0.0))
        found[name] = (planned + each.planned / 60, actual + each.actual / 60, made + each.made)
    return [(Pair(name, planned, actual), made) for name, (planned, actual, made) in found.items()]


def _won_by(told: Review, names: Sequence[str]) -> list[float]:
    """Money won in each column; of a day without a page in the column before it."""
    won = [0.0] * len(names)
    firsts = {name: min(each.date for each in told.days if _stretch(each.date, told) == name) for name in names}
    for deal in told.won:
        before = [at for at, name in enumerate(names) if firsts[name] <= deal.on]
        won[before[-1] if before else 0] += deal.money or 0.0
    return won


def _figure(title: str, content: str) -> str:
    return f"<figure><figcaption>{text(title)}</figcaption>{content}</figure>"


def _sentences(told: Review) -> Iterator[str]:
    rows = [
        ("Yours to do", [words.effort(told.effort)]),
        ("Won", [words.won(told)]),
        ("Aims", [words.aims(told)] if told.aims else []),
        ("Estimates", words.estimates(told)),
        ("Not planned", [said] if (said := words.unplanned(told)) else []),
        ("Told apart", [words.difference(each) for each in told.differences]),
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
        for group in _most(told.customers)
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


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    more = f'<p class="more">{len(rows) - ROWS} more</p>' if len(rows) > ROWS + 1 else ""
    shown = rows if not more else rows[:ROWS]
    top = "".join(f"<th>{text(word)}</th>" for word in head) if len(head) > 1 else ""
    lines_ = "".join("<tr>" + "".join(f"<td>{text(cell)}</td>" for cell in row) + "</tr>" for row in shown)
    return f"<section><h2>{text(title)}</h2><table><tr>{top}</tr>{lines_}</table>{more}</section>"


def _changes(told: Review) -> Iterator[str]:
    items = "".join(f"<li>{text(words.change(each, told))}</li>" for each in told.changes)
    content = f"<ol>{items}</ol>" if items else f"<p>{text(words.none_to_change(told))}</p>"
    yield f'<section class="changes"><h2>Worth changing {text(words.span_word(told))}</h2>{content}</section>'


def _faults(faults: Sequence[Fault]) -> Iterator[str]:
    if faults:
        rows = [(f"{fault.file}:{fault.line}" if fault.line else fault.file, fault.what) for fault in faults]
        yield _table("Left out of the figures", ("where", "what"), rows)
