"""A history of deals as lines: what it says of each stage, and what can't be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.app.crm.preview import change_sum
from planner.core.learn.won_shares import StageRecord
from planner.crm.history.history_file import HistoryEntry
from planner.crm.history.read_history import HistoryChanges, HistoryReading
from planner.screen.text.wording import counted, percent

MOST = 20  # lines of a sort


def history_lines(
    readings: Sequence[HistoryReading],
    file: str,
    read: Mapping[str, HistoryEntry],
    changes: HistoryChanges,
    stages: Sequence[StageRecord],
) -> list[str]:
    """Everything that an import of a history would keep, and what was not read."""
    ends = [entry.ended for entry in read.values()]
    what = " and ".join(dict.fromkeys(each.what for each in readings))
    known = f"{ends.count('won')} won, {ends.count('lost')} lost, {ends.count(None)} open"
    lines = [f"{file}: {what}, {counted(len(read), 'deal')}: {known}", ""]
    for each in readings:
        names = [
            (f'"{theirs}" is {ours}', theirs in each.guesses) for theirs, ours in each.stages.items() if theirs != ours
        ]
        for label, wanted in (("stages", False), ("guessed", True)):
            texts = [text for text, is_guess in names if is_guess is wanted]
            rows = [", ".join(texts[at : at + 3]) for at in range(0, len(texts), 3)]
            lines += [f"  {label if at == 0 else '':<7}  {row}" for at, row in enumerate(rows)]
        problems = [f"  blank    line {error.line}: {error.what}" for error in each.unread]
        problems += [f"  out      line {error.line}: {error.what}" for error in each.bad]
        lines += problems[:MOST]
        if len(problems) > MOST:
            lines.append(f"           … and {len(problems) - MOST} more")
    if stages:
        lines += ["", "  decided deals that entered     deals   won   playbook   learned"]
        lines += [_stage(each) for each in stages]
        if not all(each.differs for each in stages):
            lines += ["", "  Could be luck: too few deals to say that your share differs from the playbook's."]
    return [*lines, "", change_sum(changes.new, changes.changed, changes.unchanged)]


def _stage(each: StageRecord) -> str:
    cells = (percent(each.won / each.entered), percent(each.playbook), percent(each.learned))
    row = f"    {each.stage[:24]:<24} {each.entered:>7} {cells[0]:>5} {cells[1]:>10} {cells[2]:>9}"
    return row + ("" if each.differs else "  could be luck")
