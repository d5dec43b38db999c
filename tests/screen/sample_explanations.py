"""Sums of what lines are worth, for tests of how they are shown."""

from __future__ import annotations

from datetime import date

from planner.core.reasons import NextVisit, OwnFigure, Pursuit, Touch
from planner.core.why.explanation import (
    BeliefStep,
    DateFactor,
    Explanation,
    FigureSource,
    HalfDone,
    OwnChance,
    QualifyingFirst,
    StageToCome,
    Stake,
    Threshold,
    VisitSum,
)

STAGES = (
    StageToCome(title="Proposal", reach=1.0, tries=1.62, minutes=105),
    StageToCome(title="Negotiation", reach=0.78, tries=1.41, minutes=90),
    StageToCome(title="Signature", reach=0.66, tries=1.9, minutes=61),
)
HOURS = sum(stage.hours for stage in STAGES)
WHY = Pursuit(worth=3840 * 0.9, chance=0.6231, hours=HOURS)
PER_HOUR = WHY.worth * WHY.chance / WHY.hours

DEAL = Explanation(
    item="acme-rollout/proposal", name="Acme rollout", title="Proposal", does="advance", currency="USD", rank=1,
    number=1, minutes=45, per_hour=PER_HOUR, makes=PER_HOUR * 45 / 60, why=WHY, costs=68, moves=0.8, chance=0.684,
    waiting=12.4,
    stake=Stake(amount=48_000, keeps=0.08,
                date_factor=DateFactor(decide_by=date(2026, 12, 2), days_left=7, days_needed=4.6, in_time=0.9)),
    belief_steps=(
        BeliefStep(what="prior", after=0.35),
        BeliefStep(what="answer", detail="why_now", value="yes", before=0.35, after=0.48),
        BeliefStep(what="answer", detail="need", value="interesting", before=0.48, after=0.41),
        BeliefStep(what="passed", detail="discovery", before=0.41, after=0.69),
        BeliefStep(what="attempts", detail="proposal", value="1", before=0.69, after=0.64),
        BeliefStep(what="unanswered", value="2", before=0.64, after=0.57),
        BeliefStep(what="answer", detail="power", value="yes", before=0.57, after=0.81),
    ),
    belief=0.81, stop_after=3, stages_to_come=STAGES,
    asking=QualifyingFirst(minutes=20, walk_away=0.46, hours_kept=6.0, per_hour_qualifying=410, per_hour_unasked=425,
                      chosen=False),
    half_done=HalfDone(done="prepared", minutes_left=75, minutes_usual=105),
    own_chance=OwnChance(own=0.8, usual=0.44),
    threshold=Threshold(on_page=True, price=362, year=280, amount=46_500, belief=0.48),
    sources=(FigureSource(what="chances", origin="playbook"),
             FigureSource(what="minutes of Proposal", origin="learned", rests_on=23)),
)  # fmt: skip

VISIT = Explanation(
    item="bolt/visit", name="Bolt AG", title="Visit", does="visit", currency="EUR", rank=4, number=4, minutes=40,
    per_hour=278.15 / (95 / 60), makes=117.12, why=NextVisit(makes=278.15, visits_now=3, visits_usual=4),
    visit=VisitSum(revenue=180_000, keeps=0.08, share_before=0.9227, share_after=0.9227 + 278.15 / 3600, minutes=95),
    threshold=Threshold(on_page=True, price=112),
)  # fmt: skip

TOUCH = Explanation(
    item="lumen/touch", name="Lumen Optics", title="Keep in touch", does="touch", currency="USD", rank=9, number=9,
    minutes=10, per_hour=0, makes=0, why=Touch(silent_days=31, cadence=30, days_left=0),
)  # fmt: skip

TASK = Explanation(
    item="qbr-deck", name="Bolt AG", title="Quarterly review deck", does="task", currency="USD", rank=None,
    minutes=60, per_hour=350, makes=350, why=OwnFigure(makes=350),
    threshold=Threshold(on_page=False, price=412, because="no room"),
)  # fmt: skip
EXPLANATIONS = {"deal": DEAL, "visit": VISIT, "touch": TOUCH, "task": TASK}
