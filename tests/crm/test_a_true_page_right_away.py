"""An imported book of forty deals with dates: each has a chance of its own, and nothing of it is guessed."""

from __future__ import annotations

import csv
import io
import json
import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.conftest import Plan, Ran

TODAY = date(2026, 11, 23)
SALESFORCE = ("Opportunity ID", "Opportunity Name", "Stage", "Amount", "Created Date", "Last Stage Change Date")
HUBSPOT = ("Record ID", "Deal Name", "Deal Stage", "Amount", "Create Date", "Date entered current stage")
HEADERS = {
    "Salesforce": (
        (*SALESFORCE, "Last Activity", "Close Date"),
        ("Prospecting", "Qualification", "Value Proposition", "Proposal/Price Quote", "Negotiation/Review"),
    ),
    "HubSpot": (
        (*HUBSPOT, "Last Activity Date", "Close Date"),
        ("Appointment Scheduled", "Qualified To Buy", "Presentation Scheduled", "Decision Maker Bought-In"),
    ),
}


def forty(crm: str, seed: int) -> str:
    luck = random.Random(seed)
    header, stages = HEADERS[crm]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    for number in range(40):
        created = TODAY - timedelta(days=luck.randrange(3, 240))
        since = created + timedelta(days=luck.randrange((TODAY - created).days))
        last = since + timedelta(days=luck.randrange((TODAY - since).days + 1))
        amount = round(luck.lognormvariate(10, 0.9))
        close = TODAY + timedelta(days=luck.randrange(120))
        writer.writerow((number, f"Deal {number}", luck.choice(stages), amount, created, since, last, close))
    return text.getvalue()


@pytest.mark.parametrize("crm", HEADERS)
@pytest.mark.parametrize("seed", [1, 2])
def test_no_chance_is_shared_by_more_than_five(
    import_: Callable[..., Ran], plan: Plan, book: Path, crm: str, seed: int
) -> None:
    found = json.loads(import_(forty(crm, seed), "--yes", "--json").out)
    assert (len(found["new"]), found["no_amount"], found["guesses"]["columns"]) == (40, [], {})
    assert found["not_read"] == {"columns": [], "cells": [], "rows": [], "file": []}
    rows = json.loads(plan("list", "--json", PLAN_BOOK=str(book)).out)["records"]
    shared = Counter(row["chance"] for row in rows)
    assert len(rows) == 40
    assert max(shared.values()) <= 5


def test_a_next_activity_of_today_is_a_reminder_on_the_page(
    import_: Callable[..., Ran], plan: Plan, book: Path
) -> None:
    """It is named whether its deal has a line or not, until something is logged for it; no promise."""
    rows = "Record ID,Deal Name,Deal Stage,Amount,Next Activity Date,Next step\n"
    rows += (
        "1,Rollout,Contract Sent,50000,2026-11-23 15:00,Call about pricing\n2,Free,Contract Sent,0,2026-11-23 09:00,\n"
    )
    rows += "3,Later,Contract Sent,50000,2026-11-24 09:00,\n"
    assert import_(rows, "--yes").code == 0

    def page(*command: str) -> str:
        return plan(*command, "--now", "2026-11-23T09:00", PLAN_BOOK=str(book)).out

    assert "\n Reminder         Free: due" in page("today")
    number = next(line.split()[2] for line in page("today").splitlines() if "Rollout: " in line and ":" in line[:6])
    assert f"                  Rollout: Call about pricing (line {number})\n" in page("today")
    document = json.loads(page("today", "--json"))
    assert [(each["record"], each["next"]) for each in document["reminders"]] == [
        ("free", ""),
        ("rollout", "Call about pricing"),
    ]
    assert document["promises"]["due"] == 0
    plan("done", "rollout", "-o", "advanced", "--now", "2026-11-23T10:00", PLAN_BOOK=str(book))
    assert "Rollout: Call about pricing" not in page("today").partition("Reminder")[2]
