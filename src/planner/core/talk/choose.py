"""The answer or story to use in the next contact: what fits, what worked most often first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from planner.core.book import CLOSED_STAGES, Account, Book, Contact, Deal
from planner.core.history import SaidCount
from planner.core.playbook import Objection, Persona, ProvenAnswer, Story, Talk
from planner.frozen_class import frozen

Kind = Literal["answer", "story"]
SHORT = 3  # letters of a role's word that has to be whole
NEVER_SAID = SaidCount(0, 0)


@frozen(kw_only=True)
class TalkingPoint:
    """An answer to an objection, or a story, with how often it worked of the times it was tried."""

    kind: Kind
    id: str
    about: str  # the objection, in their words; a story's title
    say: str
    worked: int
    tried: int

    @property
    def chance(self) -> float:
        """The chance (0..1) that it works: (worked + 1) ÷ (tried + 2), Laplace's rule of succession."""
        return (self.worked + 1) / (self.tried + 2)


@frozen(kw_only=True)
class TalkContext:
    """The deal's stage and answers, and the persona of the contact."""

    answers: Mapping[str, str]
    stage: str | None = None  # of the open deal; None: nothing is being sold, so nobody objects
    persona: str | None = None


def situation_of(record: object, book: Book) -> TalkContext:
    """The context of the next contact with a record."""
    deal, persona = next_deal(record, book), persona_of_record(record, book)
    known = deal or (record if isinstance(record, Deal) else None)
    return TalkContext(
        stage=deal.stage if deal is not None else None,
        answers=known.answers if known is not None else {},
        persona=persona.id if persona is not None else None,
    )


def main_contact(record: object, book: Book) -> Contact | None:
    """The person whom the next contact with a record is with; None where nobody is named."""
    if isinstance(record, Contact):
        return record
    named: tuple[str, ...] = getattr(record, "contacts", ())
    known = (each for each in book.contacts if named and named[0] in (each.id, each.name))
    return next(known, Contact(id=named[0], name=named[0]) if named else None)


def next_deal(record: object, book: Book) -> Deal | None:
    """The open deal that the next contact is about: itself, or the largest of a contact's own."""
    if isinstance(record, Deal):
        return record if record.stage not in CLOSED_STAGES else None
    if not isinstance(record, Contact):
        return None
    own = [
        deal for deal in book.deals if deal.stage not in CLOSED_STAGES and {record.id, record.name} & set(deal.contacts)
    ]
    return max(own, key=lambda deal: deal.amount, default=None)


def suggestion_for(record: object, book: Book, said: Mapping[str, SaidCount]) -> TalkingPoint | None:
    """The answer or story for the next contact with a record; None where none fits.

    Nobody hears the story of their own company.
    """
    theirs = _own_names(record, book)
    fitting = suggestions(book.talk, situation_of(record, book), said)
    return next((each for each in fitting if not any(_names(name, each) for name in theirs)), None)


def _own_names(record: object, book: Book) -> set[str]:
    """The first word of the customer's name, and the contact's name."""
    contact = main_contact(record, book)
    account = record if isinstance(record, Account) else _account_of(record, book)
    company = account.name if account is not None else getattr(record, "company", "")
    names = {*company.split()[:1], contact.name if contact is not None else ""}
    return {name for name in names if len(name) > SHORT}


def _account_of(record: object, book: Book) -> Account | None:
    wanted = record.account if isinstance(record, Deal) else None
    return next((each for each in book.accounts if each.id == wanted), None)


def _names(name: str, point: TalkingPoint) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", f"{point.about} {point.say}") is not None


def persona_of_record(record: object, book: Book) -> Persona | None:
    """The persona of the person whom the next contact is with."""
    contact = main_contact(record, book)
    return persona_of(contact.role, book.talk.personas) if contact is not None else None


def persona_of(role: str, personas: Sequence[Persona]) -> Persona | None:
    """The persona whose longest word is in a contact's role; the first of several."""
    found = [(len(word), persona) for persona in personas for word in persona.roles if _is_in(word, role)]
    return max(found, key=lambda each: each[0], default=(0, None))[1]


def _is_in(word: str, role: str) -> bool:
    """True if the role has the word, or one that begins with it.

    A short one ("IT") has to be whole.
    """
    if not word.strip():
        return False
    end = r"(?!\w)" if len(word) <= SHORT else ""
    return re.search(rf"(?<!\w){re.escape(word.casefold())}{end}", role.casefold()) is not None


def suggestions(talk: Talk, context: TalkContext, said: Mapping[str, SaidCount]) -> list[TalkingPoint]:
    """The talking points that fit, the one that worked most often first.

    Then the one that fits fewer others, then the playbook's order.

    `said` counts the diary's uses, to which the playbook's own are added.
    """
    found = sorted(_fitting(talk, context, said), key=lambda each: (-each[1].chance, -each[0]))
    return [suggestion for _, suggestion in found]


def all_suggestions(talk: Talk, said: Mapping[str, SaidCount]) -> list[TalkingPoint]:
    """Every answer and story, in the playbook's order."""
    return [each for objection in talk.objections for each in _answers(objection, said)] + [
        _story(story, said) for story in talk.stories
    ]


def _fitting(talk: Talk, context: TalkContext, said: Mapping[str, SaidCount]) -> Iterator[tuple[int, TalkingPoint]]:
    """The talking points that fit, each with the number of its conditions."""
    for objection in talk.objections if context.stage is not None else ():
        if _fits(objection, context):
            yield from ((_conditions(objection), answer) for answer in _answers(objection, said))
    for story in talk.stories:
        if _fits(story, context):
            yield _conditions(story), _story(story, said)


def _conditions(each: Objection | Story) -> int:
    return len(each.when) + bool(each.personas) + bool(each.stages)


def _fits(each: Objection | Story, context: TalkContext) -> bool:
    at_stage = not each.stages or context.stage in each.stages
    to_them = not each.personas or context.persona in each.personas
    return at_stage and to_them and _have_answered(each.when, context.answers)


def _have_answered(when: Mapping[str, tuple[str, ...]], answers: Mapping[str, str]) -> bool:
    return all(answers.get(question) in fitting for question, fitting in when.items())


def _answers(objection: Objection, said: Mapping[str, SaidCount]) -> Iterator[TalkingPoint]:
    return (_point("answer", answer, objection.they_say, said) for answer in objection.answers)


def _story(story: Story, said: Mapping[str, SaidCount]) -> TalkingPoint:
    return _point("story", story, story.title, said)


def _point(kind: Kind, each: ProvenAnswer | Story, about: str, said: Mapping[str, SaidCount]) -> TalkingPoint:
    count = said.get(each.id, NEVER_SAID)
    return TalkingPoint(
        kind=kind,
        id=each.id,
        about=about,
        say=each.say,
        worked=each.worked + count.worked,
        tried=each.tried + count.tried,
    )
