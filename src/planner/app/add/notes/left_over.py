"""Words of a note that found no place among its keys: they are kept as the rep's own note."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress

from planner.app.add.notes.note_times import NoteContext, coming_time, past_time
from planner.app.add.notes.own_step import MARKS
from planner.app.add.notes.theirs.arrival import without_clock
from planner.app.records.stage_words import HINTS
from planner.errors import UsageError

NOTE = "note"  # the words kept, among the keys of a note; x.note in the book
NOTE_KEY = f"x.{NOTE}"
BETWEEN_NOTES = "; "
_AROUND = MARKS + "?()"
_NO_MORE = re.compile(
    r"(?:no|without a?)(?: agreed)? next(?: step)?(?: yet| agreed)*|(?:nothing|none|not)(?: agreed)? yet"
    r"|(?:we |i )?(?:do not|don't|don’t) know (?:anyone|anybody)(?: there)?|(?:nobody|no one) known(?: there)?",
    re.IGNORECASE,
)
_PLAIN_WORDS = """
    the and but then that this there here some any our their his her its you your they them she him who whom was
    were are is be been being has have had having did does doing can will would should could may might must not
    yet still just now only also too very again already about around over out off with from for into until till
    since before after during between back last next first second third final per our one two three few week weeks
    month months day days year today tomorrow yesterday morning noon afternoon evening night monday tuesday
    wednesday thursday friday mon tue tues wed thu thurs fri early late mid beginning end start decide decides
    decided deciding decision deadline answer answers answered answering wants want needs need budget money offer
    price quote gone ends expires runs board meets sign signs signed signing live called call calls calling tried
    rang phoned emailed mailed wrote texted chased left leave sent voicemail voicemails voice mail mails message
    messages email emails vms times once twice several couple no nobody reply response respond word news silent
    silence quiet dark ghosted nothing heard hear hears contact pick done held went spoke talked talk talks met
    meeting visited visit saw demoed presented quoted delivered web form website site online inbound came come
    comes coming enquiry inquiry enquired inquired waiting wait waits awaiting pending thinking considering
    reviewing discussing reading under review promised promise agreed set booked scheduled fixed planned step
    stage deal new goes going get got expected expect due likely lost loss closed rival competitor someone
    somebody else offers contracts proposals await order orders paperwork papers redlines nda draft drafts
    everything documents ball yes missing send sends return returns paid trial pilot poc evaluation running runs
    looking checking studying renewal renews walked
    us we know knows people person team thru via am pm o'clock haven't hasn't didn't don't isn't
    committee involved both all anyone anybody said says follow follows msg msgs thru
"""  # their sense is in a key, or they have none of their own
_PLAIN = frozenset(_PLAIN_WORDS.split())
_HEAVY_WORDS = """
    budget money price want wants need needs off no not nobody never gone lost missing rival competitor decide decides
    decided deciding decision signs offer offers considering expires ends
"""  # that say something of the customer where the clause they are in gave no key
_HEAVY = frozenset(_HEAVY_WORDS.split())
_NOT_SPOKEN = re.compile(  # as a stage says it: a lead
    r"(?:(?:we |i )?(?:not|never|haven't|haven’t|hasn't|hasn’t)(?: yet)?(?: been)? (?:called|contacted|reached|rung"
    r"|approached|spoken|talked|met)(?: (?:them|him|her))?(?: yet)?|nothing)",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"\b(?!AM\b|PM\b|OK\b)[A-Z]{2}\b")
_STAGES = frozenset(word for words in HINTS.values() for word in words.split())


def left_over(clause: str, keys: Mapping[str, str], about: NoteContext) -> str:
    """The clause without marks around it if it says more than its keys do, else ""."""
    bare = _bare(clause)
    if _NO_MORE.fullmatch(bare):
        return ""
    said = {word for value in keys.values() for word in _words(value)}
    known = said | _PLAIN | _STAGES | {name for stage in about.book.playbook.stages for name in _words(stage.name)}
    more = [word for word in _words(_without_time(bare, keys, about)) if word not in known]
    return bare if any(len(word) > 2 and not word[0].isdigit() for word in more) or _capitals(bare) - known else ""


def remark_kept(clause: str, keys: Mapping[str, str], about: NoteContext) -> str:
    """A clause that gave no key, if it says anything: he has no budget."""
    bare = _bare(clause)
    if _NO_MORE.fullmatch(bare) or _NOT_SPOKEN.fullmatch(bare):
        return ""
    return bare if _HEAVY & {*_words(bare)} else left_over(clause, keys, about)


def in_order(keys: Mapping[str, str], text: str) -> dict[str, str]:
    """The keys with the remarks of their note as they follow each other in a text."""
    if NOTE not in keys:
        return dict(keys)
    low = text.casefold()
    places = {part: low.find(part.casefold()) for part in keys[NOTE].split(BETWEEN_NOTES)}
    places = {part: at if at >= 0 else low.find(part.split()[0].casefold()) for part, at in places.items()}
    return {**keys, NOTE: BETWEEN_NOTES.join(sorted(places, key=places.__getitem__))}


def _capitals(clause: str) -> set[str]:
    """Short words in capitals, which say something whatever their length: IT, MD."""
    return {word.casefold() for word in _CAPITALS.findall(clause)}


def _bare(clause: str) -> str:
    """A clause without marks around it, its brackets closed."""
    bare = clause.strip(_AROUND)
    return bare + (")" if bare.count("(") > bare.count(")") else "")


def with_note(keys: Mapping[str, str], *remarks: str) -> dict[str, str]:
    """The keys with remarks added to their note, each of them once."""
    texts = [text for text in (keys.get(NOTE, ""), *remarks) if text]
    note = BETWEEN_NOTES.join(dict.fromkeys(part for text in texts for part in text.split(BETWEEN_NOTES)))
    return {**keys, NOTE: note} if note else dict(keys)


def _words(text: str) -> list[str]:
    return [word.removesuffix("'s") for word in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text.casefold())]


def _without_time(clause: str, keys: Mapping[str, str], about: NoteContext) -> str:
    """The clause without its day or time, that was or that is to come."""
    left = without_clock(clause) if "came" in keys else clause
    for read in (coming_time, past_time):
        with suppress(UsageError):
            time = read(left, about)
            left = time.left if time is not None else left
    return left
