"""--book, --now, --json, --yes and -q mean the same before and after the command."""

from pathlib import Path

import pytest

from tests.conftest import Plan

NAME = ("--name", "Dana Reyes", "--currency", "EUR", "--timezone", "Europe/Berlin")


@pytest.mark.parametrize(
    "words",
    [
        ("--json", "init", "{dir}", *NAME),
        ("init", "--json", "{dir}", *NAME),
        ("init", "{dir}", *NAME, "--json"),
        ("--json", "--book", "{dir}", "init", *NAME),
        ("--json", "init", "--book", "{dir}", *NAME),
        ("--json", "--book", "elsewhere", "init", "--book", "{dir}", *NAME),
    ],
)
def test_an_option_before_the_command_or_after_it(plan: Plan, tmp_path: Path, words: tuple[str, ...]) -> None:
    book = tmp_path / "book"
    ran = plan(*(word.format(dir=book) for word in words))
    assert (ran.code, ran.err) == (0, "")
    assert f'"book": "{book}"' in ran.out
    assert (book / "plan.toml").is_file()


def test_the_command_line_wins_over_the_environment(plan: Plan, tmp_path: Path) -> None:
    said, other = tmp_path / "named", tmp_path / "other"
    assert plan("--book", str(said), "init", *NAME, PLAN_BOOK=str(other)).code == 0
    assert (said / "plan.toml").is_file()
    assert not other.exists()
    assert plan("init", *NAME, PLAN_BOOK=str(other)).code == 0
    assert (other / "plan.toml").is_file()


def test_now_decides_which_week_the_demo_is_of(plan: Plan, tmp_path: Path) -> None:
    ran = plan("demo", str(tmp_path / "a"), "--json", "--now", "2027-02-06T12:00")
    assert '"morning": "2027-02-08T07:00:00+01:00"' in ran.out
    ran = plan("--now", "2027-02-09", "demo", str(tmp_path / "b"), "--json")
    assert '"morning": "2027-02-09T07:00:00+01:00"' in ran.out


def test_quiet_keeps_messages_back_and_not_the_answer(plan: Plan, tmp_path: Path) -> None:
    ran = plan("-q", "init", str(tmp_path / "a"), *NAME)
    assert ran.err == ""
    assert str(tmp_path / "a") in ran.out
    assert plan("init", str(tmp_path / "b"), *NAME).err != ""


def test_the_version(plan: Plan) -> None:
    assert plan("--version").out == "plan 0.1.0\n"
