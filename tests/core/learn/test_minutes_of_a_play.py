"""Minutes: a handful of logs moves them little, fifty nearly all the way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.core.learn.learn_playbook import learned_playbook
from planner.core.learn.minutes import play_timings
from planner.core.playbook import Play
from tests.core.learn.random_diaries import NINE, pages, row
from tests.core.value.playbooks import V

MEETING = Play(id="talk", title="Talk", how="meeting", book=10, prepare=30, minutes=60, follow_up=15)
MET = replace(V, plays={**V.plays, "talk": MEETING})


def later(days: int) -> object:
    return NINE + timedelta(days=days)


@pytest.mark.parametrize(
    ("logs", "learned"),
    [
        (0, 60),
        (1, 65),  # 60 × exp(ln 1.5 ÷ 6) = 64.2, to five minutes
        (5, 75),  # 60 × exp(ln 1.5 ÷ 2) = 73.5
        (50, 85),  # 60 × exp(ln 1.5 × 50 ÷ 55) = 86.7
        (500, 90),
    ],
)
def test_talks_of_90_minutes_that_the_playbook_gives_60(logs: int, learned: int) -> None:
    days = pages(row(f"deal-{n}/talk", 90, start=later(n)) for n in range(logs))
    assert learned_playbook(V, days).playbook.plays["talk"].minutes == learned


def test_more_logs_narrow_the_range() -> None:
    def width(logs: int) -> float:
        days = pages(row(f"deal-{n}/talk", 90 - 30 * (n % 2), start=later(n)) for n in range(logs))
        (learned_parts,) = learned_playbook(V, days).minutes
        assert learned_parts.low < learned_parts.high
        return learned_parts.high - learned_parts.low

    widths = [width(logs) for logs in (1, 2, 4, 8, 16, 64, 256)]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < 6


def test_a_meetings_parts_are_learned_separately() -> None:
    logged = [
        row("acme/talk", 10, "booked", does="book"),
        row("acme/talk", 20, None, does="prepare", start=later(1)),
        row("acme/talk", 25, "done", does="prepare", start=later(2)),
        row("acme/talk", 60, "advanced", start=later(3)),
        row("acme/talk", 45, "done", does="follow-up", start=later(4)),
    ]
    assert sorted((each.part, each.actual, each.planned) for each in play_timings(logged, MET)) == [
        ("book", 10, 10),
        ("follow_up", 45, 15),
        ("minutes", 60, 60),
        ("prepare", 45, 30),
    ]


def test_pieces_of_one_step_are_one_log() -> None:
    logged = [row("acme/talk", 20, None), row("acme/talk", 30, None, start=later(1)), row("acme/talk", 25, "stayed")]
    assert [(each.actual, each.planned) for each in play_timings(logged, V)] == [(75, 60)]


def test_a_voicemail_does_not_count_as_a_talk() -> None:
    assert play_timings([row("acme/talk", 2, "no-contact"), row("acme/talk", 0, "stayed")], V) == []


def test_a_clock_left_running_counts_as_four_times_the_usual() -> None:
    usual = [row(f"deal-{n}/talk", 60, start=later(n)) for n in range(19)]
    forgotten = row("deal-19/talk", 900, start=later(19))
    learned = learned_playbook(V, pages([*usual, forgotten])).minutes[0]
    assert learned.learned == 65  # 60 × exp(ln 4 ÷ 25) = 63.4; with ln 15 it would be 70


def test_a_play_that_is_one_item_keeps_its_shares() -> None:
    play = Play(id="talk", title="Talk", how="call", prepare=20, minutes=30, follow_up=10)
    logged = pages(row(f"deal-{n}/talk", 120, start=later(n)) for n in range(100_0))
    learned = learned_playbook(replace(V, plays={**V.plays, "talk": play}), logged).playbook.plays["talk"]
    assert (learned.prepare, learned.minutes, learned.follow_up) == (40, 60, 20)
