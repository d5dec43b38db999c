"""The talk with the manager: last time's changes and deals, and what is next."""

from __future__ import annotations

from dataclasses import replace

from planner.core.book import Deal
from planner.core.bridge.snapshot import DealSnapshot
from planner.core.manager.talk import ManagerTalk, manager_talk
from planner.core.page.inputs import day_context
from planner.core.review.forecast_call import forecast_call
from planner.core.review.review import Review, Suggestion
from planner.screen.manager.talk import talk_html, talk_json, talk_rows
from tests.core.review.one_week import page, week, worked
from tests.core.review.test_the_year_so_far import TALK, inputs_of

REVIEW = week(page(worked("09:00", 30, "talk")))
DROPPED = Suggestion(what="dropped", stake=10.0, count=3, money=500.0)
LATE = Suggestion(what="waiting", stake=0.0, count=2, of=9, name="Hale <press>")
START = {
    "talk": DealSnapshot(90_000, 100_000.0, "talk", ""),
    "won": DealSnapshot(50_000, 60_000.0, "close", ""),
    "gone": DealSnapshot(10_000, 5_000.0, "talk", ""),
}
WON = Deal(id="won", name="Won & done", amount=60_000, stage="won")


def before(jobs: int) -> Review:
    return replace(REVIEW, jobs=(REVIEW.jobs * jobs)[:jobs], changes=(DROPPED, LATE))


def talk(jobs: int = 30) -> tuple[ManagerTalk, Review]:
    context = day_context(inputs_of(TALK, WON))
    now = replace(REVIEW, changes=(replace(LATE, count=1),))
    return manager_talk(now, before(jobs), START, context.book, forecast_call(context, 0)), now


def test_a_change_of_last_time_is_off_the_list_or_still_on_it() -> None:
    found, _ = talk()
    assert [(each.was.what, each.now is not None) for each in found.changes] == [("dropped", False), ("waiting", True)]


def test_last_time_is_silent_below_thirty_logged_jobs() -> None:
    assert talk(29)[0].changes == ()


def test_the_largest_deals_of_the_start_and_what_came_of_them() -> None:
    found, now = talk()
    assert [(each.record, each.stage_now) for each in found.deals] == [("talk", "talk"), ("won", "won"), ("gone", None)]
    assert found.won == 1
    rows = dict(talk_rows(found, now))
    assert rows["Since then"] == [
        "1 of the 3 deals worth most at the start won",
        "Talk, $100,000: still at talk",
        "Won & done, $60,000: close → won",
        "gone, $5,000: no longer in the book",
    ]


def test_the_page_takes_names_as_text_and_the_document_has_all() -> None:
    found, now = talk()
    page = talk_html(found, now)
    assert "Won &amp; done" in page
    assert "Hale &lt;press&gt;" in page
    document = talk_json(found, now)
    assert [each["still"] for each in document["changes"]] == [False, True]
    assert document["forecast"]["format"] == 1
