"""The case of a deal, built: the odds that it is real rise by what the play says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planner.core.book import Deal
from planner.core.build_case.case_index import case_factor, turning_plays
from planner.core.playbook import Playbook
from planner.core.worklog.outcomes import Record, Report


def with_case_built(report: Report, record: Record, play: str, playbook: Playbook, today: date) -> Report:
    """The report, with the odds that a play which builds the case leaves an open deal."""
    turning = next((each for each in turning_plays(playbook) if each.id == play), None)
    names = [stage.name for stage in playbook.stages]
    if turning is None or report.result.outcome != "done" or not isinstance(record, Deal) or record.stage not in names:
        return report
    return replace(report, case=round(case_factor(record, names.index(record.stage), turning, playbook, today), 4))
