"""Tries without an answer, the last contact, and a trial that runs."""

from __future__ import annotations

import re
from datetime import date

from planner.app.add.notes.note_times import NoteContext, coming_day, coming_time, last_day, past_time, usual_day
from planner.app.add.notes.theirs.waits import Fields, hear
from planner.app.add.notes.verbs import begins_with_verb

_NUMBERS = {"once": 1, "one": 1, "a": 1, "twice": 2, "two": 2, "couple": 2, "three": 3, "thrice": 3, "several": 3,
            "few": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}  # fmt: skip
_COUNT = r"(?:(?:a |an )?(?P<count>\d{1,2}|" + "|".join(_NUMBERS) + r")(?:x| ?times)?\b(?: of)? ?)"
_TRIED = re.compile(
    rf"\b(?:left|leave|sent) (?:him |her |them )?{_COUNT}?(?:voice ?mails?|messages?"
    rf"|vms?)\b(?: {_COUNT.replace('count', 'times')})?"
    rf"|\b(?:left|sent) {_COUNT.replace('count', 'msgs')}msgs?\b"
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
_UNTIL = re.compile(r"\b(?:until|till)\b")  # they are left alone: quiet until Thursday
_SAYS_SINCE = re.compile(r"\b(?:silen(?:t|ce)|quiet|dark|since|no contact)\b")
_TRIAL = re.compile(
    r"\b(?:trial|pilot|poc|evaluation|on (?:test|trial|loan)|loaner"
    r"|(?:test|trial|demo|loan) (?:unit|machine|oven|kit|system|device|install\w*|set-?up))\b"
)
_THEN = re.compile(r"\b(?:then|after that|afterwards) (?:they|she|he|(?:the|their) \w+) decides?\b")
_DECIDE = re.compile(r"(?:then |and )?(?:they|she|he|(?:the|their) \w+) decides?")
_RUNS = re.compile(r"\b(?:runs?|running|until|till|thru|through|ends?|ending|lasts?)\b")
_HAPPENED = re.compile(
    r"^(?!.*\b(?:agreed|promised|set|booked|scheduled|owed?)\b)(?:.*\b)?"
    r"(?:out since|was|were|did|done|held|sent|had|went|spoke|talked|met|visited|saw|demoed|presented|mailed|emailed"
    r"|quoted|delivered|given|submitted|shared|demo['’]d)\b"
    r"|.*\b(?:agreed|signed|confirmed|approved|accepted|said yes)\b.*"
    r"\b(?:last (?:mon|tue|wed|thu|fri|sat|sun|week|month)|yesterday|ago)"
)


_PUT_OFF = re.compile(
    r"\b(?:pushed|moved|delayed|postponed|put off|shifted|slipped)(?: back| out)? (?:to|until|into)\b", re.IGNORECASE
)
_CALLED = re.compile(r"(?:i |we )?(?:called|rang|phoned|tried|chased|texted)\b(?!.* in\b)")
_EVENT = re.compile(  # and a day alone
    r"(?:(?:the|our|a|an|my|first|intro|initial|last|second) )*(?:talk|call|meeting|demo|visit|presentation|workshop"
    r"|discovery(?: call)?|site survey|offer|quote|proposal|contact)(?: on| of| was)?",
    re.IGNORECASE,
)


def silence(clause: str, about: NoteContext) -> Fields | None:
    """Tries without an answer, or the last contact: left three voicemails, silent since Oct 20."""
    low = clause.lower()
    tried = _TRIED.search(low)
    if not tried and _CALLED.match(low) and (time := past_time(clause, about)) is not None:
        day = usual_day(time.when, about)
        return {"last_try": day.isoformat()} if day <= about.today else None
    if not tried and (not _SILENT.search(low) or _UNTIL.search(low)):
        return None
    fields: Fields = {}
    time = past_time(clause, about) if _SAYS_SINCE.search(low) or not _promises(low) else None
    if time is not None and usual_day(time.when, about) <= about.today:
        fields["last_try" if tried else "last_touch"] = usual_day(time.when, about).isoformat()
    if tried or "last_touch" not in fields:
        said = next(filter(None, tried.groupdict().values()), None) if tried else None
        fields["unanswered"] = str(int(said) if said and said.isdigit() else _NUMBERS.get(said or "", 1))
    return fields


def contact(clause: str, about: NoteContext) -> Fields | None:
    """The last contact, said as what happened: the demo was on 12 November, proposal sent 11/20."""
    has_happened = _HAPPENED.match(clause.lower()) is not None and not _PUT_OFF.search(clause)
    time = past_time(clause, about) if has_happened or _EVENT.match(clause) else None
    if time is None or not (has_happened or (_is_over(clause, about) and _EVENT.fullmatch(time.left))):
        return None
    day = usual_day(time.when, about)
    return {"last_touch": day.isoformat()} if day <= about.today else None


def trial(clause: str, about: NoteContext) -> Fields | None:
    """A trial that runs until a day, on which they decide: trial running until Dec 18."""
    low = clause.lower()
    if not _TRIAL.search(low) or not _RUNS.search(low) or begins_with_verb(_TRIAL.sub("", low)):
        return None
    time = coming_day(clause, about)
    return {"running.until": last_day(time.when).isoformat()} if time is not None else None


def after_trial(fields: Fields, text: str) -> Fields:
    """The keys of a note with their decision at the end of a trial as what is waited for."""
    if "running.until" not in fields or "next" in fields or "waiting_on" in fields or not _THEN.search(text.lower()):
        return fields
    note = [part for part in fields.get("note", "").split("; ") if not _DECIDE.fullmatch(part.strip(" .").lower())]
    said = {key: value for key, value in fields.items() if key != "note"} | ({"note": "; ".join(note)} if note else {})
    return {**said, **hear(date.fromisoformat(fields["running.until"]), "them", "the decision")}


def _is_over(clause: str, about: NoteContext) -> bool:
    """True if the day of a clause can't be one to come."""
    return coming_time(clause, about) is None


def _promises(low: str) -> bool:
    return re.search(r"\b(?:again|next|will|try)\b", low) is not None
