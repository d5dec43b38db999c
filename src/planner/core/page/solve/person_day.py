"""The day with one call or meeting a person, whatever it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from planner.core.book import Contact
from planner.core.choice.day_choice import DayChoice, met_today
from planner.core.customers.one_call import Met
from planner.core.page.solve.customer_day import CustomerDay, claims_its_time, solve_for_customers
from planner.core.steps.step import Step
from planner.schedule import DayPlan, Problem, solve

MOST_ROUNDS = 4  # days solved until nobody is on the page twice


def solve_for_people(problem: Problem, choice: DayChoice, solve: Callable[[Problem], DayPlan] = solve) -> CustomerDay:
    """Solve the day: of the steps of several records with one person the best paid stays.

    What was promised, has its time or must be done stays as it is, and takes the place of the others.
    """
    steps = {step.item: step for step in choice.steps}
    names = dict(_after(met_today(choice.inputs), [steps[c.id] for c in problem.candidates if c.id in steps], choice))
    for _ in range(MOST_ROUNDS):
        found = solve_for_customers(_without(problem, names), choice, solve)
        on_page = dict.fromkeys(placed.id for placed in found.plan.placed)
        twice = dict(_twice([steps[item] for item in on_page if item in steps], choice))
        if not twice:
            break
        names |= twice
    return found._replace(joins={**found.joins, **names})


def _without(problem: Problem, items: Iterable[str]) -> Problem:
    out = frozenset(items)
    if not out:
        return problem
    return replace(problem, candidates=tuple(each for each in problem.candidates if each.id not in out))


def _after(met: Sequence[Met], offered: Sequence[Step], choice: DayChoice) -> Iterator[tuple[str, str]]:
    """The steps with someone whom a line that stays reaches, each with that line's record."""
    stays = [(each, _person(each.record, each.people, choice)) for each in met]
    for step in offered if any(person for _, person in stays) else ():
        other = next((each for each, person in stays if _is_again(step, each.record, person, choice)), None)
        if other is not None and not claims_its_time(step):
            held = choice.now.customers.records.get(other.record)
            yield step.item, held.name if held is not None else other.record


def _twice(on_page: Sequence[Step], choice: DayChoice) -> Iterator[tuple[str, str]]:
    """The steps of a page with someone who has another line, each with that line's record."""
    first: list[tuple[Step, str]] = []
    for step in sorted(on_page, key=lambda step: (not claims_its_time(step), -step.per_hour, step.item)):
        other = next((each for each, person in first if _is_again(step, each.record or "", person, choice)), None)
        if other is not None and not claims_its_time(step):
            yield step.item, other.name
        elif _meets(step, choice):
            first.append((step, _person(step.record or "", step.people, choice)))


def _is_again(step: Step, record: str, person: str, choice: DayChoice) -> bool:
    """True if a step meets the same person as a line of another record of the customer."""
    if not person or step.record == record or not _meets(step, choice):
        return False
    if person != _person(step.record or "", step.people, choice):
        return False
    return person in choice.now.customers.people or choice.now.customers.same(record, step.record or "")


def _meets(step: Step, choice: DayChoice) -> bool:
    """True for a call or a meeting about a record itself.

    A touch gives way to any of them anyway.
    """
    play = choice.now.playbook.plays.get(step.play)
    return step.is_contact and not step.is_touch and (play is None or play.how != "desk")


def _person(record: str, people: Sequence[str], choice: DayChoice) -> str:
    """The person a line of a record is with: the contact's id, else the name; "" for nobody."""
    customers = choice.now.customers
    held = customers.records.get(record)
    listed = () if held is None or isinstance(held, Contact) else held.contacts
    name = next(iter(people or listed), "")
    contact = customers.people.get(name)
    return contact.id if contact is not None else name
