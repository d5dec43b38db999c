"""The playbook as frozen values: stages, plays, questions, chances and what to say.

Money is in the book's currency, time in minutes unless the name says otherwise, chances are 0..1.
Every `datetime` is aware: the reader gives a time without an offset the rep's time zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from planner.frozen_class import frozen

How = Literal["meeting", "call", "desk"]
Aim = Literal["learn", "convey", "qualify", "advance"]


@frozen(kw_only=True)
class Response:
    """Share of today's revenue at no visits, half of today's, 1.5 times today's, the most."""

    none: float | None = None
    half: float | None = None
    more: float | None = None
    most: float | None = None
    lasts: float | None = None  # quarters that the difference lasts in all


@frozen(kw_only=True)
class Try:
    """Chances (0..1) of one try: it advances the deal, or it loses it; otherwise the deal stays."""

    advance: float
    lost: float

    @property
    def stay(self) -> float:
        return 1.0 - self.advance - self.lost


@frozen(kw_only=True)
class Stage:
    """A stage of the playbook, with the play that works it."""

    name: str
    play: str
    real: Try
    dead_end: Try
    days: float = 5.0  # usual wait before the next step
    pressed: float | None = None  # working days it takes under a deadline; None: a third of `days`, at least 1
    needs: tuple[tuple[str, ...], ...] = ()  # groups of questions: one answer of each is known before this stage
    pace: int | None = None  # working days to give the customer after a try; None: 0.4 × `days`, at least 1
    was: tuple[str, ...] = ()  # its names before: what was learned of them stays


@frozen(kw_only=True)
class Play:
    """A way to do a step: its minutes, objective and notes."""

    id: str
    title: str
    how: How
    minutes: int
    prepare: int = 0
    follow_up: int = 0
    book: int = 0
    splits: bool = False
    after_win: int | None = None  # days after a win by which it is due with the account
    aim: Aim = "advance"
    objective: str = ""
    bring: tuple[str, ...] = ()
    say: tuple[str, ...] = ()
    turns: float = 0.0  # chance that it makes a dead end real; a play with one builds the case


@frozen(kw_only=True)
class Question:
    """A question of the checklist.

    It has the chance of each answer in real deals and in dead ends.
    """

    id: str
    ask: str
    real: Mapping[str, float]
    dead_end: Mapping[str, float]
    wins: Mapping[str, float] = field(default_factory=dict)  # by answer: share that buys from us; 1 where left out
    stops: Mapping[str, str] = field(default_factory=dict)  # by answer: the stage from which on it is a deal-breaker
    until: str | None = None  # the last stage in which it is put; what comes after has answered it. None: in every one


@frozen(kw_only=True)
class TwoTypes:
    """A chance (0..1) in real deals and in dead ends."""

    real: float
    dead_end: float


@frozen(kw_only=True)
class FreshLook:
    """The rule for revisiting lost deals."""

    months: int = 9
    prior: float = 0.15


@frozen(kw_only=True)
class Prospecting:
    """The rule for prospecting."""

    minutes: int = 90  # to find one lead
    amount: float = 0.0  # of a typical deal; 0 turns prospecting off


@frozen(kw_only=True)
class KnownContact:
    """A lead at the new company of a contact who changed jobs."""

    prior: float = 0.4


@frozen(kw_only=True)
class Renewal:
    """A deal that renews what a customer has."""

    prior: float = 0.85


@frozen(kw_only=True)
class SecondPerson:
    """The gain of a second person in a deal that has one contact.

    A call finds one with chance `found` (0..1). Then `lifts` times as large a share of such deals buys from us.
    """

    stage: str = ""  # from this stage on; "" turns it off
    found: float = 0.5
    lifts: float = 1.1


@frozen(kw_only=True)
class LostDeal:
    """The reasons for which deals are lost: a short list, so that they can be counted."""

    reasons: tuple[str, ...] = ("no decision",)


@frozen(kw_only=True)
class Size:
    """The factor on minutes of bigger deals: (amount ÷ typical amount)^growth."""

    growth: float = 0.15


@frozen(kw_only=True)
class Cadence:
    """Days between two touches, by the kind and state of the record."""

    open: int = 14
    lost: int = 90
    parked: int = 180
    account: int = 30
    contact: int = 180


@frozen(kw_only=True)
class Playbook:
    """Stages, plays, questions and chances of selling."""

    prior: float
    unanswered: TwoTypes
    answer_within: int  # minutes
    fresh_look: FreshLook
    prospecting: Prospecting
    cadence: Cadence
    response: Response
    stages: tuple[Stage, ...]
    plays: Mapping[str, Play]
    questions: tuple[Question, ...]
    size: Size = Size()
    known: KnownContact = KnownContact()
    renewal: Renewal = Renewal()
    lost: LostDeal = LostDeal()
    second: SecondPerson = SecondPerson()

    def play_at(self, stage: int) -> Play:
        """The play that works the stage with this number."""
        return self.plays[self.stages[stage].play]


@frozen(kw_only=True)
class Persona:
    """A kind of person to sell to, known by words in a contact's role."""

    id: str
    title: str = ""
    roles: tuple[str, ...] = ()
    cares: tuple[str, ...] = ()  # about, in their own words


@frozen(kw_only=True)
class Trigger:
    """An event at a company after which it is worth a call."""

    id: str
    title: str = ""
    look: str = ""  # where to see it
    say: tuple[str, ...] = ()


@frozen(kw_only=True)
class ProvenAnswer:
    """An answer to an objection, and how often it worked before this book's diary began."""

    id: str
    say: str
    worked: int = 0
    tried: int = 0


@frozen(kw_only=True)
class Objection:
    """An objection, with its answers, and the deals in which it comes up.

    Without stages, personas or answers of the checklist it may come up in any deal.
    """

    id: str
    they_say: str = ""
    stages: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by question of the checklist
    answers: tuple[ProvenAnswer, ...] = ()


@frozen(kw_only=True)
class Story:
    """A customer's story, and the deals that it fits."""

    id: str
    title: str = ""
    say: str = ""
    stages: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by question of the checklist
    worked: int = 0
    tried: int = 0


@frozen(kw_only=True)
class IdealCustomer:
    """The companies to look for, and the signs by which to know one."""

    who: str = ""
    look_for: tuple[str, ...] = ()


@frozen(kw_only=True)
class ReadyMessage:
    """A message to send; names and days stand in braces."""

    id: str
    title: str = ""
    text: str = ""


@frozen(kw_only=True)
class Talk:
    """Everything that the playbook has to say and to send."""

    personas: tuple[Persona, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    objections: tuple[Objection, ...] = ()
    stories: tuple[Story, ...] = ()
    messages: tuple[ReadyMessage, ...] = ()
    ideal: IdealCustomer = IdealCustomer()


NO_TALK = Talk()  # of a book without any
