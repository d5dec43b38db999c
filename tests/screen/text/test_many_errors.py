"""Many errors of one kind take at most 20 lines; `check --json` has them all."""

from __future__ import annotations

import json
import time
from pathlib import Path

from planner.errors import FileError
from planner.screen.text.errors import error_lines, errors_text, warning_lines
from tests.conftest import Plan, home, plan

__all__ = ["home", "plan"]


def of_stage(count: int) -> list[FileError]:
    return [
        FileError("prospects.toml", n, f'no stage "{n}"', 'write "lead"', f'stage = "{n}"') for n in range(1, count + 1)
    ]


def test_five_thousand_take_few_lines() -> None:
    lines = error_lines([*of_stage(2_000), FileError("plan.toml", 1, "something else"), *of_stage(5_000)[2_000:]])
    assert lines[:3] == ['error: no stage "1"', '  prospects.toml:1 | stage = "1"', '  prospects.toml:2 | stage = "2"']
    assert lines[10:] == [
        '  prospects.toml:10 | stage = "10"',
        '  fix: write "lead"',
        "  the same in 4,990 more",
        "error: something else",
        "  plan.toml:1",
    ]


def test_a_few_are_shown_one_by_one() -> None:
    assert len(error_lines(of_stage(6))) == 18
    assert errors_text(of_stage(7)).endswith('7 | stage = "7"\n  fix: write "lead"\n7 errors.')


def test_kinds_are_kept_apart() -> None:
    others = [FileError("accounts.toml", n, "`name` is missing") for n in range(9)]
    keys = [FileError("accounts.toml", n, "`amount` is missing") for n in range(9)]
    assert sum(line.startswith("error:") for line in error_lines([*others, *keys, *of_stage(9)])) == 3


def test_warnings_are_shortened_too() -> None:
    lines = warning_lines([f"prospects.toml, line {n}: odd" for n in range(50)] + ["another"])
    assert lines[9:] == ["warning: prospects.toml, line 9: odd", "  the same in 40 more", "warning: another"]


def test_check_tells_all_of_them_in_json(tmp_path: Path, plan: Plan) -> None:
    (tmp_path / "plan.toml").write_text('[rep]\nname = "D"\ncurrency = "USD"\n[hours]\nmon = ["08:00-12:00"]\n')
    (tmp_path / "prospects.toml").write_text("[[prospect]]\n" * 20_000)
    start = time.perf_counter()
    ran = plan("check", PLAN_BOOK=str(tmp_path))
    assert time.perf_counter() - start < 30  # it took a minute; now 2 s
    assert (ran.code, len(ran.out.splitlines())) == (3, 41)
    assert ran.out.splitlines()[-1] == "60000 errors, 0 warnings."
    assert len(json.loads(plan("check", "--json", PLAN_BOOK=str(tmp_path)).out)["faults"]) == 60_000


def test_the_name_of_a_file_forges_no_line(tmp_path: Path, plan: Plan) -> None:
    text = '[rep]\nname = "D"\ncurrency = "USD"\n[hours]\nmon = ["08:00-12:00"]\n'
    (tmp_path / "plan.toml").write_text(text + '[calendars]\nbusy = ["cal", "no\\nwarning: b"]\n')
    (tmp_path / "cal").mkdir()
    (tmp_path / "cal" / "a\nwarning: d.ics").write_text("BEGIN:VCALENDAR\nX\n")
    (tmp_path / "tasks (1)\nBook is fine.toml").touch()
    ran = plan("check", PLAN_BOOK=str(tmp_path))
    *warnings, blank, count = ran.out.splitlines()
    assert (blank, count) == ("", f"0 errors, {len(warnings)} warnings."), ran.out
    assert all(line.startswith("warning: ") for line in warnings)
    assert not any(line.startswith(("warning: b", "warning: d")) for line in warnings)
    assert any(line.startswith("warning: tasks (1) Book is fine.toml is not read") for line in warnings)
