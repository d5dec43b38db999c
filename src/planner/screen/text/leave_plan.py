"""A leave's touches in words."""

from __future__ import annotations

from datetime import date

from planner.core.page.page import LeavePlan
from planner.screen.text.wording import full_day


def leave_text(leave: LeavePlan, today: date) -> str:
    """The touches that fall due in a leave, and when all of them are made."""
    if leave.caught_up is None:
        return f"{leave.before} due during your leave: all done before you go"
    caught_up = f"all caught up by {full_day(leave.caught_up)}"
    if today > leave.last:
        return f"{leave.after} left over from your leave: {caught_up}"
    if not leave.before:
        return f"{leave.after} due after your leave: {caught_up}"
    due = leave.before + leave.after
    return f"{due} due during your leave: {leave.before} before it, {leave.after} after it, {caught_up}"
