"""`plan reopen`: a closed deal worked again."""

from __future__ import annotations

from planner.app.lifecycle.ended_in import ended_in
from planner.app.messages import confirm, show_json
from planner.app.records.edit_record import (
    keep,
    plain,
    record_called,
    show_lines,
    value_of_deal,
    worth_line,
)
from planner.app.records.stage_words import stage_meant
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.change import set_record
from planner.book.store.lock import writing
from planner.core.book import CLOSED_STAGES, Deal
from planner.core.lifecycle.reopening import keys_to_reopen
from planner.core.value.deal_value import is_open
from planner.errors import UsageError


def run(settings: Settings, record: str, stage: str | None) -> None:
    """Open a closed deal again, in the stage in which it ended or in `stage`."""
    with writing(settings.book):
        session = Session(settings)
        deal = _closed_deal(session, record)
        goes_on_in = _stage(session, deal, stage)
        keys = keys_to_reopen(deal, goes_on_in, session.today)
        after = set_record(session.files, session.book, deal.id, keys)
        written = keep(session, after, f"reopen {deal.id}")
    value = value_of_deal(written, deal.id)
    currency = session.book.rep.currency
    if settings.json:
        changed = {key: {"before": plain(getattr(deal, key)), "after": plain(value)} for key, value in keys.items()}
        rate = {"currency": currency, "per_hour": value.per_hour if value else None}
        show_json({"format": 1, "record": deal.id, "stage": goes_on_in, "changed": changed} | rate)
        return
    lines = [f"{deal.name} is open again, in {goes_on_in} ({deal.id} was {deal.stage})"]
    show_lines([*lines, worth_line(None, value, currency)] if value is not None else lines)


def ask_to_reopen(settings: Settings, record: str) -> None:
    """Ask at a terminal whether a closed deal that has an appointment now is worked again.

    Nothing is asked where the book doesn't say in which stage it ended.
    """
    if not settings.is_terminal or settings.yes:
        return
    session = Session(settings)
    deal = next((each for each in session.book.deals if each.id == record), None)
    if deal is None or is_open(deal):
        return
    stage = ended_in(session, deal)
    if stage is not None and confirm(settings, f"{deal.name} is {deal.stage}: reopen it in {stage}?"):
        run(settings, record, stage)


def _closed_deal(session: Session, word: str) -> Deal:
    deal = record_called(session, word)
    if not isinstance(deal, Deal):
        raise UsageError(f"{deal.id} is not a deal", "`plan list --all` shows the deals, the closed ones too")
    if deal.stage not in CLOSED_STAGES:
        raise UsageError(f"{deal.id} is open: it is in {deal.stage}", f"plan set {deal.id} stage=… moves it")
    return deal


def _stage(session: Session, deal: Deal, word: str | None) -> str:
    """The stage in which the deal goes on."""
    stages = [stage.name for stage in session.book.playbook.stages]
    if word is not None:
        meant = stage_meant(word, session.book)
        if meant not in stages:
            raise UsageError(f'no stage "{word}" in your playbook', f"one of {', '.join(stages)}")
        return meant
    found = ended_in(session, deal)
    if found is None:
        what = f"the book doesn't say which stage {deal.id} was in when it was {deal.stage}"
        raise UsageError(what, f"plan reopen {deal.id} --stage STAGE: {', '.join(stages)}")
    return found
