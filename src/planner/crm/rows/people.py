"""The people in a row of deals: their names, their power, and who comes first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from planner.core.book import Power
from planner.core.playbook import Playbook
from planner.crm.cells.cells import Cells, clean_text
from planner.crm.cells.roles import power_for, strongest
from planner.crm.last_import import KnownNames, folded, same_id
from planner.crm.table.export_table import ExportRow

_ANNEX = re.compile(r"\(([^()]*)\)\s*$")  # HubSpot's "Lena Vogt (lena@acme.example)"
_POWER = "power"  # the question of the playbook that a decider answers
_NAMED = ("named", "known")  # its answers for a decider who is known and perhaps not met


class DealPerson(NamedTuple):
    """A person in a deal; the power is None where no role is given."""

    name: str
    power: Power | None = None
    is_primary: bool = False


class PeopleReader:
    """Reads the people of a row, and keeps their roles, with None for one that is unknown."""

    def __init__(
        self,
        cells: Cells,
        known: KnownNames,
        labels: Mapping[int, tuple[str, str]],
        mapping: Mapping[str, Power],
    ) -> None:
        self._cells, self._known, self._labels, self._mapping = cells, known, labels, mapping
        self.roles: dict[str, Power | None] = {}
        self._has_roles = any(field in cells.columns for field in ("contact_role", "is_primary"))

    def people(self, row: ExportRow) -> tuple[DealPerson, ...]:
        """The people of a deal, each once, with the book's names where the CRM's id is known."""
        roles = _parts(self._cells.text(row, "contact_role")) if self._has_roles else []
        is_primary = self._has_roles and self._cells.is_true(row, "is_primary")
        ids, entries = _parts(self._cells.id(row, "contact_ids")), _parts(self._cells.text(row, "contacts"))
        found: list[DealPerson] = []
        for names in (map(self._by_id, ids), map(self._by_name, entries)):
            listed = list(names)
            powers = self._powers(row, roles, len(listed))
            found += [DealPerson(name, power, is_primary) for name, power in zip(listed, powers, strict=True) if name]
        found += self._labeled(row)
        return joined(found)

    def power(self, text: str) -> Power | None:
        """The most that the roles in a text say of a person; None without a role that can be read."""
        return strongest(map(self._power, _parts(text)))

    def _powers(self, row: ExportRow, roles: Sequence[str], count: int) -> list[Power | None]:
        """The power of each person of a row; the roles are in the order of the people."""
        if not roles or not count:
            return [None] * count
        if len(roles) != count and count > 1:
            number = self._cells.columns["contact_role"][0]
            what = f"{len(roles)} role{'s' if len(roles) > 1 else ''} for {count} people: can't tell whose"
            self._cells.error(row, number, what, "export a row for each person")
            return [None] * count
        powers = [self._power(role) for role in roles]
        return [strongest(powers)] if count == 1 else powers

    def _power(self, role: str) -> Power | None:
        if role not in self.roles:
            self.roles[role] = power_for(role, self._mapping)
        return self.roles[role]

    def _labeled(self, row: ExportRow) -> Iterator[DealPerson]:
        for number, (field, label) in self._labels.items():
            for entry in _parts(clean_text(row.cells[number])):
                name = self._by_id(entry) if field == "contact_ids" else self._by_name(entry)
                if name:
                    yield DealPerson(name, self._power(label), folded(label).startswith("primary"))

    def _by_id(self, id: str) -> str:
        return self._known.contacts.get(same_id(id), "")

    def _by_name(self, entry: str) -> str:
        annex = _ANNEX.search(entry)
        address = folded(annex[1]) if annex else folded(entry)
        return self._known.by_email.get(address) or without_annex(entry) or (annex[1] if annex else "")


def joined(people: Iterable[DealPerson]) -> tuple[DealPerson, ...]:
    """People, each once with the most that is said of them, the CRM's first contact first."""
    people = tuple(people)
    if len(people) < 2:
        return people
    found: dict[str, DealPerson] = {}
    for person in people:
        other = found.setdefault(folded(person.name), person)
        power = strongest((other.power, person.power))
        found[folded(person.name)] = DealPerson(other.name, power, other.is_primary or person.is_primary)
    return tuple(sorted(found.values(), key=lambda person: not person.is_primary))


def answers_by(people: Iterable[DealPerson], deciders: frozenset[str], playbook: Playbook) -> dict[str, str]:
    """The answer that a decider among the people gives: known by name, not met."""
    if not any(person.power == "decides" or folded(person.name) in deciders for person in people):
        return {}
    return decider_known(playbook)


def decider_known(playbook: Playbook) -> dict[str, str]:
    """The playbook's answer where the one who decides is known; empty if it has none."""
    question = next((each for each in playbook.questions if each.id == _POWER), None)
    answer = next((each for each in _NAMED if question is not None and each in question.real), None)
    return {_POWER: answer} if answer else {}


def without_annex(text: str) -> str:
    """A text without what is in brackets at its end."""
    return _ANNEX.sub("", text).strip()


def _parts(text: str) -> list[str]:
    if ";" not in text:
        return [text] if text else []
    return [part for each in text.split(";") if (part := each.strip())]
