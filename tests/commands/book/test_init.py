"""`plan init` makes a first book that passes the check, and overwrites nothing."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import Plan
from tests.forked import PATHS

TOLD = ("--name", 'Dana "D" Reyes', "--currency", "eur", "--timezone", "America/Chicago")


def test_a_first_book(plan: Plan, tmp_path: Path) -> None:
    book = tmp_path / "sales" / "book"
    ran = plan("init", str(book), *TOLD)
    assert ran.code == 0
    assert ran.out == f"Book started in {book}.\nplan.toml is your week, prospects.toml your deals.\n"
    assert ran.err == (
        "Your commission isn't set: €48,000 counts as €48,000 of yours. Set keeps = 0.08 in plan.toml.\n"
        'Next: plan import deals.csv, or plan add deal "Acme" amount=48k\n'
        "`plan` finds it from any folder now.\n"
    )
    assert tomllib.loads((book / "plan.toml").read_text(encoding="utf-8"))["rep"] == {
        "name": 'Dana "D" Reyes',
        "currency": "EUR",
        "timezone": "America/Chicago",
        "locale": "en-US",
    }
    assert plan("check", "--book", str(book)) == (0, "Book is fine: no errors, no warnings.\n", "")


def test_what_is_commented_out_is_right_too(plan: Plan, tmp_path: Path) -> None:
    assert plan("init", str(tmp_path), *TOLD).code == 0
    for name in ("plan.toml", "prospects.toml"):
        path = tmp_path / name
        lines = path.read_text(encoding="utf-8").splitlines()
        bare = [line.removeprefix("# ") if "=" in line or line.startswith("# [") else line for line in lines]
        path.write_text("\n".join(bare), encoding="utf-8")
    (tmp_path / "work.ics").write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", encoding="utf-8")
    book = tomllib.loads((tmp_path / "plan.toml").read_text(encoding="utf-8"))
    assert book.keys() == {"format", "rep", "hours", "calendars", "care", "year", "quota"}
    ran = plan("check", "--book", str(tmp_path))
    assert (ran.code, ran.err) == (0, ""), ran.out


def test_nothing_is_overwritten(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "prospects.toml").write_text("# mine\n", encoding="utf-8")
    ran = plan("init", str(tmp_path), *TOLD)
    assert ran == (
        1,
        "",
        f"error: {tmp_path / 'prospects.toml'} already exists\n  fix: name another folder\nNothing was changed.\n",
    )
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["prospects.toml"]
    assert (tmp_path / "prospects.toml").read_text(encoding="utf-8") == "# mine\n"


def test_without_a_folder_it_is_the_users_own_book_and_found_there(plan: Plan, home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert plan("init", "--yes", cwd=elsewhere).code == 0
    assert plan("check", cwd=elsewhere).code == 0
    [made] = home.glob("**/plan.toml")
    assert str(made) not in str(elsewhere)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--name", " "), "error: a name is a line of text\n  fix: write it as --name 'Dana Reyes'\n"),
        (("--name", "D\x1b[31m"), "error: a name is a line of text\n  fix: write it as --name 'Dana Reyes'\n"),
        (
            ("--name", "D", "--currency", "pebbles"),
            'error: can\'t read "pebbles" as a currency\n'
            "  fix: write its name, its sign or its three letters: dollars, €, CHF\n",
        ),
        (
            ("--name", "D", "--timezone", "Berln"),
            'error: no time zone "Berln"\n  fix: did you mean "Europe/Berlin"?\n',
        ),
        (
            ("--name", "D", "--timezone", "../../etc/passwd"),
            'error: no time zone "../../etc/passwd"\n  fix: write a city or a zone: Chicago, eastern, Europe/Berlin\n',
        ),
    ],
)
def test_a_wrong_answer_makes_nothing(plan: Plan, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    assert plan("init", str(tmp_path / "book"), *words) == (2, "", said)
    assert not (tmp_path / "book").exists()


def test_a_folder_that_can_not_be_made(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here", encoding="utf-8")
    ran = plan("init", str(tmp_path / "file" / "book"), *TOLD)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"error: {tmp_path / 'file' / 'book'}: Not a directory")


def hear_ctrl_c() -> None:
    """Undo what a shell does to the programs that it starts in the background: they ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def on_a_terminal(typed: bytes, *words: str, home: Path, stop_at: bytes | None = None) -> tuple[int, str]:
    """Run `plan` on a terminal of its own where `typed` is typed: exit code, and what the terminal shows.

    Where it shows `stop_at` it is interrupted, as by Ctrl-C.
    """
    ours, theirs = pty.openpty()
    environ = PATHS | {"HOME": str(home), "TERM": "xterm", "TZ": "Europe/Berlin", "PYTHONUTF8": "1"}
    running = subprocess.Popen(
        [sys.executable, "-m", "planner", *words], stdin=theirs, stdout=theirs, stderr=theirs, env=environ,
        preexec_fn=hear_ctrl_c,  # noqa: PLW1509 - no other thread runs
    )  # fmt: skip
    os.close(theirs)
    os.write(ours, typed)
    shown = b""
    while True:
        if not select.select([ours], [], [], 60)[0]:
            running.kill()
            pytest.fail(f"nothing more within a minute after {shown.decode()[-500:]!r}")
        try:
            piece = os.read(ours, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
        if stop_at is not None and stop_at in shown:
            running.send_signal(signal.SIGINT)
            stop_at = None
    os.close(ours)
    return running.wait(20), shown.decode().replace("\r\n", "\n")


TYPED = b"Dana Reyes\nchf\n\n8%\nmany\neastern\n9-12, 1-5\n24 Dec 2026 - 2 Jan 2027\n120k\n52k\n\n\n3\n12.5\n\n"
PLAN = {
    "rep": {"name": "Dana Reyes", "currency": "CHF", "timezone": "America/New_York", "locale": "en-US", "keeps": 0.125},
    "hours": {day: ["09:00-12:00", "13:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
    | {"days_off": ["2026-12-24..2027-01-02"]},
    "year": {"income_goal": 120000, "earned": 52000},
}


def test_on_a_terminal_it_asks_adds_deals_and_shows_the_first_page(home: Path, tmp_path: Path) -> None:
    deals = b"Acme, rollout\n48k\n4\ntoday\n\nJo Park, CFO\n\n\n"  # the last Enter: those are all of them
    code, shown = on_a_terminal(TYPED + deals, "init", str(tmp_path / "book"), home=home)
    assert code == 0
    read = tomllib.loads((tmp_path / "book" / "plan.toml").read_text(encoding="utf-8"))
    read["year"].pop("as_of")
    assert {key: read[key] for key in PLAN} == PLAN
    [deal] = tomllib.loads((tmp_path / "book" / "prospects.toml").read_text(encoding="utf-8"))["prospect"]
    assert (deal["name"], deal["company"], deal["amount"], deal["stage"]) == ("Acme rollout", "Acme", 48000, "proposal")
    assert (deal["contacts"], deal["answers"]) == (["jo-park"], {"power": "named"})
    for said in (
        "  an hour is worth what you earn in it: commission, or margin\r\n",  # nothing is assumed of the share
        '  no time zone "many"\r\n',
        "  3  commission     8%: CHF 3,840 of CHF 48,000\r\n",
        "  3  commission     12.5%: CHF 6,000 of CHF 48,000\r\n",
        " for selling",
        "More deals: `plan add deal`; from your CRM: `plan import FILE`.",
        "`plan` finds it from any folder now.",
    ):
        assert said.replace("\r\n", "\n") in shown


@pytest.mark.parametrize(("answer", "brought"), [(b"y\n", True), (b"n\n\n", False)])
def test_an_export_is_handed_over_to_the_import(home: Path, tmp_path: Path, answer: bytes, brought: bool) -> None:
    (home / "Downloads").mkdir()
    rows = "Deal Name,Amount,Deal Stage\nAcme rollout,48000,Contract Sent\nBirch line,20000,Appointment Scheduled\n"
    (home / "Downloads" / "deals.csv").write_text(rows, encoding="utf-8")
    typed = b"Dana\neur\n8%\nberlin\n9-5\n\n\n\n1\n\n" + answer
    code, shown = on_a_terminal(typed, "init", str(tmp_path / "book"), home=home)
    assert code == 0
    assert " 1  ~/Downloads/deals.csv, 2 rows of deals\n" in shown
    assert ("Nothing came in. Later: plan import ~/Downloads/deals.csv\n" in shown) != brought
    assert ("\n[[prospect]]" in (tmp_path / "book" / "prospects.toml").read_text(encoding="utf-8")) == brought
    assert (" for selling" in shown) == brought


def test_a_book_elsewhere_is_found_from_now_on(plan: Plan, home: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    assert plan("init", str(first), *TOLD).code == 0
    assert json.loads(plan("check", "--json").out)["book"] == str(first)
    ran = plan("init", str(second), *TOLD)
    assert ran.err.endswith(f"You have another book. For this one: export PLAN_BOOK={second}\n")
    assert json.loads(plan("check", "--json").out)["book"] == str(first)
    assert json.loads(plan("check", "--json", PLAN_BOOK=str(second)).out)["book"] == str(second)
    first.rename(tmp_path / "gone")
    assert plan("check").err.startswith("error: no book found: ")
    assert plan("init", "--yes").err.endswith("`plan` finds it from any folder: it is in your user data folder.\n")


def test_a_folder_that_can_not_take_the_book_is_refused_before_a_question(home: Path, tmp_path: Path) -> None:
    (tmp_path / "prospects.toml").write_text("# mine\n", encoding="utf-8")
    code, shown = on_a_terminal(b"", "init", str(tmp_path), home=home)
    assert (code, "Your name" in shown) == (1, False)
    assert "prospects.toml already exists" in shown


@pytest.mark.parametrize("goal", ["-5", "1e400", "10000000000000000", "many"])
def test_a_goal_that_no_book_holds_makes_nothing(plan: Plan, tmp_path: Path, goal: str) -> None:
    ran = plan("init", str(tmp_path / "book"), *TOLD, f"--goal={goal}")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: ") and goal in ran.err
    assert not (tmp_path / "book").exists()


def test_everything_by_options(plan: Plan, tmp_path: Path) -> None:
    more = ("--currency", "dollars", "--keeps", "8%", "--hours", "mon-thu 9-5; fri 9-1", "--goal", "120k")
    assert plan("init", str(tmp_path), "--name", "Dana", "--timezone", "CET", *more).code == 0
    read = tomllib.loads((tmp_path / "plan.toml").read_text(encoding="utf-8"))
    assert read["rep"] == {
        "name": "Dana",
        "currency": "USD",
        "timezone": "Europe/Berlin",
        "locale": "de-DE",
        "keeps": 0.08,
    }
    assert (read["hours"]["thu"], read["hours"]["fri"]) == (["09:00-17:00"], ["09:00-13:00"])
    assert read["year"] == {"income_goal": 120000}


def test_plan_alone_is_todays_page_or_the_help(plan: Plan, tmp_path: Path) -> None:
    assert plan().out == plan("--help").out
    assert plan("--json").code == 1
    assert plan("--book", str(tmp_path)).code == 1
    assert plan("init", *TOLD).code == 0
    assert plan("--now", "2026-11-24").out == plan("today", "--now", "2026-11-24").out != ""


@pytest.mark.parametrize(("typed", "stop_at"), [(b"Dana\n\x04", None), (b"Dana\n", b"Currency")])
def test_whoever_leaves_in_the_middle_has_no_book(
    home: Path, tmp_path: Path, typed: bytes, stop_at: bytes | None
) -> None:
    code, shown = on_a_terminal(typed, "init", str(tmp_path / "book"), home=home, stop_at=stop_at)
    assert code == 130
    assert "Traceback" not in shown
    assert not (tmp_path / "book").exists()


def test_an_error_is_red_on_a_terminal(home: Path) -> None:
    assert on_a_terminal(b"", "nonsense", home=home)[1].startswith("\x1b[1;31merror:\x1b[0m no command ")
