"""One record on one screen, with the card for the next contact first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.core.book import Contact, Deal, Task
from planner.core.line import Line
from planner.core.records.card_values import DealState, Preparation, ProspectingCard, RecordCard, RecordObservation
from planner.screen.page.matched_event import matched
from planner.screen.records.facts import facts
from planner.screen.text.layout import Piece, Sheet, TextLine, labelled, sheet_of, spread, write
from planner.screen.text.outcome_words import row_outcome
from planner.screen.text.safe_text import fit
from planner.screen.text.wording import clock, coming_day, counted, day, length, listed, money, next_day, percent

if TYPE_CHECKING:
    from planner.core.playbook import Trigger
    from planner.core.talk.choose import TalkingPoint
    from planner.core.talk.look_for import LookFor
    from planner.core.talk.question_worth import QuestionNow
    from planner.screen.text.console import Console

LABEL = 14  # cells of the words at the left, margin included
HISTORY = 8  # rows
WHOM = 28  # cells of whom a deal waits on, next to its name
FEW = 3  # events on the card of a record
OBSERVED = {
    "silent": "silent {days}",
    "one contact": "only one contact",
    "no contact": "no contact on file",
    "nobody decides": "no decision maker",
    "no next step": "no next step agreed",
    "date passed": "deadline passed {days} ago",
    "promise late": "touch is {days} overdue",
}
AIMS = {"learn": "to learn", "convey": "to inform", "qualify": "to qualify", "advance": "to advance"}


def show_record(card: RecordCard, console: Console) -> None:
    """Print one record."""
    write(console, record_lines(card, sheet_of(console)))


def show_prospecting(card: ProspectingCard, console: Console) -> None:
    """Print the prep card of a search."""
    write(console, prospecting_lines(card, sheet_of(console)))


def prospecting_lines(card: ProspectingCard, sheet: Sheet) -> list[TextLine]:
    """The prep card of a search as lines for one sheet, at most 96 cells wide."""
    width = min(sheet.width or 96, 96)
    place = f"line {card.number} on the page" if card.number is not None else "not on the page"
    rows = _rows(card.preparation, card.currency)
    rows[1:1] = _to_find(card.look_for)
    title = spread(sheet, _play(card.preparation), [Piece(place + " ", "dim")], width)
    return [[], title, *_labelled_rows(rows, sheet, width), []]


def record_lines(card: RecordCard, sheet: Sheet) -> list[TextLine]:
    """The record as lines for one sheet, at most 96 cells wide."""
    width = min(sheet.width or 96, 96)
    lines: list[TextLine] = [[], _title(card, sheet, width)]
    if card.standing:
        lines += _standing(card.standing, card)
    if card.observations:
        rows = sheet.fill([_observed(seen) for seen in card.observations], ", ", width - 2)
        lines += [[Piece(" "), Piece(row, "red")] for row in rows]
    if card.preparation:
        lines += [[], *_preparation(card.preparation, card.currency, sheet, width)]
    lines.append([])
    if card.appointment:
        lines += labelled("Calendar", matched(card.appointment, card.today), sheet, width, LABEL)
    for label, text in facts(card):
        lines += labelled(label, text, sheet, width, LABEL)
    if card.history:
        lines += [[], *_history(card, sheet, width)]
    return [*lines, []]


def _title(card: RecordCard, sheet: Sheet, width: int) -> TextLine:
    record = card.record
    name = record.title if isinstance(record, Task) else record.name
    company = record.company if isinstance(record, Deal | Contact) else ""
    coming = _coming(card)
    start = [Piece(" "), Piece(name, "bold"), Piece(f" · {company}" if company and company != name else "")]
    return spread(sheet, start, [Piece(sheet.say(coming), "dim")], width)


def _coming(card: RecordCard) -> str:
    """The day on which the record is next on a page, and whom it waits on until then."""
    on, today, record = card.next_date, card.today, card.record
    if on is None:
        return ""
    if on < today:
        return f"was due {day(on, today)} "
    if isinstance(record, Deal) and record.waiting_on and card.next_how == "on":
        return f"waiting on {fit(record.waiting_on, WHOM)} until {coming_day(on, today)} "
    return f"next by {coming_day(on, today)} " if card.next_how == "by" else f"next {next_day(on, today)} "


def _standing(stands: DealState, card: RecordCard) -> list[TextLine]:
    stage = card.record.stage if isinstance(card.record, Deal) else ""
    lines: list[TextLine] = [
        [
            Piece(f" {stage}"),
            Piece(f", stage {stands.stage_number} of {stands.stages} · ", "dim"),
            Piece(f"{money(stands.per_hour, card.currency)} an hour", "bold green"),
            Piece(f" · {money(stands.if_won, card.currency)} if won", "dim"),
        ],
        [Piece(f" {percent(stands.belief)} likely to be real · {percent(stands.chance)} to win", "dim")],
    ]
    if stands.stopped:
        lines.append([Piece(f" stopped by {stands.stopped}: `plan park {card.record.id}`, or a new answer", "red")])
    return lines


def _observed(seen: RecordObservation) -> str:
    return OBSERVED[seen.what].format(days=counted(seen.days, "day") if seen.days is not None else "")


def _preparation(card: Preparation, currency: str, sheet: Sheet, width: int) -> list[TextLine]:
    return [_play(card), *_labelled_rows(_rows(card, currency), sheet, width)]


def _play(card: Preparation) -> TextLine:
    return [Piece(" "), Piece(card.title, "bold"), Piece(f" · {length(card.minutes)}, {AIMS[card.aim]}", "dim")]


def _rows(card: Preparation, currency: str) -> list[tuple[str, list[str]]]:
    """The card's labels, each with its texts; the objective is first."""
    first = card.ask_first.question if card.ask_first else None
    events = "; ".join(each.title or each.id for each in card.triggers[:FEW])
    rows = [("Objective", [card.objective] if card.objective else [])]
    rows += [("You know", [f"{each.name}, from {each.company}" for each in card.known])]
    rows += [("Cares about", [listed(list(card.cares))] if card.cares else [])]
    rows += [("Look for", [events] if events else []), ("Bring", list(card.bring))]
    rows += [("Ask first", [_question_now(card.ask_first, currency)] if card.ask_first else [])]
    rows += [("Ask", [question.ask for question in card.open_questions if question is not first])]
    rows += [("Say", [f"“{word}”" for word in card.say])]
    return rows + ([_suggested(card.suggestion)] if card.suggestion else [])


def _labelled_rows(rows: list[tuple[str, list[str]]], sheet: Sheet, width: int) -> list[TextLine]:
    lines: list[TextLine] = []
    for label, texts in rows:
        for number, text in enumerate(texts):
            lines += labelled(label if number == 0 else "", text, sheet, width, LABEL)
    return lines


def _to_find(look_for: LookFor) -> list[tuple[str, list[str]]]:
    """The companies to look for and their signs, and the events with the place to see each."""
    who = look_for.who or "not set yet: write it as who, under [ideal] (`plan edit playbook`)"
    events = [text for each in look_for.triggers for text in _trigger(each)]
    return [("For", [who]), ("Look for", list(look_for.signs)), ("Call when", events)]


def _trigger(each: Trigger) -> list[str]:
    """An event with the place to see it, and below it the first words to open with."""
    title = each.title or each.id
    return [f"{title}: {each.look}" if each.look else title, *(f"“{word}”" for word in each.say[:1])]


def _question_now(now: QuestionNow, currency: str) -> str:
    minutes = counted(now.minutes, "minute")
    return f"{now.question.ask} {minutes}, worth {money(now.worth, currency)}"


def _suggested(each: TalkingPoint) -> tuple[str, list[str]]:
    """An answer under what they say, or a story, and how often it worked."""
    label = "If they say" if each.kind == "answer" else "Story"
    counts = f"worked {each.worked} of {each.tried}" if each.tried else "not tried yet"
    said = f"“{each.say}”" if each.kind == "answer" else each.say
    return label, [f"“{each.about}”" if each.kind == "answer" else each.about, f"{said} ({each.id}, {counts})"]


def _history(card: RecordCard, sheet: Sheet, width: int) -> list[TextLine]:
    lines: list[TextLine] = []
    for number, row in enumerate(card.history[:HISTORY]):
        lines += labelled("History" if number == 0 else "", _worked(row, card), sheet, width, LABEL)
    more = len(card.history) - HISTORY
    return lines + (labelled("", f"and {more} more", sheet, width, LABEL) if more > 0 else [])


def _worked(row: Line, card: RecordCard) -> str:
    start = row.slot.start
    words = [f"{day(start.date(), card.today)} {clock(start)}  {row.what.title}, {length(row.slot.minutes)}"]
    if row.result.outcome:
        words.append(row_outcome(row))
    if row.result.aim_met is not None:
        words.append("objective met" if row.result.aim_met else "objective not met")
    words += [f"{question.replace('_', ' ')}: {answer}" for question, answer in row.result.answers.items()]
    if row.result.note:
        words.append(f"“{row.result.note}”")
    return " · ".join(words)
