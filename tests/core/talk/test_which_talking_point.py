"""The talking point of a prep card: what fits, and of that what worked most often."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from planner.core.history import SaidCount
from planner.core.playbook import Objection, Persona, ProvenAnswer, Story, Talk
from planner.core.talk.choose import TalkContext, persona_of, suggestions

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
