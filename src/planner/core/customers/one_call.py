"""One call a customer: the touches due for several of its records become one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from planner.core.book import Contact
from planner.core.customers.customers import CustomerRecord, Customers
from planner.core.steps.step import Step
from planner.core.value.deal_value import DayContext

_KINDS = ("account", "prospect", "contact")
_TITLES = ("dr", "frau", "herr", "herrn", "madame", "mme", "mr", "mrs", "ms", "prof", "señor", "señora", "signora")


class Met(NamedTuple):
    """A line of today that reaches a customer: its record, people and item."""

    record: str
    people: tuple[str, ...] = ()
    item: str = ""


def one_call_each(steps: Sequence[Step], met: Iterable[Met], context: DayContext) -> list[Step]:
    """The steps with one touch a customer at most, and none for whom the day reaches anyway.

    Reached for certain are those of `met`, of appointments, promises and musts. A touch that another line takes care of
    stays in the list, and names it in `joins`.
    """
    touches = [step for step in steps if step.is_touch and step.wait is None]
    if not touches:
        return list(steps)
    customers = context.customers
    certain = [
        Met(s.record or "", s.people, s.item) for s in steps if s.is_contact and not s.is_touch and _is_certain(s)
    ]
    certain += met
    reach = DayReach(certain, customers)
    found: dict[str, Step] = {}
    for touch in touches:
        other = reach.serving(touch.record or "", touch.item) if touch.claim is None else None
        if other is not None:
            found[touch.item] = touch._replace(joins=_name(other.record, customers))
    own = {each.record for each in certain}  # their own step is on the page
    rest = [touch for touch in touches if touch.item not in found and touch.record not in own]
    rest.sort(key=_before_others)
    by_record = {touch.record or "": touch for touch in reversed(rest)}
    for group in customers.led(list(dict.fromkeys(touch.record or "" for touch in rest))):
        lead, *others = (by_record[id] for id in group)
        joined = [each for each in others if each.claim is None]
        if joined:
            found[lead.item] = _call(lead, joined, customers)
            found |= {each.item: each._replace(joins=lead.name) for each in joined}
    return [found.get(step.item, step) for step in steps]


class DayReach:
    """The lines of a day that reach a customer, found by the customer."""

    def __init__(self, met: Iterable[Met], customers: Customers) -> None:
        self.customers = customers
        self._by_record: dict[str, list[tuple[int, Met]]] = {}
        self._by_person: dict[str, list[tuple[int, Met]]] = {}
        for place in enumerate(met):
            _, each = place
            self._by_record.setdefault(each.record, []).append(place)
            for person in customers.took_part(each.record, each.people):
                self._by_person.setdefault(person.id, []).append(place)
        self._near = customers.near(self._by_record)

    def serving(self, record: str, item: str) -> Met | None:
        """The first line, not of `record` or `item` itself, that reaches the record's customer."""
        found = self._by_person.get(record)  # a contact has to take part
        if found is None:
            found = [place for near in self._near(record) for place in self._by_record[near]]
        others = (each for _, each in sorted(found) if each.item != item and each.record != record)
        return next((each for each in others if self.customers.serves(each.record, each.people, record)), None)


def _is_certain(step: Step) -> bool:
    return (step.at is not None or step.must or step.claim is not None or step.urgent) and not step.qualify_first


def _before_others(step: Step) -> tuple[bool, bool, int, int, str]:
    """The order of leads: promises, revisits and questions, accounts, deals, contacts."""
    return (step.claim is None, step.does == "touch", _KINDS.index(step.kind), step.deadline, step.item)


def _call(lead: Step, joined: Sequence[Step], customers: Customers) -> Step:
    """The call of `lead`, for the joined records as well."""
    record = lead.record or ""
    checks = [step.record or "" for step in joined if step.kind == "contact"]
    listed = {each.id for each in customers.contacts_of(record)}
    with_them = [id for id in checks if id in listed] or [each.id for each in customers.took_part(record, lead.people)]
    people = tuple(dict.fromkeys([*with_them, *checks]))
    others = [customers.records[step.record or ""] for step in joined if step.record not in with_them]
    names = [short_name(each, customers.records[record]) for each in others]
    words = f"While you have {_called(with_them, customers)}: {', '.join(names)}" if names else ""
    own = getattr(customers.records[record], "next", None) or (lead.objective if not names else "")
    return lead._replace(
        people=people,
        also=tuple(step.record or "" for step in joined),
        objective=". ".join(text for text in (own, words) if text),
        due=lead.due or any(step.due for step in joined),
        care="touch" if lead.claim is None and any(step.care for step in (lead, *joined)) else lead.care,
        deadline=min(step.deadline for step in (lead, *joined)),
    )


def short_name(record: CustomerRecord, of: CustomerRecord) -> str:
    """A record's name without the words with which its customer's name begins, if any are left."""
    if isinstance(record, Contact):
        return f"is {record.name} still there"
    theirs = getattr(of, "company", "") or of.name
    words, start = record.name.split(), 0
    for word, other in zip(words, theirs.split(), strict=False):
        if word.strip(",;:").casefold() != other.strip(",;:").casefold():
            break
        start += 1
    rest = " ".join(words[start:]) if 0 < start < len(words) else record.name
    return rest.strip(",;:–- ") or record.name


def _called(people: Sequence[str], customers: Customers) -> str:
    """A person's first name, or the whole name where it has a title; "them" without anyone."""
    names = [customers.people[id].name for id in people if id in customers.people]
    if not names:
        return "them"
    first, *more = names[0].split()
    is_title = first.endswith(".") or first.casefold() in _TITLES
    return names[0] if is_title or len(more) != 1 else first


def _name(record: str, customers: Customers) -> str:
    held = customers.records.get(record)
    return held.name if held is not None else record
