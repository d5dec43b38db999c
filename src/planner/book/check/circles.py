"""Circles of tasks that wait for each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator


def circles(ids: Iterable[str], after: Callable[[str], tuple[str, ...]]) -> Iterator[list[str]]:
    """Every circle once: the ids on the way round. `after` gives the ids that one waits for."""
    done: set[str] = set()
    for start in ids:
        yield from _circles_from(start, after, done)


def _circles_from(start: str, after: Callable[[str], tuple[str, ...]], done: set[str]) -> Iterator[list[str]]:
    """Circles met on the way back from `start`: a depth-first search without recursion."""
    way: list[str] = []
    place: dict[str, int] = {}
    stack = [(start, False)]
    while stack:
        id, leaving = stack.pop()
        if leaving:
            way.pop()
            del place[id]
            done.add(id)
        elif id in place:
            yield way[place[id] :]
        elif id not in done:
            place[id] = len(way)
            way.append(id)
            stack.append((id, True))
            stack += [(other, False) for other in reversed(after(id))]
