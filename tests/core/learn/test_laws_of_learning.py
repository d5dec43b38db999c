"""No log changes no chance; order does not matter; more logs narrow; truth is recovered."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from planner.core.diary import DiaryDay
from planner.core.learn.learn_playbook import learned_playbook
from planner.core.learn.learned import Learned
from planner.core.playbook import Playbook, Question, Try
from tests.core.learn.random_diaries import MONDAY, pages, random_rows, row
from tests.core.value.playbooks import V, W

# The truth, while the playbook is V: other chances, another share of real deals, a stronger question.
TRUTH = replace(
    V,
    prior=0.3,
    stages=(
        replace(V.stages[0], real=Try(advance=0.75, lost=0.05), dead_end=Try(advance=0.15, lost=0.25)),
        replace(V.stages[1], real=Try(advance=0.35, lost=0.15), dead_end=Try(advance=0.0, lost=0.4)),
    ),
    questions=(replace(V.questions[0], real={"yes": 0.9, "no": 0.1}, dead_end={"yes": 0.2, "no": 0.8}),),
)


@pytest.mark.parametrize(
    "days",
    [[], [DiaryDay(date=MONDAY)], pages([row("prospecting/find-1", does="find"), row("deck", does="task")])],
    ids=["no page", "an empty page", "nothing of a deal"],
)
def test_nothing_logged_changes_nothing(days: list[DiaryDay]) -> None:
    assert learned_playbook(V, days).playbook is V


@settings(max_examples=20, deadline=None)
@given(seed=some.integers(0, 10_000), deals=some.integers(1, 20))
def test_order_does_not_matter(seed: int, deals: int) -> None:
    days = pages(random_rows(TRUTH, deals, seed))
    shuffled = [replace(day, worked=tuple(random.Random(seed).sample(day.worked, len(day.worked)))) for day in days]
    random.Random(seed + 1).shuffle(shuffled)
    assert learned_playbook(V, shuffled) == learned_playbook(V, days)


@settings(max_examples=20, deadline=None)
@given(seed=some.integers(0, 10_000), deals=some.integers(1, 40))
def test_the_result_is_a_playbook(seed: int, deals: int) -> None:
    learned = learned_playbook(W, pages(random_rows(TRUTH, deals, seed))).playbook
    chances = [each for stage in learned.stages for kind in (stage.real, stage.dead_end) for each in _parts(kind)]
    chances += [
        each
        for q in learned.questions
        for kind in (q.real, q.dead_end)
        for each in (*kind.values(), sum(kind.values()))
    ]
    assert all(-1e-9 <= chance <= 1 + 1e-9 for chance in [*chances, learned.prior])
    assert all(sum(kind.values()) == pytest.approx(1) for q in learned.questions for kind in (q.real, q.dead_end))
    assert all(play.minutes >= 1 for play in learned.plays.values())


def _parts(attempt: Try) -> tuple[float, float, float]:
    return attempt.advance, attempt.lost, attempt.stay


def test_more_evidence_narrows() -> None:
    def off(deals: int) -> list[float]:
        learned = learned_playbook(V, pages(random_rows(TRUTH, deals, seed=3)))
        return [each for stage in learned.stages for each in (stage.off_real, stage.off_dead_end)]

    for fewer, more in ((10, 50), (50, 250), (250, 1250)):
        assert all(later <= earlier for earlier, later in zip(off(fewer), off(more), strict=True))


def test_true_chances_are_recovered_from_random_diaries() -> None:
    learned = learned_playbook(V, pages(random_rows(TRUTH, 3000, seed=1))).playbook
    assert learned.prior == pytest.approx(0.3, abs=0.04)
    assert learned.unanswered.real == pytest.approx(0.6, abs=0.03)
    for stage, true in zip(learned.stages, TRUTH.stages, strict=True):
        for kind, of_truth in ((stage.real, true.real), (stage.dead_end, true.dead_end)):
            # Within what luck leaves of them, and a little more: the shares that were won pull, too.
            assert kind.advance == pytest.approx(of_truth.advance, abs=0.08)
            assert kind.lost == pytest.approx(of_truth.lost, abs=0.06)
    assert learned.questions[0].real["yes"] == pytest.approx(0.9, abs=0.05)
    assert learned.questions[0].dead_end["yes"] == pytest.approx(0.2, abs=0.05)


def test_true_chances_stay_where_they_are() -> None:
    learned = learned_playbook(TRUTH, pages(random_rows(TRUTH, 500, seed=2))).playbook
    assert mean_error(learned, TRUTH) < 0.035


def test_five_hundred_logs_halve_the_error_of_wrong_chances() -> None:
    learned = learned_playbook(V, pages(random_rows(TRUTH, 165, seed=5)))
    assert 480 < learned.outcomes < 520
    assert mean_error(learned.playbook, TRUTH) < 0.5 * mean_error(V, TRUTH)


def mean_error(playbook: Playbook, truth: Playbook) -> float:
    """Mean error of the chances of a try."""
    pairs = [
        (one, other)
        for stage, true in zip(playbook.stages, truth.stages, strict=True)
        for kind, of_truth in ((stage.real, true.real), (stage.dead_end, true.dead_end))
        for one, other in zip(_parts(kind), _parts(of_truth), strict=True)
    ]
    return sum(abs(one - other) for one, other in pairs) / len(pairs)


def test_what_the_playbook_rules_out_stays_ruled_out() -> None:
    """By the playbook a dead end never signs: a signed deal was real in any diary."""
    signs = replace(TRUTH, stages=(TRUTH.stages[0], replace(TRUTH.stages[1], dead_end=Try(advance=0.4, lost=0.2))))
    learned = learned_playbook(V, pages(random_rows(signs, 800, seed=4))).playbook
    assert learned.stages[1].dead_end.advance == 0.0
    assert learned.stages[1].real.advance > 0.3


def test_an_own_question_is_learned_with_its_answers() -> None:
    budget = Question(id="budget", ask="Is there a budget?", real={"a": 0.2, "b": 0.8}, dead_end={"a": 0.5, "b": 0.5})
    playbook = replace(V, questions=(*V.questions, budget))
    truth = replace(TRUTH, questions=(*TRUTH.questions, replace(budget, real={"a": 0.6, "b": 0.4})))
    learned = learned_playbook(playbook, pages(random_rows(truth, 1500, seed=6, ask=1.0))).playbook
    assert learned.questions[1].real["a"] == pytest.approx(0.6, abs=0.08)


def test_each_figure_has_its_number_of_logs() -> None:
    learned: Learned = learned_playbook(V, pages(random_rows(TRUTH, 40, seed=8, ask=1.0)))
    assert learned.deals == 40
    assert learned.questions[0].logs == 40
    assert learned.logs_of_stage("talk") >= 40
    assert learned.logs_of_play("ask") == 40
    assert learned.logs_of_play("visit") == 0
