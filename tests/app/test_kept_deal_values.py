"""The values of deals that are kept are those that would be worked out again, whatever changed in between."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.app.page.page_inputs import inputs_of, keep_values
from planner.app.session import Session
from planner.app.settings import settings_from
from planner.cache.cache import Cache
from planner.cli.program import run
from planner.core.page.inputs import day_context
from planner.core.value.deal_value import deal_value, is_open

DEMO = Path(__file__).parents[2] / "examples" / "demo"
MORNING = "2026-11-23T06:30"  # before a lead of the day comes in
EVENT = """BEGIN:VEVENT
UID:new@example
DTSTAMP:20261102T080000Z
SUMMARY:{}
DTSTART{}
DTEND{}
END:VEVENT
END:VCALENDAR"""
TODAY = (";TZID=Europe/Berlin:20261123T080000", ";TZID=Europe/Berlin:20261123T180000")
FRIDAY = (";TZID=Europe/Berlin:20261127T100000", ";TZID=Europe/Berlin:20261127T110000")


class World(NamedTuple):
    """A book and the cache of its runs, with the clock."""

    book: Path
    cache: Path
    now: str = MORNING

    def edited(self, name: str, old: str, new: str) -> World:
        path = self.book / name
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")
        return self


class WithoutValues(Cache):
    """A cache that knows no values of deals."""

    def get(self, kind: str, key: str) -> bytes | None:
        return None if kind == "deal-values" else super().get(kind, key)


def session_in(world: World, cache: type[Cache]) -> Session:
    options = replace(settings_from({"book": str(world.book), "now": world.now}), environ={})
    vars(options)["cache"] = cache(world.cache)
    return Session(options)


def values_in(world: World, cache: type[Cache]) -> dict[str, str]:
    """The value of each open deal now, in words that tell 1 from 1.0; kept where the cache keeps them."""
    session = session_in(world, cache)
    inputs = inputs_of(session, session.today)
    context = day_context(inputs)
    found = {deal.id: repr(deal_value(deal, context)) for deal in session.book.deals if is_open(deal)}
    if cache is Cache:
        keep_values(session, session.today, inputs)
    return found


def number_known(world: World) -> int:
    session = session_in(world, Cache)
    known = inputs_of(session, session.today).known
    return known.kept if known is not None else 0


@contextmanager
def a_world() -> Iterator[World]:
    with TemporaryDirectory() as folder:
        book, cache = Path(folder) / "book", Path(folder) / "cache"
        shutil.copytree(DEMO, book)
        with mock.patch.dict(os.environ, {"PLAN_CACHE": str(cache), "HOME": folder, "TZ": "Europe/Berlin"}):
            yield World(book, cache)


def only_in_the_diary(world: World) -> World:
    """A meeting that is logged, with the record left as it was."""
    before = (world.book / "prospects.toml").read_bytes()
    run(["done", "hale", "-o", "no-progress", "--book", str(world.book), "--now", world.now])
    (world.book / "prospects.toml").write_bytes(before)
    return world


Change = Callable[[World], World]
CLOCKS: dict[str, Change] = {
    now: lambda world, now=now: world._replace(now=now)  # type: ignore[misc]  # its own time each
    for now in ("2026-11-23T06:55", "2026-11-23T11:20", "2026-11-23T16:45", "2026-11-23T23:00")
}
CHANGES: dict[str, Change] = {
    "the day": lambda world: world._replace(now="2026-11-24T06:30"),
    "an amount": lambda world: world.edited("prospects.toml", "amount = 24_000", "amount = 34_000"),
    "a stage": lambda world: world.edited("prospects.toml", 'stage = "proposal"', 'stage = "negotiation"'),
    "an answer": lambda world: world.edited("prospects.toml", 'power = "met"', 'power = "hidden"'),
    "the day of a stage": lambda world: world.edited("prospects.toml", "since = 2026-11-16", "since = 2026-08-16"),
    "a deadline": lambda world: world.edited("prospects.toml", "decide_by = 2026-12-18", "decide_by = 2026-11-27"),
    "a try without an answer": lambda world: world.edited("prospects.toml", "unanswered = 2", "unanswered = 3"),
    "the rep's share": lambda world: world.edited("plan.toml", "keeps = 0.08", "keeps = 0.09"),
    "a day off": lambda world: world.edited("plan.toml", "2026-12-11]", "2026-12-11, 2026-11-30, 2026-12-01]"),
    "a quota": lambda world: world.edited("plan.toml", "", "\n[quota]\ntarget = 900_000\nends = 2026-12-04\n"),
    "the playbook": lambda world: world.edited("playbook.toml", "prepare = 40", "prepare = 70"),
    "a typical amount": lambda world: world.edited("playbook.toml", "amount = 55_000", "amount = 25_000"),
    "a task": lambda world: world.edited(
        "tasks.toml", "", '\n[[task]]\nid = "new"\ntitle = "Answer"\nminutes = 55\nrecord = "birch"\n'
    ),
    "what a colleague costs": lambda world: world.edited("colleagues.toml", "per_hour = 110", "per_hour = 900"),
    "how a colleague helps": lambda world: world.edited("colleagues.toml", "lifts = 1.25", "lifts = 1.9"),
    "a colleague's calendar": lambda world: world.edited("sam.ics", "END:VCALENDAR", EVENT.format("Busy", *TODAY)),
    "a customer's event": lambda world: world.edited(
        "work.ics", "END:VCALENDAR", EVENT.format("Wiesenthal bakeries", *FRIDAY)
    ),
    "a meeting in the diary": only_in_the_diary,
}


@pytest.mark.parametrize("name", CHANGES)
def test_values_are_fresh_after_a_change(name: str) -> None:
    with a_world() as world:
        before = values_in(world, Cache)
        assert number_known(world) > 0
        after = CHANGES[name](world)
        fresh = values_in(after, WithoutValues)
        assert fresh != before, "the change moves no value: nothing is tested"
        assert values_in(after, Cache) == fresh
        assert values_in(after, Cache) == fresh  # as they were kept


@pytest.mark.parametrize("now", CLOCKS)
def test_the_values_that_are_kept_hold_at_any_time_of_the_day(now: str) -> None:
    with a_world() as world:
        values_in(world, Cache)
        later = CLOCKS[now](world)
        assert number_known(later) == number_known(world) > 0
        assert values_in(later, Cache) == values_in(later, WithoutValues)


@settings(max_examples=5, deadline=None)
@given(st.lists(st.sampled_from(sorted(CHANGES | CLOCKS)), min_size=2, max_size=5, unique=True))
def test_values_are_fresh_after_changes_in_any_order(names: list[str]) -> None:
    with a_world() as first:
        world = first
        for name in names:
            values_in(world, Cache)
            world = (CHANGES | CLOCKS)[name](world)
            assert values_in(world, Cache) == values_in(world, WithoutValues)


@pytest.mark.parametrize("content", [b"", b"{}\n", b"[]\n", b'{"ids": ["birch"]}\n12345678', b"no json", b"\xff\n"])
def test_damaged_values_are_worked_out_again(content: bytes) -> None:
    with a_world() as world:
        fresh = values_in(world, Cache)
        read = Cache.get

        def get(cache: Cache, kind: str, key: str) -> bytes | None:
            return content if kind == "deal-values" else read(cache, kind, key)

        with mock.patch.object(Cache, "get", get):
            assert number_known(world) == 0
            assert values_in(world, Cache) == fresh
