"""A rep whose true minutes and chances are not the playbook's: how fast the diary teaches them, and what that earns.

python -m benchmarks.learning                  # errors after 10 to 500 logs, forecasts of deals to come, earnings
python -m benchmarks.learning --worlds 20 --days 0     # without the years, which take most of the time
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from benchmarks.lived.rankings import Eye, eye_of
from benchmarks.lived.world import FIRST_DAY, shipped_sale, working_days
from tests.lines import report, worked_line

from planner.core.book import CLOSED_STAGES, Deal
from planner.core.diary import DiaryDay
from planner.core.learn.learn_playbook import learned_playbook
from planner.core.line import Line
from planner.core.playbook import Playbook, Stage, Try
from planner.core.value.belief import log_ratio, passed_ratio, to_chance, to_log_odds
from planner.core.value.deal_index import build_table, try_minutes
from planner.core.worklog.outcomes import effects

LOGS = (10, 50, 200, 500)  # outcomes of attempts
TRIES = 4  # without a step forward, after which a deal is left alone in the drawn histories
HOURS = 6.0  # of a simulated working day
SPREAD = 0.3  # of a step's length about its play's, of the logarithm
SILENT = 5  # minutes of a try that reaches nobody


def true_world(playbook: Playbook, seed: int) -> Playbook:
    """How it really is: every chance and every length some way off what the playbook says."""
    luck = random.Random(f"world {seed}")

    def off(chance: float, by: float = 0.7) -> float:
        return chance if chance in (0.0, 1.0) else to_chance(to_log_odds(chance) + luck.gauss(0, by))

    def attempt(kind: Try) -> Try:
        advance, lost = off(kind.advance), off(kind.lost)
        most = max(1.0, (advance + lost) / 0.98)
        return Try(advance=advance / most, lost=lost / most)

    def answers(chances: dict[str, float]) -> dict[str, float]:
        weights = {said: chance * math.exp(luck.gauss(0, 0.4)) for said, chance in chances.items()}
        return {said: weight / sum(weights.values()) for said, weight in weights.items()}

    stages = tuple(replace(s, real=attempt(s.real), dead_end=attempt(s.dead_end)) for s in playbook.stages)
    ratio = {name: math.exp(luck.gauss(0, 0.35)) for name in playbook.plays}
    plays = {
        name: replace(
            play,
            minutes=max(1, round(play.minutes * ratio[name])),
            prepare=round(play.prepare * ratio[name]),
            follow_up=round(play.follow_up * ratio[name]),
        )
        for name, play in playbook.plays.items()
    }
    questions = tuple(
        replace(q, real=answers(dict(q.real)), dead_end=answers(dict(q.dead_end))) for q in playbook.questions
    )
    return replace(playbook, prior=off(playbook.prior, 0.4), stages=stages, plays=plays, questions=questions)


@dataclass(slots=True)
class Drawing:
    """Deals lived by the truth, each to its end, and what is logged of them."""

    truth: Playbook
    luck: random.Random
    clock: datetime = datetime(2026, 1, 5, 9, tzinfo=UTC)
    deals: int = 0
    rows: list[Line] = field(default_factory=list)

    def deal(self) -> list[tuple[Deal, bool]]:
        """One more deal; the record as it stood when it came into each stage, and whether it was won in the end."""
        self.deals += 1
        real = self.luck.random() < self.truth.prior
        record = Deal(id=f"deal-{self.deals}", name="", amount=1.0, stage=self.truth.stages[0].name, attempts=0)
        answers = {
            q.id: self.luck.choices(*zip(*(q.real if real else q.dead_end).items(), strict=True))[0]
            for q in self.truth.questions
        }
        record = replace(record, answers=answers)
        self.log(record, "ask", "ask", "done", answers)
        seen: list[Deal] = []
        for stage in self.truth.stages:
            record = replace(record, stage=stage.name)
            seen.append(record)
            outcome = self.tries_until_stop(record, stage, real)
            if outcome != "advanced":
                return [(each, False) for each in seen]
        return [(each, True) for each in seen]

    def tries(self, record: Deal, stage: Stage, real: bool) -> str:
        chances = stage.real if real else stage.dead_end
        outcome = "stayed"
        for _ in range(TRIES):
            weights = (chances.advance, chances.lost, chances.stay)
            outcome = self.luck.choices(("advanced", "lost", "stayed"), weights)[0]
            self.log(record, stage.play, "advance", outcome)
            if outcome != "stayed":
                break
        return outcome

    def log(self, record: Deal, play: str, does: str, outcome: str, answers: dict[str, str] | None = None) -> None:
        usual = self.truth.plays[play]
        # A meeting's own minutes; what is one item is taken whole.
        minutes = usual.minutes if usual.how == "meeting" else try_minutes(usual)
        took = max(1, round(minutes * self.luck.lognormvariate(0, SPREAD)))
        self.rows.append(
            worked_line(
                item=f"{record.id}/{play}", record=record.id, does=does, play=play, title=play, start=self.clock,
                end=self.clock + timedelta(minutes=took), minutes=took, outcome=outcome, stage=record.stage,
                answers=answers or {},
            )
        )  # fmt: skip
        self.clock += timedelta(hours=2)


def diary(rows: list[Line]) -> list[DiaryDay]:
    return [DiaryDay(date=FIRST_DAY, worked=tuple(rows))]


# -- how far off, and forecasts -------------------------------------------------------------------------------------


def chances_off(some: Playbook, truth: Playbook) -> float:
    """How far the chances of a try are off, on average, each stage weighed by both kinds."""
    pairs = [
        (one, other)
        for stage, true in zip(some.stages, truth.stages, strict=True)
        for kind, of_truth in ((stage.real, true.real), (stage.dead_end, true.dead_end))
        for one, other in ((kind.advance, of_truth.advance), (kind.lost, of_truth.lost))
    ]
    return statistics.fmean(abs(one - other) for one, other in pairs)


def minutes_off(some: Playbook, truth: Playbook, logged: dict[str, int]) -> float | None:
    """How far the minutes are off (a share of the truth), over the plays that were logged."""
    found = [
        abs(math.log(some.plays[name].minutes / truth.plays[name].minutes))
        for name in logged
        if truth.plays[name].minutes and some.plays[name].minutes
    ]
    return statistics.fmean(found) if found else None


def chance_to_win(record: Deal, playbook: Playbook) -> float:
    """The chance that a deal is won that is tried up to TRIES times in each stage, as the histories are drawn."""
    at = next(n for n, stage in enumerate(playbook.stages) if stage.name == record.stage)
    odds = to_log_odds(playbook.prior) + sum(passed_ratio(stage) for stage in playbook.stages[:at])
    odds += sum(log_ratio(q.real[record.answers[q.id]], q.dead_end[record.answers[q.id]]) for q in playbook.questions)
    real = dead_end = 1.0
    for stage in playbook.stages[at:]:
        real *= sum(stage.real.advance * stage.real.stay**n for n in range(TRIES))
        dead_end *= sum(stage.dead_end.advance * stage.dead_end.stay**n for n in range(TRIES))
    belief = to_chance(max(-14.0, min(14.0, odds)))
    return belief * real + (1 - belief) * dead_end


def brier(seen: list[tuple[Deal, bool]], chance: Callable[[Deal], float]) -> float:
    return statistics.fmean((chance(record) - won) ** 2 for record, won in seen)


def errors(playbook: Playbook, worlds: int) -> None:
    """Prints how far off chances and minutes are after so many logs, and forecasts of 400 deals to come."""
    table: dict[str, list[list[float]]] = {}
    for seed in range(worlds):
        truth = true_world(playbook, seed)
        drawing = Drawing(truth, random.Random(f"luck {seed}"))
        held_out = Drawing(truth, random.Random(f"held out {seed}"))
        to_come = [each for _ in range(400) for each in held_out.deal()]
        learned, past = playbook, list[tuple[Deal, bool]]()
        for count in (0, *LOGS):
            while sum(row.what.does == "advance" for row in drawing.rows) < count:
                past += drawing.deal()
            if count:
                learned = learned_playbook(playbook, diary(drawing.rows)).playbook
            by_stage = _win_rates(past, playbook, to_come)
            off = minutes_off(learned, truth, _plays(drawing.rows))
            row = [
                chances_off(learned, truth), off if off is not None else float("nan"),
                brier(to_come, lambda record, now=learned: chance_to_win(record, now)),  # type: ignore[misc]
                brier(to_come, by_stage),
                brier(to_come, lambda record: chance_to_win(record, truth)),  # noqa: B023 - used at once
            ]  # fmt: skip
            table.setdefault(str(count), []).append(row)
    print("| logs | chances off | minutes off | Brier, learned | Brier, win rate of the stage | Brier, the truth |")
    print("|--:|--:|--:|--:|--:|--:|")
    for count, rows in table.items():
        a, b, c, d, e = (statistics.fmean(v for v in column if v == v) if any(v == v for v in column) else float("nan")
                         for column in zip(*rows, strict=True))  # fmt: skip
        print(f"| {count} | {a:.3f} | {b:.1%} | {c:.4f} | {d:.4f} | {e:.4f} |")


def _plays(rows: list[Line]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.what.play] = counts.get(row.what.play, 0) + 1
    return counts


def _win_rates(
    past: list[tuple[Deal, bool]], playbook: Playbook, to_come: list[tuple[Deal, bool]]
) -> Callable[[Deal], float]:
    """The rival: of the deals that came into a stage, so many were won; before there are any, the playbook's mean."""
    rates: dict[str, float] = {}
    for stage in playbook.stages:
        prior = [chance_to_win(record, playbook) for record, _ in to_come if record.stage == stage.name]
        mean = statistics.fmean(prior) if prior else 0.0
        won = [won for record, won in past if record.stage == stage.name]
        rates[stage.name] = (sum(won) + 5 * mean) / (len(won) + 5)
    return lambda record: rates[record.stage]


# -- what it earns --------------------------------------------------------------------------------------------------


def earned_in_a_year(
    truth: Playbook, believed: Playbook, seed: int, days: int, relearn_every: int | None
) -> tuple[float, int]:
    """Money won and outcomes logged by a rep who does what pays best by what is believed; learns every so many days."""
    arrivals = random.Random(f"year {seed}")
    eye = eye_of(believed, build_table(believed))
    deals: list[tuple[Deal, bool]] = []
    rows: list[Line] = []
    won, coming, arrived = 0.0, 60.0, 0
    for number, today in enumerate(working_days(days)):
        if relearn_every and number and number % relearn_every == 0:
            learned = learned_playbook(believed, diary(rows)).playbook
            eye = eye_of(learned, build_table(learned))
        while coming >= 1:
            coming, arrived = coming - 1, arrived + 1
            deals.append(_arrives(arrived, truth, arrivals))
        coming += 2.0
        clock, left = datetime(today.year, today.month, today.day, 9, tzinfo=UTC), HOURS * 60
        ranked = sorted(range(len(deals)), key=lambda n: -deals[n][0].amount * eye.sight(deals[n][0]).best)
        for n in ranked:
            if left <= 0:
                break
            record, real = deals[n]
            row, record = _step(record, real, truth, eye, seed, clock)
            rows.append(row)
            left -= row.slot.minutes + 5
            clock += timedelta(minutes=row.slot.minutes + 5)
            deals[n] = (record, real)
            if record.stage == "won":
                won += record.amount
        deals = [each for each in deals if each[0].stage not in CLOSED_STAGES]
    return won, sum(row.what.does == "advance" for row in rows)


def _arrives(number: int, truth: Playbook, luck: random.Random) -> tuple[Deal, bool]:
    record = Deal(
        id=f"deal-{number}", name="", amount=luck.lognormvariate(math.log(20_000), 1.0),
        stage=truth.stages[0].name, attempts=0,
    )  # fmt: skip
    return record, luck.random() < truth.prior


def _step(record: Deal, real: bool, truth: Playbook, eye: Eye, seed: int, clock: datetime) -> tuple[Line, Deal]:
    """The next step of a deal as it really goes: asking where that looks better, else the stage's play.

    Luck is fixed by what it is about, so that whoever plans, and whenever, meets the same buyers in the same mood.
    """
    sight = eye.sight(record)
    stage = truth.stages[sight.stage]
    asks = sight.ask > sight.on
    play = truth.plays["ask" if asks else stage.play]
    answers: dict[str, str] = {}
    luck = random.Random(f"{seed} {record.id} {record.stage} {record.attempts} {record.unanswered} {asks}")
    minutes = max(1, round(try_minutes(play) * luck.lognormvariate(0, SPREAD)))
    if luck.random() < (truth.unanswered.real if real else truth.unanswered.dead_end) and play.how == "call":
        outcome, minutes = "no-contact", SILENT
    elif asks:
        outcome = "done"
        answers = {
            q.id: luck.choices(*zip(*(q.real if real else q.dead_end).items(), strict=True))[0]
            for q in truth.questions
            if q.id not in record.answers
        }
    else:
        chances = stage.real if real else stage.dead_end
        outcome = luck.choices(("advanced", "lost", "stayed"), (chances.advance, chances.lost, chances.stay))[0]
    row = worked_line(
        item=f"{record.id}/{play.id}", record=record.id, does="ask" if asks else "advance", play=play.id,
        title=play.title, start=clock, end=clock + timedelta(minutes=minutes), minutes=minutes, outcome=outcome,
        stage=record.stage, answers=answers,
    )  # fmt: skip
    changes = effects(record, row.what.does, report(outcome), clock.date(), truth)
    return row, replace(record, **changes, answers={**record.answers, **answers})


def _flat(playbook: Playbook) -> Playbook:
    """The same with every play in one piece, as this benchmark's rep lives them."""
    plays = {
        name: replace(play, how="desk" if play.how == "meeting" else play.how) for name, play in playbook.plays.items()
    }
    return replace(playbook, plays=plays)


def earnings(playbook: Playbook, worlds: int, days: int) -> None:
    """Prints what is won with the playbook as it is, with learning, and by who knows the truth."""
    sums: dict[str, list[float]] = {"the playbook as it is": [], "with learning": [], "knowing the truth": []}
    logs = []
    for seed in range(worlds):
        truth = true_world(playbook, seed)
        plain, _ = earned_in_a_year(truth, playbook, seed, days, None)
        taught, count = earned_in_a_year(truth, playbook, seed, days, 10)
        known, _ = earned_in_a_year(truth, truth, seed, days, None)
        logs.append(count)
        for name, won in zip(sums, (plain, taught, known), strict=True):
            sums[name].append(won)
    base = sum(sums["the playbook as it is"])
    print(
        f"\n| {worlds} years of {days} days, {statistics.fmean(logs):.0f} outcomes each | won | ratio |\n|---|--:|--:|"
    )
    for name, won in sums.items():
        print(f"| {name} | {statistics.fmean(won):,.0f} | {sum(won) / base:.3f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=10)
    parser.add_argument("--days", type=int, default=250, help="of each simulated year; 0 leaves the years out")
    request = parser.parse_args()
    began = time.perf_counter()
    errors(shipped_sale(), request.worlds)
    if request.days:
        earnings(_flat(shipped_sale()), request.worlds, request.days)
    print(f"\n{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
