"""`plan merge`, `remove` and `reopen`: shown first, one change each, and undone whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.records.conftest import Talk, contents
from tests.conftest import Plan

TASKS = """\
# what is to be done
[[task]]
id = "offer"
title = "Send the offer"
minutes = 30
record = "birch-line"

[[task]]
id = "call"
title = "Call back"
minutes = 10
after = ["offer"]  # then
"""


@pytest.fixture(autouse=True)
def with_tasks(book: Path) -> None:
    (book / "tasks.toml").write_text(TASKS, encoding="utf-8")


def test_merged_they_are_one(at_book: Plan, book: Path, changed: Callable[[], list[str]]) -> None:
    before = contents(book)
    assert at_book("done", "birch-line", "-o", "no-contact", "--unplanned", PLAN_NOW="2026-11-23T06:30").code in (0, 2)
    logged = at_book("done", "birch-line/talk", "-o", "no-contact", "-m", "voicemail", PLAN_NOW="2026-11-23T06:40")
    assert logged.code == 0, logged.err
    refused = at_book("merge", "acme", "birch-line")
    assert refused.code == 2
    assert "add --yes" in refused.err
    shown = at_book("merge", "acme", "birch-line", "--dry-run")
    assert "birch-line (Birch line) becomes part of acme (Acme rollout)" in shown.out
    assert "amount stays 48,000 (birch-line: 20,000)" in shown.out
    assert "birch-line also changed in: offer" in shown.out
    assert "birch-line" in contents(book)["tasks.toml"]
    merged = json.loads(at_book("merge", "acme", "birch-line", "--yes", "--json").out)
    assert merged["merged"] == "birch-line"
    assert merged["stays"]["amount"] == {"here": 48000.0, "there": 20000.0}
    assert contents(book)["tasks.toml"] == TASKS.replace('record = "birch-line"', 'record = "acme"')
    assert contents(book)["prospects.toml"].count("Birch line") == 1, "as a name that it had"
    assert json.loads(at_book("show", "birch line", "--json").out)["record"]["id"] == "acme"
    assert '[["acme"]' not in contents(book)["prospects.toml"]
    assert "# the one that matters" in contents(book)["prospects.toml"]
    card = json.loads(at_book("show", "birch-line", "--json").out)
    assert card["record"]["id"] == "acme"
    assert "voicemail" in json.dumps(card["history"])
    assert at_book("check").out.count("warning") <= 1
    assert at_book("undo").code == 0
    assert contents(book)["tasks.toml"] == before["tasks.toml"]
    assert "Birch line" in contents(book)["prospects.toml"]


def test_what_can_not_be_one_is_refused(at_book: Plan) -> None:
    assert "they can't be merged" in at_book("merge", "acme", "lena-vogt", "--yes").err
    assert "is acme itself" in at_book("merge", "acme", "acme", "--yes").err


def test_removed_it_is_gone_with_its_tasks(at_book: Plan, book: Path) -> None:
    before = contents(book)
    shown = at_book("remove", "birch-line", "--dry-run")
    assert shown.out == (
        "Remove Birch line (birch-line)\n"
        "Remove Send the offer (offer), a task for birch-line\n"
        "Also removed from: call\n"
        "Pages of earlier days stay as they are.\n"
    )
    assert contents(book) == before
    assert at_book("remove", "birch-line", "--yes").code == 0
    after = contents(book)
    start = before["prospects.toml"].index("# came by mail")
    assert after["prospects.toml"] == before["prospects.toml"][:start]
    assert after["tasks.toml"] == TASKS[TASKS.index('[[task]]\nid = "call"') :].replace(
        'after = ["offer"]  # then\n', "# then\n"
    )
    assert (book / "diary/removed.toml").exists()
    assert at_book("undo").code == 0
    assert contents(book) == before
    assert not (book / "diary/removed.toml").exists()


def test_the_diary_knows_one_that_a_hand_took_out(at_book: Plan, book: Path) -> None:
    logged = at_book("done", "birch-line/talk", "-o", "no-contact", PLAN_NOW="2026-11-23T06:40")
    assert logged.code == 0, logged.err
    text = contents(book)["prospects.toml"]
    (book / "prospects.toml").write_text(text[: text.index("# came by mail")], encoding="utf-8")
    (book / "tasks.toml").unlink()
    checked = at_book("check")
    assert "the diary has 1 row for birch-line, the last on 2026-11-23" in checked.out
    assert at_book("remove", "birch-line", "--yes").code == 0
    assert "birch-line" not in at_book("check").out, "said to be gone, it is no matter any more"
    assert at_book("undo").code == 0
    assert at_book("merge", "acme", "birch-line", "--yes").code == 0
    assert "birch-line" not in at_book("check").out
    assert json.loads(at_book("show", "birch-line", "--json").out)["record"]["id"] == "acme"


def test_a_lost_deal_goes_on_where_it_was_lost(at_book: Plan, book: Path) -> None:
    assert at_book("set", "acme", "stage=proposal").code == 0
    assert at_book("done", "acme/offer", "-o", "lost", PLAN_NOW="2026-11-23T08:00").code == 0
    opened = at_book("reopen", "acme", PLAN_NOW="2026-12-01T08:00")
    assert opened.code == 0, opened.err
    assert opened.out.startswith("Acme rollout is open again, in proposal (acme was lost)\n")
    text = contents(book)["prospects.toml"]
    assert 'stage = "proposal"' in text
    assert "lost_on" not in text
    assert "since = 2026-12-01" in text
    assert "is open: it is in proposal" in at_book("reopen", "acme").err


def test_without_a_trace_it_asks_for_the_stage(at_book: Plan, book: Path) -> None:
    assert at_book("set", "acme", "stage=lost").code == 0
    refused = at_book("reopen", "acme")
    assert refused.code == 2
    assert "the book doesn't say which stage acme was in when it was lost" in refused.err
    assert at_book("reopen", "acme", "--stage", "Proposal").code == 0
    assert at_book("park", "birch-line").code == 0
    assert at_book("reopen", "birch-line").out.startswith("Birch line is open again, in discovery")


def test_closed_by_hand_it_goes_on_where_a_page_saw_it_last(at_book: Plan, book: Path) -> None:
    assert at_book("today").code == 0
    assert at_book("set", "birch-line", "stage=lost").code == 0
    assert at_book("reopen", "birch-line").out.startswith("Birch line is open again, in discovery")


def test_at_a_terminal_it_asks(at_terminal: Talk, book: Path) -> None:
    before = contents(book)
    kept = at_terminal("remove", "acme", answers=(("remove acme? [y/N] ", "n\n"),))
    assert "Nothing changed." in kept.out
    assert contents(book) == before
    gone = at_terminal("remove", "acme", answers=(("remove acme? [y/N] ", "y\n"),))
    assert "Saved. `plan undo` reverts it." in gone.out
    assert "Acme" not in contents(book)["prospects.toml"]
