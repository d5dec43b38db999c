"""An item's worth taken apart: the arithmetic on one screen."""

from __future__ import annotations

from planner.core.why.explanation import Explanation
from planner.screen.page.why import show_why
from tests.screen.paper import on_terminal
from tests.screen.sample_explanations import DEAL, TASK, TOUCH, VISIT


def why(told: Explanation) -> str:
    return on_terminal(lambda console: show_why(told, console))


def test_a_deal() -> None:
    assert (
        why(DEAL)
        == """\

 Proposal · Acme rollout                                   number 1 on the page

 Worth      $48,000 × 8% kept × 90% in time = $3,456
 An hour    $3,456 × 62.3% = $2,153 over 5.76 h still to come = $374 an hour
            today you would stop after a third try that leads nowhere
 This step  45m × $373.89 an hour = $280
            calling in a colleague costs $68 of it

 They buy from someone: 81%, from you: 62%
   a new deal, by the playbook                       35%
   why now: yes                             35% →    48%
   need: interesting                        48% →    41%
   discovery is behind you                  41% →    69%
   1 try in proposal led nowhere            69% →    64%
   2 without an answer                      64% →    57%
   power: yes                               57% →    81%

 Hours still to come: 5.76 h, the chance to get there × tries × the time of one
   Proposal     100% × 1.62 tries × 1h45 = 2.84 h
   Negotiation   78% × 1.41 tries × 1h30 = 1.65 h
   Signature     66% ×  1.9 tries × 1h01 = 1.27 h

 Asking     20m; in 46% of cases you walk away and keep 6 h: $410 an hour, $425
            without asking
 Half done  prepared: 1h15 left of 1h45
 Your own   you say 80% that the next try moves it on; usual: 44%
 Date       decided by 31 Jan 2027: 69 days left, the steps to come usually
            take 46 days
 Waiting    a day's delay takes $12
 Stays in   above an amount of $46,500 and above a belief of 48%; an hour costs
            $412 today, your year needs $280
 Figures    by the playbook: chances · learned: minutes of Proposal (23 logs)

"""
    )


def test_a_visit() -> None:
    assert (
        why(VISIT)
        == """\

 Visit · Bolt AG                                           number 4 on the page

 So far     3 of the usual 4 visits a quarter
 One more   €45,000 a quarter × 8% kept × 7.73% more revenue = €278
 An hour    €278 over 1.58 h of a visit = €176 an hour
 This step  40m × €176 an hour = €117

 Stays in   an hour costs €112 today

"""
    )


def test_a_touch() -> None:
    assert (
        why(TOUCH)
        == """\

 Keep in touch · Lumen Optics                              number 9 on the page

 A promise  31 days, due today; promised every 30 days
            10m, worth no money: it has its own share of the day, whatever
            their size

"""
    )


def test_a_task_that_is_left_out() -> None:
    assert (
        why(TASK)
        == """\

 Quarterly review deck · Bolt AG                                not on the page

 An hour    $350, your own figure, over 1.0 h = $350 an hour

 Left out   no room; an hour costs $412 today

"""
    )


def test_it_fits_one_screen() -> None:
    assert len(why(DEAL).splitlines()) <= 40
