"""The next step of a deal that advanced without one: book it by the next working day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planner.core.book import CLOSED_STAGES, Deal
from planner.core.playbook import Playbook
from planner.core.worklog.outcomes import Record, Report

TITLE = "Book the next step"
MINUTES = 10  # of a call that agrees on it, where the next play is no meeting to book


def with_next_step(report: Report, record: Record | None, playbook: Playbook, next_day: date) -> Report:
    """The report, with booking the next step where a deal advanced and nothing is agreed.

    `next_day` is the next working day.
    """
    if not isinstance(record, Deal) or report.result.outcome != "advanced" or record.stage in CLOSED_STAGES:
        return report
    agreed = (report.next, report.next_on, report.next_by, report.at, report.again)
    names = [stage.name for stage in playbook.stages]
    if any(each is not None for each in agreed) or record.stage not in names[:-1]:
        return report
    play = playbook.plays[playbook.stages[names.index(record.stage) + 1].play]
    minutes = None if play.how == "meeting" else MINUTES
    return replace(report, next=TITLE, next_on=next_day, next_minutes=minutes)
