"""A rep's note on what comes next, as the keys of a deal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress

from planner.app.add.next_step import day_or_time
from planner.app.add.notes.clauses import clauses, plainly
from planner.app.add.notes.left_over import BETWEEN_NOTES, NOTE, in_order, left_over, remark_kept, with_note
from planner.app.add.notes.note_times import NoteContext, coming_time
from planner.app.add.notes.own_step import MARKS, is_step, no_day, own_step
from planner.app.add.notes.people.in_step import people_in_step, people_inside, people_met
from planner.app.add.notes.people.people_said import (
    adds_to_person,
    decides_too,
    is_role_alone,
    people_in_note,
    remarks_on,
)
from planner.app.add.notes.referral import record_named, referral, whole_name
from planner.app.add.notes.stage_hints import wished
from planner.app.add.notes.their_move import RULES
from planner.app.add.notes.theirs.arrival import arrival
from planner.app.add.notes.theirs.objection import is_objection
from planner.app.add.notes.theirs.silence import after_trial
from planner.app.add.notes.theirs.waits import ASSUMED, HEAR
from planner.errors import TwoReadings

STEP = "send the quote"  # the step after they asked for one
PEOPLE = "people"  # the people that a note names, among its keys, as they were typed
_REMARK = re.compile(  # on the customer, after a step
    r"(?:they|she|he|it|we know|likes?|loves?|liked|loved|hates?|wants?|needs?|has|have|is|are|was|not|no|happy|unhappy"
    r"|new|their|nobody|friend|friends)\b"
    r"|(?:[\w'’-]+ ){1,3}(?:likes?|loves?|hates?|wants?|needs?|prefers?|thinks?|says?|doubts?)\b",
    re.IGNORECASE,
)
_PROMISED_IT = re.compile(  # of what they want: I promised them by Wednesday
    r"(?:i |we )?(?:promised|owe) (?:it|this|that|them)"
    r"(?P<more>(?: (?:by|for|on|before|today|tomorrow|this|next)\b.*)?)$",
    re.IGNORECASE,
)
_WANTS = re.compile(r"\b(?:wants?|needs?|ask(?:s|ed) for|would like|requested) (?P<what>.+)", re.IGNORECASE)
_CONTACT = re.compile(r"(?i:contact) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*$")
_DECIDER = re.compile(r"(?P<who>[A-Z].*?) (?:decides?|signs?)\b(?! who)")  # and by which day
_COUNTED = re.compile(r"\d+ (?:people|persons|of them)\b", re.IGNORECASE)  # of a meeting
_NEXT_IS = re.compile(r"(?:the |our |agreed )?next(?: step)?(?: is)?", re.IGNORECASE)  # and then a colon
_DAYS = ("next_on", "next_by", "at", "not_before")  # of a step


def read_note(text: str, about: NoteContext) -> dict[str, str]:
    """The keys that a note means, each as it would be typed.

    `note` has the words without a place, `people` those on people. Raises UsageError if nothing in it can be read,
    TwoReadings if a day may be two.
    """
    text = plainly(text)
    fields: dict[str, str] = {}
    unread: list[str] = []
    for clause in clauses(text, lambda part: is_day(part, about)):
        said = _read_clause(clause, about)
        if said is None:
            unread.append(clause)
        else:
            fields = both(fields, said)
    own, people, remarks = _parted(unread, about)
    step = own_step(_without_and(" ".join(own)), about) if own else None
    if step is not None and "next" in step:
        step["next"], named = people_in_step(step["next"])
        people += named
    if step is not None:
        has_day = not step.keys().isdisjoint(_DAYS)
        is_vague = ASSUMED in fields and fields.get("waiting_on") == "them"
        gone = ("next_on", "next_minutes", *(("waiting_on", ASSUMED) if is_vague else ())) if has_day else ()
        fields = {key: value for key, value in fields.items() if key not in gone} | step
    elif own:
        remarks = [" ".join(own).strip(MARKS), *remarks]
    if "last_try" in fields and "unanswered" not in fields:  # called on Monday, and no word of silence
        fields["last_touch"] = max(fields.get("last_touch", ""), fields.pop("last_try"))
    people = [*fields.get(PEOPLE, "").split(BETWEEN_NOTES), *people] if PEOPLE in fields else people
    people += people_inside(text, " ".join((*people, fields.get("introduced_by", ""))))
    fields |= {PEOPLE: BETWEEN_NOTES.join(dict.fromkeys(people))} if people else {}
    fields = with_note(fields, *(remark_kept(remark, fields, about) for remark in remarks))
    fields = with_note(fields, *(said for text in people for said in remarks_on(people_in_note(text))))
    fields = after_trial(fields, text)
    if not fields:
        raise no_day(text, about)
    return in_order(fields, text)


def _read_clause(clause: str, about: NoteContext) -> dict[str, str] | None:
    """The keys of a clause on who brought the deal, or on what is the customer's."""
    bare = _bare(clause)
    brought = referral(bare, about)
    by, rest = brought or ("", bare)
    by = whole_name(by, rest)
    keys = {"introduced_by": record_named(by, about.book)} if by else {}
    said = next((found for rule in RULES if rest and (found := rule(rest, about)) is not None), None)
    if said is None and brought is None:
        return None
    said = said or arrival(bare, about)  # came in through Tom this morning
    if said and "came" in said and wished(bare):
        said["next"] = STEP
    keys |= said or {}
    if keys.keys() & {"last_touch", "last_try", "unanswered"} and (names := people_met(rest)):
        keys[PEOPLE] = BETWEEN_NOTES.join(names)
    if "decide_by" in keys and (who := _DECIDER.match(rest)) and people_in_note(f"{who['who']} decides"):
        keys[PEOPLE] = f"{who['who']} decides"
    return with_note(keys, left_over(rest, keys, about))


def _parted(unread: list[str], about: NoteContext) -> tuple[list[str], list[str], list[str]]:
    """Clauses parted in the rep's own step, people and remarks."""
    own: list[str] = []
    people: list[str] = []
    remarks: list[str] = []
    at = 0
    while at < len(unread):
        one = _bare(unread[at])
        if _NEXT_IS.fullmatch(one) and at + 1 < len(unread):
            own.append(unread[at + 1])
            at += 2
            continue
        wish, promised = _WANTS.search(_bare(unread[at - 1])) if at else None, _PROMISED_IT.match(one)
        if wish and promised:
            own.append(f"send {wish['what']}{promised['more']}")
            at += 1
            continue
        objects = is_objection(one)
        is_contact = _CONTACT.match(one) is not None and at + 1 < len(unread) and is_role_alone(_bare(unread[at + 1]))
        is_own = not objects and not is_contact and (is_step(one) or coming_time(one, about) is not None)
        said, count = ("", 0) if is_own else _person_from(unread[at:])
        if is_contact:
            said, count = f"{one.split(' ', 1)[1]} ({_bare(unread[at + 1])})", 2
        if count:
            people.append(said)
        elif is_own or (own and not objects and not _REMARK.match(one)):
            own.append(unread[at])
        elif one:
            remarks.append(one)
        at += max(1, count)
    return own, people, remarks


def _person_from(parts: Sequence[str]) -> tuple[str, int]:
    """The words on people that clauses begin with, and the number of those clauses.

    "Dana Hsu, purchasing, signs" and "the buyer, Pat Moss" are one person each.
    """
    first = _bare(parts[0])
    named = people_in_note(first) if not _COUNTED.match(first) else ()
    if not named:
        pair = ", ".join((first, *(part.strip(MARKS) for part in parts[1:2])))
        return (pair, 2) if is_role_alone(first) and len(people_in_note(pair)) == 1 else ("", 0)
    count = 1
    while count < len(parts) and adds_to_person(part := parts[count].strip(MARKS)):
        if named[-1].role and decides_too(part):
            break
        count += 1
    return ", ".join([first, *(part.strip(MARKS) for part in parts[1:count])]), count


def both(fields: dict[str, str], said: dict[str, str]) -> dict[str, str]:
    """The keys of two clauses: the most tries, the latest contact, else what came first."""
    if ASSUMED in fields and not said.keys().isdisjoint(_DAYS) and ASSUMED not in said:
        gone = {ASSUMED, "next_on", *(("waiting_on",) if fields.get("waiting_on") == "them" else ())}
        gone |= {"next", "next_minutes"} if "next" in said and "waiting_on" not in said else set()
        fields = {key: value for key, value in fields.items() if key not in gone}
    elif ASSUMED in said and not fields.keys().isdisjoint(_DAYS):
        is_own = "waiting_on" not in fields  # the rep's own step, of whatever they have
        gone = {ASSUMED, "next_on", *(("next_minutes",) if is_own else ())}
        gone |= {"waiting_on"} if is_own and said.get("waiting_on") == "them" else set()
        said = {key: value for key, value in said.items() if key not in gone}
    joined = said | fields
    waits = [each["waiting_on"] for each in (fields, said) if each.get("waiting_on", "them") != "them"]
    joined |= {"waiting_on": waits[0]} if waits else {}
    if all(each.get("next", "").startswith(HEAR) for each in (fields, said)):
        joined["next"] = max(fields["next"], said["next"], key=len)  # the one that says what it is
    days = [each["last_touch"] for each in (fields, said) if "last_touch" in each]
    joined |= {"last_touch": max(days)} if days else {}
    tries = [int(each["unanswered"]) for each in (fields, said) if "unanswered" in each]
    joined |= {"unanswered": str(max(tries))} if tries else {}
    for key in (NOTE, PEOPLE):
        texts = [each[key] for each in (fields, said) if key in each]
        joined |= {key: BETWEEN_NOTES.join(dict.fromkeys(texts))} if texts else {}
    if "came" in joined:  # it is the rep's side that nobody has answered
        joined.pop("unanswered", None)
    return joined


def _bare(clause: str) -> str:
    """A clause without marks around it, and without the word that joins it to the one before."""
    return _without_and(clause.strip(MARKS))


def _without_and(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if first.lower() in ("and", "but", "then") else text


def is_day(part: str, about: NoteContext) -> bool:
    """True for a clause that is only a day, which one doesn't matter."""
    with suppress(TwoReadings):
        return day_or_time(part.strip(MARKS).split() or ["-"], about.now, about.locale) is not None
    return True
