"""A row of the log removed: the record is what it was, and the pipeline's sums still add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import assume, given
from hypothesis import strategies as st

from planner.core.book import Deal
from planner.core.bridge.bridge import Events, bridge, first_pages, row_moves
from planner.core.diary import DiaryDay
from planner.core.lifecycle.log_rows import changes_without, numbered_rows, pages_without, without_row
from planner.core.line import OUTCOMES, Does, Line, PipelineMove
from planner.core.review.period import Period
from planner.core.worklog.last_contact import Past
from planner.core.worklog.log import LogEvent, record_changes
from planner.core.worklog.outcomes import Report
from planner.core.worklog.reversal import with_changes
from tests.core.worklog.test_what_an_outcome_does import PLAYBOOK
from tests.lines import report, with_values, worked_line

DAY = date(2026, 11, 23)
STAGES = tuple(stage.name for stage in PLAYBOOK.stages)
days = st.none() | st.dates(date(2026, 11, 1), date(2026, 11, 22))
deals = st.builds(
    Deal, id=st.just("acme"), name=st.just("Acme"), amount=st.just(5_000.0), stage=st.sampled_from(STAGES),
    since=days, attempts=st.none() | st.integers(0, 3), unanswered=st.integers(0, 3), last_touch=days, last_try=days,
    next_on=days, next=st.none() | st.just("Send it"), answers=st.just({"need": "yes"}),
)  # fmt: skip
DOES: tuple[Does, ...] = ("advance", "agreed", "ask", "book", "touch", "prepare", "follow-up")


def row_of(does: Does, outcome: str | None, number: int = 1, stage: str = "talk") -> Line:
    start = datetime(2026, 11, 23, 8 + number, tzinfo=UTC)
    return worked_line(
        item="acme/talk", record="acme", does=does, play="talk", title="Talk", stage=stage, outcome=outcome,
        start=start, end=start.replace(minute=30), minutes=30, row=number,
    )  # fmt: skip


@given(deals, st.sampled_from(DOES), st.sampled_from(OUTCOMES))
def test_the_record_is_what_it_was(deal: Deal, does: Does, outcome: str) -> None:
    assume(outcome not in ("booked", "waiting"))
    said: Report = report(outcome, answers={"need": "no"})
    changes = record_changes(deal, LogEvent(does, said, DAY), PLAYBOOK, None, Past())
    row = with_values(row_of(does, outcome, stage=deal.stage), before=changes.before, after=changes.after)
    became = with_changes(deal, changes.keys)
    back = changes_without(became, row, DAY, PLAYBOOK, Past())
    assert with_changes(became, back.keys) == deal
    assert back.changed_since == ()


@given(deals)
def test_what_was_changed_since_stays(deal: Deal) -> None:
    changes = record_changes(deal, LogEvent("touch", report("done", next="Call them"), DAY), PLAYBOOK, None, Past())
    row = with_values(row_of("touch", "done", stage=deal.stage), before=changes.before, after=changes.after)
    since = replace(with_changes(deal, changes.keys), next="Something else")
    back = changes_without(since, row, DAY, PLAYBOOK, Past())
    assert with_changes(since, back.keys).next == "Something else"
    assert "next" in back.changed_since


amounts = st.integers(0, 900_000)


@given(st.lists(st.tuples(amounts, amounts, amounts), min_size=1, max_size=4), st.integers(0, 3), amounts)
def test_the_sums_between_first_pages_still_add_up(moves: list[tuple[int, int, int]], place: int, by_hand: int) -> None:
    rows = [
        replace(row_of("advance", "stayed", number), pipeline=PipelineMove(v_before=before, v_after=after, v_won=won))
        for number, (before, after, won) in enumerate(moves)
    ]
    page = DiaryDay(date=DAY, worked=tuple(rows), figures={"pipeline": 1_000_000, "pipeline_deals": 1})
    total = 1_000_000 + by_hand + sum(after - before for before, after, _ in moves)
    assume(total >= 0)
    figures = {"pipeline": total, "pipeline_deals": 1, "moved": {"by_hand": {"acme": by_hand}} if by_hand else {}}
    later = DiaryDay(date=date(2026, 11, 24), figures=figures)
    row = rows[min(place, len(rows) - 1)]
    changed = {each.date: each for each in pages_without(row, DAY, [later])}
    days = [without_row(page, row), changed.get(later.date, later)]
    found = bridge(Events(first_pages(days), row_moves(days), None, {}), Period(DAY, DAY))
    assert found is not None
    assert found.not_explained == 0
    assert found.start + sum(each.cents for each in found.classes) == found.end + found.won


def test_rows_are_named_by_their_id_or_their_place() -> None:
    rows = (row_of("touch", "done", 4), replace(row_of("touch", "done", 2), status=row_of("touch", None, 0).status))
    assert list(numbered_rows(DiaryDay(date=DAY, worked=rows))) == [4, 2]
