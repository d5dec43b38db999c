"""What a shell offers for the word being typed: commands, options, values, ids and names."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from planner.cli import completion
from planner.cli.candidates import FILES, FOLDERS, candidates_for
from planner.cli.completion import with_fields, without_equals
from planner.commands import COMMANDS, CommandRow
from tests.conftest import Plan

PROSPECTS = """
[[prospect]]
id = "acme-rollout"
name = "Acme rollout"
[[prospect]]
name = "Zürcher Müesli"
[[prospect]]
name = "Nordwind"
"""
PAGE = """
[[planned]]
item = "acme-rollout/proposal"
title = "Proposal"
[[planned]]
item = "nordwind/ask"
title = "Ask"
dropped = 2026-11-23T09:00:00
"""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    book = tmp_path / "book"
    (book / "diary").mkdir(parents=True)
    (book / "plan.toml").write_text('[rep]\nname = "Dana"\ntimezone = "Europe/Berlin"\n', encoding="utf-8")
    (book / "prospects.toml").write_text(PROSPECTS, encoding="utf-8")
    (book / "accounts.toml").write_text('[[account]]\nid = "bolt"\nname = "Bolt AG"\n[[broken', encoding="utf-8")
    (book / "diary" / "2026-11-23.toml").write_text(PAGE, encoding="utf-8")
    monkeypatch.setenv("PLAN_BOOK", str(book))
    monkeypatch.setenv("PLAN_NOW", "2026-11-23T07:00")
    monkeypatch.setenv("PLAN_CACHE", str(tmp_path / "cache"))
    return book


@pytest.fixture(autouse=True)
def naming_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command `name RECORD ITEM [--in FILE] [--kind KIND]`."""
    from types import ModuleType
    from typing import Annotated

    def name(
        ctx: typer.Context,
        record: Annotated[str, typer.Argument(metavar="RECORD")],
        item: Annotated[str, typer.Argument(metavar="ITEM")],
        source: Annotated[str, typer.Option("--in", metavar="FILE")] = "",
        kind: Annotated[str, typer.Option("--kind", metavar="KIND")] = "",
    ) -> None:
        raise AssertionError("completion runs no command")

    module = ModuleType("planner.commands.naming_command")
    module.name = name  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(COMMANDS, "name", CommandRow("name", "naming_command:name", "names"))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("che", ["check"]),
        ("--book x che", ["check"]),
        ("--js", ["--json"]),
        ("check --b", ["--book"]),
        ("done --next", ["--next", "--next-on", "--next-by", "--next-minutes"]),
        ("done --wh", ["--who"]),
        ("done --unt", ["--until"]),
        ("completion ", ["bash", "zsh", "fish"]),
        ("completion z", ["zsh"]),
        ("check --book ", [FOLDERS]),
        ("check --book=", [FOLDERS]),
        ("check --book =", [FOLDERS]),
        ("demo ", [FOLDERS]),
        ("check ", []),
        ("nonsense ", []),
        ("name ", ["acme-rollout", "zurcher-muesli", "nordwind"]),
        ("name ac", ["acme-rollout"]),
        ("name ACME\\ r", ["acme-rollout"]),
        ('name "Zür', ["zurcher-muesli"]),
        ("name nordwind ", ["acme-rollout/proposal", "acme-rollout", "zurcher-muesli", "nordwind"]),
        ("name nordwind Prop", ["acme-rollout/proposal"]),
        ("name --in ", [FILES]),
        ("name --in x --kind a", ["account"]),
        ("name --in x nordwind acme-rollout/", ["acme-rollout/proposal"]),
        ("set nordwind x", []),
        ("set nordwind next_o", ["next_on="]),
        ("set nordwind next_on=to", ["next_on=today", "next_on=tomorrow"]),
        ("set nordwind running.", ["running.until=", "running.checks="]),
        ("set nordwind stage=agree", ["stage=negotiation"]),  # by the play's title
        ("set nordwind tags-", ["tags-="]),
        ("set nordwind zur", ["zurcher-muesli"]),  # another record of the same change
        ("set nordwind amount=5 zur", []),
        ("set --where stage=lead cad", ["cadence="]),
        ("set --kind", ["--kind"]),
        ("set --kind c", ["contacts"]),
        ("list --where tags=vip --where amou", ["amount="]),
        ("list accounts --where mood", ["mood="]),
        ("list --sort next", ["next_date"]),
        ("done nordwind --aim ", ["met", "not-met"]),
        ("price --every 2", ["2 weeks"]),
        ("review y", ["year", "yesterday"]),
        ("add task Taxes mu", ["must="]),
        ("add task Taxes must=", ["must=yes", "must=no"]),
        ("add nonsense x", []),
    ],
)
def test_what_is_offered(book: Path, line: str, words: list[str]) -> None:
    typed = [completion._unquoted(word) for word in _split(line)]
    found = candidates_for(without_equals(typed))
    assert [candidate.word for candidate in found] == words
    assert candidates_for(without_equals(typed)) == found  # from the cache


def _split(line: str) -> list[str]:
    """As a shell hands words over: by blanks that are not escaped."""
    return [word.replace("\0", "\\ ") for word in line.replace("\\ ", "\0").split(" ")]


def test_a_name_that_acts_on_a_terminal_does_not(plan: Plan, book: Path) -> None:
    (book / "tasks.toml").write_text('[[task]]\nid = "evil"\ntitle = "a\\u001b[31m\\u0007"\n', encoding="utf-8")
    assert plan("__complete", "bash", "--book", str(book), "completion", "b").out == "bash\n"
    assert plan("__complete", "bash", "--book", str(book), "show", "ev").out == "evil\ta�[31m�\n"


@pytest.mark.parametrize("broken", ["plan.toml", "prospects.toml", "diary/2026-11-23.toml"])
def test_a_book_that_can_not_be_read_is_no_reason_to_say_anything(plan: Plan, book: Path, broken: str) -> None:
    (book / broken).write_bytes(b"\xff[[")
    ran = plan("__complete", "zsh", "--book", str(book), "")
    assert (ran.code, ran.err) == (0, "")
    assert candidates_for(["name", "bo"]) == []


@pytest.mark.parametrize("name", ["plan.toml", "diary/2026-11-23.toml"])
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(plan: Plan, book: Path, name: str) -> None:
    (book / name).unlink(missing_ok=True)
    os.mkfifo(book / name)
    ran = plan("__complete", "zsh", "--book", str(book), "done", "")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    ("words", "joined", "replaced"),
    [
        (["set", "hale", "stage", "=", "p"], ["set", "hale", "stage=p"], "p"),
        (["set", "hale", "stage", "="], ["set", "hale", "stage="], ""),
        (["set", "hale", "contacts+", "=", "le"], ["set", "hale", "contacts+=le"], "le"),
        (["set", "hale", "stage", "=", "lead", "am"], ["set", "hale", "stage=lead", "am"], "am"),
        (["check", "--book", "bo"], ["check", "--book", "bo"], "bo"),
    ],
)
def test_what_bash_split_is_one_field(words: list[str], joined: list[str], replaced: str) -> None:
    found, split = with_fields(words)
    assert (found, found[-1][split:]) == (joined, replaced)


def test_no_book_has_no_names(plan: Plan) -> None:
    assert plan("__complete", "fish", "demo", "--book=/nowhere", "x") == (0, ":folders\n", "")
    assert plan("__complete") == plan("__complete", "bash", "")


def test_fish_is_given_the_name_where_the_name_was_typed() -> None:
    candidate = completion.CompletionWord("acme-rollout", "Rollout at Acme")
    assert completion._line(candidate, "acme", "fish") == "acme-rollout\tRollout at Acme\n"
    assert completion._line(candidate, "roll", "fish") == "Rollout at Acme\tacme-rollout\n"
    assert completion._line(candidate, "roll", "bash") == "acme-rollout\tRollout at Acme\n"


def test_command_names_need_no_typer() -> None:
    complete = "from planner.cli.completion import complete; complete(['bash', 'ch'], list)"
    look = f"import sys; {complete}; print('typer' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == [f"check\t{COMMANDS['check'].help}", "False"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("plan dem", "demo"),
        ("plan completion f", "fish"),
        ("plan check --qui", "--quiet"),
        ("plan check --book = bo", "book"),
    ],
)
def test_the_script_in_bash(plan: Plan, book: Path, tmp_path: Path, words: str, offered: str) -> None:
    script = plan("completion", "bash").out
    (tmp_path / "plan").write_text(f'#!/bin/sh\nexec {sys.executable} -m planner "$@"\n', encoding="utf-8")
    (tmp_path / "plan").chmod(0o755)
    parts = words.split()
    press = (
        f"{script}\nCOMP_WORDS=({words}); COMP_CWORD={len(parts) - 1}\n"
        f'_plan {tmp_path}/plan "{parts[-1]}" "{parts[-2]}"; printf "%s\\n" "${{COMPREPLY[@]}}"'
    )
    ran = subprocess.run(["bash", "-c", press], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert (ran.stdout, ran.stderr) == (f"{offered}\n", "")


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not here")
def test_an_id_is_no_shell_code(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "plan").write_text("#!/bin/sh\nprintf 'a;touch$(b)\\tname\\n'\n", encoding="utf-8")
    (tmp_path / "plan").chmod(0o755)
    press = plan("completion", "bash").out + f'_plan {tmp_path}/plan a plan; printf "%s\\n" "${{COMPREPLY[@]}}"'
    ran = subprocess.run(["bash", "-c", press], capture_output=True, text=True, check=True)
    assert ran.stdout == "a\\;touch\\$\\(b\\)\n"


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_scripts_are_valid(plan: Plan, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not here")
    ran = subprocess.run(
        [shell, "-n"], input=plan("completion", shell).out, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
