"""`plan qualify` walks the checklist and shows what each answer is worth.

The figures are those of the playbook in docs/explain/value.md.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.records.conftest import PLAYBOOK, Talk
from tests.conftest import Plan, Ran

Lines = Callable[[], list[str]]
Piped = Callable[..., Ran]

SECOND = """
[[question]]
id = "power"
ask = "Who signs?"
real = { met = 0.5, known = 0.4, unknown = 0.1 }
dead_end = { met = 0.2, known = 0.4, unknown = 0.4 }
"""


@pytest.fixture
def two_questions(book: Path) -> None:
    (book / "playbook.toml").write_text(PLAYBOOK + SECOND, encoding="utf-8")


def test_at_a_terminal_one_key_an_answer(at_terminal: Talk, two_questions: None, changed: Lines) -> None:
    ran = at_terminal("qualify", "acme", answers=(("Enter skips] ", "1"), ("Enter skips] ", "x"), ("one of", "2")))
    assert ran.code == 0
    assert "1/2 Do they need it?\n  1 yes   2 no   [Enter skips] 1\n" in ran.out
    assert "Need: yes · 50% -> 73% likely to be real · $" in ran.out
    assert "one of 1 met, 2 known, 3 unknown 2\n" in ran.out
    assert "Power: known · still 73% likely to be real" in ran.out
    assert changed() == ['+answers = { need = "yes", power = "known" }']


@pytest.mark.parametrize(
    ("lines", "written"),
    [
        ("1\n2\n", ['+answers = { need = "yes", power = "known" }']),
        ("YES\nMet\n", ['+answers = { need = "yes", power = "met" }']),
        ("\nunk\n", ['+answers = { power = "unknown" }']),
        ("2\n", ['+answers = { need = "no" }']),
        ("q\n1\n", []),
        ("", []),
    ],
)
def test_piped_in_line_by_line(
    plan: Plan, book: Path, two_questions: None, changed: Lines, lines: str, written: list[str]
) -> None:
    ran = plan("qualify", "acme", stdin=lines, PLAN_BOOK=str(book))
    assert (ran.code, changed()) == (0, written)


def test_what_an_answer_is_worth(plan: Plan, book: Path) -> None:
    plan("set", "acme", "amount=10k", PLAN_BOOK=str(book))
    ran = plan("qualify", "acme", stdin="2\n", PLAN_BOOK=str(book))
    assert ran.out == "  Need: no · 50% -> 22% likely to be real · $117/h -> $49/h\n"
    assert ran.err == "1 answer saved\n"
    shown = json.loads(plan("qualify", "acme", "--json", stdin="0\n", PLAN_BOOK=str(book)).out)
    assert shown["answers"] == {"need": None}
    assert (shown["belief"], shown["per_hour"]) == pytest.approx((0.5, 117.1), rel=5e-3)
    assert "need" not in (book / "prospects.toml").read_text(encoding="utf-8")


def test_below_what_an_hour_must_make_it_says_so(plan: Plan, book: Path) -> None:
    with (book / "plan.toml").open("a", encoding="utf-8") as file:
        file.write("[year]\nincome_goal = 40_000\n")  # 220 days of 8 hours, about a tenth of them left: $220 or so
    ran = plan("qualify", "birch", stdin="no\n", PLAN_BOOK=str(book))
    assert ran.out.splitlines()[1].endswith("To walk away: `plan park birch-line`")


@pytest.mark.parametrize(
    ("record", "stdin", "said"),
    [
        (
            "acme",
            "perhaps\n",
            '"perhaps" is not an answer to need\n  fix: one of 1 yes, 2 no; the answers before it are saved',
        ),
        ("acme", "3\n", '"3" is not an answer to need'),
        ("lena-vogt", "", "lena-vogt is not a deal and has no checklist"),
        ("nobody", "", 'nothing in your book matches "nobody"'),
    ],
)
def test_a_wrong_answer_is_reported_and_nothing_is_written(
    plan: Plan, book: Path, changed: Lines, record: str, stdin: str, said: str
) -> None:
    ran = plan("qualify", record, stdin=stdin, PLAN_BOOK=str(book))
    assert (ran.code, changed()) == (2, [])
    assert ran.err.startswith(f"error: {said}")


def test_the_answers_before_a_wrong_one_are_kept(
    at_book: Plan, two_questions: None, changed: Lines, plan: Plan, book: Path
) -> None:
    ran = plan("qualify", "acme", stdin="yes\nperhaps\n", PLAN_BOOK=str(book))
    assert (ran.code, changed()) == (2, ['+answers = { need = "yes" }'])
    assert ran.out.startswith("  Need: yes · 50% -> 73% likely to be real")
    assert ran.err == (
        "1 answer saved\n"
        'error: "perhaps" is not an answer to power\n'
        "  fix: one of 1 met, 2 known, 3 unknown; the answers before it are saved\n"
    )


def test_what_was_answered_before_leaving_is_kept(at_terminal: Talk, two_questions: None, changed: Lines) -> None:
    ran = at_terminal("qualify", "acme", answers=(("Enter skips] ", "1"), ("Enter skips] ", "\x04")))
    assert (ran.code, changed()) == (130, ['+answers = { need = "yes" }'])


def test_a_closed_deal_has_to_be_opened_first(at_book: Plan) -> None:
    at_book("park", "acme")
    ran = at_book("qualify", "acme")
    assert ran.err == "error: acme is parked\n  fix: open it first: `plan set acme stage=discovery`\n"


def test_without_a_record_the_deals_where_an_answer_is_worth_most(
    at_terminal: Talk, plan: Plan, book: Path, two_questions: None, changed: Lines
) -> None:
    with (book / "prospects.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[prospect]]\nid = "big"\nname = "Big one"\namount = 900_000\nstage = "discovery"\n')
    ran = at_terminal("qualify", answers=(("Big one: 1/", "1"), ("Acme", "q")))
    assert ran.code == 0
    assert "These answers change what your next tries are worth by $" in ran.out
    assert "1 answer saved" in ran.out
    assert any('id = "big"' in line or "answers" in line for line in changed())
