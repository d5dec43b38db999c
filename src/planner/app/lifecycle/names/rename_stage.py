"""`plan rename` for a stage of the playbook: its deals follow, what was learned stays."""

from __future__ import annotations

from collections.abc import Sequence

from planner.app.messages import show_json
from planner.app.records.edit_record import everyone, keep, show_lines
from planner.app.session import Session
from planner.book.change import has_own_stages, rename_stage
from planner.core.book import CLOSED_STAGES, Book
from planner.core.earlier_names import earlier_stages
from planner.core.records.new_record import name_of
from planner.errors import UsageError
from planner.screen.text.wording import counted


def stage_called(session: Session, word: str) -> str | None:
    """The stage that has or had this name, unless a record is called so."""
    typed = word.casefold()
    if any(typed in (each.id.casefold(), name_of(each).casefold()) for each in everyone(session)):
        return None
    playbook = session.book.playbook
    names = earlier_stages(playbook) | {each.name: each.name for each in playbook.stages}
    return {name.casefold(): stage for name, stage in names.items()}.get(typed)


def give_stage_name(session: Session, old: str, words: Sequence[str]) -> None:
    """Give a stage another name, in the playbook and in the deals that are in it."""
    new = " ".join(" ".join(words).split())
    _refuse(session.book, old, new)
    deals = [deal.id for deal in session.book.deals if old in (deal.stage, deal.parked_from)]
    had_list = has_own_stages(session.files)
    if new != old:
        keep(session, rename_stage(session.files, session.book, old, new), f"rename stage {old} to {new}")
    if session.settings.json:
        rows = [{"record": id, "field": "stage"} for id in deals]
        show_json({"format": 1, "stage": new, "name": {"before": old, "after": new}, "references": rows})
        return
    if new == old:
        show_lines([f"{old} already has that name"])
        return
    lines = [f"Renamed the stage {old} to {new}. What plan learned about it stays, and the old name still finds it."]
    if deals:
        lines.append(f"Also changed: {counted(len(deals), 'deal')} in it.")
    if not had_list:
        lines.append("playbook.toml now lists all your stages: changes to plan's own list won't reach them.")
    show_lines(lines)


def _refuse(book: Book, old: str, new: str) -> None:
    """Raise UsageError for a name that a stage can't have."""
    if not new:
        raise UsageError(f"rename {old} to what?", f'plan rename {old} "New name"')
    if new in CLOSED_STAGES:
        raise UsageError(f'a stage can\'t be named "{new}"', f"{', '.join(CLOSED_STAGES)} are how deals end")
    others = [stage for stage in book.playbook.stages if stage.name != old]
    for stage in others:
        if new.casefold() in map(str.casefold, (stage.name, *stage.was)):
            what = "is a stage already" if new.casefold() == stage.name.casefold() else f"was the name of {stage.name}"
            raise UsageError(f'"{new}" {what}', "choose another name")
