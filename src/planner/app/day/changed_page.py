"""Today's page planned again after a change, and what the change did to it."""

from __future__ import annotations

from collections.abc import Sequence

from planner.app.day.day_page import page_of
from planner.app.day.day_request import DayRequest
from planner.app.messages import show, show_json, tell
from planner.app.session import Session
from planner.app.settings import Settings
from planner.app.worklog.log import RecordEdit, day_of
from planner.core.page.page import Page
from planner.screen.page.notices import change_texts, first_texts, warning_texts
from planner.screen.records.changes import change_words
from planner.screen.text.json_value import json_value

MOST_WARNINGS = 5


def replanned_page(session: Session, request: DayRequest, *, must: bool = False) -> Page | None:
    """Today's page planned again; None if there is none yet and none `must` be."""
    if not must and not day_of(session, session.today).planned:
        return None
    shown = page_of(session, session.today, request)
    if shown.unkept is not None:
        raise shown.unkept
    return shown.page


def show_changes(
    settings: Settings, page: Page | None, what: str, edit: RecordEdit | None = None, send: Sequence[str] = ()
) -> None:
    """Print what was done, and what it changed on the page; `send` is text for the customer."""
    changes = change_texts(page)[1:] if page is not None else []
    if settings.json:
        record, keys, _ = edit if edit is not None else (None, {}, "")
        show_json({"format": 1, "record": record, "changes": json_value(keys), "page": changes, "send": list(send)})
        return
    lines = [what]
    if edit is not None:
        today = page.date if page is not None else Session(settings).today
        keys = {key: value for key, value in edit.keys.items() if key != "not_before" or "at" not in edit.keys}
        lines.append(f"  {edit.name or edit.record}: {change_words(keys, today)}")
    lines += [f"  {each}" for each in changes]
    if page is not None and not changes:
        lines.append("  Nothing else moved.")
    if send:
        lines += ["  To send:", *(f"    {each}" for each in send)]
    show("\n".join(lines))
    for text in first_texts(_not_kept(page), MOST_WARNINGS) if page is not None else ():
        tell(settings, f"warning: {text}")


def _not_kept(page: Page) -> list[str]:
    texts = zip(page.warnings, warning_texts(page), strict=True)
    return [text for warning, text in texts if warning.code == "not kept"]
