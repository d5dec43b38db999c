"""Words of a note that found no place among its keys: they are kept as the rep's own note."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress

from planner.app.add.notes.note_times import NoteContext, coming_time, past_time
from planner.app.add.notes.own_step import MARKS
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
    us we know knows people person team
    committee involved both all anyone anybody
"""  # their sense is in a key, or they have none of their own
_PLAIN = frozenset(_PLAIN_WORDS.split())
_STAGES = frozenset(word for words in HINTS.values() for word in words.split())


def left_over(clause: str, keys: Mapping[str, str], about: NoteContext) -> str:
    """The clause without marks around it if it says more than its keys do, else ""."""
    bare = clause.strip(_AROUND)
    bare += ")" if bare.count("(") > bare.count(")") else ""
    if _NO_MORE.fullmatch(bare):
        return ""
    said = {word for value in keys.values() for word in _words(value)}
    known = said | _PLAIN | _STAGES | {name for stage in about.book.playbook.stages for name in _words(stage.name)}
    more = [word for word in _words(_without_time(bare, about)) if word not in known]
    return bare if any(len(word) > 2 and not word[0].isdigit() for word in more) else ""


def with_note(keys: Mapping[str, str], *remarks: str) -> dict[str, str]:
    """The keys with remarks added to their note, each of them once."""
    texts = [text for text in (keys.get(NOTE, ""), *remarks) if text]
    note = BETWEEN_NOTES.join(dict.fromkeys(part for text in texts for part in text.split(BETWEEN_NOTES)))
    return {**keys, NOTE: note} if note else dict(keys)


def _words(text: str) -> list[str]:
    return [word.removesuffix("'s") for word in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text.casefold())]


def _without_time(clause: str, about: NoteContext) -> str:
    """The clause without its day or time, that was or that is to come."""
    left = clause
    for read in (coming_time, past_time):
        with suppress(UsageError):
            time = read(left, about)
            left = time.left if time is not None else left
    return left
