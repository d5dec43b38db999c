"""What the diary tells of each deal's life, as far as it says whether the deal is real."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from planner.core.diary import Worked
from planner.core.playbook import Playbook

Led = Literal["advance", "stay", "lost"]

REACHED = ("advanced", "stayed", "lost", "won", "booked", "done")  # somebody was there
SILENT = ("no-contact", "no-show")
TRIES_TO_REACH = ("advance", "ask", "book", "touch", "fresh-look")
ENDS = ("advanced", "won", "lost", "parked")


class Attempt(NamedTuple):
    """One attempt at a stage (its number) and where it led."""

    stage: int
    led: Led


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One deal from when the diary first meets it to its end, or to now; after a loss a new life begins."""

    record: str
    again: bool = False  # a lost one that was taken up anew
    attempts: tuple[Attempt, ...] = ()
    passed: tuple[int, ...] = ()  # stages behind it of which the diary has no attempt
    answers: tuple[tuple[str, str], ...] = ()
    reached: int = 0
    unanswered: int = 0
    silent_since: int = 0  # tries that nobody answered since somebody last did
    closed: Literal["won", "lost", "parked"] | None = None

    @property
    def from_the_start(self) -> bool:
        return not self.again and not self.passed

    @property
    def unproven(self) -> int | None:
        """The stage whose advance is the last that is known of it: what that was worth, nobody can tell yet.

        Silence tells: a deal that nobody answers any more was perhaps only waved on.
        """
        if self.closed in ("won", "lost") or self.silent_since:
            return None
        if not self.attempts or self.attempts[-1].led != "advance":
            return None
        return self.attempts[-1].stage


@dataclass(slots=True)
class _Living:
    """A life while it is read."""

    again: bool = False
    attempts: list[Attempt] = field(default_factory=list)
    passed: list[int] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    reached: int = 0
    unanswered: int = 0
    silent_since: int = 0
    stands_at: int = 0  # the stage that the diary has brought it to
    closed: Literal["won", "lost", "parked"] | None = None


def lives(rows: Iterable[Worked], playbook: Playbook) -> tuple[Life, ...]:
    """The lives of all deals, from worked rows in order of time. Rows of unknown stages are left out."""
    number = {stage.name: at for at, stage in enumerate(playbook.stages)}
    played = {stage.play: at for at, stage in enumerate(playbook.stages)}
    known = {question.id: frozenset(question.real) for question in playbook.questions}
    living: dict[str, _Living] = {}
    ended: list[Life] = []
    for row in rows:
        if row.record is None:
            continue
        if row.does == "fresh-look":
            if row.outcome == "advanced":
                living[row.record] = _Living(again=True)
            continue
        stage = number.get(row.stage) if row.stage is not None else played.get(row.play)
        if stage is None or (row.stage is None and row.does != "advance"):
            continue
        if row.does not in TRIES_TO_REACH and row.outcome not in ENDS and not row.answers:
            continue  # done without them; after a deal is won such rows would look like another one
        life = living.setdefault(row.record, _Living())
        _live(life, row, stage, known, len(playbook.stages))
        if life.closed in ("won", "lost"):
            ended.append(_life(row.record, life))
            del living[row.record]
    return (*ended, *(_life(record, life) for record, life in living.items()))


def _live(life: _Living, row: Worked, stage: int, known: Mapping[str, frozenset[str]], stages: int) -> None:
    """Take one row into a life."""
    life.closed = None  # a parked one that is worked on again is open
    life.passed += [each for each in range(life.stands_at, stage) if each not in life.passed]
    life.stands_at = stage
    life.answers |= {name: said for name, said in row.answers.items() if said in known.get(name, ())}
    if row.does in TRIES_TO_REACH:
        if row.outcome in REACHED:
            life.reached += 1
            life.silent_since = 0
        elif row.outcome in SILENT:
            life.unanswered += 1
            life.silent_since += 1
    if row.outcome in ("advanced", "won"):
        life.attempts.append(Attempt(stage, "advance"))
        life.stands_at = stage + 1
        if row.outcome == "won":
            life.passed += [each for each in range(stage + 1, stages) if each not in life.passed]
        if row.outcome == "won" or stage + 1 == stages:
            life.closed = "won"
    elif row.outcome == "lost":
        life.attempts.append(Attempt(stage, "lost"))
        life.closed = "lost"
    elif row.outcome == "parked":
        life.closed = "parked"
    elif row.outcome == "stayed" and row.does == "advance":
        life.attempts.append(Attempt(stage, "stay"))


def _life(record: str, life: _Living) -> Life:
    return Life(
        record=record,
        again=life.again,
        attempts=tuple(life.attempts),
        passed=tuple(life.passed),
        answers=tuple(sorted(life.answers.items())),
        reached=life.reached,
        unanswered=life.unanswered,
        silent_since=life.silent_since,
        closed=life.closed,
    )
