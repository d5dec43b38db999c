"""`plan review --csv`: a row for each thing, and columns that add up to the review's own sums."""

import csv
import io
from datetime import timedelta

import pytest

from planner.core.diary import DiaryDay
from planner.core.review.customers import customers_of
from planner.screen.review.csv_rows import review_csv
from planner.screen.review.json_out import review_json
from planner.screen.text.csv_out import csv_text
from tests.core.review.one_week import BOOK, MONDAY, at, page, planned, week, worked

TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=n) for n in (1, 2, 3))

# Talk at Acme: put off on Monday and Tuesday, done on Wednesday. Close at Hale: put off on Monday and Tuesday, never
# done. Search: planned twice on Tuesday, once done. On Thursday nothing is logged.
DAYS = (
    page(
        planned("09:00", 60, "acme/talk", 100),
        planned("10:00", 30, "hale/close", 500),
        planned("11:00", 30, "hale/close", 250),
        worked("09:00", 20, "find", "done", does="find", record=None, play="find", title="Search"),
    ),
    page(
        planned("09:00", 45, "acme/talk", 90, day=TUESDAY),
        planned("10:00", 50, "hale/close", 700, day=TUESDAY),
        planned("11:00", 30, "find", 30, day=TUESDAY, does="find", record=None, play="find"),
        planned("13:00", 40, "find", 40, day=TUESDAY, does="find", record=None, play="find"),
        worked("11:05", 35, "find", "done", day=TUESDAY, does="find", record=None, play="find"),
        day=TUESDAY,
    ),
    page(
        planned("09:00", 60, "acme/talk", 100, day=WEDNESDAY),
        planned("10:00", 15, "acme/talk", 100, day=WEDNESDAY, made=at("12:00", WEDNESDAY)),  # of a later page
        worked("10:00", 70, "acme/talk", day=WEDNESDAY),
        day=WEDNESDAY,
    ),
    page(planned("09:00", 25, "find", 10, day=THURSDAY, does="find", record=None, play="find"), day=THURSDAY),
)

ROWS = """
date       record customer does    planned minutes outcome    makes again      done_later
2026-11-16               find            20      done
2026-11-16 acme   Acme     advance 60              dropped    100   2026-11-17 2026-11-18
2026-11-16 hale   Hale     advance 30              dropped    500   2026-11-17
2026-11-16 hale   Hale     advance 30              dropped    250   2026-11-17
2026-11-17               find    70      35      done       70
2026-11-17 acme   Acme     advance 45              dropped    90               2026-11-18
2026-11-17 hale   Hale     advance 50              dropped    700
2026-11-18 acme   Acme     advance 60      70      stayed     100
2026-11-19               find    25              not-logged 10
"""
SHOWN = ("date", "record", "customer", "does", "planned_minutes", "minutes", "outcome", "planned_makes",
         "planned_again", "done_later")  # fmt: skip


def rows_of(*days: DiaryDay) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(review_csv(week(*days), days, customers_of(BOOK)))))


def test_what_was_worked_and_what_was_not() -> None:
    said = [[row[name] for name in SHOWN] for row in rows_of(*DAYS)]
    assert [" ".join(cell for cell in row if cell) for row in said] == [
        " ".join(line.split()) for line in ROWS.strip().splitlines()[1:]
    ]


def test_the_columns_add_up_to_the_review() -> None:
    said, rows = review_json(week(*DAYS), []), rows_of(*DAYS)

    def total(name: str, *, dropped: bool = False) -> float:
        given_up = [row for row in rows if row["outcome"] == "dropped" and not row["done_later"]]
        once = [row for row in given_up if not row["planned_again"]]
        return sum(float(row[name] or 0) for row in (once if dropped else rows))

    assert (total("planned_minutes"), total("minutes")) == (said["planned"], said["actual"]) == (370, 125)
    assert total("made") == pytest.approx(said["made"])
    assert total("planned_makes", dropped=True) == said["dropped_money"] == 700


def test_nothing_is_a_formula() -> None:
    (cells,) = rows_of(page(worked("09:00", 60, "acme/talk", title="=1+1", note="-2+3")))
    assert (cells["title"], cells["note"]) == ("'=1+1", "'-2+3")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-2+3", "+49 30 23125 101", "-A1", "@SUM(A1)", "＝1", "\t=1", "\r=1", "\u200b=1"]
)
def test_no_text_acts_as_a_formula(text: str) -> None:
    cell = csv_text([[text]], ["name"]).split("\n")[1].strip('"')
    assert cell.startswith(("'", " "))


@pytest.mark.parametrize("text", ["-2", "+1", "-1,250.5"])
def test_a_number_stays_a_number(text: str) -> None:
    assert csv_text([[text]], ["name"]).split("\n")[1].strip('"') == text
