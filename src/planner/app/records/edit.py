"""`plan edit`: a file of the book in the rep's editor, checked before it is saved."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from planner.app.messages import confirm, show, show_json, tell
from planner.app.programs.editor import edit as open_editor
from planner.app.records.check_edit import errors_of, new_errors, zone_of
from planner.app.records.edit_record import record_called
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.change import line_of, place_of
from planner.book.files import LARGEST, NAMES, with_content
from planner.book.store.atomic import FilePlace, is_running, read_plain
from planner.book.store.lock import writing
from planner.book.store.transaction import FileChange, commit
from planner.book.undo.compare import Compared, compared, gone_in_words, in_words
from planner.errors import NOTHING_CHANGED, BookErrors, PlanError
from planner.screen.text.errors import errors_text

_ORIGINAL = ".original"
USUAL = "prospects.toml"


def run(settings: Settings, what: str | None) -> None:
    """Edit a file of the book in $VISUAL or $EDITOR, at the record's line.

    Checked before it is kept.
    """
    session = Session(settings)
    file, line = _meant(session, what)
    before = session.files.contents.get(file)
    _clear_leftovers(settings)
    folder = Path(tempfile.mkdtemp(prefix=f"plan-edit-{os.getpid()}_"))
    copy = folder / file
    copy.write_bytes(before or b"")
    (folder / _ORIGINAL).write_bytes(before or b"")
    try:
        kept = _edited(settings, session, file, copy, line)
    except BaseException:
        if _content(copy) == (before or b""):
            shutil.rmtree(folder, ignore_errors=True)
        (folder / _ORIGINAL).unlink(missing_ok=True)  # the copy is kept, and the rep knows where
        raise
    shutil.rmtree(folder, ignore_errors=True)
    if settings.json:
        records = {"changed": kept.changed, "new": kept.new, "gone": kept.gone} if kept is not None else {}
        show_json({"format": 1, "file": file, "changed": kept is not None} | records)
    else:
        show(f"{file}: nothing changed" if kept is None else f"{file}: saved · {in_words(kept)}")


def _clear_leftovers(settings: Settings) -> None:
    """Remove the copies of edits that were killed; one that was changed is kept, and named."""
    for folder in Path(tempfile.gettempdir()).glob("plan-edit-*"):
        process = folder.name.split("-")[2].partition("_")[0]
        if not (process.isascii() and process.isdecimal()) or is_running(int(process)) or not _is_own_folder(folder):
            continue
        original = _content(folder / _ORIGINAL)
        if original is None:
            continue  # it ended, and said where the copy is
        copies = [path for name in NAMES if os.path.lexists(path := folder / name)]
        changed = next((path for path in copies if _content(path) != original), None)
        if changed is not None:
            tell(settings, f"an interrupted edit is in {changed}: delete it when you no longer need it")
        else:
            shutil.rmtree(folder, ignore_errors=True)


def _is_own_folder(folder: Path) -> bool:
    with suppress(OSError):
        status = folder.lstat()
        return stat.S_ISDIR(status.st_mode) and (os.name != "posix" or status.st_uid == os.geteuid())
    return False


def _content(path: Path) -> bytes | None:
    """The bytes of an ordinary file; None for a link, a device or too large a file."""
    with suppress(OSError):
        return read_plain(FilePlace(path), LARGEST)
    return None


def _meant(session: Session, what: str | None) -> tuple[str, int | None]:
    """The file, and the line in it: a record's, or the first error's.

    A file can be named though the book is broken.
    """
    word = what if what is not None else USUAL
    for file in NAMES:
        if word in (file, file.removesuffix(".toml")):
            errors = [error.line for error in errors_of(session, session.files) if error.file == file and error.line]
            return file, min(errors, default=None)
    record = record_called(session, word)
    place = place_of(session.book, record.id)
    return place.file, line_of(session.files, place)


def _edited(settings: Settings, session: Session, file: str, copy: Path, line: int | None) -> Compared | None:
    """Let them edit until the book can be read with it; what was changed.

    PlanError where they give up.
    """
    while True:
        open_editor(copy, line, settings.environ)
        if not copy.exists():
            raise PlanError(f"{copy} no longer exists", note=NOTHING_CHANGED)
        content = copy.read_bytes()
        if content == session.files.contents.get(file, b""):
            return None
        after = with_content(session.files, file, content)
        errors = new_errors(session, after, file)
        if not errors:
            difference = compared(session.files.contents.get(file, b""), content)
            _ask_for_what_is_gone(settings, file, difference, copy)
            _keep(settings, session, file, content, copy)
            return difference
        refused = BookErrors(errors, note=_left_as_it_was(copy))
        if not settings.is_terminal or settings.yes:
            raise refused

        tell(settings, errors_text(errors))
        if not confirm(settings, "Edit again?"):
            raise refused
        line = next((error.line for error in errors if error.file == file and error.line), line)


def _ask_for_what_is_gone(settings: Settings, file: str, difference: Compared, copy: Path) -> None:
    """An editor that failed may leave an empty file: records go only where that is meant.

    PlanError where it is not.
    """
    gone = gone_in_words(difference)
    if not gone:
        return
    count = sum(count for _, count in difference.records_gone)
    sentence = f"{gone} {'is' if count == 1 else 'are'} gone from {file}"
    if not settings.is_terminal and not settings.yes:
        raise PlanError(sentence, "add --yes if you mean it", _left_as_it_was(copy))
    if not confirm(settings, f"{sentence}. Save anyway?"):
        raise PlanError(f"{file} was not saved", note=_left_as_it_was(copy))


def _keep(settings: Settings, session: Session, file: str, content: bytes, copy: Path) -> None:
    """Write the file, unless another program has meanwhile.

    Then the copy stays, and the error names it.
    """
    change = FileChange(file, session.files.contents.get(file), content)
    try:
        with writing(settings.book):
            commit(settings.book, [change], f"edit {file}", settings.now(zone_of(session)))
    except (PlanError, OSError) as error:
        what = error.what if isinstance(error, PlanError) else str(error.strerror)
        raise PlanError(what, note=_left_as_it_was(copy)) from error


def _left_as_it_was(copy: Path) -> str:
    return f"{NOTHING_CHANGED} Your edit is in {copy}"
