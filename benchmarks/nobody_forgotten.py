"""A working year with a book of every kind of record: who was past their cadence at the end of any day?

    python -m benchmarks.nobody_forgotten
    python -m benchmarks.nobody_forgotten --size 3     # more promises than minutes kept: the page has to tell

What is simulated, and what it shows, is in benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import random
import time

from benchmarks.lived.touches import Keeper, drawn_book, lived_days
from benchmarks.lived.world import shipped_sale

from planner.core.value.deal_index import build_table


def main() -> None:
    request = _arguments()
    playbook = shipped_sale()
    book = drawn_book(playbook, request.seed, size=request.size, share=request.share)
    keeper = Keeper(book, build_table(playbook), random.Random(request.seed))
    began = time.perf_counter()
    days_with = forgotten = touches = most = said = 0
    for page, left in lived_days(keeper, request.days):
        due = [item for item in page.items if item.what.does == "touch"]
        touches, most = touches + len(due), max(most, len(due))
        days_with, forgotten = days_with + bool(left), forgotten + len(left)
        said += page.care.minutes_needed_per_day > page.care.minutes_kept_per_day
        if left and request.show:
            print(page.date, len(due), "touches; forgotten:", ", ".join(left))
    care = page.care
    records = len(book.deals) + len(book.accounts) + len(book.contacts)
    print(f"{records} records, {request.days} working days, {touches} touches, at most {most} on a page")
    print(f"needed {care.minutes_needed_per_day:.0f} minutes a day, kept {care.minutes_kept_per_day:.0f}")
    print(f"days on which more was needed than kept: {said}")
    print(f"days with somebody past their cadence at its end: {days_with} ({forgotten} in all)")
    print(f"{time.perf_counter() - began:.0f} s")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=250)
    parser.add_argument("--size", type=float, default=1.0, help="1: 175 records")
    parser.add_argument("--share", type=float, default=0.15, help="part of the day kept for them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="each such day")
    return parser.parse_args()


if __name__ == "__main__":
    main()
