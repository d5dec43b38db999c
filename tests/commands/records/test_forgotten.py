"""Nobody forgotten: every record's next date, who is late, and whether the minutes kept are enough."""

import csv
import json
from pathlib import Path

import pytest

from tests.conftest import Plan

MORE = """
[[prospect]]
id = "late"
name = "Late one"
amount = 1
stage = "discovery"
last_touch = 2026-11-08     # Sunday; 14 days run out on Sunday 22nd

[[prospect]]
id = "today"
name = "Due one"
amount = 1
stage = "discovery"
last_touch = 2026-11-14     # runs out on Saturday 28th: due on Friday 27th

[[prospect]]
id = "agreed"
name = "Agreed one"
amount = 1
stage = "discovery"
last_touch = 2026-11-01
next_on = 2026-12-02        # they said so

[[prospect]]
id = "won"
name = "Won one"
amount = 1
stage = "won"
won_on = 2026-01-05
"""


@pytest.fixture
def more(book: Path) -> None:
    with (book / "prospects.toml").open("a", encoding="utf-8") as file:
        file.write(MORE)


def test_every_next_date(at_book: Plan, more: None) -> None:
    ran = at_book("forgotten", PLAN_NOW="2026-11-27T07:00")
    assert (ran.code, ran.err) == (3, "")
    assert ran.out.splitlines() == [
        "",
        "      Fri 20 Nov  Late one      deal      7 days overdue, every 14 days",
        "      Fri 27 Nov  Due one       deal      due today, every 14 days",
        "       Wed 2 Dec  Agreed one    deal      agreed, every 14 days",
        "       Thu 3 Dec  Birch line    deal      every 14 days",
        "       Fri 4 Dec  Acme rollout  deal      every 14 days",
        " Tue 30 Mar 2027  Lena Vogt     contact   every 180 days",
        "",
        " 2 due, 1 of them overdue",
        " Touches need 5.1m a day (0.5 touches of 10m); 1h12 is set aside (care.share = 0.15). Enough.",
    ]


@pytest.mark.parametrize(
    ("now", "code", "due"),
    [
        ("2026-11-20T07:00", 0, ["late"]),
        ("2026-11-22T07:00", 3, ["late"]),  # its last working day was Friday
        ("2026-11-23T07:00", 3, ["late"]),
        ("2026-12-02T07:00", 3, ["agreed", "late", "today"]),  # what was agreed is over
    ],
)
def test_only_who_waits(at_book: Plan, more: None, now: str, code: int, due: list[str]) -> None:
    ran = at_book("forgotten", "--due", "--json", PLAN_NOW=now)
    assert ran.code == code
    assert sorted(row["record"] for row in json.loads(ran.out)["records"]) == due


def test_as_csv(at_book: Plan) -> None:
    rows = list(csv.DictReader(at_book("forgotten", "--csv").out.splitlines()))
    assert [(row["record"], row["next_date"], row["state"]) for row in rows] == [
        ("birch-line", "2026-12-03", "later"),
        ("acme", "2026-12-04", "later"),
        ("lena-vogt", "2027-03-30", "later"),
    ]


def test_a_day_too_small_is_reported_with_its_figures(at_book: Plan, book: Path) -> None:
    """Touches of 10 minutes: 2 / 14 + 1 / 180 a day, 7 / 5 of that a working day, is 2.08 minutes of 480."""
    with (book / "plan.toml").open("a", encoding="utf-8") as file:
        file.write("[care]\nshare = 0.004\n[year]\nincome_goal = 72_000\n")
    shown = json.loads(at_book("forgotten", "--json").out)
    assert shown["minutes_needed_per_day"] == pytest.approx(10 * (2 / 14 + 1 / 180) * 7 / 5)
    assert shown["minutes_kept_per_day"] == pytest.approx(0.004 * 480)
    assert shown["share_needed"] == pytest.approx(2.0778 / 480, rel=1e-4)
    said = at_book("forgotten").out
    assert "need 2.1m a day (0.2 touches of 10m); 1.9m is set aside (care.share = 0.004). 0.2m short." in said
    assert "To fix it: set aside more of the day: care.share = 0.01 (about $1 a day of other work)" in said
    assert "every cadence × 1.1" in said


def test_an_empty_book(at_book: Plan, book: Path) -> None:
    (book / "prospects.toml").unlink()
    (book / "contacts.toml").unlink()
    ran = at_book("forgotten")
    assert (ran.code, ran.out.splitlines()[1]) == (0, " no one is due")
