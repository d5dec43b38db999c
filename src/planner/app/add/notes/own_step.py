"""The rep's own next step in a note: what to do, and on or by which day."""

from __future__ import annotations

import re
from datetime import date, datetime

from planner.app.add.next_step import next_forms, read_next_step
from planner.app.add.notes.clauses import AROUND
from planner.app.add.notes.note_times import NoteContext, YearTime, coming_time, first_day, last_day
from planner.app.add.notes.theirs.objection import is_objection
from planner.app.add.notes.verbs import begins_with_verb
from planner.errors import UsageError
from planner.locales.writing import write_clock

MARKS = AROUND + "\"'“”‘’"
_FRONT = re.compile(
    r"^(?:(?:and|but|then|also|maybe|perhaps|(?:i|we) said (?:i|we)(?:'d|’d|'ll|’ll| would| will)"
    r"|told (?:them|him|her) (?:i|we)(?:'d|’d|'ll|’ll)|i'll|we'll|i'm|we're|i|we|to|going to|need to|have to|must"
    r"|should|please|next is|next:|agreed:|(?:they |she |he )?agreed(?: to| on| for)?(?: an?| the)?"
    r"|promised (?:them|him|her|us) to|promised to"
    r"|(?:they |she |he )?said(?: to)?(?= (?:call|ring|phone|e-?mail|ask|chase|try|come|get)\b)"
    r"|(?:they |she |he )?wants? (?:an? |the )?)\s*\b)+(?=\S)",
    re.IGNORECASE,
)
_MEETINGS = (
    r"(?:call|demo|meeting|visit|workshop|trial|presentation|session|tour|webinar|survey|training|walkthrough|quote"
    r"|proposal|reference|sample)"
)
_WANTED = re.compile(  # by someone with a name, and a step of the rep's
    r"(?P<who>(?!(?:They|She|He|It|We|I)\b)[A-Z][\w'.-]*(?: [A-Z][\w'.-]+)?|(?i:their|the|his|her) [\w-]+)"
    r" (?i:wants?|needs?|asked for|asks for|would like|requested) (?i:an? |another |the )"
    rf"(?P<what>(?:[\w-]+ ){{0,3}}{_MEETINGS}s?)(?= |$)(?P<more>.*)"
)
_OWED = re.compile(
    r"^(?i:(?:i |we )?(?:owe|promised))(?: (?:him|her|them|[A-Z][\w'-]+(?: [A-Z][\w'-]+)?))? (?!to\b|that\b)(.+)"
)
_TO_SEE = re.compile(  # a wish of theirs, which the rep meets by showing it
    r"^(?:(?:they|she|he) )?(?:wants?|needs?|would like|asked|asks) to (?:see|look at) (?!(?:us|me|him|her|them|you)\b)"
    r"(?P<what>.+)",
    re.IGNORECASE,
)
_OWED_IT = re.compile(r",? (?:and )?(?:i |we )?(?:owe|promised) (?:it|this|that|them)(?: to (?:them|him|her))?$", re.I)
_AS_PROMISED = re.compile(r"[\s,(–-]+(?:as |i |we )?promised\)?$", re.IGNORECASE)
_ONLY_MEETING = re.compile(r"(?:an? |the )?(call|demo|meeting|visit|workshop)", re.IGNORECASE)
_TO_SEND = re.compile(
    r"^(?P<what>(?:the |a |an |our )?\w+(?: \w+)?) "
    r"(?:to be (?P<verb>sent|signed|agreed|booked)|(?P<out>goes|is going|to go) out)$",
    re.I,
)
_SENDING = {"sent": "send", "signed": "get signed", "agreed": "agree on", "booked": "book"}
_HANDED_IN = re.compile(
    r"^(?:the |our )?(?:out (?:for|to) )?((?:(?!i\b|my\b|send\b|submit\b|out\b|for\b|to\b)[\w'-]+ )?"
    r"(?:tender|bid|rf[pqi]|submission|application|offer|proposal|quote))s?$",
    re.I,
)


_HANDING_IN = re.compile(
    r"(?:the |our )?(?:(?:tender|bid|rf[pqi]) )?(?:submission|tender|bid|rf[pqi]|application)$", re.IGNORECASE
)


def own_step(text: str, about: NoteContext) -> dict[str, str] | None:
    """The keys of the rep's own step; None for words that are none.

    Raises UsageError if its day is over, or if there are two; TwoReadings if it may be two.
    """
    text = text.strip(MARKS)
    time = coming_time(text, about)
    if time is None:
        return {"next": worded(text)} if is_step(text) else None
    if isinstance(time.when, YearTime) or (time.led_by == "after" and time.left):
        return _left_alone(time.when, worded(time.left), time.led_by, about)
    if time.is_week:
        what = worded(time.left)
        return ({"next": what} if what else {}) | {"next_by": last_day(time.when).isoformat()}
    step = read_next_step(text, about.now, about.locale)
    open_bracket = step.what.count("(") > step.what.count(")")
    what = worded(step.what) + (")" if open_bracket else "")
    is_due = time.led_by in ("by", "due", "before") or _HANDING_IN.match(what) is not None
    if is_due and (handed := _HANDED_IN.match(what)):
        what = f"submit the {handed[1]}".replace("submit the submission", "submit it")
    elif time.led_by == "due" and not what:
        what = "submit it"
    if not is_due:
        return ({"next": what} if what else {}) | {step.field: step.when.isoformat()}
    if isinstance(step.when, datetime):
        clock = write_clock(step.when.hour * 60 + step.when.minute, about.locale)
        return {"next": f"{what} by {clock}".strip(), "next_by": step.when.date().isoformat()}
    return ({"next": what} if what else {}) | {"next_by": step.when.isoformat()}


def is_step(text: str) -> bool:
    """True if a clause says what the rep does, with or without a day."""
    text = text.strip(MARKS)
    if is_objection(text):
        return False
    return begins_with_verb(_FRONT.sub("", text)) or any(each.match(text) for each in (_OWED, _TO_SEND, _WANTED))


def is_wanted(text: str) -> bool:
    """True for a step that someone with a name wants: IT wants a security call."""
    return _WANTED.match(text.strip(MARKS)) is not None


def worded(what: str) -> str:
    """A step without the words that only say that it was promised or agreed."""
    what = what.strip(MARKS)
    what = _OWED_IT.sub("", what) or what
    what = _AS_PROMISED.sub("", what) or what
    if seen := _TO_SEE.match(what):
        return f"show {seen['what']}"
    wanted = _WANTED.match(what)
    if wanted:
        who = wanted["who"]
        who = who[:1].lower() + who[1:] if who.lower().startswith(("their ", "the ", "his ", "her ")) else who
        return f"{wanted['what']} with {who}{wanted['more']}"
    owed = _OWED.match(what)
    if owed:
        meeting = _ONLY_MEETING.fullmatch(owed[1])
        return meeting[1] if meeting else f"send {owed[1]}"
    plain = _FRONT.sub("", what)
    sent = _TO_SEND.match(plain)
    if sent:
        article = "" if " " in sent["what"] and sent["what"].split()[0].lower() in ("the", "a", "an", "our") else "the "
        return f"{_SENDING[(sent['verb'] or 'sent').lower()]} {article}{sent['what']}"
    return plain if plain == what else plain[:1].lower() + plain[1:]


def _left_alone(when: date | datetime | YearTime, what: str, led_by: str, about: NoteContext) -> dict[str, str]:
    """A step at a time of the year, or after a day: they are left alone until then."""
    day = first_day(when, about)
    if led_by == "after":
        day = about.working.next_after(last_day(when) if isinstance(when, YearTime) else day)
    says = what and what.lower() not in ("maybe", "perhaps", "probably", "sometime", "later", "again")
    return {"not_before": day.isoformat()} | ({"next": what} if says else {})


def no_day(text: str, about: NoteContext) -> UsageError:
    """The error for a note in which nothing can be read."""
    return UsageError(f'can\'t read "{text}" as a next step', next_forms(about.locale))
