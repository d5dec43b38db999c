"""The life of each deal in the diary, reduced to the evidence that the deal is real."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from planner.core.line import CHANGES_STAGE, SILENT, Line
from planner.core.playbook import Playbook
from planner.frozen_class import frozen

Led = Literal["advance", "stay", "lost"]

ANSWERED = ("advanced", "stayed", "lost", "won", "booked", "done")  # someone answered
TRIES_TO_REACH = ("advance", "ask", "book", "touch", "fresh-look")


class Attempt(NamedTuple):
    """One try at a stage (its number) and its result."""

    stage: int
    led: Led


@frozen(kw_only=True)
class Life:
    """One deal from its first row in the diary to its end, or to now.

    After a loss a new life begins.
    """

    record: str
    again: bool = False  # a lost deal that was taken up again
    first: int = 0  # the stage in which it was first seen; those before are behind it
    attempts: tuple[Attempt, ...] = ()
    passed: tuple[int, ...] = ()  # later stages that it left forward without a try
    lost_from: int | None = None  # it was lost there or in a later stage, and nobody knows which
    answers: tuple[tuple[str, str], ...] = ()
    answered: int = 0
    unanswered: int = 0
    tries_since_answer: int = 0  # tries since someone last answered
    closed: Literal["won", "lost", "parked"] | None = None

    @property
    def entered(self) -> tuple[int, ...]:
        """The stages that it is known to have been in, in order."""
        return tuple(sorted({self.first, *(each.stage for each in self.attempts)}))

    @property
    def unproven(self) -> int | None:
        """The stage of an advance without anything after it, so that its worth is not known yet.

        Silence is evidence: a deal that no longer answers was perhaps only waved on.
        """
        if self.closed in ("won", "lost") or self.tries_since_answer:
            return None
        if not self.attempts or self.attempts[-1].led != "advance":
            return None
        return self.attempts[-1].stage


@dataclass(slots=True)
class _OpenLife:
    """A life while it is read."""

    first: int
    again: bool = False
    attempts: list[Attempt] = field(default_factory=list)
    passed: list[int] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    answered: int = 0
    unanswered: int = 0
    tries_since_answer: int = 0
    next_stage: int | None = None  # the stage it is in after the rows read so far
    closed: Literal["won", "lost", "parked"] | None = None


def read_lives(rows: Iterable[Line], playbook: Playbook) -> tuple[Life, ...]:
    """Read the lives of all deals from worked rows in order of time.

    Rows of unknown stages are left out.
    """
    number = {stage.name: at for at, stage in enumerate(playbook.stages)}
    played = {stage.play: at for at, stage in enumerate(playbook.stages)}
    known_answers = {question.id: frozenset(question.real) for question in playbook.questions}
    open_lives: dict[str, _OpenLife] = {}
    ended: list[Life] = []
    for row in rows:
        if row.what.record is None:
            continue
        if row.what.does == "fresh-look":
            if row.result.outcome == "advanced":
                open_lives[row.what.record] = _OpenLife(0, again=True, next_stage=0)
            continue
        stage = number.get(row.what.stage) if row.what.stage is not None else played.get(row.what.play)
        if stage is None or (row.what.stage is None and row.what.does != "advance"):
            continue
        if row.what.does not in TRIES_TO_REACH and row.result.outcome not in CHANGES_STAGE and not row.result.answers:
            continue  # done without the customer; after a deal is won such rows would look like another deal
        life = open_lives.setdefault(row.what.record, _OpenLife(stage))
        _add_row(life, row, stage, known_answers, len(playbook.stages))
        if life.closed in ("won", "lost"):
            ended.append(_life(row.what.record, life))
            del open_lives[row.what.record]
    return (*ended, *(_life(record, life) for record, life in open_lives.items()))


def _add_row(life: _OpenLife, row: Line, stage: int, known_answers: Mapping[str, frozenset[str]], stages: int) -> None:
    """Add one row to a life."""
    life.closed = None  # a parked deal that is worked on again is open
    came_from = stage if life.next_stage is None else life.next_stage
    life.passed += [each for each in range(came_from, stage) if each not in life.passed]
    life.next_stage = stage
    life.answers |= {
        name: answer for name, answer in row.result.answers.items() if answer in known_answers.get(name, ())
    }
    if row.what.does in TRIES_TO_REACH:
        if row.result.outcome in ANSWERED:
            life.answered += 1
            life.tries_since_answer = 0
        elif row.result.outcome in SILENT:
            life.unanswered += 1
            life.tries_since_answer += 1
    if row.result.outcome in ("advanced", "won"):
        life.attempts.append(Attempt(stage, "advance"))
        life.next_stage = stage + 1
        if row.result.outcome == "won":
            life.passed += [each for each in range(stage + 1, stages) if each not in life.passed]
        if row.result.outcome == "won" or stage + 1 == stages:
            life.closed = "won"
    elif row.result.outcome == "lost":
        life.attempts.append(Attempt(stage, "lost"))
        life.closed = "lost"
    elif row.result.outcome == "parked":
        life.closed = "parked"
    elif row.result.outcome == "stayed" and row.what.does == "advance":
        life.attempts.append(Attempt(stage, "stay"))


def _life(record: str, life: _OpenLife) -> Life:
    return Life(
        record=record,
        again=life.again,
        first=life.first,
        attempts=tuple(life.attempts),
        passed=tuple(life.passed),
        answers=tuple(sorted(life.answers.items())),
        answered=life.answered,
        unanswered=life.unanswered,
        tries_since_answer=life.tries_since_answer,
        closed=life.closed,
    )
