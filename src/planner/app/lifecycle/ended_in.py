"""The stage in which a closed deal ended, by the book or the diary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planner.app.pipeline.valuation import stage_in_snapshots
from planner.app.session import Session
from planner.core.book import Deal
from planner.core.lifecycle.reopening import stage_before_end
from planner.core.review.period import Period
from planner.core.worklog.outcomes import Record, Report


def ended_in(session: Session, deal: Deal) -> str | None:
    """The stage in which a closed deal ended; None where nothing says it.

    Of a deal closed by hand, the stage in which a first page saw it last.
    """
    days, _ = session.diary.days(Period(date.min, session.today), planned=False)
    rows = (row for day in days for row in day.worked)
    stages = [stage.name for stage in session.book.playbook.stages]
    found = stage_before_end(deal, rows, stages) or stage_in_snapshots(session, deal.id)
    return found if found in stages else None


def taken_up_again(session: Session, report: Report, record: Record | None) -> Report:
    """The report; where a lost deal advanced, with the stage in which it ended."""
    if not isinstance(record, Deal) or record.stage != "lost" or report.result.outcome != "advanced":
        return report
    return replace(report, back_to=ended_in(session, record))
