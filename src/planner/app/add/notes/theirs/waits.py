"""Waits for the customer: who has it, who promised it, who thinks about it, and until when."""

from __future__ import annotations

import re
from datetime import date

from planner.app.add.notes.clauses import AROUND
from planner.app.add.notes.note_times import (
    NoteContext,
    YearTime,
    coming_day,
    coming_time,
    first_day,
    past_time,
    usual_day,
)
from planner.app.add.notes.verbs import begins_with_verb
from planner.core.timing.deadline import pace_of
from planner.core.worklog.next_step import HEAR_BACK, MINUTES

Fields = dict[str, str]  # of a deal, as they would be typed
ASSUMED = "assumed"  # among the keys of a note: the key of a day that nobody said
HEAR = HEAR_BACK.rstrip(": ")

_WAITING = re.compile(
    r"^(?:(?:we|i|they|we're|i'm|are|am|is|still|just|now|it)\s+)*(?:waiting|waits?|await(?:s|ing)?"
    r"|pending)\b(?: (?:for|on))?(?P<who>.*)"
)
_PAPER = (
    r"(?:offers?|contracts?|agreements?|proposals?|quotes?|paperwork|papers|po|purchase order|drafts?"
    r"|redlines|nda|terms|questionnaire|forms?|specs?|numbers|figures"
    r"|orders?|it|deal|everything|signature|documents?|ball)"
)
_IS_WITH = re.compile(
    rf"^(?:.*\b{_PAPER}(?: is| are|'s)?|it's|is|now|still|currently|all)?(?: now| still| currently)? ?\b"
    r"(?:with|in|at) (?P<who>(?:their|the|his|her|them|him|legal|procurement|purchasing|finance|accounts"
    r"|review|it\b).*)"
)
_SUBJECT = (
    r"(?P<who>they|she|he|(?:[Tt]heir|[Tt]he|[Hh]is|[Hh]er) [\w-]+(?: (?:lead|team|manager|director|department))?"
    r"|[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2}"
    r"|legal|procurement|purchasing|finance|accounting|accounts|management|compliance|hr)"
)
_DONE_BY = "sends?|returns?|confirms?|forwards?|signs?|provides?|gives?"
_PROMISES = re.compile(
    rf"^{_SUBJECT}(?: has| have| had|'ve|'s|'ll)? (?:promised|agreed)(?P<to> (?:us |me )?to)?(?: us| me)? (?P<what>.+)"
)
_PROMISED_TO_ME = re.compile(r"^(?P<who>)promised(?P<to>) (?:us|me) (?P<what>.+)", re.IGNORECASE)
_AGREED = re.compile(
    r"\bagreed (?:to |on |for )?(?:an? |the )?(?:[\w-]+ )?(?:demo|call|meeting|visit|workshop|trial)\b", re.I
)
_SIGNS = re.compile(r"(?:he|she|they) (?:signs?|decides?)(?: off)?", re.IGNORECASE)  # who decides, not when
_THEIRS = re.compile(
    rf"^{_SUBJECT}(?: has| have| had|'ve|'s|'ll)? "
    r"(?:will|would|going|is going|are going|said (?:they|she|he)(?: would|'d|'ll| will))(?: us| me)? (?:to )?"
    r"(?P<what>.+)",
)
_THEY_DO = re.compile(
    r"^(?P<who>they|she|he)(?:'ll)? (?P<what>(?:call|ring|phone|get|come|reply|answer|sign|send|return"
    r"|confirm|check|write)s?\b.*)"
)
_TO_DO = re.compile(  # she's to send me floor plans, Tom to confirm
    rf"^{_SUBJECT}(?:['’]s|['’]re| is| are| has| have)? to (?P<what>(?:send|return|confirm|forward|sign|provide|give"
    r"|call|ring|phone|get|come|let|reply|answer|check|write|e-?mail|mail|speak|talk|ask|discuss|take|share|review|arrange|book"
    r"|set|fix|sort|supply|issue|raise|approve)\b.*)"
)
_SENDING = re.compile(  # they're sending the PO
    r"^(?P<who>they|she|he)(?:['’]re|['’]s| are| is) (?:now |still )?(?:sending|returning|signing|confirming|forwarding"
    r"|issuing|raising|preparing|drafting|getting)(?: us| me)?(?: back)? (?P<what>.+)$",
    re.IGNORECASE,
)
_DOES = re.compile(rf"^{_SUBJECT} (?P<what>(?:sends|returns|confirms|forwards|provides|gets back|comes back|calls"
                   r"|rings|phones|replies|answers)\b.*)")  # fmt: skip
_SAID = re.compile(  # and a day: they said by Wednesday
    r"^(?:they|she|he|their [\w-]+|[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)(?:['’]ve| have| has)? (?:said|says?|hopes?)$"
)
_FOLLOWS = re.compile(
    r"^(?:their |the |an? |signed )*(?P<what>(?:signed )?(?:contract|agreement|paperwork|papers|po|purchase order|order"
    r"|form|forms|drawings|specs?|figures|numbers))(?: is| are|['’]s)? (?:to follow|to come|follows?|on (?:its|the) way"
    r"|still to come)$",
    re.IGNORECASE,
)
_BACK = re.compile(r"^(?:(?:should|will) |due |expected )?(?:be |come )?back(?: to (?:me|us))?$")
_HEAR = re.compile(r"^(?:(?:to|we|i|should|will|expect to|hope to)\s+)*hear(?:s|ing)?(?: back)?(?: from (?P<who>.+))?$")
_COMES = re.compile(  # what only they can give, and a day: PO promised for Friday, answer by 9 Dec
    r"^(?:(?:their|an?|the|signed|our) )*(?P<what>po|purchase order|order|(?:final )?(?:answer|reply|response|feedback)"
    r"|signature|approval|sign-off|go-ahead|green light|ok|confirmation|redlines|deposit|payment|letter of intent|loi)"
    r"(?: (?:is|was|has been|to|will|should|be|promised|expected|coming|comes?|due|back|in|signed|follows?|here|through"
    r"|us|me|from them))*$"
)
_EXPECTED = re.compile(r"\b(?:promised|expected|coming)\b")
_THINKS = r"(?:thinking|considering|reviewing|discussing|looking|reading|checking|studying|going through|going over)"
_THINKING = re.compile(
    rf"^(?:they|she|he|\w+)?(?:'re|'s)? ?(?:are|is)? ?(?:still )?{_THINKS}\b"
    r"|\bunder review\b|\btheir (?:turn|move|court)\b|\b(?:have|has|got) (?:our|the|my) " + _PAPER
)
_LOOKS_AT = re.compile(
    rf"^{_SUBJECT}(?:'s|'re| is| are)(?: still| now)? {_THINKS}(?: (?:at|about|over|into|through))?(?: (?P<what>.+))?$"
)
_HAS = re.compile(
    r"^(?P<who>(?:[Tt]heir|[Tt]he) [\w-]+(?: [\w-]+)?"
    r"|(?!(?:They|She|He|We|You|It)\b)[A-Z][\w'.-]+(?: [A-Z][\w'.-]+){0,2}"
    r"|legal|procurement|purchasing|finance|accounting|accounts|management|compliance|hr) (?:still )?"
    r"(?:has|have|got|holds?) "
    rf"(?:it|(?:the|a) (?P<paper>(?:[\w-]+ ){{0,2}}{_PAPER})|(?:our|my) (?P<ours>[\w-]+(?: [\w-]+)?))$"
)
_MISSING = re.compile(r"(?:only |just )?(?P<who>(?:the |their |his |her )?(?:signature|po|purchase order"
                      r"|order|approval|ok))"
                      r"(?: is|'s)?(?: still)? (?:missing|open|outstanding)")  # fmt: skip
_PAPER_FIRST = re.compile(r"(?:offer|quote|contract|proposal|sign|wait)", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:they|she|he|their)\b", re.IGNORECASE)
_NO_SUBJECT = ("we", "i", "promised", "agreed")


def wait(clause: str, about: NoteContext) -> Fields | None:
    """A wait for someone, with its end: waiting for finance until Monday.

    Where only the day since which they have it is said, that was the last contact.
    """
    time = coming_day(clause, about)
    left = time.left if time is not None else clause.strip(AROUND)
    since = past_time(clause, about) if time is None else None
    if (
        since is not None
        and (since.led_by in ("since", "last") or coming_time(clause, about) is not None)
        and usual_day(since.when, about) <= about.today
    ):
        left = since.left
    else:
        since = None
    is_said = time is not None or _EXPECTED.search(left.lower()) is not None
    comes = _comes(left) if is_said and not (time and isinstance(time.when, YearTime)) else None
    if comes is None and begins_with_verb(clause) and not _PAPER_FIRST.match(clause):
        return None
    if time is not None and _SAID.match(left):
        comes = (re.sub(r" .*", "", left) if left[:1].isupper() and not _PRONOUN.match(left) else "", "")
    found = comes or next((said for said in (each(left) for each in _WAITS) if said is not None), None)
    if found is None:
        return None
    who, what = found
    day = first_day(time.when, about) if time is not None else about.working.later(about.today, _pace(about))
    known = {} if time is not None else {ASSUMED: "next_on"}
    if since is not None:
        known["last_touch"] = usual_day(since.when, about).isoformat()
    return hear(day, who or "them", what) | known


def hear(day: date, who: str, what: str = "") -> Fields:
    """A wait that ends with asking about it, which takes as long as after something was sent."""
    step = {"next": f"{HEAR_BACK}{what}" if what else HEAR, "next_on": day.isoformat(), "next_minutes": str(MINUTES)}
    return {"waiting_on": who, **step}


def _pace(about: NoteContext) -> int:
    stages = {stage.name: stage for stage in about.book.playbook.stages}
    return pace_of(stages.get(about.stage) or about.book.playbook.stages[0])


def _comes(left: str) -> tuple[str, str] | None:
    found = _COMES.match(left.lower())
    return ("", left[found.start("what") : found.end("what")]) if found else None


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
    plain = left[:1].lower() + left[1:]
    promised = _PROMISES.match(left) or _PROMISES.match(plain) or _PROMISED_TO_ME.match(left)
    if _AGREED.search(left) or _SIGNS.fullmatch(left):
        return None
    if promised and promised["who"].lower() not in _NO_SUBJECT and not promised["to"]:
        return _who(promised["who"]), promised["what"]
    to_do = _TO_DO.match(left) or _TO_DO.match(plain) or _DOES.match(left) or _DOES.match(plain)
    if to_do and re.fullmatch(rf"(?:(?:the|their) )?{_PAPER}", to_do["who"], re.IGNORECASE):
        return None
    found = promised or to_do or _THEIRS.match(left) or _THEIRS.match(plain) or _THEY_DO.match(left.lower())
    if not found or found["who"].lower() in _NO_SUBJECT:
        return None
    sent = re.match(rf"(?:to )?(?:{_DONE_BY}|shares?|supply|supplies)(?: us| me)?(?: back)? (.+)", found["what"], re.I)
    return _who(found["who"]), sent[1] if sent else ""


def _is_sent_by_them(left: str) -> tuple[str, str] | None:
    found = _SENDING.match(left)
    return ("them", found["what"]) if found else None


def _who(subject: str) -> str:
    if subject.lower() in ("they", "she", "he", ""):
        return "them"
    return subject[:1].lower() + subject[1:] if subject.lower().startswith(("the", "his ", "her ")) else subject


def _follows(left: str) -> tuple[str, str] | None:
    found = _FOLLOWS.match(left)
    return ("", found["what"]) if found else None


def _is_heard(left: str) -> tuple[str, str] | None:
    if _BACK.match(left.lower()):
        return "", ""
    found = _HEAR.match(left.lower())
    return (left[found.start("who") :] if found["who"] else "", "") if found else None


def _has_it(left: str) -> tuple[str, str] | None:
    found = _HAS.match(left)
    return (found["who"], found["paper"] or found["ours"] or "") if found else None


def _looks_at(left: str) -> tuple[str, str] | None:
    found = _LOOKS_AT.match(left) or _LOOKS_AT.match(left[:1].lower() + left[1:])
    return (_who(found["who"]), found["what"] or "") if found else None


def _is_thinking(left: str) -> tuple[str, str] | None:
    return ("", "") if _THINKING.search(left.lower()) else None


def _is_missing(left: str) -> tuple[str, str] | None:
    found = _MISSING.search(left.lower())
    return (found["who"] if " " in found["who"] else f"the {found['who']}", "") if found else None


_WAITS = (
    _follows,
    _is_waiting,
    _is_with,
    _is_promised_by_them,
    _is_sent_by_them,
    _is_heard,
    _has_it,
    _looks_at,
    _is_thinking,
    _is_missing,
)
