"""TAB in real shells: bash and zsh at a pseudo-terminal, fish by `complete -C`. A shell that is missing is skipped."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.app.setup.completion import SCRIPTS
from planner.core.line import OUTCOMES
from planner.screen.text.outcome_words import typed_outcome
from tests.cli.shells import Fish, LineShell, install, missing

SHELLS = ("bash", "zsh", "fish")
BOOK = {
    "plan.toml": '[rep]\nname = "Dana"\ntimezone = "Europe/Berlin"\n',
    "prospects.toml": """
[[prospect]]
id = "acme-rollout"
name = "Acme rollout"
stage = "proposal"
tags = ["vip", "north"]
x = { region = "north" }
[[prospect]]
id = "cargo"
name = "O'Neil \\"Cargo\\" & Sons"
stage = "lead"
""",
    "accounts.toml": '[[account]]\nid = "bolt"\nname = "Bolt AG"\nrevenue = 90_000\n',
    "contacts.toml": '[[contact]]\nid = "lena-vogt"\nname = "Lena Vogt"\n',
    "playbook.toml": """
[lost]
reasons = ["no decision", "price"]
[[question]]
id = "need"
ask = "Do they need it?"
real = { much = 0.6, little = 0.4 }
dead_end = { much = 0.3, little = 0.7 }
""",
}
STAGES = ["lead", "discovery", "demo", "proposal", "negotiation", "close", "won", "lost", "parked"]
Shell = LineShell | Fish


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = tmp_path_factory.mktemp("books") / "a book"
    book.mkdir()
    for name, content in BOOK.items():
        (book / name).write_text(content, encoding="utf-8")
    return book


@pytest.fixture(scope="module", params=SHELLS)
def shell(request: pytest.FixtureRequest, book: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """Each shell with `plan` on its path and the book as $PLAN_BOOK."""
    if why := missing(request.param):
        pytest.skip(why)
    folder = tmp_path_factory.mktemp(request.param)
    environ = install(folder, SCRIPTS[request.param])
    environ |= {"PLAN_BOOK": str(book), "PLAN_NOW": "2026-11-23T07:00", "PLAN_CACHE": str(folder / "cache")}
    if request.param == "fish":
        yield Fish(folder, environ)
        return
    line = LineShell(request.param, folder, environ)
    yield line
    line.close()


@pytest.mark.parametrize(
    ("before", "word", "offered"),
    [
        ("plan done", "ac", ["acme-rollout"]),
        ("plan set acme-rollout", "sta", ["stage="]),
        ("plan set acme-rollout", "answers.", ["answers.need="]),
        ("plan set acme-rollout", "x.", ["x.region="]),
        ("plan set acme-rollout", "stage=", STAGES),
        ("plan set acme-rollout", "stage=p", ["proposal", "parked"]),
        ("plan set acme-rollout", "answers.need=", ["much", "little"]),
        ("plan set acme-rollout", "tags+=v", ["vip"]),
        ("plan set acme-rollout", "contacts+=le", ["lena-vogt"]),
        ("plan set lena-vogt", "power=de", ["decides"]),
        ("plan set acme-rollout stage=lead", "sta", []),  # once is enough
        ("plan done acme-rollout -o", "", [*map(typed_outcome, OUTCOMES)]),
        ("plan done lena-vogt --outcome", "", ["done", "no-progress", "no-answer"]),
        (
            "plan done bolt/visit -o",
            "",
            ["done", "no-progress", "sent", "no-answer", "no-show", "booked", "rescheduled"],
        ),
        ("plan set bolt", "mood=", ["happy", "unhappy"]),
        ("plan done acme-rollout --answer", "", ["need="]),
        ("plan done acme-rollout --answer", "need=", ["much", "little"]),
        ("plan done acme-rollout -o lost --reason", "no", ["no decision"]),
        ("plan review", "last-", ["last-week", "last-month", "last-quarter", "last-year"]),
        ("plan list", "", ["deals", "accounts", "contacts", "tasks"]),
        ("plan list --stage", "pro", ["proposal"]),
        ("plan reopen cargo --stage", "l", ["lead"]),  # not lost again
        ("plan add", "ac", ["account"]),
        ("plan add", "de", ["deal"]),
        ("plan done acme-rollout -o", "stay", ["stayed"]),
        ("plan done acme-rollout -o", "resch", ["rescheduled"]),
        ("plan add account Zeppelin", "rev", ["revenue="]),
    ],
)
def test_all_that_is_offered(shell: Shell, before: str, word: str, offered: list[str]) -> None:
    found = shell.offered(before, word)
    if not offered:
        assert found in ([], [word])  # the line stays as it is
    elif isinstance(shell, Fish):
        assert sorted(found) == sorted(offered)
    else:
        assert found == offered


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("plan done ac", "plan done acme-rollout "),
        ('plan show "Acme r', 'plan show "acme-rollout" '),
        ("plan show 'acme r", "plan show 'acme-rollout' "),
        ("plan show Acme\\ r", "plan show acme-rollout "),
        ("plan show \"O'Ne", 'plan show "cargo" '),
        ("plan show O\\'Ne", "plan show cargo "),
        ("plan set acme-rollout sta", "plan set acme-rollout stage="),  # and no blank: the value comes next
        ("plan set acme-rollout stage=prop", "plan set acme-rollout stage=proposal "),
        ('plan list --where "stage=prop', 'plan list --where "stage=proposal" '),
        ("plan list --stage=prop", "plan list --stage=proposal "),
        ("plan done cargo -o lost --reason no", "plan done cargo -o lost --reason no\\ decision "),
        ('plan done cargo -o lost --reason "no', 'plan done cargo -o lost --reason "no decision" '),
        ("plan --book /nowhere show ac", "plan --book /nowhere show ac"),
    ],
)
def test_a_line_after_tab(shell: Shell, typed: str, line: str) -> None:
    if isinstance(shell, Fish):
        pytest.skip("complete -C has no line")
    assert shell.after_tab(typed) == line


@pytest.mark.parametrize("option", ["--book '{}' done", "--book='{}' done"])
def test_a_book_elsewhere(shell: Shell, tmp_path: Path, option: str) -> None:
    book = tmp_path / "my books" / "elsewhere"
    book.mkdir(parents=True)
    (book / "prospects.toml").write_text('[[prospect]]\nid = "zebra"\nname = "Zebra"\n', encoding="utf-8")
    (book / "plan.toml").write_text(BOOK["plan.toml"], encoding="utf-8")
    assert shell.offered(f"plan {option.format(book)}", "z") == ["zebra"]


def test_a_book_under_home(shell: Shell) -> None:
    book = shell.folder / "own"
    book.mkdir(exist_ok=True)
    (book / "tasks.toml").write_text('[[task]]\nid = "taxes"\ntitle = "Taxes"\n', encoding="utf-8")
    (book / "plan.toml").write_text(BOOK["plan.toml"], encoding="utf-8")
    assert shell.offered("plan --book ~/own done", "ta") == ["taxes"]


def test_no_book(shell: Shell) -> None:
    """Names are missing, nothing is printed; words that need no book are there."""
    assert shell.offered("plan --book /nowhere done", "ac") in ([], ["ac"])
    assert shell.offered("plan --book /nowhere review", "last-w") == ["last-week"]
    assert shell.offered("plan --book /nowhere set acme", "am") in ([], ["am"], ["amount="])
