"""Money if won is one figure: the amount × the rep's share, in the list, the card, the morning and the math."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.conftest import Plan

DEMO = Path(__file__).parents[3] / "examples" / "demo"


def test_the_list_the_card_and_the_morning_agree(plan: Plan, tmp_path: Path) -> None:
    book = shutil.copytree(DEMO, tmp_path / "demo")

    def at(*words: str) -> str:
        return str(plan("--book", str(book), "--now", "2026-11-23T07:00", *words).out)

    listed = {row["id"]: row["if_won"] for row in json.loads(at("--json", "list"))["records"]}
    for deal in json.loads(at("--json", "morning"))["deals"]:
        assert deal["if_won"] == listed[deal["record"]]
    for record in ("lumenthal-renewal", "suedfracht", "nordwind"):
        assert f"€{listed[record]:,.0f} if won" in at("show", record)
        assert f"= €{listed[record]:,.0f} to you" in at("why", record)
