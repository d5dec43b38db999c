"""The records of calendar events, matched by id, name, company or an attendee's address.

The last to count is a customer's everyday name. Pure: events and book in, `Busy` out. Where the evidence points at
two records, the event stays a plain busy time and a warning names both.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Literal, NamedTuple, get_args

from planner.core.book import CLOSED_STAGES, Account, Book, Contact, Deal
from planner.core.customers.company_name import LEGAL_FORMS
from planner.core.customers.everyday_names import everyday_names
from planner.core.diary import Busy
from planner.frozen_class import frozen

Answer = Literal["busy", "tentative", "unanswered", "canceled", "declined"]
ANSWERS: dict[str, Answer] = {each: each for each in get_args(Answer)}


@frozen(kw_only=True)
class CalendarEvent:
    """One time that a calendar says is taken.

    `start` and `end` are aware, in the rep's zone, end after start.
    """

    start: datetime
    end: datetime
    title: str
    uid: str = ""
    location: str = ""
    description: str = ""
    attendees: tuple[str, ...] = ()  # addresses, lower-case, the organizer's among them
    all_day: bool = False
    answer: Answer = "busy"  # the rep's, or that it doesn't take place
    declined: tuple[str, ...] = ()  # addresses of those who won't come
    travel: bool = False  # the way to an event
    file: str = ""  # where it was read: the file as warnings name it, and its line
    line: int = 0


class Match(NamedTuple):
    record: str
    how: str  # "attendee lena@acme.example is Lena Vogt, main contact of Acme rollout"


_Record = Deal | Account

_FORMS = LEGAL_FORMS | {"group", "holding", "holdings", "the", "und", "and"}
"""Legal forms and the like: what is left of a company's name without them is what people write."""

_GENERIC = frozenset(
    re.findall(
        r"\S+",
        """
        account accounts admin bank board break budget business call calls care check client close company
        conference consulting contract customer data deal demo digital direct discovery energy event family
        finance first focus forecast global health holiday home industries interview kick-off kickoff launch
        legal life lunch market marketing media meeting meetings monday network office offer open partner
        partners pipeline plan planning presentation product project proposal quarter renewal review sales
        security service services software solutions standup strategy support sync systems team tech
        technology test today training travel trip visit weekly work workshop world
        """,
    )
)
"""Words of every calendar: a company or record called by one of them alone is matched by its full name only."""

_MAIL_PROVIDERS = frozenset(
    re.findall(
        r"\S+",
        """
        126.com 163.com aol.com bluewin.ch btinternet.com fastmail.com free.fr gmail.com gmx.at gmx.ch gmx.de gmx.net
        googlemail.com hey.com hotmail.com hotmail.de hotmail.fr icloud.com laposte.net libero.it live.com mac.com
        mail.com mail.ru me.com msn.com naver.com orange.fr outlook.com outlook.de pm.me posteo.de proton.me
        protonmail.com qq.com seznam.cz t-online.de virgilio.it wanadoo.fr web.de wp.pl yahoo.co.jp yahoo.com yahoo.de
        yahoo.fr yandex.com yandex.ru zoho.com
        """,
    )
)
"""Domains of addresses that anybody can have: they say nothing about a company."""

_WORD = re.compile(r"\w+")
_ID = re.compile(r"[\w.+-]*[\w-]")
_OPTED_OUT = re.compile(r"^[^\S\n]*plan:[^\S\n]*no[^\S\n]*$", re.IGNORECASE | re.MULTILINE)
_NAMED = re.compile(r"^[^\S\n]*plan:[^\S\n]*(\S+)[^\S\n]*$", re.IGNORECASE | re.MULTILINE)


def match_events(
    events: Sequence[CalendarEvent], book: Book, never: Collection[str] = ()
) -> tuple[tuple[Busy, ...], tuple[str, ...]]:
    """The events as busy times, with their records where known, and what stays undecided.

    `never` holds UIDs and titles of events that are nobody's appointment; "plan: no" on a line of an event's
    description says the same, "plan: ID" names its record. The title of an event ends with what is not sure about it:
    "(tentative)", "(not answered)", "(Lena Vogt declined)".
    """
    undone = {entry.strip().casefold() for entry in never}
    places = _places(book)
    contacts = {each.email.strip().casefold(): each.name for each in book.contacts if each.email}
    index = _index(book, _heard(events))
    busy: list[Busy] = []
    warnings: dict[str, None] = {}
    for event in events:
        match = None
        opted_out = {event.uid.casefold(), event.title.casefold()} & undone or _OPTED_OUT.search(event.description)
        if not opted_out and not event.all_day and not event.travel:
            match, warning = _match(event, index)
            if warning:
                warnings[warning] = None
        mark = _mark(event, contacts)
        busy.append(
            Busy(
                start=event.start,
                end=event.end,
                title=f"{event.title} ({mark})" if mark else event.title,
                record=match.record if match else None,
                place=_place(event.location, places),
                matched_by=match.how if match else None,
                mark=mark,
                all_day=event.all_day,
            )
        )
    return tuple(busy), tuple(warnings)


def _mark(event: CalendarEvent, contacts: Mapping[str, str]) -> str:
    """The doubt about an event, for the end of its title; "" without one."""
    if event.answer == "tentative":
        return "tentative"
    who = [contacts[address] for address in event.declined if address in contacts]
    if who:
        return f"{', '.join(who[:2])} declined"
    return "not answered" if event.answer == "unanswered" else ""


class _Evidence(NamedTuple):
    record: _Record
    how: str


class _Name(NamedTuple):
    """A name to find in titles; `pattern` finds it as whole words."""

    pattern: re.Pattern[str]
    evidence: _Evidence


@frozen
class _Index:
    """The names and ids to search events for, built once for all events."""

    ids: dict[str, _Record]
    distinct: frozenset[str]  # ids that are no ordinary words: "acme-rollout"
    names: tuple[_Name, ...]
    companies: tuple[_Name, ...]
    earlier: tuple[_Name, ...]  # names before a rename
    addresses: dict[str, tuple[_Evidence, ...]]
    domains: dict[str, tuple[_Evidence, ...]]
    everyday: tuple[_Name, ...]


def _heard(events: Iterable[CalendarEvent]) -> frozenset[str]:
    """The words of all titles.

    A name of thousands whose first word is not among them need not be looked for.
    """
    return frozenset(word for event in events for word in _WORD.findall(event.title.casefold()))


def _index(book: Book, heard: frozenset[str]) -> _Index:
    records: list[_Record] = [*book.deals, *book.accounts]
    names: list[_Name] = []
    companies: list[_Name] = []
    earlier: list[_Name] = []
    for record in records:
        names += _finders(record.name, _Evidence(record, f"the title names {record.name}"), heard)
        if isinstance(record, Deal) and record.company and record.company != record.name:
            how = f"the title names {record.company}, the company of {record.name}"
            companies += _finders(record.company, _Evidence(record, how), heard)
        for name in record.was:
            how = f"the title names {name}, the old name of {record.name}"
            earlier += _finders(name, _Evidence(record, how), heard)
    addresses = _addresses(book.contacts, records)
    return _Index(
        ids={
            **{old.casefold(): record for record in records for old in record.aka},
            **{record.id.casefold(): record for record in records},
        },
        distinct=frozenset(
            id.casefold() for record in records for id in (*record.aka, record.id) if re.search(r"[-_\d]", id)
        ),
        names=tuple(names),
        companies=tuple(companies),
        earlier=tuple(earlier),
        addresses=addresses,
        domains=_domains(addresses, frozenset(email.rpartition("@")[2].casefold() for email in book.rep.emails)),
        everyday=tuple(_everyday(book, heard)),
    )


def _everyday(book: Book, heard: frozenset[str]) -> Iterator[_Name]:
    for record, word, name in everyday_names(book, heard, _GENERIC | _FORMS):
        whose = f"{name}, the company of {record.name}" if name != record.name else name
        how = f"the title names {word.capitalize()}, short for {whose}"
        yield _Name(_words([word]), _Evidence(record, how))


def _match(event: CalendarEvent, index: _Index) -> tuple[Match | None, str | None]:
    """The record whose appointment it is, or a warning why it isn't clear, or neither."""
    narrowed: list[_Evidence] = []
    for found in (
        _by_id(event, index),
        _by_name(event.title, index.names),
        _by_name(event.title, index.companies),
        _by_name(event.title, index.earlier),
        _by_address(event, index.addresses),
        _by_domain(event, index.domains),
        _by_name(event.title, index.everyday),
    ):
        named: dict[str, _Evidence] = {}
        for evidence in found:
            named.setdefault(evidence.record.id, evidence)
        likely = [evidence for evidence in narrowed if evidence.record.id in named] or narrowed or [*named.values()]
        still_open = [evidence for evidence in likely if _is_open(evidence.record)]
        if len(still_open) == 1:
            return Match(still_open[0].record.id, still_open[0].how), None
        narrowed = still_open or likely
    if not narrowed:
        return None, None
    when = f"{event.title} on {event.start:%Y-%m-%d}"
    names = " or ".join(f"{evidence.record.name} ({evidence.record.id})" for evidence in narrowed[:4])
    if _is_open(narrowed[0].record):
        advice = f'write "plan: {narrowed[0].record.id}" in its description'
        return None, f"{when} could be {names}; {advice} to link it to that record"
    stages = ", ".join(sorted({e.record.stage for e in narrowed if isinstance(e.record, Deal)}))
    return None, f"{when} names {names}, which is {stages}: not a step of a deal"


def _is_open(record: _Record) -> bool:
    return isinstance(record, Account) or record.stage not in CLOSED_STAGES


def _by_id(event: CalendarEvent, index: _Index) -> list[_Evidence]:
    """Ids in brackets, after "plan:", or by themselves if a hyphen or digit marks them as ids."""
    found: list[_Evidence] = []
    for named in _NAMED.findall(event.description):
        if record := index.ids.get(named.casefold()):
            found.append(_Evidence(record, f'"plan: {record.id}" is in the description'))
    if found:
        return found
    places = (("title", event.title), ("description", event.description), ("location", event.location))
    for where, text in places:
        for bracketed in re.findall(r"\[([^\[\]\n]{1,80})\]", text):
            if record := index.ids.get(bracketed.strip().casefold()):
                found.append(_Evidence(record, f"[{record.id}] is in the {where}"))
        for bare in _ID.findall(text):
            if bare.casefold() in index.distinct:
                record = index.ids[bare.casefold()]
                found.append(_Evidence(record, f"{record.id} is in the {where}"))
    return found


def _by_name(title: str, names: Iterable[_Name]) -> list[_Evidence]:
    return [name.evidence for name in names if name.pattern.search(title)]


def _by_address(event: CalendarEvent, addresses: dict[str, tuple[_Evidence, ...]]) -> list[_Evidence]:
    return [evidence for address in event.attendees for evidence in addresses.get(address, ())]


def _by_domain(event: CalendarEvent, domains: dict[str, tuple[_Evidence, ...]]) -> list[_Evidence]:
    names = dict.fromkeys(address.rpartition("@")[2] for address in event.attendees)
    return [evidence for name in names for evidence in domains.get(name, ())]


def _domains(addresses: Mapping[str, Iterable[_Evidence]], own: Collection[str]) -> dict[str, tuple[_Evidence, ...]]:
    """Evidence by the domain of a customer's addresses, for colleagues of a contact."""
    found: dict[str, dict[str, _Evidence]] = {}
    for address, evidence in addresses.items():
        domain = address.rpartition("@")[2]
        if domain and domain not in _MAIL_PROVIDERS and domain not in own:
            for each in evidence:
                how = f"an attendee is at {domain}, as {address} of {each.record.name} is"
                found.setdefault(domain, {}).setdefault(each.record.id, _Evidence(each.record, how))
    return {domain: tuple(evidence.values()) for domain, evidence in found.items()}


def _addresses(contacts: Iterable[Contact], records: Iterable[_Record]) -> dict[str, tuple[_Evidence, ...]]:
    listed: dict[str, list[tuple[_Record, bool]]] = {}
    for record in records:
        for place, person in enumerate(record.contacts):
            listed.setdefault(person.casefold(), []).append((record, place == 0))
    found: dict[str, tuple[_Evidence, ...]] = {}
    for contact in contacts:
        if contact.email:
            keys = (contact.id.casefold(), contact.name.casefold())
            whose = {record.id: (record, main) for key in keys for record, main in listed.get(key, ())}
            found[contact.email.strip().casefold()] = tuple(
                _Evidence(
                    record,
                    f"attendee {contact.email} is {contact.name}, {'main ' if main else ''}contact of {record.name}",
                )
                for record, main in whose.values()
            )
    return found


def _finders(name: str, evidence: _Evidence, heard: frozenset[str]) -> list[_Name]:
    """The name in full, and without its legal form if it still differs from ordinary words.

    A name of fewer than four letters is looked for as it is written, capitals and all.
    """
    full = name.strip()
    short = _without_form(full)
    found: list[_Name] = []
    for written in dict.fromkeys((full, short)):
        first = _WORD.search(written.casefold())
        if first is None or first[0] not in heard:
            continue
        letters = sum(1 for c in written if c.isalnum())
        one_word = written == short
        if not letters or (one_word and written.casefold() in _GENERIC):
            continue
        if one_word and letters < 4:
            if written == full and written.isupper():
                found.append(_Name(_words([written], exact=True), evidence))
        else:
            found.append(_Name(_words([written]), evidence))
    return found


@cache
def _without_form(name: str) -> str:
    words = name.split()
    while len(words) > 1 and re.sub(r"[^\w]", "", words[-1]).casefold() in _FORMS | {""}:
        words.pop()
    while len(words) > 1 and words[0].casefold() == "the":
        words.pop(0)
    return " ".join(words).rstrip(",;&")


def _words(names: Iterable[str], exact: bool = False) -> re.Pattern[str]:
    """Finds any of the names as whole words.

    "acme-rollout" is not in "acme-rollout-2", nor "Bolt" in "Bolton".
    """
    ordered = sorted(names, key=len, reverse=True)
    spaced = "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in ordered)
    return re.compile(rf"(?<![\w-])({spaced})(?![\w-])", 0 if exact else re.IGNORECASE)


def _places(book: Book) -> list[tuple[str, re.Pattern[str]]]:
    return [(place, _words([place])) for place in dict.fromkeys(book.places) if place.strip()]


def _place(location: str, places: Iterable[tuple[str, re.Pattern[str]]]) -> str | None:
    """The book's place that a LOCATION names; None where it names none or several."""
    found = [place for place, pattern in places if pattern.search(location)] if location else []
    return found[0] if len(found) == 1 else None
