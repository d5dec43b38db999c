"""The warnings of a page, and what changed on it, in words."""

from __future__ import annotations

from planner.core.page.page import Page, PageChange, PageWarning
from planner.screen.text.wording import clock, full_day, length, money, weekday

REPLANNED = {
    "trial": "the dry run is not saved",
    "asked": "as you asked",
    "inputs": "your book, calendars or log changed",
    "replanned": "",
}  # why a page was planned again, by the code of its first change


def warning_texts(page: Page) -> list[str]:
    """The warnings of a page."""
    return [_warning_text(warning, page) for warning in page.warnings]


def below_the_page(page: Page) -> list[str]:
    """The warnings below the page: what has no place and who waits first, what files say last.

    What is missing from the calendars is in the head.
    """
    shown = [warning for warning in page.warnings if warning.code != "gap"]
    return [_warning_text(each, page) for each in sorted(shown, key=lambda each: each.code in ("text", "diary"))]


def change_texts(page: Page) -> list[str]:
    """The changes on a page, after the reason of the replan."""
    texts = []
    for change in page.changes:
        if change.code in REPLANNED:
            why = REPLANNED[change.code]
            colon = ":" if change.code == "inputs" else ","
            texts.append(f"replanned{colon} {why}" if why else "replanned")
        else:
            texts.append(_change_text(change, page))
    return texts


def replanned_text(page: Page) -> str:
    """The reason why a page was planned again; "" if there is nothing to say."""
    change = page.changes[0]
    return REPLANNED[change.code] if change.code in REPLANNED else _change_text(change, page)


def _warning_text(warning: PageWarning, page: Page) -> str:
    if warning.code == "diary":
        more = f" (and {warning.more} more: `plan check`)" if warning.more else ""
        return f"{warning.name}: {warning.text}; left out of what is learned{more}"
    if warning.code == "lead waits" and warning.since is not None:
        since = clock(warning.since)
        since = since if warning.since.date() == page.date else f"{weekday(warning.since)} {since}"
        start = warning.start
        then = f"First at {clock(start)}" if start else "No room today; answer them anyway"
        return f"{warning.name} has waited since {since}. {then}."
    if warning.code == "day off" and warning.day is not None and warning.counts is not None:
        off, counts = full_day(warning.day), full_day(warning.counts)
        return f"{warning.name} is promised for {off}, your day off: do it today, or it waits until {counts}"
    if warning.code == "same time" and warning.start is not None:
        return f"{warning.name} and {warning.other} are both at {clock(warning.start)}: move one"
    if warning.code == "not kept":
        why = f"it overlaps {warning.other}" if warning.other else warning.text
        return f"{warning.name} can't be kept: {why}"
    if warning.code == "care":
        needed, kept = length(page.care.minutes_needed_per_day), length(page.care.minutes_kept_per_day)
        return (
            f"You need {needed} a day to reach everyone in time; {kept} is set aside. "
            "Raise `share` under [care], or lengthen cadences."
        )
    return warning.text


def _change_text(change: PageChange, page: Page) -> str:
    name = f"{change.title}, {change.name}" if change.name else change.title
    name = f"{change.number} {name}" if change.number else name
    if change.code == "gain":
        if round(change.gain) == 0:
            return "as you asked, and it costs you nothing"
        amount = money(abs(change.gain), page.currency)
        return f"as you asked: {amount} {'less' if change.gain < 0 else 'more'} than the page without it"
    if change.code == "moved" and change.before is not None and change.start is not None:
        return f"moved: {name} from {clock(change.before)} to {clock(change.start)}"
    if change.code == "new" and change.start is not None:
        return f"new: {name} at {clock(change.start)}"
    return f"dropped: {name}"
