"""The hours of a week as people type them: "9-12, 1-5", "mon-thu 8:30-17; fri 9am-1pm"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from planner.core.book import WEEKDAYS, ClockRange
from planner.errors import UsageError
from planner.locales.dates import weekday_named
from planner.locales.locale import PLAIN, Locale
from planner.locales.words import NoReadingError, TwoReadingsError
from planner.locales.writing import DAY, write_clock
from planner.typed.refusal import of_option, option_prefix, two_readings
from planner.typed.rep.day_hours import Hours, is_part_of_a_day, read_day_hours, split_break, without_break

Week = tuple[Hours, ...]  # seven days, Monday first; an empty one is a day off
EXAMPLE = '9-12, 1-5 or "mon-thu 8-12, 1-5:30; fri until 3pm"'
_WEEKDAYS = tuple(range(5))
_GROUPS: dict[str, Sequence[int]] = {
    "daily": range(7),
    "every day": range(7),
    "each day": range(7),
    "weekdays": _WEEKDAYS,
    "weekend": range(5, 7),
    "weekends": range(5, 7),
    "m-f": _WEEKDAYS,
}
_OFF = ("off", "none", "closed", "free")
_DAYS_WORD = re.compile(rf"\b(?:on\s+)?(?:{'|'.join(_GROUPS)})\b|[^\W\d_]+")
_LINK = re.compile(r"\.?\s*(?P<word>-|–|—|\b(?:to|till?|until|through|thru|bis)\b|,|&|/|\band\b|\bund\b|)\s*")
_LIST_LINK = re.compile(r"\s*(?:,|&|/|\band\b|\bund\b)+\s*")
_LISTS = (",", "&", "/", "and", "und")
_NOT_ON = re.compile(  # before days off
    r"[\s,;.]*\b(?:but |and )?(?:(?:not|never|no|nothing|except|excluding|excl|apart from|off|but)\.?)"
    r"(?:(?: for)?(?: on)?(?: an?| any)?)? $"
)
_INTRO = re.compile(
    r"^(?:(?:my|our|the|normal|usual|working|selling|office|business|opening)\s+)*(?:hours?|week)\b(?:\s+(?:is|are))?[\s:,.-]*"
    r"|^(?:i|we)\s+(?:work|sell|am in|start)\s+(?:from\s+)?"
)
# of M-Th 8-12, F 8-3
_LETTERS = {"m": "mon", "tu": "tue", "w": "wed", "th": "thu", "f": "fri", "sa": "sat", "su": "sun"}
_LETTER = re.compile(
    rf"(?<![\w.:'’])(?<!\d )(?:{'|'.join(_LETTERS)})"
    rf"(?=\s*(?:[-–—]\s*(?:{'|'.join(_LETTERS)})\b|[-–—,;:/&]|\d|(?:to|and|off|until|till|from)\b))"
    rf"|(?<=[-–—])(?:{'|'.join(_LETTERS)})\b"
)
_PART_AT_END = re.compile(r"(?P<usual>.*?\d.*?)\s*(?:[,;.]\s|\bbut\s|\band\s)\s*(?P<part>[^,;]+)")
_NOT_DAYS = ("to", "till", "til", "until", "through", "thru", "bis", "and", "und", "off", "from", "with", "lunch")


class _Part(NamedTuple):
    """Some days and the words of their hours."""

    days: Sequence[int]
    text: str  # as typed, for an error
    hours: str
    rest: str  # the words of the lunch break


def read_week(option: str, text: str, locale: Locale = PLAIN) -> Week:
    """The hours of a week given to an option ("" in an answer).

    Each part is some days and their hours, in either order, or hours alone, which are for Monday to Friday. "fri until
    3pm" cuts the hours of the other days there. A lunch break applies to its days, and to those before that have no
    break. The last range of a day may end past midnight. Raises UsageError if it is none.
    """
    week: list[Hours] = [()] * 7
    read: list[tuple[_Part, Hours]] = []
    for part in _parts(_plain(text, locale), locale):
        try:
            usual = next((hours for _, hours in reversed(read) if hours), ())
            hours = () if part.hours in _OFF else read_day_hours(part.hours, locale, usual)
            read.append((part, without_break(hours, part.rest, locale) if part.rest else hours))
        except TwoReadingsError as two:
            raise two_readings(option_prefix(option), two.text, two) from None
        except ValueError as error:
            raise _refused(option, str(error), part, text) from None
    for number, (part, hours) in enumerate(read):
        for day in part.days:
            week[day] = _with_later_break(hours, [each for each, _ in read[number:]], locale)
    _refuse_overlap(option, week)
    return tuple(week)


def _plain(text: str, locale: Locale) -> str:
    """The text in lower case, without words around it, with its days off as "fri off"."""
    plain = re.sub(r"(?<![ap]\.m)[.!]$", "", " ".join(text.lower().split()))
    plain = _LETTER.sub(lambda found: _LETTERS[found[0]], _INTRO.sub("", plain))
    groups = _day_groups(plain, locale)
    ends = [*(each.start for each in groups[1:]), len(plain)]
    for group, end in reversed([*zip(groups, ends, strict=False)]):
        is_off = _NOT_ON.search(plain[: group.start])
        after = plain[group.end : end]
        if is_off and group.start and not _bare(_NOT_ON.sub("", after)):
            plain = f"{plain[: is_off.start()]}; {plain[group.start : group.end]} off{plain[group.end :]}"
    return plain


def _with_later_break(hours: Hours, parts: Sequence[_Part], locale: Locale) -> Hours:
    """The hours of the first part with the break of a later one, if it fits."""
    later = next((each.rest for each in parts if each.rest), "")
    try:
        return without_break(hours, later, locale) if later and len(hours) == 1 else hours
    except ValueError:
        return hours


def _refused(option: str, wrong: str, part: _Part, text: str) -> UsageError:
    """The error of a part, with the part around it where that is not the same."""
    wrong = wrong or part.text or text
    around = f' in "{part.text}"' if wrong in part.text and wrong != part.text else ""
    fix = f"{option_prefix(option)}{EXAMPLE}"
    return UsageError(f'{of_option(option)}can\'t read "{wrong}"{around} as hours', fix)


def _refuse_overlap(option: str, week: Sequence[Hours]) -> None:
    """Raise UsageError if no day has hours, or a night runs into the next day's."""
    before = option_prefix(option)
    if not any(week):
        raise UsageError(f"{of_option(option)}no day has any hours", f"{before}{EXAMPLE}")
    for early, late in zip(range(7), [*range(1, 7), 0], strict=True):
        if week[early] and week[late] and week[early][-1].end - DAY > week[late][0].start:
            what = f"{of_option(option)}the night of {WEEKDAYS[early]} runs into the hours of {WEEKDAYS[late]}"
            raise UsageError(what, f"{before}end it before they start")


def week_text(week: Week, locale: Locale = PLAIN) -> str:
    """The hours of a week as `read_week` reads them: mon-thu 08:30-12:30; fri 09:00-13:00."""
    parts = []
    for ranges, run in groupby(range(7), key=lambda day: week[day]):
        days = list(run)
        if ranges:
            last = f"-{WEEKDAYS[days[-1]]}" if len(days) > 1 else ""
            parts.append(f"{WEEKDAYS[days[0]]}{last} {', '.join(range_text(each, locale) for each in ranges)}")
    return "; ".join(parts)


def range_text(range_: ClockRange, locale: Locale = PLAIN) -> str:
    """A range as a book's file has it, 08:30-12:30 or 22:00-02:00, or as the locale does."""
    end = range_.end - DAY if range_.end > DAY else range_.end
    return f"{write_clock(range_.start, locale)}-{write_clock(end, locale)}"


class _Group(NamedTuple):
    """Days named in a text, and where."""

    days: Sequence[int]
    start: int
    end: int


def _parts(text: str, locale: Locale) -> list[_Part]:
    """The days of a text with the words of their hours, after them or before: 9-5 mon-fri."""
    groups = _day_groups(text, locale)
    edges = [0, *(edge for each in groups for edge in (each.start, each.end)), len(text)]
    pieces = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    if groups and _bare(pieces[0]) and not _bare(pieces[-1]):
        starts = [0, *(each.end for each in groups)]
        ends = _PART_AT_END.fullmatch(_bare(pieces[0]))
        usual = ends["usual"] if ends and is_part_of_a_day(ends["part"]) else ""  # 9-5, I stop at 1 on Fridays
        pieces = [ends["part"], *pieces[1:]] if ends and usual else pieces
        before = [_part(_WEEKDAYS, usual, usual)] if usual else []
        return before + [
            _part(each.days, piece, text[start : each.end])
            for each, piece, start in zip(groups, pieces, starts, strict=False)
        ]
    first = [_part(_WEEKDAYS, pieces[0], pieces[0])] if _bare(pieces[0]) or not groups else []
    if first and len(groups) > 1 and not _bare(pieces[1]):  # 9-5, mon to fri, fridays until 1
        first, groups, pieces = [_part(groups[0].days, pieces[0], text[: groups[0].end])], groups[1:], pieces[1:]
    elif first and groups and not pieces[0].rstrip().endswith((",", ";", ".", ":")):  # 9-5 mon-thu, fri 9-3
        both = _last_days_apart(text, groups[0], locale)
        if both is not None:
            first = [_part(both[0].days, pieces[0], text[: both[0].end])]
            groups[0] = both[1]
    return first + [
        _part(each.days, piece, text[each.start : each.end] + piece)
        for each, piece in zip(groups, pieces[1:], strict=True)
    ]


def _last_days_apart(text: str, group: _Group, locale: Locale) -> tuple[_Group, _Group] | None:
    """The days of a group before and after the last comma or "and" in it; None without one."""
    links = list(_LIST_LINK.finditer(text, group.start, group.end))
    if not links:
        return None
    first, last = (_day_groups(some, locale) for some in (text[: links[-1].start()], text[links[-1].end() : group.end]))
    if not first or len(last) != 1:
        return None
    return first[-1], _Group(last[0].days, links[-1].end(), group.end)


def _part(days: Sequence[int], piece: str, around: str) -> _Part:
    hours, rest = split_break(_bare(piece))
    return _Part(days, _bare(around), _bare(hours), rest)


def _bare(text: str) -> str:
    """The words of hours without what joins them to days."""
    inner = re.sub(r"^(?:[\s,;:.&]|\b(?:and|und|but)\b)+|(?:[\s,;:&]|(?<!m)\.|\b(?:and|und|but|on)\b)+$", "", text)
    return inner[1:-1] if inner.startswith("(") and inner.endswith(")") else inner


def _day_groups(text: str, locale: Locale) -> list[_Group]:
    """The groups of days: "mon-thu", "mon, wed and fri", "weekdays"."""
    groups: list[_Group] = []
    for match in _DAYS_WORD.finditer(text):
        days = _days_of(match[0].removeprefix("on "), locale)
        if not days:
            continue
        link = _LINK.fullmatch(text, groups[-1].end, match.start()) if groups else None
        if link is None:
            groups.append(_Group(days, match.start(), match.end()))
            continue
        before = groups.pop()
        if link["word"] not in (*_LISTS, ""):
            first, last = before.days[-1], days[0]
            days = [day % 7 for day in range(first + 1, last + 1 if last > first else last + 8)]
        elif set(days) <= set(before.days):  # mon to fri, fridays until 1
            groups += [before, _Group(days, match.start(), match.end())]
            continue
        groups.append(_Group([*before.days, *days], before.start, match.end()))
    return groups


def _days_of(word: str, locale: Locale) -> Sequence[int]:
    """The days of a word; empty if it names none."""
    if word in _GROUPS or word in _NOT_DAYS:
        return _GROUPS.get(word, ())
    try:
        found = weekday_named(word, locale)
        found = weekday_named(word.removesuffix("s"), locale) if found is None else found
    except NoReadingError:
        return ()
    return () if found is None else (found,)
