"""The bridge is right to the cent, class by class, in randomly drawn weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.core.book import Deal
from planner.core.bridge.moves import CLASSES
from planner.core.diary import DiaryDay
from tests.core.bridge.world import MONDAY, OUTCOMES, World
from tests.core.value.days import book

DAYS = 14
SEEDS = st.integers(0, 2**48)


def new_world(random: Random) -> World:
    world = World(random=random, book=book(keeps=0.1))
    for number in range(random.randrange(1, 6)):
        stage = random.choice(("demo", "demo", "demo", "lost", "won", "parked"))
        world.put(Deal(id=f"d{number}", name=f"Deal {number}", amount=float(random.randrange(10**6)), stage=stage))
    return world


def one_event(world: World, random: Random) -> None:
    """Something that a rep does: log, correct, edit, close, open again, add or delete."""
    deals = [deal for deal in world.book.deals if deal.id not in world.touched]
    last = list(world.last_row.values())
    worked = [(on, row) for on, page in world.pages.items() for row in page.worked if any(row is each for each in last)]
    kind = random.choice(("log", "log", "log", "correct", "edit", "close", "open", "add", "delete"))
    if kind == "add":
        number = 100 + len(world.book.deals) + random.randrange(10**6)
        world.add(Deal(id=f"d{number}", name="New", amount=float(random.randrange(10**6)), stage="demo"))
    elif kind == "correct" and worked:
        on, row = random.choice(worked)
        deal = world.deal(row.what.record or "")
        if deal is not None and deal.id not in world.touched:
            world.log(deal.id, random.choice(OUTCOMES), on, corrects=row)
    elif kind in ("log", "correct") and world.book.deals:
        deal = random.choice(world.book.deals)
        late = random.choice((0, 0, 0, 1, 5))
        if deal.stage == "demo":
            world.log(deal.id, random.choice(OUTCOMES), world.today - timedelta(days=late))
    elif deals:
        deal = random.choice(deals)
        if kind == "edit" and deal.stage == "demo":
            world.edit(deal.id)
        elif kind == "close" and deal.stage == "demo":
            world.close_by_hand(deal.id, random.choice(("won", "lost", "parked")))
        elif kind == "open" and deal.stage != "demo":
            world.add(replace(deal, stage="demo", won_on=None))
        elif kind == "delete" and deal.stage == "demo":
            world.delete(deal.id)


def live(world: World, random: Random, days: int = DAYS) -> None:
    """Two weeks: most days have a first page, some of them events before it."""
    world.first_page()
    for day in range(days):
        world.today = MONDAY + timedelta(days=day)
        for _ in range(random.choice((0, 0, 0, 1))):
            one_event(world, random)
        if day and random.random() < 0.8:
            world.price += random.choice((0, 0, 1, -1))
            world.playbook += random.choice((0, 0, 1))
            world.first_page()
        for _ in range(random.choice((0, 1, 2, 4))):
            one_event(world, random)


@settings(max_examples=1000, deadline=None)
@given(SEEDS)
def test_value_at_the_start_and_every_class_is_value_at_the_end_and_won(seed: int) -> None:
    random = Random(seed)
    world = new_world(random)
    live(world, random)
    first = MONDAY + timedelta(days=random.randrange(DAYS))
    last = first + timedelta(days=random.randrange(DAYS))
    found = world.bridge(first, last)
    if found is None:
        return
    assert found.not_explained == 0
    assert found.start + sum(each.cents for each in found.classes) == found.end + found.won
    pages = sorted(on for on, page in world.pages.items() if "pipeline" in page.figures)
    assert found.start == world.pages[found.first].figures["pipeline"]
    if not any(page > last for page in pages):
        assert found.end == sum(
            world.value(deal, world.today, world.price, world.playbook) for deal in world.book.deals
        )


@settings(max_examples=300, deadline=None)
@given(SEEDS)
def test_each_class_is_what_its_own_events_were_worth_when_they_happened(seed: int) -> None:
    random = Random(seed)
    world = new_world(random)
    live(world, random)
    world.today += timedelta(days=1)
    world.first_page()
    pages = sorted(on for on, page in world.pages.items() if "pipeline" in page.figures)
    first, last = pages[0], pages[-2]
    found = world.bridge(first, last)
    for what in CLASSES:
        counted = sum(cents for (on, of), cents in world.account.items() if of == what and first <= on <= last)
        assert found.cents_of(what) == counted, what


def test_no_class_takes_up_what_is_missing() -> None:
    """A row or a snapshot that is gone shows as not explained, and changes no class."""
    random = Random(3)
    world = new_world(random)
    world.add(Deal(id="x", name="X", amount=50_000.0, stage="demo"))
    world.first_page()
    world.log("x", "stayed")
    moved = world.pages[MONDAY].worked[0].pipeline
    world.today += timedelta(days=1)
    world.first_page()
    whole = world.bridge(MONDAY, MONDAY)
    assert whole.not_explained == 0
    world.pages[MONDAY] = replace(world.pages[MONDAY], worked=())
    gone = world.bridge(MONDAY, MONDAY)
    lost = (moved.v_after or 0) - (moved.v_before or 0)
    assert lost != 0
    assert gone.not_explained == lost
    assert gone.cents_of("no_progress") == 0
    assert [each.cents for each in gone.classes if each.what != "no_progress"] == [
        each.cents for each in whole.classes if each.what != "no_progress"
    ]


def test_without_a_snapshot_the_night_is_not_explained() -> None:
    world = new_world(Random(5))
    world.add(Deal(id="x", name="X", amount=50_000.0, stage="demo"))
    world.first_page()
    start = world.pages[MONDAY].figures["pipeline"]
    world.snapshot = None  # its file was deleted
    world.today += timedelta(days=1)
    world.first_page()
    found = world.bridge(MONDAY, MONDAY)
    assert isinstance(start, int)
    assert found.not_explained == found.end - start != 0
    assert all(each.cents == 0 for each in found.classes)


def test_a_deal_that_was_removed_has_its_id_and_says_so() -> None:
    world = new_world(Random(5))
    world.add(Deal(id="x", name="X", amount=50_000.0, stage="demo"))
    world.first_page()
    world.log("d0", "advanced")
    world.delete("x")
    world.today += timedelta(days=1)
    world.first_page()
    names = {each.name for found in world.bridge(MONDAY, MONDAY).classes for each in found.deals}
    assert {"x (removed)", "Deal 0"} <= names
    assert "x" not in names


def test_days_without_a_value_have_no_bridge() -> None:
    world = new_world(Random(1))
    world.pages[date(2026, 1, 5)] = DiaryDay(date=date(2026, 1, 5))
    world.first_page()
    assert world.bridge(date(2026, 1, 1), date(2026, 1, 31)) is None
