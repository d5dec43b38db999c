"""Clauses of a note about what is the customer's: a decision, a wait, a stop, silence."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from planner.app.add.notes.clauses import AROUND
from planner.app.add.notes.note_times import (
    NoteContext,
    NoteTime,
    YearTime,
    coming_time,
    first_day,
    last_day,
    past_time,
    usual_day,
)
from planner.app.add.notes.verbs import begins_with_verb
from planner.core.timing.deadline import pace_of
from planner.core.worklog.next_step import HEAR_BACK, MINUTES

Fields = dict[str, str]  # of a deal, as they would be typed
ASSUMED = "assumed"  # among the keys of a note: the key of a day that nobody said
HEAR = HEAR_BACK.rstrip(": ")

_DECIDE = re.compile(
    r"\b(?:decid(?:e|es|ed|ing)|decision|deadline|(?:wants?|needs?|must have) (?:an? |our |the |my )?answer|answer by"
    r"|(?:board|committee|council|panel) (?:meets?|meeting|votes?|sits)|sign off|go(?:es)? live"
    r"|(?:budget|money|offer|price|quote)(?: is|'s| will be)? (?:gone|ends?|expires?|lapses?|runs? out"
    r"|closes?|over|lost|valid))\b"
)
_EXPECTED = re.compile(r"\b(?:expect(?:ed|s|ing)?|due|likely|comes?|coming|will come|starts?|opens?|planned|out)\b")
_CLOSING = re.compile(r"\b(?:decision|order|po|purchase order|signature|contract|close|closing|signing)\b")
_ANSWER = re.compile(r"\b(?:answer|reply|response|feedback|word)\b")
_STOPPED = re.compile(
    r"\b(?:stop(?:ped|s)?|fro[sz]en?|freeze|hold|paus(?:e|ed|ing)|postponed|delayed|put off|pushed|shelved|suspended"
    r"|parked|shut|no (?:projects?|budget|money|spending|time|decisions?)|not (?:before|until)|nothing (?:before|until)"
    r"|away|on (?:leave|holiday|vacation)|busy|asked (?:me|us) to wait|later)\b"
)
_WAITING = re.compile(
    r"^(?:(?:we|i|they|we're|i'm|are|am|is|still|just|now|it)\s+)*(?:waiting|waits?|await(?:s|ing)?"
    r"|pending)\b(?: (?:for|on))?(?P<who>.*)"
)
_PAPER = (
    r"(?:offers?|contracts?|agreements?|proposals?|quotes?|paperwork|papers|po|purchase order|drafts?"
    r"|redlines|nda|terms"
    r"|orders?|it|deal|everything|signature|documents?|ball)"
)
_IS_WITH = re.compile(
    rf"^(?:.*\b{_PAPER}(?: is| are|'s)?|it's|is|now|still|currently|all)?(?: now| still| currently)? ?\b"
    r"(?:with|in|at) (?P<who>(?:their|the|his|her|them|him|legal|procurement|purchasing|finance|accounts"
    r"|review|it\b).*)"
)
_THEIRS = re.compile(
    r"^(?P<who>they|she|he|[A-Z][\w'.-]+(?: [A-Z][\w'.-]+){0,2}|(?:the|their|his|her) \w+)(?: has| have"
    r"| had|'ve|'s|'ll)? "
    r"(?:(?:promised|agreed|will|would|going|is going|are going|said (?:they|she|he)(?: would|'d|'ll"
    r"| will))(?: us| me)? (?:to )?)"
    r"(?P<what>.+)",
)
_THEY_DO = re.compile(
    r"^(?P<who>they|she|he)(?:'ll)? (?P<what>(?:call|ring|phone|get|come|reply|answer|sign|send|return"
    r"|confirm|check|write)s?\b.*)"
)
_BACK = re.compile(r"^(?:(?:should|will) |due |expected )?(?:be |come )?back$")
_HEAR = re.compile(r"^(?:(?:to|we|i|should|will|expect to|hope to)\s+)*hear(?:s|ing)?(?: back)?(?: from (?P<who>.+))?$")
_THINKING = re.compile(
    r"^(?:they|she|he|\w+)?(?:'re|'s)? ?(?:are|is)? ?(?:still )?(?:thinking|considering|reviewing"
    r"|discussing|looking at|reading)\b"
    r"|\bunder review\b|\btheir (?:turn|move|court)\b|\b(?:have|has|got) (?:our|the|my) " + _PAPER
)
_HAS = re.compile(
    r"^(?P<who>(?:their|the) [\w-]+(?: [\w-]+)?"
    r"|(?!(?:They|She|He|We|You|It)\b)[A-Z][\w'.-]+(?: [A-Z][\w'.-]+){0,2}"
    r"|legal|procurement|purchasing|finance|accounting|accounts|management|compliance|hr) (?:still )?"
    rf"(?:has|have|got|holds?) (?:it|(?:the|a) (?P<paper>{_PAPER})|(?:our|my) (?P<ours>[\w-]+(?: [\w-]+)?))$"
)
_MISSING = re.compile(r"(?:only |just )?(?P<who>(?:the |their |his |her )?(?:signature|po|purchase order"
    r"|order|approval|ok))"
                      r"(?: is|'s)?(?: still)? (?:missing|open|outstanding)")  # fmt: skip
_NUMBERS = {"once": 1, "one": 1, "a": 1, "twice": 2, "two": 2, "couple": 2, "three": 3, "thrice": 3, "several": 3,
            "few": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}  # fmt: skip
_COUNT = r"(?:(?:a |an )?(?P<count>\d{1,2}|" + "|".join(_NUMBERS) + r")(?:x| ?times)?\b(?: of)? ?)"
_TRIED = re.compile(
    rf"\b(?:left|leave|sent) (?:him |her |them )?{_COUNT}?(?:voice ?mails?|messages?"
    rf"|vms?)\b(?: {_COUNT.replace('count', 'times')})?"
    rf"|\b(?:called|tried|rang|phoned|emailed|mailed|wrote|texted|chased)(?: him| her| them"
    rf"| [A-Z]\w+)? {_COUNT.replace('count', 'tries')}"
    rf"|\bno (?:answer|reply|response) (?:after|to) {_COUNT.replace('count', 'after')}"
)
_SILENT = re.compile(
    r"\b(?:no (?:answer|reply|response|word|news)|not answer(?:ing|ed)|(?:didn't|doesn't|don't|did not"
    r"|does not|do not|won't)"
    r" (?:answer|pick up|reply|respond|call back)|voice ?mails?|silen(?:t|ce)|quiet|dark|ghost(?:ed|ing)|nothing since"
    r"|nobody (?:has |ever )?(?:answer|repl)\w+|nothing heard|heard nothing|not heard|no contact)\b"
)
_SINCE = re.compile(r"\b(?:silen(?:t|ce)|quiet|dark|since|no contact)\b")
_TRIAL = re.compile(r"\b(?:trial|pilot|poc|evaluation)\b")
_RUNS = re.compile(r"\b(?:runs?|running|until|till|ends?|ending|lasts?)\b")
_CAME_IN = re.compile(
    r"\b(?:web ?forms?|web ?site|contact form|online form|inbound|came in|(?:e|i)nquir(?:y|ed|ies)|wrote to us)\b"
)
_HAPPENED = re.compile(
    r"^(?!.*\b(?:agreed|promised|set|booked|scheduled|owed?)\b)(?:.*\b)?"
    r"(?:out since|was|were|done|held|sent|had|went|spoke|talked|met|visited|saw|demoed|presented|mailed|emailed"
    r"|quoted|delivered)\b"
)


def deadline(clause: str, about: NoteContext) -> Fields | None:
    """Their decision by a day: they decide by 11 December, the budget is gone after Dec 18."""
    if begins_with_verb(clause) or not _DECIDE.search(clause.lower()):
        return None
    time = coming_time(clause, about)
    if time is None:
        return None
    if _EXPECTED.search(time.left.lower()) and "decision" in clause.lower() and time.led_by != "due":
        return {"expected": first_day(time.when, about).isoformat()}
    return {"decide_by": last_day(time.when).isoformat()}


def silence(clause: str, about: NoteContext) -> Fields | None:
    """Tries without an answer, or the last contact: left three voicemails, silent since Oct 20."""
    low = clause.lower()
    tried = _TRIED.search(low)
    if not tried and not _SILENT.search(low):
        return None
    fields: Fields = {}
    time = past_time(clause, about) if _SINCE.search(low) or not _promises(low) else None
    if time is not None and usual_day(time.when, about) <= about.today:
        fields["last_try" if tried else "last_touch"] = usual_day(time.when, about).isoformat()
    if tried or "last_touch" not in fields:
        said = next(filter(None, tried.groupdict().values()), None) if tried else None
        fields["unanswered"] = str(int(said) if said and said.isdigit() else _NUMBERS.get(said or "", 1))
    return fields


def wait(clause: str, about: NoteContext) -> Fields | None:
    """A wait for someone, with its end: waiting for finance until Monday."""
    if begins_with_verb(clause) and not re.match(r"(?:offer|quote|contract|proposal|sign|wait)", clause.lower()):
        return None
    time = coming_time(clause, about)
    left = time.left if time is not None else clause.strip(" ,;.!:")
    found = next((said for said in (each(left) for each in _WAITS) if said is not None), None)
    if found is None:
        return None
    who, what = found
    day = first_day(time.when, about) if time is not None else about.working.later(about.today, _pace(about))
    assumed = {} if time is not None else {ASSUMED: "next_on"}
    return _heard(day, who or "them", what) | assumed


def stop(clause: str, about: NoteContext) -> Fields | None:
    """On hold until a day: budget frozen until February."""
    low = clause.lower()
    time = coming_time(clause, about)
    if time is None or begins_with_verb(clause):
        return None
    if not _STOPPED.search(low) and time.led_by not in ("until", "till", "after"):
        return None
    return _held(time, clause, about)


def expected(clause: str, about: NoteContext) -> Fields | None:
    """An event expected from them, or a time alone: tender expected in January, early Feb."""
    time = coming_time(clause, about)
    if time is None or begins_with_verb(clause):
        return None
    low = time.left.lower()
    if not low and isinstance(time.when, YearTime):
        return {"not_before": first_day(time.when, about).isoformat()}
    if not _EXPECTED.search(low) or (not isinstance(time.when, YearTime) and not re.search(r"\bexpect", low)):
        return None
    if _CLOSING.search(low):
        return {"expected": first_day(time.when, about).isoformat()}
    if _ANSWER.search(low):
        return _heard(first_day(time.when, about), "them")
    return _held(time, clause, about)


def contact(clause: str, about: NoteContext) -> Fields | None:
    """The last contact, said as what happened: the demo was on 12 November, proposal sent 11/20."""
    if not _HAPPENED.match(clause.lower()):
        return None
    time = past_time(clause, about)
    if time is None:
        return None
    day = usual_day(time.when, about)
    return {"last_touch": day.isoformat()} if day <= about.today else None


def trial(clause: str, about: NoteContext) -> Fields | None:
    """A trial that runs until a day, on which they decide: trial running until Dec 18."""
    low = clause.lower()
    if begins_with_verb(clause.replace("trial", "")) or not _TRIAL.search(low) or not _RUNS.search(low):
        return None
    time = coming_time(clause, about)
    return {"running.until": last_day(time.when).isoformat()} if time is not None else None


def arrival(clause: str, about: NoteContext) -> Fields | None:
    """The time at which an inquiry came in: web form this morning, came in at 7:10."""
    if not _CAME_IN.search(clause.lower()) or begins_with_verb(clause):
        return None
    clock = next((found for word in clause.split() if (found := _clock(word, about)) is not None), None)
    if clock is not None:
        return {"came": min(clock, about.now).isoformat(timespec="minutes")}
    time = coming_time(clause, about)
    if time is None:
        return {"came": about.now.isoformat(timespec="minutes")} if re.search(r"\bjust\b", clause.lower()) else None
    return {"came": about.now.isoformat(timespec="minutes")} if time.when == about.today else None


RULES: tuple[Callable[[str, NoteContext], Fields | None], ...] = (
    arrival,
    trial,
    silence,
    contact,
    deadline,
    wait,
    stop,
    expected,
)


def _clock(word: str, about: NoteContext) -> datetime | None:
    """The time of today that a word is, with its minutes: 7:10."""
    found = re.match(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])\b", word)
    return about.now.replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0) if found else None


def _heard(day: date, who: str, what: str = "") -> Fields:
    """A wait that ends with asking about it, which takes as long as after something was sent."""
    step = {"next": f"{HEAR_BACK}{what}" if what else HEAR, "next_on": day.isoformat(), "next_minutes": str(MINUTES)}
    return {"waiting_on": who, **step}


def _promises(low: str) -> bool:
    return re.search(r"\b(?:again|next|will|try)\b", low) is not None


def _held(time: NoteTime, clause: str, about: NoteContext) -> Fields:
    day: date = first_day(time.when, about)
    if time.led_by == "after":
        when = time.when.last if isinstance(time.when, YearTime) else first_day(time.when, about)
        day = about.working.next_after(when)
    said = clause.strip(AROUND)
    return {"not_before": day.isoformat(), "next": f"call: {said}" if time.left else "call"}


def _pace(about: NoteContext) -> int:
    stages = {stage.name: stage for stage in about.book.playbook.stages}
    return pace_of(stages.get(about.stage) or about.book.playbook.stages[0])


def _is_waiting(left: str) -> tuple[str, str] | None:
    found = _WAITING.match(left.lower())
    if not found:
        return None
    who = left[len(left) - len(found["who"]) :].strip() if found["who"].strip() else ""
    return (re.sub(r"^(?:for|on) ", "", who), "")


def _is_with(left: str) -> tuple[str, str] | None:
    found = _IS_WITH.match(left.lower())
    if not found:
        return None
    what = left[: found.start("who")]
    what = re.sub(r"(?: ?\b(?:is|are|it's|it|now|still|currently|all)\b|'s)* ?\b(?:with|in|at) $", "", what, flags=re.I)
    return (left[found.start("who") :].strip(), what.strip())


def _is_promised_by_them(left: str) -> tuple[str, str] | None:
    found = _THEIRS.match(left) or _THEIRS.match(left[:1].lower() + left[1:]) or _THEY_DO.match(left.lower())
    if not found or found["who"].lower() in ("we", "i", "promised", "agreed"):
        return None
    who = "them" if found["who"].lower() in ("they", "she", "he") else found["who"]
    what = found["what"]
    sent = re.match(
        r"(?:to )?(?:sends?|returns?|confirms?|forwards?|signs?|provides?|gives?)(?: us| me)?(?: back)? (.+)",
        what,
        re.I,
    )
    return (who, sent[1] if sent else "")


def _is_heard(left: str) -> tuple[str, str] | None:
    if _BACK.match(left.lower()):
        return "", ""
    found = _HEAR.match(left.lower())
    return (left[found.start("who") :] if found["who"] else "", "") if found else None


def _has_it(left: str) -> tuple[str, str] | None:
    found = _HAS.match(left)
    return (found["who"], found["paper"] or found["ours"] or "") if found else None


def _is_thinking(left: str) -> tuple[str, str] | None:
    return ("", "") if _THINKING.search(left.lower()) else None


def _is_missing(left: str) -> tuple[str, str] | None:
    found = _MISSING.search(left.lower())
    return (found["who"] if " " in found["who"] else f"the {found['who']}", "") if found else None


_WAITS = (_is_waiting, _is_with, _is_promised_by_them, _is_heard, _has_it, _is_thinking, _is_missing)
