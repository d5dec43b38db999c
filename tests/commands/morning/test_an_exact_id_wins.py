"""An exact id wins, whatever else begins with it; an account has no stage to advance from."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import Plan

DEMO = Path(__file__).parents[3] / "examples" / "demo"


def test_without_a_record_whose_id_two_lines_begin_with(plan: Plan, tmp_path: Path) -> None:
    book = tmp_path / "demo"
    shutil.copytree(DEMO, book)
    assert "hale/demo-prepare" in plan("today", "--json", PLAN_BOOK=str(book)).out
    ran = plan("today", "--without", "hale", "--json", PLAN_BOOK=str(book))
    assert ran.code == 0, ran.err
    assert '"hale/demo' not in ran.out.partition('"left_out"')[0]
    refused = plan("done", "bolt", "-o", "advanced", PLAN_BOOK=str(book))
    assert refused.code == 2
    assert "advanced" in refused.err.split("\n")[0]
