"""The changes of a record by the outcome of a step.

The result names only the keys that change, as the book's files have them; None: the key goes.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from planner.core.book import CLOSED_STAGES, Account, Contact, Deal, Task
from planner.core.days import months_later
from planner.core.lifecycle.recurring import next_instance
from planner.core.line import NOTHING_YET, OUTCOMES, SILENT, TRIES, WITHOUT_CUSTOMER, Line, Outcome
from planner.core.playbook import Playbook
from planner.core.records.new_record import kind_of, stage_parked_from, with_article
from planner.core.timing.silence import tries_from_time
from planner.errors import UsageError
from planner.frozen_class import frozen

Record = Deal | Account | Contact | Task

_OUTCOMES: dict[type[Record], tuple[str, ...]] = {
    Deal: OUTCOMES,
    Account: ("done", "stayed", "sent", "no-contact", "no-show", "booked", "moved"),
    Contact: ("done", "stayed", "no-contact"),
    Task: ("done", "sent", "stayed", "moved"),
}
OWN_WORDS = {  # of reps, for an outcome
    "no-answer": "no-contact", "voicemail": "no-contact", "vm": "no-contact", "no-reply": "no-contact",
    "left-message": "no-contact", "left-a-message": "no-contact", "not-reached": "no-contact",
    "no-progress": "stayed", "unfinished": "stayed", "not-finished": "stayed", "nothing-new": "stayed",
    "no-showed": "no-show", "noshow": "no-show", "stood-up": "no-show",
    "rescheduled": "moved", "postponed": "moved", "new-time": "moved",
    "meeting-set": "booked", "meeting-booked": "booked", "appointment": "booked",
    "progress": "advanced", "moved-on": "advanced", "next-stage": "advanced",
    "on-hold": "parked", "signed": "won", "sold": "won", "closed-won": "won",
    "closed-lost": "lost", "dead": "lost", "emailed": "sent", "mailed": "sent",
    "with-them": "waiting", "waiting-on-them": "waiting", "pending": "waiting",
}  # fmt: skip
SENDS = ("send", "email", "e-mail", "mail", "forward")  # the first word of a promise to send something
_WITH_CONTACT = ("advanced", "stayed", "waiting", "booked", "lost", "won", "parked", "done")
_OWN_STEPS = ("advance", "agreed", "book", "fresh-look")  # which keep what was agreed for a deal


def is_to_send(words: str | None) -> bool:
    """True if these words of the rep's are a promise to send something."""
    first, _, rest = (words or "").strip().partition(" ")
    return bool(rest) and first.casefold() in SENDS


def outcomes_of(record: Record) -> tuple[str, ...]:
    """The outcomes that a step for this record may have."""
    return outcomes_of_kind(type(record))


def outcomes_of_kind(kind: type) -> tuple[str, ...]:
    """The outcomes that a step for this kind of record may have; a colleague's are a task's."""
    return _OUTCOMES.get(kind, _OUTCOMES[Task])


def reaches(does: str, outcome: str | None) -> bool:
    """True if a step that `does` this with this outcome reached someone."""
    return outcome in _WITH_CONTACT and does not in WITHOUT_CUSTOMER


@frozen(kw_only=True)
class Report:
    """The rep's report on a piece of work: the outcome and what was agreed.

    `at` is a new appointment, `again` the day until which they are left alone.
    """

    result: Outcome = NOTHING_YET
    next: str | None = None
    next_on: date | None = None
    next_by: date | None = None
    next_minutes: int | None = None
    last_day: date | None = None  # of a promise for which nobody agreed on a day
    waiting_on: str | None = None
    lost_reason: str | None = None  # with the outcome lost
    case: float | None = None  # times the odds that the deal is real, its case built
    again: date | None = None
    at: datetime | None = None
    kept: bool = False  # the rep says that it was what was agreed
    correct: bool | None = None  # it takes the place of the last one; None: where it repeats that
    people: tuple[str, ...] = ()  # contacts it was with; none: as planned, else the main contact
    back_to: str | None = None  # the stage in which a closed deal ended, where it goes on
    row: Line | None = None  # of the log, whose place it takes whatever was logged since

    def agreed(self, record: Record) -> dict[str, Any]:
        """The agreement by the record's own keys, without an appointment."""
        keys = ("next", "next_on", "next_by", "next_minutes", "waiting_on", "lost_reason", "case")
        agreed = {key: getattr(self, key) for key in keys}
        agreed["next_by"] = self.next_by or self.last_day
        agreed["not_before"] = self.again
        return {key: value for key, value in agreed.items() if value is not None and hasattr(record, key)}


def effects(record: Record, does: str, report: Report, today: date, playbook: Playbook) -> dict[str, Any]:
    """The record's keys that change when a step that `does` this had this outcome.

    Answers are merged into the known ones. Raises UsageError for an outcome that such a record can't have, or an
    appointment booked without its time.
    """
    outcome, answers = report.result.outcome, report.result.answers
    if outcome is None:
        raise ValueError("no outcome")
    if outcome not in outcomes_of(record):
        raise UsageError(
            f"{outcome} isn't an outcome for {with_article(kind_of(record))}",
            "one of " + ", ".join(outcomes_of(record)),
        )
    changes: dict[str, Any] = {}
    keeps = report.kept or keeps_promise(record, does, outcome)
    if reaches(does, outcome):
        changes |= _after_contact(record, keeps, today) | _promise_kept(record, does, keeps)
        changes |= _agreed_step_done(record, outcome, today) if keeps else {}
        changes |= _trial_over(record, outcome, today) if keeps else {}
    elif outcome == "sent" and report.kept:
        changes |= _promise_kept(record, "agreed", True)
    if isinstance(record, Deal):
        changes |= _deal(record, does, report, today, playbook)
    elif isinstance(record, Task) and outcome in ("done", "sent"):
        changes |= next_instance(record, today) or {"done_on": today}
    changes |= _appointment(record, outcome, today, report.at)
    changes |= report.agreed(record)
    if answers and hasattr(record, "answers"):
        changes["answers"] = {**changes.get("answers", {}), **answers}
    return {key: value for key, value in changes.items() if value != getattr(record, key)}


def _after_contact(record: Record, keeps: bool, today: date) -> dict[str, Any]:
    """They were reached: the cadence starts again, and what was agreed up to today is over."""
    if isinstance(record, Contact):
        return {"checked": today}
    if isinstance(record, Task):
        return {}
    changes: dict[str, Any] = {"last_touch": today}
    if isinstance(record, Deal):
        changes["unanswered"] = 0
    if keeps and record.next_on is not None and record.next_on <= today:
        changes["next_on"] = None
    return changes | _past_appointment(record, today)


def keeps_promise(record: Record, does: str, outcome: str) -> bool:
    """True if a step that reached them is the one agreed; another contact keeps no promise."""
    if not isinstance(record, Deal) or outcome in ("advanced", *CLOSED_STAGES):
        return True
    return does == "agreed" if record.next_minutes is not None else does in _OWN_STEPS


def _promise_kept(record: Record, does: str, keeps: bool) -> dict[str, Any]:
    """The agreed next step is done: its words, days and minutes go."""
    if isinstance(record, Task) or not keeps:
        return {}
    if isinstance(record, Contact):
        return {"next_by": None}
    changes: dict[str, Any] = {"next_by": None}
    if isinstance(record, Deal):
        changes |= {"next_minutes": None, "waiting_on": None}
    return changes | ({"next": None, "next_on": None} if does == "agreed" else {})


def _agreed_step_done(record: Record, outcome: str, today: date) -> dict[str, Any]:
    """The words of a next step go with its day, unless the deal is closed or a later day stands."""
    if not isinstance(record, Deal | Account) or record.next is None or outcome in CLOSED_STAGES:
        return {}
    is_later = record.next_on is not None and record.next_on > today
    had_a_day = record.next_on is not None or record.next_by is not None
    return {"next": None} if had_a_day and not is_later else {}


def _trial_over(record: Record, outcome: str, today: date) -> dict[str, Any]:
    """A trial ends when it is decided: on its last day or later, or with the stage."""
    if not isinstance(record, Deal) or record.running is None:
        return {}
    is_over = record.running.until <= today or outcome in ("advanced", *CLOSED_STAGES)
    return {"running": None} if is_over else {}


def _deal(deal: Deal, does: str, report: Report, today: date, playbook: Playbook) -> dict[str, Any]:
    outcome = report.result.outcome
    is_try = does in TRIES or (does == "agreed" and outcome == "advanced")
    tried = {"last_try": today} if is_try and deal.stage not in CLOSED_STAGES else {}
    if outcome == "advanced":
        again = _open_again(deal, does, report, today, playbook)
        return (again or _advanced(deal, today, playbook)) | tried
    if outcome == "stayed" and does == "advance" and deal.stage not in CLOSED_STAGES:
        # With a day agreed they are at work on it: waiting is not failing.
        agreed = report.next_on or report.next_by or report.at
        return tried if agreed else {"attempts": _tries(deal, today, playbook) + 1, **tried}
    if outcome == "stayed" or (outcome == "done" and does == "ask"):
        return tried
    if outcome in SILENT:
        return {"unanswered": deal.unanswered + 1, **tried}
    if outcome is not None and outcome in CLOSED_STAGES:
        return _closed(deal, outcome, today)
    return {}


def _open_again(deal: Deal, does: str, report: Report, today: date, playbook: Playbook) -> dict[str, Any]:
    """The keys of a no that is taken back before its revisit; empty for any other deal.

    It goes on where it ended, as well known as it was.
    """
    ended = deal.lost_on or deal.since
    if deal.stage != "lost" or ended is None or does == "fresh-look":
        return {}
    if today >= months_later(ended, playbook.fresh_look.months):
        return {}
    stage = report.back_to or playbook.stages[0].name
    return {"stage": stage, "since": today, "attempts": 0, "unanswered": 0, "next": None, "lost_on": None}


def _advanced(deal: Deal, today: date, playbook: Playbook) -> dict[str, Any]:
    names = [stage.name for stage in playbook.stages]
    fresh = {"since": today, "attempts": 0, "unanswered": 0, "next": None}
    if deal.stage == "parked" and deal.parked_from in names:  # it is alive again where it was left
        return {"stage": deal.parked_from, **fresh, "parked_from": None}
    if deal.stage not in names:  # one that was closed starts over, as a deal not known yet
        again: dict[str, Any] = {"stage": names[0], **fresh, "won_on": None, "lost_on": None, "lost_reason": None}
        if deal.stage == "lost":
            again |= {"prior": playbook.fresh_look.prior, "case": None, "answers": dict.fromkeys(deal.answers)}
        return again
    place = names.index(deal.stage) + 1
    if place == len(names):
        return _closed(deal, "won", today) | {"attempts": 0, "next": None}
    return {"stage": names[place], **fresh}


def _closed(deal: Deal, stage: str, today: date) -> dict[str, Any]:
    parked_from = stage_parked_from(deal) if stage == "parked" else None
    changes: dict[str, Any] = {"stage": stage, "since": today, "parked_from": parked_from}
    changes |= {key: today if key == f"{stage}_on" else None for key in ("won_on", "lost_on")}
    return changes | ({} if stage == "lost" else {"lost_reason": None})


def _tries(deal: Deal, today: date, playbook: Playbook) -> int:
    """Tries so far.

    Where they were not counted, what the time in the stage stands for, as the belief has it.
    """
    if deal.attempts is not None:
        return deal.attempts
    stage = next((stage for stage in playbook.stages if stage.name == deal.stage), None)
    return tries_from_time(deal, stage, today) if stage else 0


def _appointment(record: Record, outcome: str, today: date, at: datetime | None) -> dict[str, Any]:
    if isinstance(record, Contact):
        return {}
    if at is not None:
        return {"at": at}
    if outcome == "booked":
        raise UsageError("booked for when?", 'add --at, e.g. --at "thu 14:00"')
    if outcome == "moved":
        return {"at": None}
    return _past_appointment(record, today) if outcome == "no-show" else {}


def _past_appointment(record: Deal | Account | Task, today: date) -> dict[str, Any]:
    """The appointment has been, whoever came; one on a later day stands."""
    return {"at": None} if record.at is not None and record.at.date() <= today else {}
