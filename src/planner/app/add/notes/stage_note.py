"""A stage with what else was typed with it: proposal sent 11/20, lost in spring to Boge."""

from __future__ import annotations

import re

from planner.app.add.notes.clauses import AROUND, clauses, plainly
from planner.app.add.notes.left_over import BETWEEN_NOTES, in_order, left_over, with_note
from planner.app.add.notes.note_times import NoteContext, YearTime, coming_time, past_time, usual_day
from planner.app.add.notes.own_step import is_wanted
from planner.app.add.notes.people.in_step import people_inside
from planner.app.add.notes.read_note import PEOPLE, both, is_day, read_note
from planner.app.add.notes.stage_hints import says_close, stage_words
from planner.app.add.notes.theirs.objection import is_objection
from planner.app.add.notes.theirs.silence import after_trial, contact
from planner.app.records.stage_words import stage_meant
from planner.core.book import CLOSED_STAGES
from planner.core.worklog.next_step import HEAR_BACK
from planner.errors import TwoReadings, UsageError
from planner.frozen_class import frozen

_LOST = re.compile(
    r"(?:(?:was|is|we|it|closed|deal)[ -]+)*(?:lost|verloren)\b(?! (?:interest|touch|contact))"
    r"|(?:(?:they|she|he|have|has|they've|they’ve)[ ]+)*(?:gone|went) with (?!it\b|us\b|me\b|the (?:offer|quote)\b)",
    re.IGNORECASE,
)
_DEAD = re.compile(r"(?:^|[,;.] )(?:(?:it|deal|now)(?: is|['’]s)? )?(?:dead|died|killed)(?=$|[,;.!])", re.IGNORECASE)
_TO = re.compile(
    r"\b(?:to|against|gone with|went with)\s+(?P<rival>.+?)(?:\s+(?:on|over|because|due|for)\b.*)?$", re.IGNORECASE
)
_ANYONE = re.compile(
    r"(?:an?|the|our|their|another|some)?\s*(?:rivals?|competitors?|competition|other|someone|somebody else)\b", re.I
)
_REASONS = (  # a word of the playbook's reason, and words of a loss
    ("price", r"\bon price\b"),
    ("compet", r"\b(?:to|against|rival|competitor|competition|(?:gone|went) with)\b"),
    ("price", r"\b(?:price|expensive|cheaper|cost)\b"),
    ("budget", r"\b(?:budget|money)\b"),
    ("decision", r"\b(?:no decision|did nothing|never decided)\b"),
    ("need", r"\bno need\b"),
    ("timing", r"\b(?:timing|too (?:early|late)|not now)\b"),
)
_REASONS_SAID = "|".join(f"(?:{pattern})" for _, pattern in _REASONS)
_SIGNED = re.compile(
    r"\b(?:signed (?:offer|contract|quote|proposal|order)|wants? to sign|(?:verbal|said) yes"
    r"|contract (?:is )?to be s\w+)\b",
    re.I,
)
_PLACED = (  # words that say a stage by its place among the stages
    re.compile(
        r"\b(?:called|rang|phoned|walked|wrote|mailed|emailed) in\b"
        r"|\b(?:not|never|haven't|hasn't)(?: yet)?(?: been)? (?:called|contacted|reached|approached"
        r"|rung|spoken|talked|met)\b(?! (?:her|him|the|their)\b)"
    ),
    re.compile(r"\b(?:first|intro|initial) (?:meeting|visit|appointment)\b"),
)
_CALL = re.compile(  # the rep's or theirs to make, at any stage: call him Thursday, they promised to call
    r"(?:(?:and|then|but|i|we|to|they|she|he|must|should|will) )*(?:(?:has |have )?promised "
    r"(?:(?:me|us|them|him|her) )?(?:to |an? )?)?(?:call|ring|phone|e-?mail|text|ping|ask|chase|remind)\b"
    r"(?! (?:lead|request|(?:e|i)nquiry))",
    re.IGNORECASE,
)
_FIRST_CALL = re.compile(r"(?:(?:the|our|a) )?(?:first|intro|initial) call\b", re.IGNORECASE)  # to come: a lead's
_CLOSES = re.compile(
    r"\b(?P<what>tender|rfp|rfq|bid|quote|submission|window)s?,? (?:it |which )?clos(?:es|ing)\b", re.IGNORECASE
)
_BIDDING = re.compile(r"\b(?:tender|rfp|rfq|bid)\b", re.IGNORECASE)
_ITS_CLOSE = re.compile(r"(?:^|(?<=[,;.] ))(?:it )?clos(?:es|ing)(?= (?:on |at )?\w)", re.IGNORECASE)
_CUSTOMER = re.compile(r"\b(?:existing|current|long[- ]?standing|old) customer\b|\brenewal\b", re.IGNORECASE)
_COUNTERS = re.compile(  # an objection with what they would pay: it is negotiated
    r"\b(?:wants? (?:it|them|this) (?:for|at)|% (?:off|less)|discount|off before)\b|% off", re.IGNORECASE
)
_ENDED = re.compile(r"\b(?:lost|won|park(?:ed)?|closed|dead|signed|on hold|on ice)\b", re.IGNORECASE)
MANY = 4  # words that end no deal by a reason alone: he likes it but has no budget
LONGEST_LOSS = 31  # days of a month, whose last day counts; of a longer time it is the middle


@frozen
class StageNote:
    """The stage that an answer means, None if it means none, and the keys of the rest of it."""

    stage: str | None
    keys: dict[str, str]
    is_loss: bool = False  # said as a loss of the past, with when, why or to whom


def stage_note(text: str, about: NoteContext) -> StageNote:
    """The stage of an answer, with the last contact and whatever else was typed with it.

    Raises UsageError for words that begin several stages, TwoReadings for a day that may be two.
    """
    text = _CLOSES.sub(r"\g<what> due", plainly(text))
    text = _ITS_CLOSE.sub("tender due", text) if _BIDDING.search(text) else text
    if _DEAD.search(text) and "not_before" in (later := _aside(text, about)):
        return StageNote(None, later)  # dead, look again in July
    if _LOST.match(text) or _DEAD.search(text):
        return StageNote("lost", loss(text, about), is_loss=True)
    parts = clauses(text, lambda part: is_day(part, about))
    stage, at = _stage_in(text, parts, about)
    if stage is None and (implied := _implied(text, parts, about)):
        return implied
    if stage is None or stage in CLOSED_STAGES:
        return StageNote(stage, {})
    keys: dict[str, str] = {}
    for part in (each.strip(AROUND) for each in parts):
        keys |= contact(part, about) or {}
    about = about._replace(stage=stage)
    rest = " ".join(part for n, part in enumerate(parts) if n != at)
    aside = _aside(rest, about)
    if rest and not aside:
        aside = with_note({}, left_over(rest, {}, about))  # what can't be read there is only a remark
    keys = after_trial(both(keys, both(aside, _in_passing(parts[at], about))), text)
    if named := people_inside(text, " ".join((keys.get(PEOPLE, ""), keys.get("introduced_by", "")))):
        keys[PEOPLE] = BETWEEN_NOTES.join(filter(None, (keys.get(PEOPLE, ""), *named)))
    more = left_over(parts[at], keys, about) if len(parts[at].split()) > 1 else ""  # a word alone is the stage
    return StageNote(stage, in_order(with_note(keys, more), text))


def _implied(text: str, parts: list[str], about: NoteContext) -> StageNote | None:
    """The stage that a note means without a word for it: a renewal, a request, an objection."""
    keys = _aside(text, about)
    names = [stage.name for stage in about.book.playbook.stages]
    if "decide_by" in keys and _CUSTOMER.search(text):
        keys.setdefault("renews", f"contract {keys['decide_by'][:4]}")
    objections = [part for part in parts if is_objection(part.strip(AROUND))]
    if "renews" in keys:
        return StageNote(names[-2:][0], keys)  # as a contract that ends becomes a deal
    if "came" in keys:
        return StageNote(names[0], keys)
    if objections:
        argued = "negotiation" if _COUNTERS.search(text) else "proposal"
        return StageNote(argued, keys) if argued in names else None
    return None


def _aside(rest: str, about: NoteContext) -> dict[str, str]:
    """The keys of what was typed besides the stage; none where it can't be read."""
    try:
        return read_note(rest, about) if rest else {}
    except TwoReadings:
        raise
    except UsageError:
        return {}


def _in_passing(clause: str, about: NoteContext) -> dict[str, str]:
    """The keys of the words that say the stage, where they say a time or who has it."""
    keys = _aside(clause, about)
    if "came" in keys or keys.get("waiting_on", "them") != "them" or keys.get("next", "").startswith(HEAR_BACK):
        return keys
    if keys.keys() & {"introduced_by", "running.until", "since"}:
        return keys
    silent: dict[str, str] = {key: keys[key] for key in ("last_touch", "unanswered") if key in keys}
    if contact(clause.strip(AROUND), about):
        return {}
    return silent or (keys if _is_dated(clause, about) else {})


def loss(text: str, about: NoteContext) -> dict[str, str]:
    """The keys of a lost deal: when, why and to whom, as far as it is said."""
    first, *others = (part.strip(AROUND) for part in clauses(text, lambda part: is_day(part, about)))
    time = past_time(first, about)
    alone = [part for part in others if (was := past_time(part, about)) is not None and not was.left]
    left = time.left if time is not None else first
    if time is None and alone:  # on price, June
        time, first, others = past_time(alone[0], about), f"{first}, {alone[0]}", [p for p in others if p != alone[0]]
    keys: dict[str, str] = {}
    if time is not None:
        day = usual_day(time.when, about)
        if isinstance(time.when, YearTime) and (time.when.last - time.when.first).days <= LONGEST_LOSS:
            day = min(time.when.last, about.today)  # no day was said: the latest it can be
        keys = {"lost_on": day.isoformat(), "since": day.isoformat()}
    reasons = about.book.playbook.lost.reasons
    because = "; ".join((left, *others)).lower()
    said = [word for word, pattern in _REASONS if re.search(pattern, because)]
    reason = next((each for word in said for each in reasons if word in each.casefold()), None)
    keys |= {"lost_reason": reason} if reason else {}
    rival = _TO.search(left)
    if rival and not _ANYONE.match(rival["rival"]):
        keys["x.lost_to"] = rival["rival"].strip(" ,;.!")
    known = keys | {"said": " ".join(re.findall(_REASONS_SAID, left.lower()))}
    is_month = time is not None and isinstance(time.when, YearTime)
    return with_note(keys, first if is_month else left_over(first, known, about), *others)


def _stage_in(text: str, parts: list[str], about: NoteContext) -> tuple[str | None, int]:
    """The stage of a text, and the clause that says it.

    What someone wants says it only where nothing else does, and a call to make never.
    """
    parts = ["" if len(parts) + len(part.split()) > 2 and _CALL.match(part.strip(AROUND)) else part for part in parts]
    text = text if all(parts) else " ".join(filter(None, parts))
    rest = ["" if is_wanted(part) else part for part in parts]
    if rest != parts and any(rest):
        found = _stage_said(" ".join(filter(None, rest)), rest, about)
        if found[0] is not None:
            return found
    return _stage_said(text, parts, about)


def _stage_said(text: str, parts: list[str], about: NoteContext) -> tuple[str | None, int]:
    text, parts = stage_words(text), [stage_words(part) for part in parts]
    bare = [part.strip(AROUND) for part in parts]
    names = [stage.name for stage in about.book.playbook.stages]
    named = [
        (name, at)
        for at, part in enumerate(bare)
        for name in names
        if part.casefold() in (name.casefold(), f"{name.casefold()} stage")
    ]
    if len(named) == 1:
        return named[0]
    first = next((at for at, part in enumerate(bare) if _FIRST_CALL.match(part) and _is_dated(part, about)), None)
    if first is not None and names:
        return names[0], first
    if "close" in names and _SIGNED.search(text):
        return "close", next((at for at, part in enumerate(bare) if _SIGNED.search(part)), 0)
    for at, part in enumerate(bare if len(bare) > 1 else ()):
        if contact(part, about) and (found := _meant(part, about)):
            return found, at
    meant = stage_meant(text, about.book)
    if meant is not None and not _is_only_a_reason(meant, text) and (meant != "close" or says_close(text)):
        return meant, next((at for at, part in enumerate(bare) if _meant(part, about) == meant), 0)
    undated = " ".join(part for part in bare if len(bare) == 1 or not _is_dated(part, about))
    words = [word for word in re.findall(r"[^\W_]+", undated.casefold()) if word in {name.casefold() for name in names}]
    if len(set(words)) == 1:
        stage = next(name for name in names if name.casefold() == words[0])
        return stage, next((at for at, part in enumerate(bare) if words[0] in part.casefold()), 0)
    said = ((found, at) for at, part in enumerate(bare) if (found := _meant(part, about)))
    placed = (
        (name, at)
        for name, words in zip(names, _PLACED, strict=False)
        for at, part in enumerate(bare)
        if words.search(part.lower())
    )
    return next(said, None) or next(placed, (None, 0))


def _is_dated(clause: str, about: NoteContext) -> bool:
    """True if a clause has a time to come in it, and one only."""
    try:
        return coming_time(clause, about) is not None
    except UsageError:
        return False


def _meant(part: str, about: NoteContext) -> str | None:
    try:
        meant = stage_meant(part, about.book)
    except UsageError:
        return None
    return (
        None
        if meant is None or _is_only_a_reason(meant, part) or (meant == "close" and not says_close(part))
        else meant
    )


def _is_only_a_reason(stage: str, text: str) -> bool:
    """True for many words that name a reason of a loss, and do not say that the deal is over."""
    return stage in CLOSED_STAGES and len(text.split()) >= MANY and not _ENDED.search(text)
