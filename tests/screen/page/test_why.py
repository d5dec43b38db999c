"""An item's worth taken apart: the arithmetic on one screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from planner.core.reasons import OwnFigure
from planner.core.why.explanation import Explanation
from planner.screen.page.why import show_why
from tests.screen.paper import on_terminal
from tests.screen.sample_explanations import DEAL, TASK, TOUCH, VISIT


def why(said: Explanation) -> str:
    return on_terminal(lambda console: show_why(said, console))


def test_a_deal() -> None:
    assert (
        why(DEAL)
        == """\

 Proposal · Acme rollout                                     line 1 on the page

 If won     $48,000 × 8% = $3,840 to you
            90% to be in time: counts as $3,456
 To advance 80% with the next try
 To win     70%, if you stay on it as long as it pays
 An hour    $3,456 × 62% ≈ $2,143 over 5.8 h still needed ≈ $370 an hour
            (62%: the part won while an hour of it pays this or more)
 Walk away  after 3 tries without progress
 This line  45m × $374 an hour = $280
            after $68 for colleagues' time

 Is it real?  81%
   a new deal, from the playbook                     35%
   why now: yes                             35% →    48%
   need: interesting                        48% →    41%
   passed discovery                         41% →    69%
   1 try in proposal without progress       69% →    64%
   no answer ×2                             64% →    57%
   power: yes                               57% →    81%

 Hours still needed: 5.8 h · chance to get there × tries × minutes of one
   Proposal     100% × 1.6 tries × 1h45 ≈ 2.8 h
   Negotiation   78% × 1.4 tries × 1h30 ≈ 1.7 h
   Signature     66% × 1.9 tries × 1h01 ≈ 1.3 h

 Qualify?   No: 20m of questions now pays $410/h, going straight pays $425/h;
            45% of the time you walk away and save 6.0 h
 Half done  prepared: 1h15 left of 1h45
 Your own   you say 80% to advance; the usual chance is 44%
 Date       they decide by 2 Dec 2026: 7 working days left, the stages after
            this one take 4.6 days at the fastest
 Waiting    a day's delay costs $12
 Stays on   while the deal is over about $46,000 and at least 48% likely to be
            real; an hour is worth $362 today, your goal needs $280
 Odds       from the playbook: chances · learned: minutes of Proposal (23 logs)

"""
    )


def test_a_long_step_leaves_its_record() -> None:
    said = replace(DEAL, title="Ask their lawyer which clause it hangs on, and until when")
    assert why(said).splitlines()[1] == (
        " Ask their lawyer which clause it hangs on,… · Acme rollout  line 1 on the page"
    )


def test_what_buys_from_us_counts_in_worth() -> None:
    assert DEAL.stake is not None
    said = replace(DEAL, stake=replace(DEAL.stake, wins=0.25))
    assert why(said).splitlines()[3:6] == [
        " If won     $48,000 × 8% = $3,840 to you",
        "            25% of such deals, if real, buy from you, 90% to be in time: counts",
        "            as $864",
    ]


def test_a_visit() -> None:
    assert (
        why(VISIT)
        == """\

 Visit · Bolt AG                                             line 4 on the page

 So far     3 of the usual 4 visits a quarter
 One more   €45,000 a quarter × 8% kept × 7.7% more revenue ≈ €280
 An hour    €278 over 1h35 of a visit ≈ €180 an hour
 This line  40m × €176 an hour = €117

 Stays on   an hour is worth €112 today

"""
    )


def test_a_touch() -> None:
    assert (
        why(TOUCH)
        == """\

 Keep in touch · Lumen Optics                                line 9 on the page

 Touch      31 days silent, due today; every 30 days
            10m of the time set aside for touches, the same for every customer

"""
    )


def test_a_task_that_is_left_out() -> None:
    assert (
        why(TASK)
        == """\

 Quarterly review deck · Bolt AG                                not on the page

 An hour    $350, your own figure, over 1h = $350 an hour

 Left out   pays less; an hour is worth $412 today

"""
    )


def test_it_fits_one_screen() -> None:
    assert len(why(DEAL).splitlines()) <= 40


def test_what_is_agreed_is_not_asked_about_first_though_that_would_pay_more() -> None:
    assert DEAL.asking is not None
    agreed = replace(DEAL, asking=replace(DEAL.asking, per_hour_qualifying=440.0))
    text = " ".join(why(agreed).split())
    assert "Not before the agreed step: 20m of questions now pays $440/h, going straight pays $425/h" in text


def test_qualifying_is_not_offered_twice_in_a_stage_and_nobody_reads_of_an_agreement() -> None:
    assert DEAL.asking is not None
    called = replace(DEAL, asking=replace(DEAL.asking, per_hour_qualifying=440.0, called_on=date(2026, 11, 20)))
    text = " ".join(why(called).split())
    assert "Not again in this stage (you did on 20 Nov 2026): 20m of questions now pays $440/h" in text


def test_a_line_that_is_on_the_page_for_less_than_an_hour_is_worth() -> None:
    assert DEAL.threshold is not None
    cheap = replace(DEAL, threshold=replace(DEAL.threshold, price=450.0, amount=57_800.0, belief=None))
    text = " ".join(why(cheap).split())
    assert "Pays less it would pay at about $58,000 or more; an hour is worth $450 today, your goal needs $280" in text
    assert "Stays on" not in text


UNPAID = replace(TASK, why=OwnFigure(makes=None), per_hour=0, makes=0, threshold=None, number=4)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "no money of its own: it fills a gap"),
        ({"must": True}, "no money of its own: you must do it, so it's on the page whatever it pays"),
        ({"due": True}, "no money of its own: it's due today, so it's on the page whatever it pays"),
        ({"due": True, "overdue": 2}, "no money of its own: it's 2 working days overdue, so it's on the page whatever"),
        ({"due": True, "number": None}, "no money of its own: it's due today\n"),
        ({"stopped": "power: hidden"}, "Stopped    power: hidden stops the deal: it counts as 0\n"),
    ],
)
def test_a_task_without_money_says_why_it_is_there(fields: dict[str, Any], words: str) -> None:
    assert words in " ".join(why(replace(UNPAID, **fields)).split("\n            ")) + "\n"


def test_what_is_promised_for_today_stays_on_whatever_it_pays() -> None:
    shown = " ".join(why(replace(DEAL, promised=True, due=True)).split())
    assert (
        "Stays on it's promised for today, so it's on the page whatever it pays; an hour is worth $362 today" in shown
    )
    assert "Pays less" not in shown
