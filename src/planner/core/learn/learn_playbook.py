"""What the diary teaches: the playbook with the minutes, chances and answers that the rep's own days bear out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from planner.core.diary import DiaryDay, Worked
from planner.core.learn.chances import Chances, Counts, Event, Group, fit, spread
from planner.core.learn.learned import Learned, LearnedChance, LearnedMinutes, LearnedQuestion, LearnedStage
from planner.core.learn.lives import Life, lives
from planner.core.learn.minutes import learn_minutes, play_learned, timings
from planner.core.learn.prospecting import learn_finding
from planner.core.playbook import Playbook, Question, Stage, Try, TwoTypes

NOUGHT = 1e-5  # a chance below is one that the playbook rules out


def learned_playbook(playbook: Playbook, days: Iterable[DiaryDay]) -> Learned:
    """What `days` (in any order, up to yesterday) teach, on top of the book's playbook."""
    days = list(days)
    rows = in_order(days)
    learned = learn_minutes(timings(rows, playbook), playbook)
    minutes_only = replace(playbook, plays={name: play_learned(play, learned) for name, play in playbook.plays.items()})
    if (lead := learn_finding(rows, playbook)) is not None:
        minutes_only = replace(minutes_only, prospecting=replace(playbook.prospecting, minutes=lead.learned))
        learned = (*learned, lead)
    told = lives(rows, playbook)
    logged = sum(1 for day in days if day.worked)
    if not any(life.attempts or life.answers or life.reached or life.unanswered for life in told):
        return Learned(playbook=minutes_only if learned else playbook, days=logged, minutes=learned)
    chances, counts = fit(playbook, told)
    return _joined(playbook, minutes_only, learned, told, chances, counts, logged)


def in_order(days: Iterable[DiaryDay]) -> list[Worked]:
    """Everything that was worked, in order of time, however the pages have it."""
    rows = [row for day in days for row in day.worked]
    return sorted(rows, key=lambda row: (row.start.timestamp(), row.end.timestamp(), row.item, row.outcome or ""))


def _joined(
    playbook: Playbook,
    with_minutes: Playbook,
    minutes: tuple[LearnedMinutes, ...],
    told: tuple[Life, ...],
    chances: Chances,
    counts: Counts,
    logged: int,
) -> Learned:
    stages = tuple(_stage(stage, at, told, chances, counts) for at, stage in enumerate(playbook.stages))
    questions = tuple(_question(question, told, chances) for question in playbook.questions)
    reached = sum(life.reached + life.unanswered for life in told)
    silent = Event(("reach", ""), "silent")
    real = LearnedChance(prior=playbook.unanswered.real, learned=told_as(chances.real[silent]), logs=reached)
    dead = LearnedChance(prior=playbook.unanswered.dead_end, learned=told_as(chances.dead_end[silent]), logs=reached)
    prior = LearnedChance(prior=playbook.prior, learned=told_as(chances.prior), logs=counts.deals)
    return Learned(
        playbook=replace(
            with_minutes,
            prior=prior.learned if prior.logs else playbook.prior,
            unanswered=TwoTypes(real=real.learned, dead_end=dead.learned) if reached else playbook.unanswered,
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
        unanswered_real=real if reached else None,
        unanswered_dead_end=dead if reached else None,
        deals=len(told),
        outcomes=sum(stage.logs for stage in stages),
    )


def _stage(stage: Stage, at: int, told: tuple[Life, ...], chances: Chances, counts: Counts) -> LearnedStage:
    group = ("stage", stage.name)
    seen = [attempt.led for life in told for attempt in life.attempts if attempt.stage == at]
    advance = Event(group, "advance")
    return LearnedStage(
        name=stage.name,
        play=stage.play,
        prior_real=stage.real,
        prior_dead_end=stage.dead_end,
        real=_try(chances.real, group) if seen else stage.real,
        dead_end=_try(chances.dead_end, group) if seen else stage.dead_end,
        off_real=spread(chances.real[advance], _seen(counts.real, group)),
        off_dead_end=spread(chances.dead_end[advance], _seen(counts.dead_end, group)),
        logs=len(seen),
        advanced=seen.count("advance"),
        lost=seen.count("lost"),
    )


def _seen(counts: Mapping[Event, float], group: Group) -> float:
    return sum(counts[Event(group, what)] for what in ("advance", "lost", "stay"))


def told_as(chance: float) -> float:
    """A learnt chance with the digits that anybody could tell apart: three that count."""
    return 0.0 if chance < NOUGHT else float(f"{chance:.3g}")


def _try(table: Mapping[Event, float], group: Group) -> Try:
    advance = told_as(table[Event(group, "advance")])
    return Try(advance=advance, lost=min(told_as(table[Event(group, "lost")]), 1 - advance))


def _question(question: Question, told: tuple[Life, ...], chances: Chances) -> LearnedQuestion:
    logs = sum(1 for life in told if question.id in dict(life.answers))
    group = ("answer", question.id)
    return LearnedQuestion(
        id=question.id,
        prior_real=question.real,
        prior_dead_end=question.dead_end,
        real=_answers(chances.real, group, question.real) if logs else question.real,
        dead_end=_answers(chances.dead_end, group, question.dead_end) if logs else question.dead_end,
        logs=logs,
    )


def _answers(table: Mapping[Event, float], group: Group, prior: Mapping[str, float]) -> dict[str, float]:
    chances = {said: told_as(table[Event(group, said)]) for said in prior}
    whole = sum(chances.values())
    return {said: chance / whole for said, chance in chances.items()}
