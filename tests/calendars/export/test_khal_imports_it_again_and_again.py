"""khal, a calendar program, imports a page twice and then a changed one, without duplicates."""

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import Plan


def khal(home: Path, *words: str) -> str:
    config = home / "khal.conf"
    if not config.exists():
        (home / "vdir").mkdir()
        config.write_text(
            f"[calendars]\n[[plan]]\npath = {home}/vdir\n[sqlite]\npath = {home}/khal.db\n"
            "[locale]\nlocal_timezone = Europe/Berlin\ndefault_timezone = Europe/Berlin\n"
            "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        )
    environ = {"HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    ran = subprocess.run(
        [sys.executable, "-m", "khal", "-c", str(config), *words],
        env=environ, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def listed(home: Path) -> list[str]:
    form = "{start-time} {title} {status}"
    output = khal(home, "list", "--day-format", "", "--format", form, "2026-11-23", "2d")
    return [line.strip() for line in output.splitlines() if line.strip()]


def test_nothing_is_doubled(plan: Plan, book: Path, tmp_path: Path) -> None:
    file = tmp_path / "today.ics"
    for _ in range(2):
        plan("export", str(file), "--alarm", "10", "--book", str(book))
        khal(tmp_path, "import", "--batch", "-a", "plan", str(file))
        assert len(list((tmp_path / "vdir").glob("*.ics"))) == 2
        assert listed(tmp_path) == ["09:00 Deck for Bolt CONFIRMED", "11:00 Tender papers CONFIRMED"]

    tasks = (book / "tasks.toml").read_text().replace("2026-11-23T09:00", "2026-11-23T10:00")
    (book / "tasks.toml").write_text(tasks.replace("2026-11-23T11:00", "2026-11-30T11:00"))
    plan("export", str(file), "--book", str(book), PLAN_NOW="2026-11-23T08:00")
    khal(tmp_path, "import", "--batch", "-a", "plan", str(file))
    assert listed(tmp_path) == ["10:00 Deck for Bolt CONFIRMED", "11:00 Canceled: Tender papers CANCELLED"]


def test_its_own_folder_may_be_exported_to(plan: Plan, book: Path, tmp_path: Path) -> None:
    assert listed(tmp_path) == []
    for _ in range(2):
        assert plan("export", str(tmp_path / "vdir"), "--book", str(book)).code == 0
        assert listed(tmp_path) == ["09:00 Deck for Bolt CONFIRMED", "11:00 Tender papers CONFIRMED"]
