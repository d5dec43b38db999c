"""The playbook with the minutes, chances and answers learned from the rep's own diary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from planner.core.diary import DiaryDay
from planner.core.learn.deals.calibrate import StageShare, calibrate, won_shares
from planner.core.learn.deals.chances import Chances, Counts, Group, Observation, chance_deviation, fit_chances
from planner.core.learn.deals.lives import Life, read_lives
from planner.core.learn.deals.past_deals import PastDeal, read_past
from planner.core.learn.learned import Learned, LearnedChance, LearnedMinutes, LearnedQuestion, LearnedStage
from planner.core.learn.minutes import learn_minutes, learned_play, play_timings
from planner.core.learn.prospecting import learn_prospecting
from planner.core.line import Line
from planner.core.playbook import Playbook, Question, Stage, Try, TwoTypes

SMALLEST_CHANCE = 1e-5  # the playbook rules out a chance below this


class _Fit(NamedTuple):
    """The lives of all deals, and the chances and counts fitted to them."""

    lives: tuple[Life, ...]
    chances: Chances
    counts: Counts


def learned_playbook(
    playbook: Playbook, days: Iterable[DiaryDay], past: Sequence[PastDeal] = (), before: date = date.max
) -> Learned:
    """Learn from `days` (in any order, up to yesterday), on top of the book's playbook.

    `past` are deals of the past by what happened `before` a day; those that the diary has a try of count once.
    """
    days = list(days)
    rows = order_rows(days)
    learned = learn_minutes(play_timings(rows, playbook), playbook)
    minutes_only = replace(playbook, plays={name: learned_play(play, learned) for name, play in playbook.plays.items()})
    if (lead := learn_prospecting(rows, playbook)) is not None:
        minutes_only = replace(minutes_only, prospecting=replace(playbook.prospecting, minutes=lead.learned))
        learned = (*learned, lead)
    own_lives = read_lives(rows, playbook)
    tried = {life.record for life in own_lives if life.attempts}
    past_lives = read_past((deal for deal in past if deal.record not in tried), playbook, before)
    all_lives = (*own_lives, *past_lives)
    logged = sum(1 for day in days if day.worked)
    if not past_lives and not any(
        life.attempts or life.answers or life.answered or life.unanswered for life in all_lives
    ):
        return Learned(playbook=minutes_only if learned else playbook, days=logged, minutes=learned)
    fit = _Fit(all_lives, *fit_chances(playbook, all_lives))
    fitted = _learned(playbook, minutes_only, learned, fit, logged)
    return _calibrated(fitted, won_shares(all_lives, fitted.playbook), len(past_lives))


def _calibrated(fitted: Learned, shares: Mapping[int, StageShare], past: int) -> Learned:
    """Draw the learned chances toward the shares of deals that were won."""
    then = calibrate(fitted.playbook, shares)
    stages = {
        stage.name: replace(stage, real=_rounded(stage.real), dead_end=_rounded(stage.dead_end))
        for stage in then.stages
    }
    prior = round_chance(then.prior)
    return replace(
        fitted,
        playbook=replace(then, prior=prior, stages=tuple(stages.values())),
        stages=tuple(
            replace(each, real=stages[each.name].real, dead_end=stages[each.name].dead_end) for each in fitted.stages
        ),
        prior=replace(fitted.prior, learned=prior) if fitted.prior else None,
        past=past,
    )


def _rounded(kind: Try) -> Try:
    advance = round_chance(kind.advance)
    return Try(advance=advance, lost=min(round_chance(kind.lost), 1 - advance))


def order_rows(days: Iterable[DiaryDay]) -> list[Line]:
    """All worked rows in order of time, whatever their order on the pages."""
    rows = [row for day in days for row in day.worked]
    return sorted(
        rows,
        key=lambda row: (row.slot.start.timestamp(), row.slot.end.timestamp(), row.what.item, row.result.outcome or ""),
    )


def _learned(
    playbook: Playbook,
    with_minutes: Playbook,
    minutes: tuple[LearnedMinutes, ...],
    fit: _Fit,
    logged: int,
) -> Learned:
    stages = tuple(_stage(stage, at, fit) for at, stage in enumerate(playbook.stages))
    questions = tuple(_question(question, fit) for question in playbook.questions)
    tries = sum(life.answered + life.unanswered for life in fit.lives)
    silent = Observation(("reach", ""), "silent")
    real = LearnedChance(prior=playbook.unanswered.real, learned=round_chance(fit.chances.real[silent]), logs=tries)
    dead = LearnedChance(
        prior=playbook.unanswered.dead_end, learned=round_chance(fit.chances.dead_end[silent]), logs=tries
    )
    prior = LearnedChance(prior=playbook.prior, learned=round_chance(fit.chances.prior), logs=fit.counts.deals)
    return Learned(
        playbook=replace(
            with_minutes,
            prior=prior.learned if prior.logs else playbook.prior,
            unanswered=TwoTypes(real=real.learned, dead_end=dead.learned) if tries else playbook.unanswered,
            stages=tuple(
                replace(stage, real=each.real, dead_end=each.dead_end)
                for stage, each in zip(playbook.stages, stages, strict=True)
            ),
            questions=tuple(
                replace(question, real=each.real, dead_end=each.dead_end)
                for question, each in zip(playbook.questions, questions, strict=True)
            ),
        ),
        days=logged,
        minutes=minutes,
        stages=tuple(stage for stage in stages if stage.logs),
        questions=tuple(question for question in questions if question.logs),
        prior=prior if prior.logs else None,
        unanswered_real=real if tries else None,
        unanswered_dead_end=dead if tries else None,
        deals=len(fit.lives),
        outcomes=sum(stage.logs for stage in stages),
    )


def _stage(stage: Stage, at: int, fit: _Fit) -> LearnedStage:
    group = ("stage", stage.name)
    seen = [attempt.led for life in fit.lives for attempt in life.attempts if attempt.stage == at]
    advance = Observation(group, "advance")
    return LearnedStage(
        name=stage.name,
        play=stage.play,
        prior_real=stage.real,
        prior_dead_end=stage.dead_end,
        real=_try(fit.chances.real, group) if seen else stage.real,
        dead_end=_try(fit.chances.dead_end, group) if seen else stage.dead_end,
        off_real=chance_deviation(fit.chances.real[advance], _seen(fit.counts.real, group)),
        off_dead_end=chance_deviation(fit.chances.dead_end[advance], _seen(fit.counts.dead_end, group)),
        logs=len(seen),
        advanced=seen.count("advance"),
        lost=seen.count("lost"),
    )


def _seen(counts: Mapping[Observation, float], group: Group) -> float:
    return sum(counts[Observation(group, what)] for what in ("advance", "lost", "stay"))


def round_chance(chance: float) -> float:
    """A learned chance with three significant digits; more would suggest precision it lacks."""
    return 0.0 if chance < SMALLEST_CHANCE else float(f"{chance:.3g}")


def _try(table: Mapping[Observation, float], group: Group) -> Try:
    return _rounded(Try(advance=table[Observation(group, "advance")], lost=table[Observation(group, "lost")]))


def _question(question: Question, fit: _Fit) -> LearnedQuestion:
    logs = sum(1 for life in fit.lives if question.id in dict(life.answers))
    group = ("answer", question.id)
    return LearnedQuestion(
        id=question.id,
        prior_real=question.real,
        prior_dead_end=question.dead_end,
        real=_answers(fit.chances.real, group, question.real) if logs else question.real,
        dead_end=_answers(fit.chances.dead_end, group, question.dead_end) if logs else question.dead_end,
        logs=logs,
    )


def _answers(table: Mapping[Observation, float], group: Group, prior: Mapping[str, float]) -> dict[str, float]:
    chances = {said: round_chance(table[Observation(group, said)]) for said in prior}
    whole = sum(chances.values())
    return {said: chance / whole for said, chance in chances.items()}
