"""The plays of an account after a win: the delivery, and the first ninety days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from planner.core.book import Account, Book, Deal
from planner.core.days import WorkingDays
from planner.core.playbook import Play
from planner.core.records.new_record import account_named

LEAD_TIME = 7  # days before its day from which on such a task is offered
RECENT = 14  # days after a win in which its plays are written


class PlayAfterWin(NamedTuple):
    """A play of an account that is due by a day, and the name by which it is written once."""

    play: Play
    account: Account
    deal: Deal
    last_day: date

    @property
    def once(self) -> str:
        return f"{self.deal.id} {self.play.id} {self.deal.won_on}"


def plays_after_wins(book: Book, today: date, working: WorkingDays) -> Iterator[PlayAfterWin]:
    """The plays to come of every customer won lately: those of the playbook with `after_win`.

    None for a deal whose customer is no account of the book.
    """
    plays = [play for play in book.playbook.plays.values() if play.after_win is not None]
    for deal in recent_wins(book, today):
        account = account_of(deal, book)
        if account is None or deal.won_on is None:
            continue
        for play in plays:
            day: date = deal.won_on + timedelta(days=play.after_win or 0)
            if day >= today and not _is_written(play, account, deal.won_on, book):
                yield PlayAfterWin(play, account, deal, working.last_by(day))


def _is_written(play: Play, account: Account, won_on: date, book: Book) -> bool:
    """True if the book has the task of a play for this win: another machine may have written it."""
    own = (task for task in book.tasks if task.record == account.id and task.play == play.id)
    return any(task.done_on is None or task.done_on >= won_on for task in own)


def recent_wins(book: Book, today: date) -> Iterator[Deal]:
    """The new business won in the last two weeks."""
    for deal in book.deals:
        days = (today - deal.won_on).days if deal.won_on is not None else -1
        if deal.stage == "won" and deal.renews is None and 0 <= days <= RECENT:
            yield deal


def task_after_win(due: PlayAfterWin, today: date) -> dict[str, Any]:
    """The keys of the task for a play after a win, without its id."""
    first = due.last_day - timedelta(days=LEAD_TIME)
    keys = {
        "title": due.play.title,
        "minutes": due.play.minutes,
        "by": max(today, due.last_day),
        "not_before": first if first > today else None,
        "record": due.account.id,
        "play": due.play.id,
    }
    return {key: value for key, value in keys.items() if value is not None}


def account_of(deal: Deal, book: Book) -> Account | None:
    """The account that a deal names, else the one of its company."""
    if deal.account is not None:
        return next((account for account in book.accounts if account.id == deal.account), None)
    return account_named(book, deal.company or deal.name)
