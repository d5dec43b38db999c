"""`plan playbook`: the playbook next to what your results say."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from planner.app.messages import show as show_text
from planner.app.messages import show_json, tell
from planner.app.output_file import STDOUT, pour, refuse_book_file, write_output
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.store.readers import readers_of_book
from planner.core.learn.learned import Learned
from planner.core.review.period import Period
from planner.errors import UsageError
from planner.screen.review.hand_on import is_handed_on, playbook_to_hand_on
from planner.screen.review.playbook import learned_json, learned_toml, show_learned
from planner.screen.text.errors import errors_text
from planner.screen.text.wording import counted


def run(settings: Settings, toml: bool, learned_file: str | None = None) -> None:
    """The playbook next to what your results say: each figure, and how many logs it rests on."""
    session = Session(settings)
    own, learned = session.book.playbook, session.learned(session.today)
    yesterday = session.today - timedelta(days=1)
    _, errors = session.diary.days(Period(date.min, yesterday), planned=False)
    if learned_file is not None:
        _hand_on(session, learned, learned_file)
    elif settings.json:
        show_json(learned_json(learned, errors))
    elif toml:
        show_text(learned_toml(learned).rstrip("\n"))
    else:
        show_learned(learned, own, settings.console)
    if errors:
        tell(settings, errors_text(errors, "Left out of what is learned.", "warning"))


def _hand_on(session: Session, learned: Learned, file: str) -> None:
    """Write the learned playbook, with its words and their counts, for another book.

    What names a customer or a person of this book is left out.
    """
    if not file:
        raise UsageError("the FILE of --learned is empty", "plan playbook --learned mats.toml")
    said = session.history(session.today).said
    text, left_out = playbook_to_hand_on(learned, session.book, said)
    content = text.encode()
    if file in STDOUT:
        pour(content)
    else:
        path = Path(file).expanduser()
        refuse_book_file(path, session.folder, session.book.calendar_names)
        limit = readers_of_book(session.folder, path, (session.folder / "diary", *session.calendar_paths))
        write_output(path, content, is_handed_on, limit, replace=session.settings.yes)
    words = f", {counted(left_out, 'text')} left out that name someone of your book" if left_out else ""
    tell(session.settings, f'{file}: your playbook with what you learned{words}; start from it with based_on = "…"')
