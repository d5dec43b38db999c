"""The questions of an import at a terminal: only what the file doesn't say, one key each."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

from planner.app.dialogue.one_key import one_key
from planner.app.messages import ask_for, prompt, show
from planner.app.session import Session
from planner.core.book import CLOSED_STAGES
from planner.crm.apply_import import OpenQuestions
from planner.crm.import_settings import ImportSettings, is_rate
from planner.crm.rows.reading import ExportReading
from planner.crm.table.export_table import ExportTable
from planner.screen.text.safe_text import fit
from planner.screen.text.wording import counted

KEYS = "123456789abcdefghijklmnoprstuvwxyz"
FIELDS = {  # of deals, in the order in which they are asked for; the first two are needed
    "name": "the deal's name",
    "stage": "its stage",
    "company": "the company",
    "amount": "the amount",
    "expected": "the expected close",
    "crm_id": "the CRM's id",
}
_SAMPLES = 3  # values of a column that are shown
_WIDEST = 22  # signs of one value


def column_lines(table: ExportTable, read: ExportReading, width: int | None = None) -> list[str]:
    """Each column with its field and some values, in at most `width` cells."""
    fields: dict[int, str] = {}
    for field, numbers in read.columns.of.items():
        for number in numbers:
            fields[number] = fields.get(number, field)
    fields |= dict.fromkeys(read.columns.labels, "contact_role")
    guesses = set(read.columns.guesses.values())
    lines = []
    for number, name in enumerate(table.header):
        field = fields.get(number, "not read") + (" (a guess)" if name in guesses else "")
        lines.append(f"  {name[:_WIDEST]:<{_WIDEST}}  {field:<18}  {_samples(table, number)}")
    return [*(fit(line, width) if width else line for line in lines), ""]


def ask_columns(table: ExportTable) -> ImportSettings:
    """Ask which columns have a deal's fields; nothing if the table has more columns than keys."""
    if len(table.header) > len(KEYS):
        return ImportSettings()
    show("\n".join(f"  {KEYS[n]}  {name[:30]:<30}  {_samples(table, n)}" for n, name in enumerate(table.header)))
    columns: dict[str, str] = {}
    for field, words in FIELDS.items():
        needed = field in ("name", "stage")
        key = _key(f"Which column is {words}?{'' if needed else ' Enter: none'} ", len(table.header), needed=needed)
        if key is not None:
            columns.setdefault(table.header[key], field)
    return ImportSettings(columns=columns)


def ask_stages(session: Session, read: OpenQuestions, of: str = "deal") -> ImportSettings:
    """Ask which of the playbook's stages each unknown one is; `of` is what the lines are."""
    stages = [*(stage.name for stage in session.book.playbook.stages), *CLOSED_STAGES]
    menu = "  ".join(f"{KEYS[n]} {stage}" for n, stage in enumerate(stages))
    answers = {}
    for theirs, lines in read.unknown_stages.items():
        key = _key(f'Which is "{theirs}" ({counted(len(lines), of)})?  {menu}: ', len(stages), needed=True)
        answers[theirs] = stages[key or 0]
    return ImportSettings(stages=answers)


def ask_dates(read: OpenQuestions) -> ImportSettings:
    """Ask whether the day or the month comes first, if no date of the file shows it."""
    if not read.two_days:
        return ImportSettings()
    key = _key("Is 3/4 in these dates  1 3 April  2 March 4: ", 2, needed=True)
    return ImportSettings(order="dmy" if key == 0 else "mdy")


def ask_owner(read: ExportReading, said_before: Sequence[str]) -> ImportSettings:
    """Ask which owner the rep is, if there are several; none if that was said before."""
    owners = [name for name, _ in read.owners.most_common(9)]
    if len(read.owners) < 2 or read.owner_column in said_before:
        return ImportSettings()
    menu = "  ".join(f"{KEYS[n]} {name} ({read.owners[name]})" for n, name in enumerate(owners))
    key = _key(f"Which owner are you? Enter: all of them  {menu}: ", len(owners), needed=False)
    return ImportSettings() if key is None else ImportSettings(only={read.owner_column: (owners[key],)})


def ask_rates(session: Session, read: ExportReading) -> ImportSettings:
    """Ask for the rate of each other currency; Enter leaves its amounts out."""
    own = session.book.rep.currency
    rates = {}
    for currency, count in Counter(row.foreign for row in read.records if row.foreign).items():
        typed = ask_for(f"{counted(count, 'amount')} in {currency}: one {currency} in {own}? Enter: leave them out")
        try:
            rate = float(typed.replace(",", "."))
        except ValueError:
            continue
        if is_rate(rate):
            rates[currency] = rate
    return ImportSettings(rates=rates)


def _key(question: str, count: int, *, needed: bool) -> int | None:
    """The place of the key pressed among the first `count`; None for Enter if it isn't needed."""
    while True:
        key = one_key(sys.stdin, lambda: prompt(question))
        prompt(f"{key}\n")
        place = KEYS.find(key.lower()) if key else -1
        if 0 <= place < count:
            return place
        if not key and not needed:
            return None


def _samples(table: ExportTable, number: int) -> str:
    """Some different values of a column."""
    values: dict[str, None] = {}
    for row in table.rows:
        if text := " ".join(row.cells[number].split()):
            values.setdefault(text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…")
        if len(values) == _SAMPLES:
            break
    return " · ".join(values)
