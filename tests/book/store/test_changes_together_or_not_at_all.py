"""Several files change together; anything in the way leaves them as they were, and says what it was."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from planner.app.setup.trust import trust_folder
from planner.book.store import journal, transaction
from planner.book.store.entry import JournalEntry, change_of
from planner.book.store.journal import write_pending
from planner.book.store.transaction import FileChange, commit, recover
from planner.errors import PlanError
from tests.book.store import a_writer

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def files(book: Path) -> dict[str, bytes]:
    """Everything in the book but the journal."""
    found = [path for path in book.rglob("*") if path.is_file() and ".plan" not in path.parts]
    return {str(path.relative_to(book)): path.read_bytes() for path in found}


def two_files(book: Path) -> list[FileChange]:
    (book / "prospects.toml").write_bytes(b"a = 1\n")
    return [
        FileChange("prospects.toml", b"a = 1\n", b"a = 2\n"),
        FileChange("diary/2026-11-23.toml", None, b"[page]\n"),
    ]


def test_both_files_are_written(book: Path) -> None:
    commit(book, two_files(book), "done acme", NOW)
    assert files(book) == {"prospects.toml": b"a = 2\n", "diary/2026-11-23.toml": b"[page]\n"}


def test_a_file_saved_by_an_editor_meanwhile_is_not_overwritten(book: Path) -> None:
    changes = two_files(book)
    (book / "prospects.toml").write_bytes(b"a = 1\nb = 5\n")
    with pytest.raises(PlanError, match=r"prospects.toml was saved by another program .*line 2 differs"):
        commit(book, changes, "done acme", NOW)
    assert files(book) == {"prospects.toml": b"a = 1\nb = 5\n"}


def test_one_saved_at_the_last_moment_is_not_overwritten(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = two_files(book)
    real = os.fsync

    def save_then_sync(handle: int) -> None:
        (book / "prospects.toml").write_bytes(b"mine\n")
        real(handle)

    monkeypatch.setattr(os, "fsync", save_then_sync)
    with pytest.raises(PlanError, match="was saved by another program"):
        commit(book, changes, "done acme", NOW)
    assert files(book) == {"prospects.toml": b"mine\n"}


@pytest.mark.parametrize("name", ["write", "fsync"])
@pytest.mark.parametrize("failing", range(1, 8))
def test_a_full_disk_changes_nothing(book: Path, monkeypatch: pytest.MonkeyPatch, name: str, failing: int) -> None:
    changes = two_files(book)
    calls = 0
    real: Callable[..., Any] = getattr(os, name)

    def full(*args: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls >= failing:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*args)

    with monkeypatch.context() as patch:
        patch.setattr(os, name, full)
        try:
            commit(book, changes, "done acme", NOW)
            said = None
        except PlanError as error:
            said = error.what
    if said is None:
        # enough room after all, but perhaps not for the copies that only help undo to show edits
        assert files(book) == {"prospects.toml": b"a = 2\n", "diary/2026-11-23.toml": b"[page]\n"}
    elif said.endswith("and the change is half done"):  # the folders could not even be synced
        assert recover(book) is not None
        assert len(files(book)) in (1, 2)
        assert files(book)["prospects.toml"] == (b"a = 1\n" if len(files(book)) == 1 else b"a = 2\n")
    else:
        assert said == "the book can't be written: the disk is full"
        assert files(book) == {"prospects.toml": b"a = 1\n"}
        assert recover(book) is None
        commit(book, changes, "done acme", NOW)  # and with room again it goes on as if nothing had been


@pytest.mark.skipif(os.name != "posix", reason="limits are POSIX")
def test_a_file_size_limit_is_a_full_disk_in_earnest(book: Path) -> None:
    (book / "prospects.toml").write_bytes(b"a = 1\n")
    program = (
        "import resource, signal, sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from planner.book.store.transaction import FileChange, commit; from planner.errors import PlanError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))\n"
        "changes = [FileChange('prospects.toml', b'a = 1\\n', b'#' * 5000)]\n"
        "try: commit(Path(sys.argv[1]), changes, 'x', datetime(2026, 11, 23, tzinfo=UTC))\n"
        "except PlanError as error: print(error.what)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(book)], capture_output=True, text=True, check=True)
    assert done.stdout == "the book can't be written: the disk is full\n"
    assert files(book) == {"prospects.toml": b"a = 1\n"}


def test_a_read_only_book_says_so(book: Path) -> None:
    changes = two_files(book)
    book.chmod(0o555)
    try:
        with pytest.raises(PlanError, match="can't be written: it is read-only"):
            commit(book, changes, "done acme", NOW)
        assert files(book) == {"prospects.toml": b"a = 1\n"}
        assert not (book / ".plan").exists()
    finally:
        book.chmod(0o755)


def test_a_read_only_file_is_not_replaced(book: Path) -> None:
    changes = two_files(book)
    (book / "prospects.toml").chmod(0o444)
    with pytest.raises(PlanError, match=r"read-only \(prospects.toml\)"):
        commit(book, changes, "done acme", NOW)
    assert files(book) == {"prospects.toml": b"a = 1\n"}


def test_links_are_followed_in_a_book_that_is_trusted_and_modes_kept(book: Path, tmp_path: Path) -> None:
    changes = two_files(book)
    real = tmp_path / "elsewhere.toml"
    (book / "prospects.toml").rename(real)
    real.chmod(0o640)
    (book / "prospects.toml").symlink_to(real)
    with pytest.raises(PlanError, match=r"prospects.toml is a link that points outside the book, to /.*elsewhere.toml"):
        commit(book, changes, "done acme", NOW)
    assert real.read_bytes() == b"a = 1\n"
    trust_folder(book)
    commit(book, changes, "done acme", NOW)
    assert real.read_bytes() == b"a = 2\n"
    assert (book / "prospects.toml").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640


def cut_short(book: Path, swapped: int, changes: list[FileChange]) -> None:
    """The book as a crash leaves it after `swapped` of the swaps."""
    entry = JournalEntry("done acme", NOW.isoformat(), tuple(change_of(c.path, c.before, c.after) for c in changes))
    write_pending(book, entry)
    for place, change in enumerate(changes):
        (book / change.path).parent.mkdir(exist_ok=True)
        assert change.after is not None
        name = change.path if place < swapped else change.path.replace("/", "/.") + ".plan-new"
        name = name if place < swapped or "/" in name else f".{name}"
        (book / name).write_bytes(change.after)


@pytest.mark.parametrize("swapped", [0, 1, 2])
def test_a_change_that_was_cut_short_is_finished(book: Path, swapped: int) -> None:
    cut_short(book, swapped, two_files(book))
    assert recover(book) == "an interrupted change was completed (done acme)"
    assert files(book) == {"prospects.toml": b"a = 2\n", "diary/2026-11-23.toml": b"[page]\n"}
    assert recover(book) is None


def test_it_is_taken_back_where_a_file_was_edited_before_its_turn(book: Path) -> None:
    changes = two_files(book)[::-1]
    cut_short(book, 1, changes)
    (book / "prospects.toml").write_bytes(b"a = 1\n# mine\n")
    assert recover(book) == (
        "an interrupted change was rolled back (done acme); prospects.toml was edited since and was left alone"
    )
    assert files(book) == {"prospects.toml": b"a = 1\n# mine\n"}


def test_it_is_finished_where_a_file_was_edited_after_its_turn(book: Path) -> None:
    cut_short(book, 1, two_files(book))
    (book / "prospects.toml").write_bytes(b"a = 2\n# mine\n")
    assert recover(book) == (
        "an interrupted change was completed (done acme); prospects.toml was edited since and was left alone"
    )
    assert files(book) == {"prospects.toml": b"a = 2\n# mine\n", "diary/2026-11-23.toml": b"[page]\n"}


def test_two_processes_follow_one_another(book: Path) -> None:
    a_writer.begin(book)
    command = [sys.executable, a_writer.__file__, str(book), "20"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    said = [int(line) for process in both for line in process.communicate()[0].split()]
    assert [process.returncode for process in both] == [0, 0]
    assert sorted(said) == list(range(1, 41))
    assert a_writer.counted(book) == 40


def test_two_processes_that_change_different_files_do_not_meet(book: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from planner.book.store.transaction import FileChange, commit\n"
        "book, name, old = Path(sys.argv[1]), sys.argv[2], None\n"
        "for n in range(40):\n"
        "    new = b'n = %d\\n' % n\n"
        "    commit(book, [FileChange(name, old, new)], name, datetime(2026, 11, 23, tzinfo=UTC)); old = new\n"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", program, str(book), name]) for name in ("tasks.toml", "accounts.toml")
    ]
    assert [process.wait() for process in both] == [0, 0]
    assert files(book) == {"tasks.toml": b"n = 39\n", "accounts.toml": b"n = 39\n"}
    assert journal.entry_numbers(book) == list(range(1, 81))


def test_a_writer_that_does_not_finish_is_named(book: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from planner.book.store.lock import writing\n"
            "with writing(Path(sys.argv[1])): print('has it', flush=True); sys.stdin.read()",
            str(book),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"has it\n"
    from planner.book.store.lock import writing

    with pytest.raises(PlanError) as caught, writing(book, patience=0.1):
        pass
    assert caught.value.what.startswith(f"process {holder.pid} (")
    holder.communicate()
    with writing(book, patience=0.1):
        pass


def test_nothing_outside_the_book_can_be_named(book: Path) -> None:
    for path in ("../x", "/etc/x", ".plan/journal/1"):
        with pytest.raises(ValueError, match="not a file of the book"):
            transaction.commit(book, [FileChange(path, None, b"")], "x", NOW)


def test_two_names_of_one_file_are_not_written_at_once(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_bytes(b"")
    (tmp_path / "prospects.toml").write_bytes(b"a = 1\n")
    (tmp_path / "history.toml").symlink_to("prospects.toml")
    changes = [FileChange(name, b"a = 1\n", b"a = 2\n") for name in ("prospects.toml", "history.toml")]
    with pytest.raises(PlanError, match=r"one of prospects\.toml and history\.toml is a link to another"):
        commit(tmp_path, changes, "both", NOW)
    assert (tmp_path / "prospects.toml").read_bytes() == b"a = 1\n"
    assert not (tmp_path / ".plan" / "pending.json").exists()
