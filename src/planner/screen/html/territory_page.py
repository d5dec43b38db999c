"""The territory as one page of HTML, with a picture of the hours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from planner.core.territory.territory import Territory
from planner.screen.html.bars import Pair, bars
from planner.screen.html.document import document, figure, header, notes_list, table, tiles
from planner.screen.territory.territory import notes, outlook_words, quarter, visits
from planner.screen.text.wording import large_figure, money, per_hour

MOST = 20  # deals in the picture


def territory_page(found: Territory, rep: str, top: int) -> str:
    """The whole page, under the rep's name."""
    title = f"Territory, {quarter(found)}"
    return document("territory", f"{rep} · {title}", _body(found, rep, title, top))


def _body(found: Territory, rep: str, title: str, top: int) -> Iterator[str]:
    currency = found.currency
    yield header(rep, title, f"{large_figure(found.hours)} hours for selling")
    yield tiles([
        ("upside", money(found.gain, currency, short=True), "to you, if the hours go where they pay most"),
        ("the last hour", per_hour(found.price, currency), "what pays less is left out"),
    ])  # fmt: skip
    yield _picture(
        "Hours by kind",
        [
            Pair(each.name, each.given.hours, each.best.hours)
            for each in found.groups
            if each.given.hours or each.best.hours
        ],
    )
    accounts = found.accounts[:top]
    if accounts:
        yield _picture("Largest accounts", [Pair(each.name, each.given.hours, each.best.hours) for each in accounts])
        rows = [
            (each.name, visits(each), money(each.gain, currency, short=True), outlook_words(each, found), each.plan)
            for each in accounts
        ]
        yield table(("", "visits", "to you", "room, people, next step", "plan"), rows, "text plan")
    deals = sorted(found.deals, key=lambda each: -max(each.best.hours, each.given.hours))[:MOST]
    if deals:
        yield _picture("Open deals", [Pair(each.name, each.given.hours, each.best.hours) for each in deals])
    yield notes_list((label, [words]) for label, words in notes(found))


def _picture(title: str, pairs: list[Pair]) -> str:
    """Bars of the hours: pale as they are now, strong where they are best."""

    def words(pair: Pair) -> str:
        return (
            f"{pair.planned:.0f} → {pair.actual:.0f} h"
            if round(pair.planned) != round(pair.actual)
            else f"{pair.actual:.0f} h"
        )

    return figure(title, (("planned", "now"), ("actual", "best")), partial(bars, pairs, words, title))
