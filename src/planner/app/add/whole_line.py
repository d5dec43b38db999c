"""A deal as it stands in a notebook, in one line: its name, its amount and the notes on it."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from planner.app.add.lead_words import FORMS
from planner.app.add.notes.left_over import NOTE
from planner.app.add.notes.note_times import NoteContext
from planner.app.add.notes.people.people_said import people_in_note
from planner.app.add.notes.read_note import PEOPLE, read_note
from planner.app.add.notes.stage_note import stage_note
from planner.errors import TwoReadings, UsageError
from planner.locales.currencies import currency_of

_NUMBER = re.compile(r"\s*#?\d{1,3}(?P<mark>[.):])?\s+(?:[-–—•]\s+)?(?=[^\W_])|\s*[-–—•*]\s+(?=\w)")
_FIGURE = r"\d(?:[\d.,'’]*\d)?(?:[ \u00a0\u202f]\d{3})*"
_WORDS = r"thousand|million|mill?|grand|lakhs?|lacs?|crores?|[cC]r"
_TIMES = rf"(?:\s?(?:[kK]|[mM](?:[nN]|io\.?|ln)?|bn|tsd\.?|{_WORDS})(?![\w]))?"
_PIECES = r"(?:\d{1,6}\s*(?:[^\W\d_]{2,20}\s+)?[x×*@]\s*)?"
_UNIT = re.compile(r"[A-Z]{0,2}[$£€¥₹₽₩₺]|\b[A-Z]{3}\b|[a-z]{4,}")
_YEARLY = r"(?:\s*(?:/\s?(?:yr|year|mo|month)\b|(?:a|per) (?:year|month)\b|p\.\s?a\.|\b(?:ARR|ACV|TCV|MRR)\b))?"
_SIGNED = re.compile(
    rf"(?<![\w]){_PIECES}(?:(?:US|CA|AU|NZ|HK|SG)?[$£€¥₹₽₩₺]\s?|(?P<before>[A-Z]{{3}})\s){_FIGURE}{_TIMES}{_YEARLY}"
    rf"|(?<![\w.,]){_PIECES}{_FIGURE}{_TIMES}\s?(?:[$£€¥₹₽₩₺]|(?P<after>[A-Za-z]{{2,7}})\b)(?!\s?\d){_YEARLY}"
)
_BARE = re.compile(
    rf"(?<![\w.,/:-])(?:\d[\d.,]*(?:[kK]|M|\s?(?:million|mill?|grand|lakhs?|lacs?|crores?|[cC]r|tsd\.?))(?!\w)|\d{{1,3}}(?:[.,'’]\d{{3}})+(?![\w%])"
    rf"|(?<=[,:–—-] )\d{{5,9}}(?![\w%])){_YEARLY}"
)
_IN_LAKHS = re.compile(r"(?<![\w.,/:-])\d[\d.,]*\s?L(?!\w)")  # as in India; elsewhere they are liters
_RANGE = re.compile(
    r"(?<![\w.,/:-])(?P<sign>[A-Z]{0,2}[$£€¥₹]?)\s?(?P<first>\d[\d.,]*?)(?P<own>[kKM]?)\s?(?:-|–|—|\bto\b)\s?"
    r"[A-Z]{0,2}[$£€¥₹]?(?P<last>\d[\d.,]*)(?P<times>\s?(?:[kKM]|million|mill?|grand)(?!\w))"
)
_ROUGHLY = re.compile(
    r"[\s,;(]*(?:\b(?:approx|approximately|about|around|roughly|circa|ca|est|estimated|maybe|perhaps|probably|say|worth|was)\b\.?|~)"
    r"[\s:]*$",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d[\d.,]*[kK]")
_ENDS = re.compile(r"\s*(?:$|[,.;:)]|[-–—]\s)")  # after an amount that a part of the line ends with
_BETWEEN = re.compile(r"\s+(?:[-–—]+|/+|\|)\s+|[,;:]\s+|(?<=[^\W\d_]{4})\.\s+|(?<=\d)\.\s+")
_EDGES = " \t,;:-–—/|"
_LETTER = re.compile(r"[^\W_]")
_LONGEST = 1000  # characters of a line; a longer text is a name, and refused as one
_MOST_ABOUT = 4  # words of what a deal is about, between its customer and the amount
_LEAST_NOTE = 3  # words that make a note of a line without an amount
MOST_FIGURES = 4  # of a line that may be its amount
_SURE = frozenset((  # keys of a note that no name would mean
    "at", "next_on", "next_by", "decide_by", "waiting_on", "unanswered", "last_touch", "came", "introduced_by",
    "lost_on",
))  # fmt: skip


class WholeLine(NamedTuple):
    """The parts of a line, each as the answer to its question."""

    name: str  # the customer, and after a comma what the deal is about
    amount: str = ""
    notes: str = ""


def whole_line(text: str, about: NoteContext) -> WholeLine | None:
    """The parts of a deal that was typed in one line; None for a name alone.

    A number of the list before it is left out.
    """
    if len(text) > _LONGEST:
        return None
    start = _NUMBER.match(text)
    typed = text[start.end() :] if start else text
    plain = in_the_middle(typed)
    found = _amount_in(plain, about)
    if found is not None:
        head, amount, tail = _ROUGHLY.sub("", plain[: found.start()]), found[0].strip(), plain[found.end() :]
        name, before = _parted(head, about, has_amount=True)
        return WholeLine(name, amount, _joined(before, tail))
    plain = typed
    name, notes = _parted(plain, about, has_amount=False)
    if notes and (start or (len(notes.split()) >= _LEAST_NOTE and _is_sure(notes, about))):
        return WholeLine(name, "", notes)
    return WholeLine(plain.strip()) if start and start["mark"] else None


def in_the_middle(text: str) -> str:
    """A text with the figure in the middle of its first range of money: 150-175k is 162.5k.

    The two ends are of one kind, and the larger is at most three times the smaller: 2-300k is no range.
    """
    for found in _RANGE.finditer(text):
        first, last = (float(found[end].replace(",", "")) for end in ("first", "last"))
        times = found["times"]
        if not 0 < first < last <= 3 * first or (found["own"] and found["own"].lower() != times.lower()):
            continue
        middle = f"{found['sign']}{(first + last) / 2:g}{times}"
        return f"{text[: found.start()]}{middle}{text[found.end() :]}"
    return text


def is_line_of_list(text: str, about: NoteContext) -> bool:
    """True for a deal in one line that begins with its number and has an amount."""
    start = _NUMBER.match(text)
    line = whole_line(text, about) if start is not None and text.lstrip()[:1].isdigit() else None
    return line is not None and bool(line.amount) and not line.name[0].islower()


def customer_and_about(name: str) -> tuple[str, str]:
    """The customer of a name, and the words on the deal after a comma; "" for both without one.

    The comma of "Smith, Inc." parts nothing.
    """
    parts = [part.strip() for part in name.split(",")]
    if len(parts) > 1 and parts[1].casefold() in FORMS:
        parts[:2] = [f"{parts[0]}, {parts[1]}"]
    customer, about = parts[0], ", ".join(parts[1:])
    return (customer, about) if customer and about else ("", "")


def with_currency(two: TwoReadings, amount: str, about: NoteContext) -> TwoReadings:
    """The two readings of an amount, each with its currency.

    In a line a bare figure would be no amount.
    """
    unit = _UNIT.search(amount)
    code = (currency_of(unit[0], about.locale.currency) if unit else "") or about.locale.currency
    choices = [(f"{code} {text}", words) for text, words in two.choices]
    return TwoReadings(two.what, two.fix, two.typed, choices)


def _amount_in(text: str, about: NoteContext) -> re.Match[str] | None:
    """The first amount with a currency after a name, else the first that only looks like one."""
    signed = (
        found
        for found in _SIGNED.finditer(text)
        if _is_currency(found, about) and _LETTER.search(text[: found.start()])
    )
    patterns = (_IN_LAKHS, _BARE) if about.locale.lakh else (_BARE,)
    bare = (found for each in patterns for found in each.finditer(text) if _LETTER.search(text[: found.start()]))
    first = list(islice(bare, MOST_FIGURES))
    sure = (
        found
        for found in first
        if _ENDS.match(text, found.end())
        or _ROUGHLY.search(text[: found.start()])
        or _is_note(text[found.end() :], about)
    )
    is_only = len(first) == 1 and _THOUSANDS.fullmatch(first[0][0]) is not None  # 11k, whatever note follows
    only = first[0] if is_only and len(text[first[0].end() :].split()) >= _LEAST_NOTE else None
    return next(signed, None) or next(sure, None) or only


def _is_currency(found: re.Match[str], about: NoteContext) -> bool:
    word = found["before"] or found["after"]
    return not word or bool(currency_of(word, about.locale.currency))


def _parted(head: str, about: NoteContext, *, has_amount: bool) -> tuple[str, str]:
    """A name with what it is about, and the notes after it."""
    marks = [found for found in _BETWEEN.finditer(head) if head[: found.start()].strip()]
    marks = [each for each in marks if not _is_form(head[each.end() :])]
    if not marks:
        return _name(head), ""
    name = _name(head[: marks[0].start()])
    ends = [*(each.start() for each in marks[1:]), len(head)]
    for n, (first, end) in enumerate(zip(marks, ends, strict=True)):
        part = head[first.end() : end].strip(_EDGES + ".")
        if n or not part or len(part.split()) > _MOST_ABOUT or _is_note(part, about):
            return name, head[first.end() :].strip(_EDGES)
        name = f"{name}, {part}" if has_amount or first[0].startswith(",") else f"{name}{first[0]}{part}"
    return name, ""


def _is_form(text: str) -> bool:
    """True for words that begin with a legal form: Inc., a labeler."""
    first = (text.split() or [""])[0].casefold().rstrip(",;:")
    return first in FORMS


def _name(text: str) -> str:
    name = text.strip(_EDGES)
    last = name.split()[-1] if name.split() else ""
    return name if last.casefold() in FORMS or len(last) <= _LEAST_NOTE else name.rstrip(". ")


def _joined(before: str, after: str) -> str:
    return ", ".join(filter(None, (before.strip(_EDGES + "."), after.lstrip(_EDGES + ".)").strip())))


def _is_note(text: str, about: NoteContext) -> bool:
    """True if words say more than what a deal is about: its stage, a day, who decides."""
    return bool(_keys(text, about))


def _is_sure(text: str, about: NoteContext) -> bool:
    return bool(_keys(text, about) & _SURE)


def _keys(text: str, about: NoteContext) -> set[str]:
    """The keys that words mean as a note, beyond a remark; a person only with what they do."""
    found: set[str] = set()
    for read in (_stage_keys, read_note):
        try:
            found |= read(text, about).keys()
        except TwoReadings:
            found.add("at")
        except UsageError:
            continue
    if PEOPLE in found and not any(each.role or each.decides for each in people_in_note(text)):
        found.discard(PEOPLE)
    return found - {NOTE}


def _stage_keys(text: str, about: NoteContext) -> dict[str, str]:
    note = stage_note(text, about)
    return note.keys | ({"stage": note.stage} if note.stage else {})
