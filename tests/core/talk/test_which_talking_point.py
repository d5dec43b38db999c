"""The talking point of a prep card: what fits, and of that what worked most often."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from planner.core.book import Contact, Deal
from planner.core.history import SaidCount
from planner.core.playbook import Objection, Persona, ProvenAnswer, Story, Talk
from planner.core.talk.choose import TalkContext, persona_of, suggestion_for, suggestions
from tests.core.value.days import book as a_book

PRICE = Objection(
    id="price",
    they_say="Too expensive",
    stages=("proposal",),
    answers=(ProvenAnswer(id="a", say="A"), ProvenAnswer(id="b", say="B", worked=3, tried=4)),
)
LATER = Objection(
    id="later", they_say="Next year", when={"why_now": ("later",)}, answers=(ProvenAnswer(id="c", say="C"),)
)
CFO = Story(id="cfo", title="The CFO", say="S", personas=("finance",))
TALK = Talk(objections=(PRICE, LATER), stories=(CFO,))


def ids(context: TalkContext, said: dict[str, SaidCount] | None = None) -> list[str]:
    return [each.id for each in suggestions(TALK, context, said or {})]


def test_only_what_fits_is_shown() -> None:
    assert ids(TalkContext(answers={}, stage="proposal")) == ["b", "a"]
    assert ids(TalkContext(answers={}, stage="demo")) == []
    assert ids(TalkContext(answers={"why_now": "later"}, stage="demo")) == ["c"]
    assert ids(TalkContext(answers={"why_now": "yes"}, stage="demo")) == []
    assert ids(TalkContext(answers={}, stage=None, persona="finance")) == ["cfo"]


def test_what_failed_makes_room_for_what_was_never_tried() -> None:
    proposal = TalkContext(answers={}, stage="proposal")
    assert ids(proposal) == ["b", "a"]  # 4 of 6 against 1 of 2
    assert ids(proposal, {"b": SaidCount(0, 3)}) == ["a", "b"]  # 4 of 9


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_the_order_is_that_of_the_rule_of_succession(one: int, more: int, other: int, others: int) -> None:
    counts = {"a": SaidCount(one, one + more), "c": SaidCount(other, other + others)}
    found = suggestions(TALK, TalkContext(answers={"why_now": "later"}, stage="proposal"), counts)
    chances = [(each.worked + 1) / (each.tried + 2) for each in found]
    assert chances == sorted(chances, reverse=True)
    assert {each.id for each in found} == {"a", "b", "c"}


def test_one_success_never_moves_a_point_down() -> None:
    proposal = TalkContext(answers={}, stage="proposal")
    for worked, tried in ((0, 0), (1, 3), (4, 4)):
        before = ids(proposal, {"a": SaidCount(worked, tried)}).index("a")
        assert ids(proposal, {"a": SaidCount(worked + 1, tried + 1)}).index("a") <= before


def test_a_persona_is_known_by_words_of_the_role() -> None:
    it, finance = Persona(id="it", roles=("it", "security")), Persona(id="finance", roles=("cfo", "finance"))
    assert persona_of("Head of IT", (it, finance)) == it
    assert persona_of("Sales manager Italy", (it, finance)) is None
    assert persona_of("CFO and head of IT security", (it, finance)) == it
    assert persona_of("Financial controller", (replace(finance, roles=("financ",)),)) is not None
    assert persona_of("", (it, finance)) is None


def test_nobody_objects_where_nothing_is_sold() -> None:
    """An objection without conditions fits any open deal, and no customer who is only kept in touch with."""
    talk = Talk(objections=(Objection(id="any", answers=(ProvenAnswer(id="x", say="X"),)),), stories=(CFO,))
    assert [each.id for each in suggestions(talk, TalkContext(answers={}, stage="demo"), {})] == ["x"]
    assert [each.id for each in suggestions(talk, TalkContext(answers={}, persona="finance"), {})] == ["cfo"]


def test_nobody_hears_the_story_of_their_own_company() -> None:
    bolt = Story(id="bolt", title="Bolt began with one hall", say="Then came the second plant", worked=3, tried=3)
    jo = Contact(id="jo", name="Jo Park", company="Bolt Antriebe AG")
    dealt = Story(id="jo-said", title="One hall", say="Jo Park wrote down what it had to bring", worked=2, tried=2)
    first = Deal(id="d", name="D", company="Bolt Antriebe AG", stage="demo", amount=1, contacts=("jo",))
    other = replace(first, company="Boltanski SA", contacts=())
    plain = Story(id="plain", title="A plant", say="One hall, ninety days")
    known = a_book(talk=Talk(stories=(bolt, dealt, plain)), contacts=(jo,), deals=(first, other))
    shown = [suggestion_for(deal, known, {}) for deal in (first, other)]
    assert [each.id for each in shown if each is not None] == ["plain", "bolt"]
