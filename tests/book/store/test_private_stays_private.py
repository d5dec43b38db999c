"""A copy is at most as readable as the most private file it was made from; no group gains a right."""

from __future__ import annotations

import errno
import os
import stat
import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.book.store import readers, transaction
from planner.book.store.atomic import replace_file, stage
from planner.book.store.readers import Readers, common_readers, readers_of_book
from planner.book.store.transaction import FileChange, commit, recover
from planner.book.undo.undo import undo
from tests.conftest import Plan, home, plan

__all__ = ["home", "plan"]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows is not checked, as the docs say")
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ACL = "system.posix_acl_access"
# version 2; owner rw-, user 1234 r--, group ---, mask r--, others --- (tag, rights, id)
_ENTRIES = ((1, 6, -1), (2, 4, 1234), (4, 0, -1), (16, 4, -1), (32, 0, -1))
BOB_READS = struct.pack("<I", 2) + b"".join(struct.pack("<HHi", *entry) for entry in _ENTRIES)


@pytest.fixture(autouse=True)
def _usual_umask() -> object:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def has_xattrs(folder: Path) -> bool:
    try:
        os.setxattr(folder, "user.test", b"1")
        os.removexattr(folder, "user.test")
    except (OSError, AttributeError):
        return False
    return True


@pytest.fixture
def private(book: Path) -> Path:
    (book / "plan.toml").write_bytes(b"x = 1\n")
    (book / "prospects.toml").write_bytes(b"a = 1\n")
    (book / "prospects.toml").chmod(0o600)
    return book


def test_all_that_is_made_from_a_private_book_is_private(private: Path) -> None:
    page = "diary/2026-11-23.toml"
    commit(
        private, [FileChange("prospects.toml", b"a = 1\n", b"a = 2\n"), FileChange(page, None, b"[page]\n")], "x", NOW
    )
    found = {path for path in private.rglob("*") if path.is_file()} - {private / "plan.toml"}
    assert {path.relative_to(private).as_posix() for path in found} == {
        "prospects.toml",
        page,
        ".plan/.gitignore",
        ".plan/journal/000001.json",
        ".plan/last/prospects.toml",
        f".plan/last/{page}",
    }
    assert {mode(path) & 0o077 for path in found} == {0}
    assert mode(private / ".plan") == 0o700


def test_a_page_that_was_readable_is_so_no_more(private: Path) -> None:
    page = private / "diary" / "2026-11-23.toml"
    page.parent.mkdir()
    page.write_bytes(b"[page]\n")
    commit(private, [FileChange("diary/2026-11-23.toml", b"[page]\n", b"[page]\nformat = 1\n")], "x", NOW)
    assert mode(page) == 0o600
    undo(private)
    assert mode(page) == 0o600


def test_the_books_own_files_keep_their_mode(private: Path) -> None:
    for name, kept in (("plan.toml", 0o664), ("prospects.toml", 0o640)):
        (private / name).chmod(kept)
        old = (private / name).read_bytes()
        commit(private, [FileChange(name, old, b"z = 1\n")], "x", NOW)
        assert mode(private / name) == kept


def test_an_open_books_page_is_open(book: Path) -> None:
    (book / "plan.toml").write_bytes(b"x = 1\n")
    commit(book, [FileChange("diary/2026-11-23.toml", None, b"[page]\n")], "x", NOW)
    assert mode(book / "diary" / "2026-11-23.toml") == 0o644


def test_a_page_is_as_private_as_the_calendar_it_was_made_from(book: Path, tmp_path: Path) -> None:
    (book / "plan.toml").write_bytes(b"x = 1\n")
    calendars = tmp_path / "calendars"
    calendars.mkdir()
    (calendars / "a.ics").write_bytes(b"")
    (calendars / "a.ics").chmod(0o600)
    commit(book, [FileChange("diary/2026-11-23.toml", None, b"[page]\n", (calendars,))], "x", NOW)
    assert mode(book / "diary" / "2026-11-23.toml") == 0o600


@pytest.mark.parametrize("closed", ["a.ics", "below/b.ics", "below", "."])
def test_a_calendar_is_as_private_as_every_folder_on_its_way(book: Path, tmp_path: Path, closed: str) -> None:
    (book / "plan.toml").write_bytes(b"x = 1\n")
    calendars = tmp_path / "calendars"
    (calendars / "below").mkdir(parents=True)
    for name in ("a.ics", "below/b.ics"):
        (calendars / name).write_bytes(b"")
    (calendars / closed).chmod(0o700 if (calendars / closed).is_dir() else 0o600)
    for number, source in enumerate((calendars, calendars / "below" / "b.ics")):
        page = f"diary/2026-11-2{number}.toml"
        if closed != "a.ics" or number == 0:
            commit(book, [FileChange(page, None, b"[page]\n", (source,))], "x", NOW)
            assert mode(book / page) == 0o600
            (book / page).unlink()


def test_a_link_among_the_calendars_is_as_private_as_the_folder_it_leads_to(book: Path, tmp_path: Path) -> None:
    (book / "plan.toml").write_bytes(b"x = 1\n")
    calendars, closed = tmp_path / "calendars", tmp_path / "closed"
    calendars.mkdir()
    closed.mkdir()
    (closed / "boss.ics").write_bytes(b"")
    (calendars / "boss.ics").symlink_to(closed / "boss.ics")
    closed.chmod(0o700)
    commit(book, [FileChange("diary/2026-11-23.toml", None, b"[page]\n", (calendars,))], "x", NOW)
    assert mode(book / "diary" / "2026-11-23.toml") == 0o600


def test_more_calendar_folders_than_can_be_looked_through_count_as_private(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "_MOST_FOLDERS", 3)
    (book / "plan.toml").write_bytes(b"x = 1\n")
    (tmp_path / "c" / "a" / "b").mkdir(parents=True)
    assert common_readers([tmp_path / "c"]) != Readers(0)
    (tmp_path / "c" / "a" / "b" / "d").mkdir()
    assert common_readers([tmp_path / "c"]) == Readers(0)


def test_logging_looks_at_the_calendars_too(tmp_path: Path, plan: Plan) -> None:
    book, work = tmp_path / "book", tmp_path / "work.ics"
    book.mkdir()
    work.write_text("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nEND:VCALENDAR\n", encoding="utf-8")
    work.chmod(0o600)
    (book / "plan.toml").write_text(
        '[rep]\nname = "D"\ncurrency = "USD"\n[hours]\nmon = ["08:00-12:00"]\n[calendars]\nbusy = ["../work.ics"]\n',
        encoding="utf-8",
    )
    (book / "tasks.toml").write_text('[[task]]\ntitle = "Call"\nminutes = 30\n', encoding="utf-8")
    page = book / "diary" / "2026-11-23.toml"
    said = {"PLAN_BOOK": str(book), "PLAN_NOW": "2026-11-23T09:00"}
    for words in (["done", "call", "-o", "done"], ["block", "10:00-10:30"]):
        ran = plan(*words, **said)
        assert ran.code == 0, ran.err
        assert mode(page) == 0o600
        page.chmod(0o644)


@pytest.mark.parametrize("killed", [False, True])
def test_what_goes_into_a_file_of_the_book_makes_it_as_private(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed: bool
) -> None:
    (book / "prospects.toml").write_bytes(b"a = 1\n")
    source = tmp_path / "export.csv"
    source.write_bytes(b"a\n2\n")
    source.chmod(0o600)
    change = FileChange("prospects.toml", b"a = 1\n", b"a = 2\n", (source,))
    if killed:
        with monkeypatch.context() as patch:
            patch.setattr(transaction, "stage", _dies)
            patch.setattr(transaction, "_clear", lambda *_: None)
            with pytest.raises(KeyboardInterrupt):
                commit(book, [change], "import export.csv", NOW)
        assert mode(book / "prospects.toml") == 0o644
        assert recover(book) == "an interrupted change was completed (import export.csv)"
    else:
        commit(book, [change], "import export.csv", NOW)
    assert (book / "prospects.toml").read_bytes() == b"a = 2\n"
    assert mode(book / "prospects.toml") == 0o600


def _dies(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_linked_file_in_a_closed_folder_keeps_a_page_private(book: Path, tmp_path: Path) -> None:
    (book / "plan.toml").write_bytes(b"x = 1\n")
    dotfiles = tmp_path / "dotfiles"
    dotfiles.mkdir()
    (dotfiles / "prospects.toml").write_bytes(b"")
    (book / "prospects.toml").symlink_to(dotfiles / "prospects.toml")
    dotfiles.chmod(0o700)
    commit(book, [FileChange("diary/2026-11-23.toml", None, b"[page]\n")], "x", NOW)
    assert mode(book / "diary" / "2026-11-23.toml") == 0o600


def test_a_new_page_is_as_private_as_the_newest_before_it(book: Path) -> None:
    (book / "plan.toml").write_bytes(b"x = 1\n")
    pages = [f"diary/2026-11-{day}.toml" for day in (20, 23, 24)]
    for page, made_private in zip(pages, (False, True, False), strict=True):
        commit(book, [FileChange(page, None, b"[page]\n")], "x", NOW)
        if made_private:
            (book / page).chmod(0o600)
    assert [mode(book / page) for page in pages] == [0o644, 0o600, 0o600]


def test_a_file_is_as_private_as_what_goes_into_it(book: Path, tmp_path: Path) -> None:
    (book / "plan.toml").write_bytes(b"x = 1\n")
    copy = tmp_path / "copy.toml"
    copy.write_bytes(b"a = 1\n")
    copy.chmod(0o600)
    names = ("tasks.toml", "diary/crm-seen.toml", "diary/2026-11-23.toml")
    commit(book, [FileChange(name, None, b"a = 1\n", (copy,)) for name in names], "x", NOW)
    commit(book, [FileChange("plan.toml", b"x = 1\n", b"x = 2\n", (copy,))], "x", NOW)
    assert [mode(book / name) for name in (*names, "plan.toml")] == [0o600] * 4


def test_what_waits_to_be_swapped_in_is_never_more_readable(private: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    real = os.write

    def look(handle: int, data: bytes) -> int:
        seen.append(stat.S_IMODE(os.fstat(handle).st_mode))
        return real(handle, data)

    monkeypatch.setattr(os, "write", look)
    stage(private / "prospects.toml", b"a = 2\n", "x")
    stage(private / "diary.toml", b"a = 2\n", "x", Readers(0))
    assert seen == [0o600, 0o600]


def test_a_folder_that_only_its_owner_may_enter_counts_for_a_copy_elsewhere(tmp_path: Path) -> None:
    home = tmp_path / "home"
    book = home / "book"
    book.mkdir(parents=True)
    (book / "plan.toml").write_bytes(b"x = 1\n")
    assert readers_of_book(book, tmp_path / "day.ics") == Readers(0o044, os.getegid())
    home.chmod(0o700)
    assert readers_of_book(book, tmp_path / "day.ics") == Readers(0, os.getegid())
    assert readers_of_book(book, home / "day.ics") == Readers(0o044, os.getegid())
    assert common_readers([tmp_path / "nothing"]) is None


@pytest.mark.skipif(not ROOT, reason="only root can give files away")
def test_no_group_gains_a_right(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    team = book / "prospects.toml"
    team.write_bytes(b"old")
    os.chown(team, 0, 1234)
    team.chmod(0o664)
    replace_file(team, b"new")
    assert (mode(team), team.stat().st_gid) == (0o664, 1234)

    def refused(*args: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(os, "fchown", refused)  # as for one who is not in the group
        replace_file(team, b"newer")
        assert (mode(team), team.stat().st_gid) == (0o644, 0)
        os.chown(team, 0, 1234)
        team.chmod(0o640)
        replace_file(team, b"newest")
        assert (mode(team), team.stat().st_gid) == (0o600, 0)
        os.chown(team, 0, 1234)
        team.chmod(0o604)  # all but the group
        replace_file(team, b"last")
        assert (mode(team), team.stat().st_gid) == (0o600, 0)


@pytest.mark.skipif(not ROOT, reason="only root can give files away")
def test_a_page_keeps_to_the_group_of_the_book(book: Path) -> None:
    (book / "plan.toml").write_bytes(b"x = 1\n")
    os.chown(book / "plan.toml", 0, 1234)
    (book / "plan.toml").chmod(0o640)
    commit(book, [FileChange("diary/2026-11-23.toml", None, b"[page]\n")], "x", NOW)
    page = book / "diary" / "2026-11-23.toml"
    assert (mode(page), page.stat().st_gid) == (0o640, 1234)
    (book / "tasks.toml").write_bytes(b"")
    (book / "tasks.toml").chmod(0o640)  # of another group: who is in both is not known
    commit(book, [FileChange("diary/2026-11-24.toml", None, b"[page]\n")], "x", NOW)
    assert mode(book / "diary" / "2026-11-24.toml") == 0o600


def test_extended_attributes_and_acls_stay(book: Path) -> None:
    if not has_xattrs(book):
        pytest.skip("no extended attributes here")
    file = book / "prospects.toml"
    file.write_bytes(b"old")
    os.setxattr(file, "user.note", b"mine")
    try:
        os.setxattr(file, ACL, BOB_READS)
    except OSError:
        pytest.skip("no ACLs here")
    commit(book, [FileChange("prospects.toml", b"old", b"new")], "x", NOW)
    assert os.getxattr(file, "user.note") == b"mine"
    assert os.getxattr(file, ACL) == BOB_READS
    commit(book, [FileChange("diary/2026-11-23.toml", None, b"[page]\n")], "x", NOW)
    assert mode(book / "diary" / "2026-11-23.toml") == 0o600  # the mask's r is not the group's


def test_a_folders_default_acl_gives_nobody_a_private_page(book: Path) -> None:
    if not has_xattrs(book):
        pytest.skip("no extended attributes here")
    (book / "plan.toml").write_bytes(b"x = 1\n")
    (book / "plan.toml").chmod(0o640)
    try:
        os.setxattr(book, "system.posix_acl_default", BOB_READS)
    except OSError:
        pytest.skip("no ACLs here")
    commit(book, [FileChange("diary/2026-11-23.toml", None, b"[page]\n")], "x", NOW)
    page = book / "diary" / "2026-11-23.toml"
    assert ACL not in os.listxattr(page)
    assert mode(page) & 0o007 == 0


def test_exports_are_private_too(tmp_path: Path, home: Path, plan: Plan) -> None:
    book = tmp_path / "book"
    book.mkdir()
    (book / "plan.toml").write_text(
        '[rep]\nname = "Dana"\ncurrency = "USD"\n[hours]\nmon = ["08:00-12:00"]\n', encoding="utf-8"
    )
    (book / "tasks.toml").write_text('[[task]]\ntitle = "Call"\nminutes = 30\nmakes = 90\n', encoding="utf-8")
    (book / "tasks.toml").chmod(0o600)
    open_before = tmp_path / "day.ics"
    said = {"PLAN_BOOK": str(book)}
    for words in (
        ["today"],
        ["export", str(open_before)],
        ["export", f"{tmp_path}/events/"],
        ["review", "--html", "r.html"],
    ):
        ran = plan(*words, cwd=tmp_path, **said)
        assert ran.code == 0, ran.err
    made = [open_before, tmp_path / "r.html", *(tmp_path / "events").iterdir(), *(book / "diary").rglob("*.toml")]
    assert len(made) >= 4
    assert {mode(path) & 0o077 for path in made} == {0}
    open_before.chmod(0o644)
    open_before.write_bytes(open_before.read_bytes().replace(b"\r\nSUMMARY", b"\r\nX-A:1\r\nSUMMARY"))
    assert plan("export", str(open_before), **said).code == 0
    assert mode(open_before) == 0o600


def test_an_export_is_not_written_through_a_link_of_the_book(tmp_path: Path, home: Path, plan: Plan) -> None:
    book = tmp_path / "book"
    (book / "events").mkdir(parents=True)
    (book / "plan.toml").write_text(
        '[rep]\nname = "Dana"\ncurrency = "USD"\n[hours]\nmon = ["08:00-12:00"]\n', encoding="utf-8"
    )
    (book / "tasks.toml").write_text('[[task]]\ntitle = "Call"\nminutes = 30\nmakes = 90\n', encoding="utf-8")
    said = {"PLAN_BOOK": str(book)}
    plan("export", str(book / "events"), **said)
    event = sorted((book / "events").iterdir())[0]
    event.unlink()
    event.symlink_to(tmp_path / "autostart.ics")
    (book / "day.ics").symlink_to(tmp_path / "other.ics")
    (book / "out").symlink_to(tmp_path)
    assert plan("export", str(book / "events"), **said).code == 0
    assert not event.is_symlink()
    for target in ("day.ics", "out/", "out/x.ics"):
        ran = plan("export", f"{book}/{target}", **said)
        assert (ran.code, "is a link that points outside the book" in ran.err) == (2, True), ran
    ran = plan("review", "--html", f"{book}/out/r.html", **said)
    assert (ran.code, "is a link that points outside the book" in ran.err) == (2, True), ran
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book", "home"]


def test_a_disk_without_attributes_makes_nothing_public(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = tmp_path / "plan.toml"
    mine.write_bytes(b"")
    for rights, error, expected in ((0o600, errno.ENOTSUP, 0), (0o644, errno.ENOTSUP, 0o044), (0o644, errno.EIO, 0)):
        mine.chmod(rights)

        def fails(path: object, error: int = error) -> list[str]:
            raise OSError(error, os.strerror(error))

        monkeypatch.setattr(readers.os, "listxattr", fails)
        found = common_readers([mine])
        assert found is not None
        assert found.mode == expected
