"""The bytes that two files share at their start and at their end.

By halving, since slices are compared faster than Python counts.
"""

from __future__ import annotations


def same_start(a: bytes, b: bytes) -> int:
    """The number of bytes that both begin with."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def same_end(a: bytes, b: bytes, most: int) -> int:
    """The number of bytes, `most` at most, that both end with."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if a[len(a) - middle : len(a) - low] == b[len(b) - middle : len(b) - low]:
            low = middle
        else:
            high = middle - 1
    return low
