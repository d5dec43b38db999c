"""Sets of slots as integers: bit t is slot t."""

from __future__ import annotations

LATEST = 1 << 14  # a slot after any day


def stretch(start: int, end: int) -> int:
    """The slots `start` to `end` - 1 (none where `end` <= `start`).

    Without those before slot 0 and after any day.
    """
    start, end = max(start, 0), min(end, LATEST)
    return ((1 << (end - start)) - 1) << start if end > start else 0


def fits(slots: int, length: int) -> int:
    """The slots at which `length` slots in a row begin."""
    done = 1
    while done < length:
        step = min(done, length - done)
        slots &= slots >> step
        done += step
    return slots


def spread(starts: int, length: int) -> int:
    """The slots covered by `length` slots from any of these starts: the reverse of `fits`."""
    done = 1
    while done < length:
        step = min(done, length - done)
        starts |= starts << step
        done += step
    return starts


def first_slot(slots: int) -> int:
    """The first slot of a nonempty set."""
    return (slots & -slots).bit_length() - 1


def members(slots: int) -> list[int]:
    """The slots of the set, ascending."""
    found = []
    while slots:
        bit = slots & -slots
        found.append(bit.bit_length() - 1)
        slots ^= bit
    return found


def runs(slots: int) -> list[tuple[int, int]]:
    """Unbroken stretches as (start, end), ascending; `end` is the first slot after it."""
    found = []
    start = 0
    while slots:
        skip = first_slot(slots)
        slots >>= skip
        start += skip
        length = first_slot(~slots)
        found.append((start, start + length))
        slots >>= length
        start += length
    return found
