"""The page for the talk with the manager, in rows of words, as HTML and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planner.core.manager.practice import DAYS, Practice
from planner.core.manager.talk import ChangeSince, DealSince, ManagerTalk
from planner.core.review.forecast_call import CALLS
from planner.core.review.review import Review
from planner.screen.html.drawing import text
from planner.screen.review import words
from planner.screen.review.forecast import TITLES, forecast_json
from planner.screen.text.layout import Piece, Sheet, TextLine, labelled
from planner.screen.text.wording import counted, full_day, money

LABEL = 16


def talk_rows(talk: ManagerTalk, review: Review) -> Iterator[tuple[str, list[str]]]:
    """The talk in rows: a label and its sentences."""
    yield "Last time", [_change(each, talk.before) for each in talk.changes]
    deals = [_deal(each, review.currency) for each in talk.deals]
    head = [f"{talk.won} of the {counted(len(deals), 'deal')} worth most at the start won"] if deals else []
    yield "Since then", head + deals
    yield "Practice", [f"{each.title}: {practice_words(each)}" for each in talk.practices]
    yield "Next", _next(talk, review.currency)


def practice_words(each: Practice) -> str:
    """The progress of a practice: "9 of 13 in 90 days"."""
    return f"{each.done} of {each.due} in {DAYS} days"


def _change(each: ChangeSince, before: Review) -> str:
    said = words.suggestion(each.was, before)
    return f"{said} Now: {'still on the list' if each.now is not None else 'off the list'}."


def _deal(each: DealSince, currency: str) -> str:
    if each.stage_now is None:
        now = "no longer in the book"
    elif each.stage_now == each.stage:
        now = f"still at {each.stage}"
    else:
        now = f"{each.stage} → {each.stage_now}"
    return f"{each.name}, {money(each.amount, currency)}: {now}"


def _next(talk: ManagerTalk, currency: str) -> list[str]:
    call = talk.call
    totals = [f"{TITLES[name].lower()} {money(call.total(name), currency)}" for name in CALLS if name != "out"]
    target = f" of {money(call.target, currency)}" if call.target else ""
    closed = f"{money(call.closed, currency)}{target} closed"
    return [f"by {full_day(call.last)}: {closed}, {', '.join(totals)}"] if call.deals or call.closed else []


def talk_lines(talk: ManagerTalk, review: Review, sheet: Sheet) -> list[TextLine]:
    """The talk as lines for one sheet."""
    width = min(sheet.width or 96, 96)
    lines: list[TextLine] = [[Piece(" For the talk with your manager", "bold")]]
    for label, texts in talk_rows(talk, review):
        for number, each in enumerate(texts):
            lines += labelled(label if number == 0 else "", each, sheet, width, LABEL)
    return [*lines, []] if len(lines) > 1 else []


def talk_html(talk: ManagerTalk, review: Review) -> str:
    """The talk as a section of the review's page; "" where there is nothing to say."""
    rows = [(label, found) for label, found in talk_rows(talk, review) if found]
    items = "".join(
        f"<dt>{text(label)}</dt>" + "".join(f"<dd>{text(each)}</dd>" for each in found) for label, found in rows
    )
    return f"<section><h2>For the talk with your manager</h2><dl>{items}</dl></section>" if items else ""


def talk_json(talk: ManagerTalk, review: Review) -> dict[str, Any]:
    """The talk as a part of the review's document."""
    return {
        "changes": [
            {"what": each.was.what, "says": words.suggestion(each.was, talk.before), "still": each.now is not None}
            for each in talk.changes
        ],
        "deals": [each._asdict() for each in talk.deals],
        "won": talk.won,
        "practices": [each._asdict() for each in talk.practices],
        "forecast": forecast_json(talk.call, review.currency),
    }
