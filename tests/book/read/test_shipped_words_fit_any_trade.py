"""The shipped words to say state nothing of a customer, and suit whoever sells to companies."""

from __future__ import annotations

import re
from pathlib import Path

from planner.app.setup.first_book.template import FirstBook, book_files
from planner.book.files import BookFiles
from planner.book.read.read_book import read_book

FIRST = FirstBook(name="Dana", currency="USD", zone="America/New_York", locale="en-US")
BOOK = read_book(BookFiles(Path("book"), book_files(FIRST), ""), "UTC").book
OF_ONE_TRADE = re.compile(
    r"\b(?:plants?|factor(?:y|ies)|one site|month-end|warehouses?|changeover|shift|machines?|software"
    r"|licen[cs]e|tickets?|servers?|line runs)\b",
    re.IGNORECASE,
)
INVENTED = re.compile(  # figures and places that are one customer's, not this one's
    r"\b(?:Graz|(?:two|three|four|five|six|eleven|nine) (?:hours|days|weeks|clauses|people)"
    r"|after ninety days)\b"
)


def test_no_shipped_line_belongs_to_one_trade_or_to_another_customer() -> None:
    lines = [line for play in BOOK.playbook.plays.values() for line in (*play.say, *play.bring, play.objective)]
    lines += [answer.say for objection in BOOK.talk.objections for answer in objection.answers]
    lines += [line for story in BOOK.talk.stories for line in (story.title, story.say)]
    lines += [line for trigger in BOOK.talk.triggers for line in trigger.say]
    lines += [care for persona in BOOK.talk.personas for care in persona.cares]
    assert len(lines) > 100
    assert [line for line in lines if OF_ONE_TRADE.search(line)] == []
    assert [line for line in lines if INVENTED.search(line)] == []
