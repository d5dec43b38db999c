"""Verbs of a rep's own steps, which tell what is mine from what is theirs."""

from __future__ import annotations

import re

_VERBS = frozenset((
    "answer", "arrange", "ask", "book", "bring", "build", "call", "chase", "check", "clarify", "close", "come",
    "confirm", "contact", "convince", "demo", "deliver", "discuss", "draft", "drive", "drop", "dinner", "email",
    "e-mail", "explain", "fetch", "find", "finish", "fix", "follow", "followup", "follow-up", "get", "give",
    "go", "hand", "help", "intro", "introduce", "introduction", "invite", "kickoff", "kick-off", "learn",
    "lunch", "breakfast", "coffee", "mail", "make", "meet", "meeting", "message", "negotiate", "nudge",
    "organize", "organise", "phone", "ping", "pitch", "plan", "prepare", "present", "price", "propose",
    "qualify", "quote", "reach", "read", "redo", "remind", "reply", "request", "resend", "review", "revise",
    "ring", "save", "schedule", "see", "sell", "send", "set", "share", "show", "sign", "site", "skype", "solve",
    "sort", "speak", "submit", "suggest", "talk", "tell", "test", "text", "thank", "tour", "trial", "try",
    "update", "visit", "walk", "webinar", "workshop", "work", "write", "zoom", "teams", "call-back", "callback",
    "appointment", "conference", "presentation", "session", "training",
))  # fmt: skip
_BEFORE = frozenset((
    "a", "an", "the", "first", "second", "third", "next", "final", "last", "short", "quick", "initial",
    "another", "new", "follow", "discovery", "intro", "sales", "online", "video", "phone", "on-site", "onsite",
    "technical", "product", "follow-up", "renewal", "pricing", "kick-off", "then", "and", "but", "also",
    "please", "to", "must", "should", "i", "we", "i'll", "we'll", "i'm", "have", "need", "going", "will", "want",
))  # fmt: skip
# That can be a subject too.
_NOUNS = (
    "draft",
    "sample",
    "quote",
    "offer",
    "contract",
    "proposal",
    "price",
    "trial",
    "review",
    "order",
    "demo",
    "call",
    "meeting",
    "visit",
    "talk",
    "answer",
    "reply",
    "test",
    "work",
)
_SUBJECT = re.compile(r"\b(?:is|are|was|were|needs|goes|ends|expires)\b|\bwith (?:their|them|the|his|her)\b")
_HAPPENED = ("went", "was", "were", "done", "held", "happened", "had", "did")  # after a noun
_CHANGED = ("changed", "left", "moved", "quit", "retired", "is", "has", "gone")  # after a contact, who is a person
_IS_PRICE = ("too", "is", "was", "high", "objection", "concern", "concerns", "pressure", "issue", "problem", "seems")
_NO_VERB = frozenset((*(("price", word) for word in _IS_PRICE), *(("contact", word) for word in _CHANGED)))
LOOKED_AT = 4  # first words


def begins_with_verb(text: str) -> bool:
    """True if a text begins with what a rep does: call, first demo, send the offer."""
    words = [word.lower().strip(",;:.!()") for word in text.split()]
    for word, after in zip(words[:LOOKED_AT], [*words[1:], ""], strict=False):
        if word in _VERBS:
            if after in _HAPPENED or (word, after) in _NO_VERB:
                return False
            return not (word in _NOUNS and _SUBJECT.search(text.lower()))
        if word not in _BEFORE:
            return False
    return False
