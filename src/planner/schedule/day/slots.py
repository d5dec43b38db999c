"""A set of slots as one int: bit t is slot t. Everything the scheduler asks of the calendar is a few of these."""

from __future__ import annotations


def stretch(start: int, end: int) -> int:
    """The slots `start` to `end` - 1 (none where `end` <= `start`); what lies before slot 0 is cut off."""
    start = max(start, 0)
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
    """The slots that something of `length` slots covers from any of these starts: the reverse of `fits`."""
    done = 1
    while done < length:
        step = min(done, length - done)
        starts |= starts << step
        done += step
    return starts


def lowest(slots: int) -> int:
    """The first slot of a set that is not empty."""
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
        skip = lowest(slots)
        slots >>= skip
        start += skip
        length = lowest(~slots)
        found.append((start, start + length))
        slots >>= length
        start += length
    return found
