"""A row's fields that only deals have: stage, amount, dates, people, what it renews."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from planner.core.book import Deal
from planner.core.earlier_names import earlier_names
from planner.crm.cells.cells import Cells
from planner.crm.cells.reasons import reason_for
from planner.crm.cells.stages import StageFound, stage_for
from planner.crm.import_settings import ImportSettings
from planner.crm.last_import import folded, same_id
from planner.crm.layouts import Layout
from planner.crm.rows.people import DealPerson, PeopleReader, answers_by, decider_known
from planner.crm.rows.reading import ExportReading, ImportContext
from planner.crm.table.export_table import ExportRow
from planner.locales.currencies import currency_of

_MONTHLY = re.compile(r"month", re.IGNORECASE)
_DONE = ("completed", "mark complete")  # Dynamics' words for a step that was taken
_OPEN = frozenset(
    ("open", "active", "pending", "in progress", "offen", "in bearbeitung", "abierto", "aberto", "aperto")
)


class DealPart(NamedTuple):
    """The people of a deal, and the unit of its amount, or the currency of one without a rate."""

    people: tuple[DealPerson, ...] = ()
    foreign: str | None = None  # "" if unknown
    unit: float | None = None  # one of the CRM's amount in the book's; 0 without a rate


class DealReader:
    """Adds what only deals have to a row's fields."""

    def __init__(
        self, cells: Cells, layout: Layout, settings: ImportSettings, context: ImportContext, read: ExportReading
    ) -> None:
        self.cells, self.layout, self.settings, self.read = cells, layout, settings, read
        self.crm = layout.crm
        self._found: dict[str, StageFound | None] = {}  # stages that were looked up
        self._statuses: dict[str, StageFound | None] = {}
        self.book, self.known, self.today = context
        self.people = PeopleReader(cells, self.known, read.columns.labels, settings.roles)
        self.stages = [stage.name for stage in self.book.playbook.stages]
        self._mapping = {**earlier_names(self.book).stages, **settings.stages}

    def add(self, row: ExportRow, fields: dict[str, Any], company: str, known: Deal | None) -> DealPart | None:
        """Add a deal's fields; None for a row that is left out.

        `known` is the deal of the book by the CRM's id; a row without a name updates it.
        """
        ended = self._ended(row)
        is_silent = known is not None and ended is None and self._is_silent(row)
        stage = ended or (known.stage if known is not None and is_silent else self._stage(row))
        if stage is None:
            return None
        people = self.people.people(row)
        if "name" not in fields and not people and "contact_role" in self.cells.columns:
            self.read.left_out["of people who aren't in your contacts: import those first"] += 1
            return None
        part = self._amount(row, fields, known)
        self._deal(row, fields, (company, people), stage)
        if is_silent:
            del fields["stage"]  # the book's, not the CRM's
        return part._replace(people=people)

    def _deal(
        self, row: ExportRow, fields: dict[str, Any], who: tuple[str, tuple[DealPerson, ...]], stage: str
    ) -> None:
        """Add the fields that only deals have; `who` is the company and its people."""
        cells, today, (company, people) = self.cells, self.today, who
        if people:
            fields["contacts"] = tuple(person.name for person in people)
        answers = answers_by(people, self.known.deciders, self.book.playbook) or self._decider_known(row)
        if answers:
            fields["answers"] = answers
        if self._renews(row) and (renews := company or fields.get("name")):
            fields["renews"] = renews
        fields["stage"] = stage
        closed = cells.date(row, "closed") if stage in ("won", "lost") else None
        created = cells.date(row, "created")
        if created is not None and created <= today:
            fields["created"] = created
        since = self._since(row, stage, closed, created)
        if since is not None and since <= today:
            fields["since"] = since
        if closed is not None and closed <= today:
            fields[f"{stage}_on"] = closed
        if stage == "lost" and (theirs := cells.text(row, "lost_reason")):
            reason = reason_for(theirs, self.book.playbook.lost.reasons)
            self.read.reasons[theirs] = reason or ""
            if reason is not None:
                fields["lost_reason"] = reason
        if stage in self.stages:
            next_on, expected = cells.date(row, "next_on"), cells.date(row, "expected")
            if next_on is not None and next_on >= today:
                fields["not_before"] = next_on  # a reminder, until the rep says that it was agreed
            if expected is not None:
                fields["expected"] = expected
        account = self.known.account_ids.get(folded(company)) if company else None
        if account:
            fields["account"] = account

    def _since(self, row: ExportRow, stage: str, closed: date | None, created: date | None) -> date | None:
        """The day from which the deal is in its stage, by the stage's own columns first."""
        since = self.cells.date(row, "since")
        if since is None and (days := self.cells.whole_number(row, "days")) is not None:
            since = self.today - timedelta(days=min(days, 20_000))
        return since or closed or (created if stage == self.stages[0] else None)

    def _amount(self, row: ExportRow, fields: dict[str, Any], known: Deal | None) -> DealPart:
        """Add the amount in the book's currency; return its unit, or its currency without a rate."""
        amount = self.cells.amount(row, "amount")
        if amount is None:
            return DealPart()
        own = self.book.rep.currency
        said = self.cells.text(row, "currency")
        currency = currency_of(said, own) if said else amount.currency
        if currency is None:
            currency = self.read.columns.amount_currency or own
            if currency == own and known is not None and "currency" not in self.cells.columns:
                return self._in_unit(row, fields, amount.value, self.known.units.get(same_id(known.crm_id or ""), 1.0))
        if amount.value and amount.currency and currency != amount.currency:
            currency = ""  # the amount says one, the row another
        if currency != own and currency not in self.settings.rates:
            return DealPart(foreign=currency, unit=0.0) if amount.value else DealPart()
        rate = 1.0 if currency == own else self.settings.rates[currency]
        times = 12 if _MONTHLY.search(self.cells.text(row, "period")) else 1
        return self._in_unit(row, fields, amount.value, rate * times)

    def _in_unit(self, row: ExportRow, fields: dict[str, Any], amount: float, unit: float) -> DealPart:
        """Add an amount of which one is `unit` in the book's currency, where there is a rate."""
        value = self.cells.figure(row, "amount", round(amount * unit, 2)) if unit else None
        if value is not None:
            fields["amount"] = value
        return DealPart(unit=unit, foreign=None if unit or not amount else "")

    def _stage(self, row: ExportRow) -> str | None:
        """The playbook's stage by the CRM's; None if the row has none, or it is unknown."""
        status = self.cells.text(row, "status")
        name = self.cells.text(row, "stage") or status
        if not name:
            fix = "give it one in the CRM, or say which column has it: --map COLUMN=stage"
            self._leave_out(row, "the row has no stage", fix)
            return None
        if name not in self._found:
            self._found[name] = stage_for(name, self.stages, self._mapping, self.crm)
        found = self._found[name]
        if found is None and name.casefold() in _OPEN:
            found = StageFound(self.stages[0], is_guess=True)
        if found is None:
            self.read.unknown_stages.setdefault(name, []).append(row.line)
            return None
        if found.is_guess and found.stage in ("won", "lost") and self._says_open(row, status):
            fix = f'name the stage: --stage "{name}=YOUR STAGE"'
            self._leave_out(row, f'the stage "{name}" sounds {found.stage}, and the CRM calls the deal open', fix)
            return None
        self.read.stages[name] = found.stage
        if found.is_guess:
            self.read.guesses.add(name)
        return found.stage

    def _ended(self, row: ExportRow) -> str | None:
        """Won or lost by the CRM's own columns, which overrule the stage; None if they say neither."""
        cells, status = self.cells, self.cells.text(row, "status")
        if cells.is_true(row, "is_won"):
            return "won"
        if cells.is_true(row, "is_lost") or cells.is_false(row, "active"):
            return "lost"
        if cells.is_true(row, "is_closed") and cells.is_false(row, "is_won"):
            return "lost"
        if status and status.casefold() not in _OPEN:
            if status not in self._statuses:
                self._statuses[status] = stage_for(status, (), self.settings.stages, self.crm)
            found = self._statuses[status]
            if found is not None and found.stage in ("won", "lost"):
                self.read.stages[status] = found.stage
                if found.is_guess and status.casefold() not in ("won", "lost"):
                    self.read.guesses.add(status)
                return found.stage
        return None

    def _says_open(self, row: ExportRow, status: str) -> bool:
        """Return whether the CRM's own columns say that the deal is open."""
        return status.casefold() in _OPEN or self.cells.is_false(row, "is_closed")

    def _leave_out(self, row: ExportRow, what: str, fix: str) -> None:
        self.read.leave_out(row, self.cells.error_of(row, None, what, fix))

    def _is_silent(self, row: ExportRow) -> bool:
        """Return whether a row names no stage: at most that the deal is open."""
        return not self.cells.text(row, "stage") and self.cells.text(row, "status").casefold() in ("", *_OPEN)

    def _decider_known(self, row: ExportRow) -> dict[str, str]:
        """The answer to who decides, where the CRM has a column that says it is known."""
        said = self.cells.text(row, "decider_known").casefold()
        return decider_known(self.book.playbook) if said in _DONE or self.cells.is_true(row, "decider_known") else {}

    def _renews(self, row: ExportRow) -> bool:
        """Return whether the CRM's type of a deal is one of those that renew something."""
        type_ = self.cells.text(row, "type")
        if not type_:
            return False
        if type_ not in self.read.types:
            is_renewal = _is_like(type_, self.layout.renewals)
            self.read.types[type_] = is_renewal or (False if _is_like(type_, self.layout.new_business) else None)
        return bool(self.read.types[type_])


def _is_like(text: str, patterns: Sequence[str]) -> bool:
    said = " ".join(text.casefold().split())
    return any(fnmatchcase(said, pattern.casefold()) for pattern in patterns)
