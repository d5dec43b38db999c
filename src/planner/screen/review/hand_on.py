"""The learned playbook as a file for another book, without anything of a customer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from planner.core.book import Book
from planner.core.history import SaidCount
from planner.core.learn.learned import Learned
from planner.core.playbook import Talk
from planner.core.talk.choose import all_suggestions
from planner.screen.review.playbook import learned_document, toml_text
from planner.screen.text.json_value import json_value

HEAD = "# A playbook to start from, written by plan playbook --learned"
SHORTEST = 4  # letters of a name; a shorter one is in too many words
LISTS = {
    "persona": "personas", "trigger": "triggers", "objection": "objections", "story": "stories", "message": "messages",
}  # fmt: skip


def is_handed_on(head: bytes) -> bool:
    """True for a file that begins as a playbook that was handed on."""
    return head.startswith(HEAD.encode())


def playbook_to_hand_on(learned: Learned, book: Book, said: Mapping[str, SaidCount]) -> tuple[str, int]:
    """The file's text, and how many texts were left out because they name someone of the book."""
    document = learned_document(learned) | _words(book.talk, said)
    names = _Names(book)
    kept = names.without(document)
    return f"{HEAD}\n{toml_text(learned, kept)}", names.left_out


def _words(talk: Talk, said: Mapping[str, SaidCount]) -> dict[str, Any]:
    """The playbook's words, each answer and story with the counts of this book added."""
    counts = {each.id: {"worked": each.worked, "tried": each.tried} for each in all_suggestions(talk, said)}
    words: dict[str, Any] = {key: json_value(getattr(talk, name)) for key, name in LISTS.items()}
    for story in words["story"]:
        story.update(counts[story["id"]])
    for objection in words["objection"]:
        for answer in objection["answers"]:
            answer.update(counts[answer["id"]])
    return words | {"ideal": json_value(talk.ideal)}


class _Names:
    """The names of the book's customers and people, and what was left out for them."""

    def __init__(self, book: Book) -> None:
        names = {name for each in (*book.deals, *book.accounts, *book.contacts) for name in _names_of(each)}
        long = sorted((name for name in names if len(name) >= SHORTEST), key=len, reverse=True)
        self._found = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, long))})(?!\w)") if long else None
        self.left_out = 0

    def without(self, value: Any) -> Any:
        """The value without the texts that name someone; an entry goes with the text it is about."""
        if isinstance(value, dict):
            kept = {key: self.without(each) for key, each in value.items() if not self._is_named(each)}
            return {key: each for key, each in kept.items() if each is not None}
        if isinstance(value, list):
            return [self.without(each) for each in value if not self._is_about(each)]
        return value

    def _is_about(self, each: Any) -> bool:
        """True for a text that names someone, or an answer, story or other words with such a text."""
        if not isinstance(each, dict) or "minutes" in each or "real" in each:
            return self._is_named(each)
        own = [text for text in each.values() if isinstance(text, str)]
        return any(self._is_named(text) for text in own)

    def _is_named(self, each: Any) -> bool:
        if not isinstance(each, str) or self._found is None or not self._found.search(each):
            return False
        self.left_out += 1
        return True


def _names_of(record: Any) -> set[str]:
    """The names in a record, in whole and without the words that follow the first."""
    whole = {record.name, getattr(record, "company", ""), getattr(record, "moved_to", None) or ""}
    whole |= set(getattr(record, "contacts", ()))
    return whole | {word.strip(",.;&") for name in whole for word in name.split() if word[:1].isupper()}
