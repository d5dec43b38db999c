"""A record's own data, a label and a text each, without blank fields."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from planner.core.book import Account, ClockRange, Contact, Deal, RecordKeys, Task
from planner.core.customers.introductions import is_favor
from planner.core.lifecycle.recurrence import recurrence_of, rule_words
from planner.core.manager.practice import practice_of
from planner.core.records.card_values import RecordCard
from planner.screen.manager.talk import practice_words
from planner.screen.review.year import pet_words
from planner.screen.text.sums import trimmed_percent
from planner.screen.text.wording import (
    clock,
    coming_day,
    counted,
    day,
    length,
    listed,
    minute_clock,
    money,
    next_day,
    own_value,
    percent,
)

Fact = tuple[str, str]


def facts(card: RecordCard) -> list[Fact]:
    """All data of the record, in the order of interest."""
    match card.record:
        case Deal() as deal:
            found = [*_deal(deal, card), *_contact_facts(deal, card), *_people(card), *_answers(deal)]
        case Account() as account:
            found = [*_account(account, card), *_contact_facts(account, card), *_people(card), *_brought(card)]
        case Contact() as contact:
            found = [*_contact(contact, card), *_brought(card)]
        case Task() as task:
            found = list(_task(task, card))
    return [("Id", card.record.id), *found, *_same_customer(card), *_own_keys(card.record)]


def _same_customer(card: RecordCard) -> Iterator[Fact]:
    """The customer's other records, without the people who are listed above."""
    people = {person.id for person in card.contacts}
    others = [each for each in card.customer if each not in people]
    if others:
        yield "Related", listed(others)


def _own_keys(record: RecordKeys) -> Iterator[Fact]:
    """The names that it had, and the rep's own tags and fields."""
    if record.was:
        yield "Was called", ", ".join(record.was)
    if record.tags:
        yield "Tags", ", ".join(record.tags)
    if "note" in record.x:
        yield "Note", own_value(record.x["note"])
    own = {key: value for key, value in record.x.items() if key != "note"}
    if own:
        yield "Own fields", " · ".join(f"{key} {own_value(value)}" for key, value in own.items())


def _deal(deal: Deal, card: RecordCard) -> Iterator[Fact]:
    today = card.today
    kept = f", {trimmed_percent(deal.keeps, 1)} yours" if deal.keeps is not None else ""
    yield "Amount", money(deal.amount, card.currency) + kept
    stage = deal.stage
    closed = {"won": deal.won_on, "lost": deal.lost_on}.get(deal.stage) or deal.since
    if closed:
        stage += f", since {day(closed, today)} ({_ago((today - closed).days)})"
    if deal.lost_reason:
        stage += f": {deal.lost_reason}"
    if deal.attempts:
        stage += f", {counted(deal.attempts, 'try', 'tries')} without progress"
    if deal.unanswered:
        stage += f", no answer ×{deal.unanswered}"
    yield "Stage", stage
    if deal.came:
        yield "Came in", f"{day(deal.came.date(), today)} {clock(deal.came)}"
    if deal.account:
        yield "Account", deal.account
    if card.pet:
        yield f"For {card.pet.who}", pet_words(card.pet, card.currency)
    elif deal.must_for:
        yield f"For {deal.must_for}", "on your page whatever it pays"
    if deal.introduced_by:
        yield "Brought by", deal.introduced_by
    dates = [("decision by", deal.decide_by), ("expected close", deal.expected)]
    dated = [f"{word} {day(when, today)}" for word, when in dates if when]
    if dated:
        yield "Dates", ", ".join(dated)
    if deal.running:
        checks = [day(each, today) for each in deal.running.checks]
        check = f", check-in {listed(checks)}" if checks else ", check-in halfway"
        yield "Trial", f"decided {next_day(deal.running.until, today)}" + check
    own = [f"{percent(deal.chance)} to advance with the next try"] if deal.chance is not None else []
    own += [f"{percent(deal.prior)} likely to be real at the start"] if deal.prior is not None else []
    if own:
        yield "Your own", ", ".join(own)


def _account(account: Account, card: RecordCard) -> Iterator[Fact]:
    most = f", at most {money(account.potential, card.currency)}" if account.potential is not None else ""
    yield "Revenue", f"{money(account.revenue, card.currency)} a year{most}"
    yield "Visits", f"{account.visits:g} a quarter"
    if account.plan:
        yield "Plan", account.plan
    if account.renews_on:
        yield "Renews", day(account.renews_on, card.today)


def _contact_facts(record: Deal | Account, card: RecordCard) -> Iterator[Fact]:
    today = card.today
    if record.last_touch:
        last = record.last_touch
        yield (
            "Last touch",
            f"{day(last, today)} ({_ago((today - last).days)})"
            + (f", every {counted(record.cadence, 'day')}" if record.cadence else ""),
        )
    agreed = []
    if record.at:
        agreed.append(f"{next_day(record.at.date(), today)} at {clock(record.at)}")
    if record.next_on:
        agreed.append(next_day(record.next_on, today))
    if record.next_by:
        agreed.append(f"by {day(record.next_by, today)}")
    if record.not_before:
        agreed.append(f"not before {day(record.not_before, today)}")
    if agreed or record.next:
        yield "Agreed" if agreed else "Next step", ", ".join([*agreed, *([record.next] if record.next else [])])
    if isinstance(record, Deal) and record.waiting_on:
        yield "Waiting on", record.waiting_on + (f", until {_until(record.next_on, today)}" if record.next_on else "")
    if record.windows:
        yield "Call at", _hours(record.windows) + (f" {record.timezone}" if record.timezone else "")
    if record.place:
        yield "Where", record.place
    if record.needs:
        yield "Bring along", listed(list(record.needs))


def _until(when: date, today: date) -> str:
    return coming_day(when, today) if when >= today else day(when, today)


def _brought(card: RecordCard) -> Iterator[Fact]:
    """The deals that they introduced, and the favors done for them."""
    for number, deal in enumerate(card.brought):
        yield ("Brought" if number == 0 else ""), f"{deal.name} ({money(deal.amount, card.currency)}, {deal.stage})"
    favors = [row for row in card.history if is_favor(row)]
    if favors:
        last = favors[0]
        note = f", “{last.result.note}”" if last.result.note else ""
        yield "Favors", f"{len(favors)}, the last on {day(last.slot.start.date(), card.today)}{note}"


def _people(card: RecordCard) -> Iterator[Fact]:
    for number, person in enumerate(card.contacts):
        yield ("Contacts" if number == 0 else ""), ", ".join(_person(person))


def _person(person: Contact) -> list[str]:
    words = [person.name]
    if person.role:
        words.append(person.role)
    if person.power != "unknown":
        words.append(person.power)
    if person.moved_to:
        words.append(f"now at {person.moved_to}")
    return words + [address for address in (person.email, person.phone) if address]


def _answers(deal: Deal) -> Iterator[Fact]:
    for number, (question, answer) in enumerate(deal.answers.items()):
        yield ("Answers" if number == 0 else ""), f"{question.replace('_', ' ')}: {answer}"


def _contact(person: Contact, card: RecordCard) -> Iterator[Fact]:
    if person.role:
        yield "Role", person.role
    if person.power != "unknown":
        yield "Power", person.power
    addresses = [each for each in (person.email, person.phone) if each]
    if addresses:
        yield "Reach at", ", ".join(addresses)
    if person.moved_to:
        yield "Moved to", person.moved_to
    if person.checked:
        since = (card.today - person.checked).days
        yield "Last touch", f"{day(person.checked, card.today)} ({_ago(since)})"
    if person.away_until:
        yield "Away", f"until {day(person.away_until, card.today)}"
    if person.not_before:
        yield "Agreed", f"not before {day(person.not_before, card.today)}"


def _task(task: Task, card: RecordCard) -> Iterator[Fact]:
    yield "Takes", length(task.minutes) + (", can be split" if task.splits else "")
    if task.makes is not None:
        yield "Makes", money(task.makes, card.currency)
    when = []
    if isinstance(task.at, datetime):
        when.append(f"{next_day(task.at.date(), card.today)} at {clock(task.at)}")
    if task.on:
        when.append(next_day(task.on, card.today))
    if task.by:
        when.append(f"by {day(task.by, card.today)}")
    if task.not_before:
        when.append(f"not before {day(task.not_before, card.today)}")
    if task.windows:
        when.append(_hours(task.windows))
    if task.after:
        when.append(f"after {listed(list(task.after))}")
    if task.must:
        when.append("must do")
    if when:
        yield "When", ", ".join(when)
    if task.record:
        yield "For", task.record
    practice = practice_of(task, card.history, card.today)
    if practice is not None:
        yield "Practice", practice_words(practice)
    if task.every:
        rule = recurrence_of(task.every)
        words = rule_words(rule) if rule is not None else task.every
        yield "Every", words + (", counted from the day it is done" if task.after_done else "")
    if task.done_on:
        yield "Done", day(task.done_on, card.today)


def _ago(days: int) -> str:
    if days == 0:
        return "today"
    return "yesterday" if days == 1 else f"{counted(days, 'day')} ago" if days > 0 else f"in {counted(-days, 'day')}"


def _hours(windows: tuple[ClockRange, ...]) -> str:
    return ", ".join(f"{minute_clock(start)}-{minute_clock(end)}" for start, end in windows)
