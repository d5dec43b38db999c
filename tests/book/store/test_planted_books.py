"""A book that came by mail, zip, Dropbox or git does nothing outside itself, whatever lies in its `.plan/`."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.app.setup.trust import trust_folder
from planner.book import files
from planner.book.store import entry, journal, plan_folder
from planner.book.store.atomic import FilePlace, read_plain
from planner.book.store.entry import Change, JournalEntry, change_of, encode, fingerprint
from planner.book.store.last_written import remember
from planner.book.store.plan_folder import trouble_with
from planner.book.store.transaction import FileChange, commit, recover
from planner.book.undo.undo import undo
from planner.errors import PlanError
from tests.conftest import Plan, home, plan

__all__ = ["home", "plan"]

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
THESIS = b"three years of work\n"
PLAN = b'[rep]\nname = "Dana"\ncurrency = "USD"\n[hours]\nmon = ["08:00-12:00"]\n'
DEALS = b'[[prospect]]\nid = "acme"\nname = "Acme"\namount = 900\nstage = "parked"\n'
Outside = dict[str, tuple[bytes, int]]


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A book next to what is none of its business."""
    book = tmp_path / "book"
    for folder in (book, book / ".plan" / "journal", book / ".plan" / "last", tmp_path / "pictures"):
        folder.mkdir(parents=True, exist_ok=True)
    (book / "plan.toml").write_bytes(PLAN)
    (book / "prospects.toml").write_bytes(DEALS)
    (tmp_path / "thesis.txt").write_bytes(THESIS)
    (tmp_path / ".profile").write_bytes(b"# mine\n")
    (tmp_path / "pictures" / "2026-11-20.toml").write_bytes(b"a picture\n")
    return book


def outside(book: Path) -> Outside:
    """Everything next to the book: contents and rights."""
    paths = [path for path in book.parent.rglob("*") if path.is_file() and not path.is_symlink()]
    return {
        str(path): (path.read_bytes(), path.stat().st_mode)
        for path in paths
        if not path.is_relative_to(book) and "home" not in path.relative_to(book.parent).parts[:1]
    }


def raw(path: str, before: bytes | None, after: bytes | None, **more: Any) -> dict[str, Any]:
    change = change_of("tasks.toml", before, after)
    entry = json.loads(encode(JournalEntry("a gift", NOW.isoformat(), (change,))))
    entry["changes"][0]["path"] = path
    return {**entry, **more}


def set_pending(book: Path, entry: object) -> None:
    (book / ".plan" / "pending.json").write_text(json.dumps(entry), encoding="utf-8")


def set_journal(book: Path, entry: object) -> None:
    (book / ".plan" / "journal" / "000001.json").write_text(json.dumps(entry), encoding="utf-8")


def every_way(book: Path) -> list[str]:
    """Recover, log, undo; returns what was refused."""
    refused = []
    deals = (book / "prospects.toml").read_bytes()
    ways: list[Callable[[], object]] = [
        lambda: recover(book),
        lambda: commit(book, [FileChange("prospects.toml", deals, deals + b"# x\n")], "set acme", NOW),
        lambda: commit(book, [FileChange("diary/2026-11-23.toml", None, b"[page]\n")], "the page", NOW),
        lambda: undo(book),
        lambda: undo(book),
        lambda: undo(book),
    ]
    for way in ways:
        try:
            way()
        except PlanError as error:
            refused.append(error.what)
    return refused


NAMES = [
    "../x",
    "../thesis.txt",
    "../.profile",
    "/tmp/x",
    "diary/../../x",
    "./prospects.toml",
    ".plan/journal/000009.json",
    ".plan/../../x",
    ".git/hooks/post-commit",
    "notes.txt",
    "diary/../plan.toml",
    "diary/2026-02-30.toml",
    "diary/2026-11-23.toml/x",
    "diary\\..\\..\\x",
    "",
    "tasks.toml\0",
    "prospects.toml\n",
    "C:\\x",
    "~/x",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", [None, THESIS, b"# mine\n"])
def test_a_pending_file_names_only_files_of_a_book(planted: Path, name: str, text: bytes | None) -> None:
    before = outside(planted)
    inside = {path for path in planted.rglob("*") if ".plan" not in path.parts}
    set_pending(planted, raw(name, text, b"rm -rf ~\n"))
    assert "pending.json can't be read: it is damaged" in every_way(planted)[0]
    assert outside(planted) == before
    assert {path for path in planted.rglob("*") if ".plan" not in path.parts} == inside


@pytest.mark.parametrize("name", NAMES)
def test_a_journal_takes_back_only_files_of_a_book(planted: Path, name: str) -> None:
    before = outside(planted)
    set_journal(planted, raw(name, None, THESIS))
    assert any("000001.json can't be read: it is damaged" in what for what in every_way(planted))
    assert outside(planted) == before


def test_undo_deletes_only_what_the_journal_itself_holds(planted: Path) -> None:
    for name, text in (("prospects.toml", DEALS), ("plan.toml", PLAN)):
        entry = raw(name, None, text)
        if name == "prospects.toml":
            entry["changes"][0] |= {"new": "", "tail": len(text)}
        set_journal(planted, entry)
        with pytest.raises(PlanError, match="it is damaged"):
            undo(planted)
    assert (planted / "plan.toml").read_bytes() == PLAN
    assert (planted / "prospects.toml").read_bytes() == DEALS


def test_a_journal_whose_lines_do_not_add_up_changes_nothing(planted: Path) -> None:
    entry = raw("prospects.toml", DEALS.replace(b"900", b"800"), DEALS)
    entry["changes"][0]["old"] = "everything you had is gone\n"
    set_journal(planted, entry)
    with pytest.raises(PlanError, match=r"the journal entry for prospects.toml is damaged"):
        undo(planted)
    assert (planted / "prospects.toml").read_bytes() == DEALS
    forward = raw("prospects.toml", DEALS, DEALS + b"# x\n")
    forward["changes"][0]["new"] = "rm -rf\n"
    (planted / ".plan" / "journal" / "000001.json").unlink()
    set_pending(planted, forward)
    with pytest.raises(PlanError, match="its journal entry is damaged"):
        recover(planted)
    assert (planted / "prospects.toml").read_bytes() == DEALS


@pytest.mark.parametrize("number", [999_999_999, 999_999_998, 999_000_000, 899_999_999])
def test_an_entry_with_the_last_number_takes_no_undo_away(planted: Path, number: int) -> None:
    (planted / ".plan" / "journal" / f"{number}.json").write_text("{}", encoding="utf-8")
    texts = [DEALS + b"# x\n" * count for count in range(5)]
    for before, after in pairwise(texts):
        commit(planted, [FileChange("prospects.toml", before, after)], "set acme", NOW)
    for text in reversed(texts[2 if number == 999_999_998 else 0 : -1]):  # the first of these filled the last number
        undo(planted)
        assert (planted / "prospects.toml").read_bytes() == text


@pytest.mark.parametrize("link", [".plan", ".plan/journal", ".plan/last", ".plan/last/diary"])
@pytest.mark.parametrize("to", ["pictures", "thesis.txt", "nowhere"])
def test_no_folder_in_it_is_a_link(planted: Path, link: str, to: str) -> None:
    remove_all(planted / link)
    (planted / link).symlink_to(planted.parent / to)
    before = outside(planted)
    assert "is a link or a file, not plan's folder: it was ignored" in trouble_with(planted)
    refused = every_way(planted)
    assert outside(planted) == before
    assert [path.name for path in (planted.parent / "pictures").iterdir()] == ["2026-11-20.toml"]
    assert not (planted.parent / "nowhere").exists()
    if link in (".plan", ".plan/journal"):
        assert all("is a link or a file" in what for what in refused)
        assert (planted / "prospects.toml").read_bytes() == DEALS


def remove_all(folder: Path) -> None:
    if folder.is_dir():
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        folder.rmdir()


@pytest.mark.parametrize("how", ["symlink", "hard link", "pipe"])
@pytest.mark.parametrize(
    "name",
    ["pending.json", ".pending.json.new", ".gitignore", "lock", "journal/000001.json", "last/prospects.toml",
     "last/.prospects.toml.new", "last/diary/2026-11-20.toml", "last/diary/2026-11-23.toml"],
)  # fmt: skip
def test_no_file_in_it_is_written_through(planted: Path, name: str, how: str) -> None:
    path = planted / ".plan" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if how == "pipe":
        os.mkfifo(path)
    else:
        (path.symlink_to if how == "symlink" else path.hardlink_to)(planted.parent / "thesis.txt")
    before = outside(planted)
    every_way(planted)
    assert outside(planted) == before


@pytest.mark.parametrize("name", ["prospects.toml", "diary", "diary/2026-11-23.toml"])
@pytest.mark.parametrize("to", ["outside", ".git/hooks"])
def test_nothing_is_written_through_a_link_that_leads_out_of_the_book(planted: Path, name: str, to: str) -> None:
    folder = planted.parent / "elsewhere" if to == "outside" else planted / to
    folder.mkdir(parents=True)
    (folder / "prospects.toml").write_bytes(DEALS)
    (planted / "prospects.toml").unlink()
    link = planted / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(folder if name == "diary" else folder / link.name)
    if name != "prospects.toml":
        (planted / "prospects.toml").write_bytes(DEALS)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert any("is a link that points outside the book" in what for what in every_way(planted))
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    set_pending(planted, raw(f"{name}/2026-11-23.toml" if name == "diary" else name, DEALS, b"x\n"))
    every_way(planted)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    (planted / ".plan" / "pending.json").unlink(missing_ok=True)
    trust_folder(planted)
    every_way(planted)
    assert not any("link" in what for what in every_way(planted))


def test_what_waits_to_be_swapped_in_is_no_link(planted: Path) -> None:
    (planted / ".prospects.toml.plan-new").symlink_to(planted.parent / "thesis.txt")
    set_pending(planted, raw("prospects.toml", DEALS, THESIS))
    recover(planted)
    assert (planted / "prospects.toml").read_bytes() == THESIS  # what the pending entry itself holds
    assert not (planted / "prospects.toml").is_symlink()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_one_that_belongs_to_someone_else_is_not_used(planted: Path) -> None:
    set_pending(planted, raw("prospects.toml", DEALS, b"x = 1\n"))
    os.chown(planted / ".plan", 1234, 1234)
    assert "belongs to someone else" in trouble_with(planted)
    assert all("belongs to someone else: it was ignored" in what for what in every_way(planted))
    assert (planted / "prospects.toml").read_bytes() == DEALS
    trust_folder(planted)
    assert recover(planted) == "an interrupted change was completed (a gift)"


def test_commands_say_it_and_leave_the_rest_alone(planted: Path, plan: Plan) -> None:
    before = outside(planted)
    set_pending(planted, raw("../x", None, b"echo gotcha\n"))
    for words in (["list"], ["today"], ["undo"], ["add", "task", "Call", "minutes=5"]):
        ran = plan(*words, PLAN_BOOK=str(planted))
        assert ran.code == 1
        assert "pending.json can't be read" in ran.err
        assert "move it away" in ran.err
    assert outside(planted) == before
    (planted / ".plan" / "pending.json").unlink()
    (planted / ".plan" / "last" / "diary").symlink_to(planted.parent / "pictures")
    assert plan("today", PLAN_BOOK=str(planted)).code == 0
    assert outside(planted) == before


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["", "x", "../x", "tasks.toml"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["path", "old", "new", "changes", "head", "tail"]), inner, max_size=3)
    ),
    max_leaves=8,
)
CHANGED = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(("path", "before", "after", "head", "tail", "old", "new"), JSON),
)
CHANGED_ENTRY = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("format", "what", "at", "changes", "undoes", "by_hand"), JSON)
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHANGED, CHANGED_ENTRY, st.sampled_from([set_pending, set_journal]))
def test_a_mutated_entry_does_what_it_says_or_nothing(
    planted: Path, change: dict[str, Any], entry: dict[str, Any], put: Callable[[Path, object], None]
) -> None:
    (planted / "prospects.toml").write_bytes(DEALS)
    for path in ((planted / ".plan" / "pending.json"), *(planted / ".plan" / "journal").iterdir()):
        path.unlink(missing_ok=True)
    before = outside(planted)
    whole = raw("prospects.toml", DEALS, DEALS + b"# more\n")
    whole["changes"][0] |= change
    put(planted, {**whole, **entry})
    for way in (recover, undo):
        try:
            way(planted)
        except PlanError:
            continue
    assert outside(planted) == before
    assert (planted / "prospects.toml").read_bytes() in (DEALS, DEALS + b"# more\n")


def test_only_pages_make_way_for_the_last_one(planted: Path) -> None:
    remember(planted, [("diary/2026-11-20.toml", b"a"), ("diary/crm-seen.toml", b"c"), ("diary/2026-11-23.toml", b"b")])
    (planted / ".plan" / "last" / "diary" / "notes.txt").write_bytes(b"x")
    remember(planted, [("diary/2026-11-24.toml", b"d")])
    kept = sorted(path.name for path in (planted / ".plan" / "last" / "diary").iterdir())
    assert kept == ["2026-11-24.toml", "crm-seen.toml", "notes.txt"]


def test_a_change_holds_every_byte_of_a_file_that_it_makes() -> None:
    change = change_of("tasks.toml", None, b"x\n")
    assert change == Change("tasks.toml", None, fingerprint(b"x\n"), 0, 0, b"", b"x\n")


@pytest.mark.parametrize("how", ["pipe", "device"])
def test_a_change_to_what_is_no_ordinary_file_is_refused_and_not_waited_for(planted: Path, how: str) -> None:
    page = planted / "diary" / "2026-11-23.toml"
    page.parent.mkdir(exist_ok=True)
    if how == "pipe":
        os.mkfifo(page)
    else:
        trust_folder(planted)
        page.symlink_to("/dev/zero")
    set_pending(planted, raw("diary/2026-11-23.toml", b"a\n", b"b\n"))
    with pytest.raises((PlanError, OSError)):
        recover(planted)
    with pytest.raises((PlanError, OSError)):
        commit(planted, [FileChange("diary/2026-11-23.toml", b"a\n", b"b\n")], "the page", NOW)


def test_a_refused_folder_leaves_nothing_open(tmp_path: Path) -> None:
    open_before = len(list(Path("/dev/fd").iterdir()))
    for _ in range(3):
        with pytest.raises(OSError, match="not an ordinary file"):
            read_plain(FilePlace(tmp_path), 1)
    assert len(list(Path("/dev/fd").iterdir())) == open_before


def test_what_is_no_change_is_not_parsed(planted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pending = planted / ".plan" / "pending.json"
    pending.write_text('{"format": 1, "a": [' + "[]," * 1_000_000 + "[]]}", encoding="utf-8")
    monkeypatch.setattr(json, "loads", lambda _: pytest.fail("it was parsed"))
    with pytest.raises(PlanError, match="damaged"):
        recover(planted)


def test_an_entry_that_would_take_four_bytes_a_letter_is_not_parsed(
    planted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = change_of("prospects.toml", DEALS, DEALS + "# 😀\n".encode())
    data = encode(JournalEntry("it 😀", NOW.isoformat(), (change,)))
    assert data.isascii()
    assert entry.decode(data, planted).what == "it 😀"
    monkeypatch.setattr(json, "loads", lambda _: pytest.fail("it was parsed"))
    with pytest.raises(PlanError, match="damaged"):
        entry.decode(data.replace(b"\\ud83d\\ude00", "😀".encode()), planted)


def test_a_change_of_the_largest_file_is_read_again(planted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "_MOST_OUTSIDE", 2_000)
    text = b'[[],{"\\"],\n' * 1_000  # brackets in a text are none of the entry's own
    change = change_of("prospects.toml", text, text.replace(b"[", b"]"))
    made = JournalEntry("it", NOW.isoformat(), (change,))
    assert entry.decode(encode(made), planted) == made
    largest = 2 * files.LARGEST
    assert largest * 5 // 4 <= plan_folder.LARGEST


def test_a_change_that_could_not_be_read_again_is_not_made(planted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "LARGEST", 500)
    with pytest.raises(PlanError, match="larger than 0 MB"):
        commit(planted, [FileChange("prospects.toml", DEALS, DEALS + b"#" * 600)], "it", NOW)
    assert (planted / "prospects.toml").read_bytes() == DEALS
    assert not (planted / ".plan" / "pending.json").exists()
