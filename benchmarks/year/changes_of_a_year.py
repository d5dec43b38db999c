"""What a year brings: leave, two machines, renames, merges, another playbook, another zone."""

from __future__ import annotations

import re
import shutil
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.year.machine import Machine

from planner.book.read.playbook import default_playbook


def open_deals(machine: Machine, now: datetime) -> list[dict[str, Any]]:
    """The open deals as `plan list` has them."""
    return machine.plan(now, "list", "--json", "--sort", "book").document["records"]


def change_line(book: Path, name: str, line: str, by: str) -> None:
    """Change a line of one of the book's files by hand, as with an editor."""
    path = book / name
    text, count = re.subn(line, lambda _found: by, path.read_text("utf-8"), count=1, flags=re.MULTILINE)
    if not count:
        raise SystemExit(f"{name} has no line {line}")
    path.write_text(text, encoding="utf-8")


def go_on_leave(machine: Machine, first: date, days: int) -> None:
    """Write days off into plan.toml, one after the other."""
    off = tomllib.loads((machine.book / "plan.toml").read_text("utf-8"))["hours"].get("days_off", [])
    off += [first + timedelta(days=n) for n in range(days)]
    change_line(machine.book, "plan.toml", r"^days_off = .*$", f"days_off = [{', '.join(map(str, sorted(set(off))))}]")


def work_on_two_machines(machine: Machine, now: datetime) -> None:
    """Both machines change the book before it is synced; the sync program leaves copies, which are merged."""
    deals = open_deals(machine, now)
    if len(deals) < 2:
        return
    other = Machine(machine.book.with_name("laptop"))
    shutil.copytree(machine.book, other.book)
    one, two = deals[0]["id"], deals[1]["id"]
    machine.plan(now, "set", one, "next=Call them on the new line")
    other.plan(now, "set", one, "next=Send the offer again")
    other.plan(now, "set", two, "tags+=north")
    other.plan(now, "add", "contact", f"Robin {now:%j}", "company=Elsewhere")
    other.plan(now, "done", two, "-o", "stayed", "--minutes", "10")
    machine.odd += other.odd
    page = f"diary/{now.date()}.toml"
    for name in ("prospects.toml", "contacts.toml", page):
        if (other.book / name).exists() and (machine.book / name).exists():
            copy = name.replace(".toml", " (1).toml")
            shutil.copyfile(other.book / name, machine.book / copy)
            machine.plan(now, "today", "--json")
            machine.plan(now, "merge-copy", copy, "--yes")
            (machine.book / copy).unlink()
    shutil.rmtree(other.book)


def rename_records(machine: Machine, now: datetime, number: int) -> None:
    """A deal gets another id, an account another name."""
    for deal in open_deals(machine, now)[3:4]:
        machine.plan(now, "rename", deal["id"], f"renamed-{number}", f"Renamed deal {number}")
        machine.plan(now, "show", deal["id"])
    accounts = machine.plan(now, "list", "accounts", "--json").document["records"]
    for account in accounts[:1]:
        machine.plan(now, "rename", account["id"], f"name=Group {number} Holding")


def merge_records(machine: Machine, now: datetime, number: int) -> None:
    """A deal that was added twice becomes one, and one is removed."""
    for deal in open_deals(machine, now)[5:6]:
        machine.plan(now, "add", "prospect", f"Twice {number}", "amount=12000", "stage=lead", f"id=twice-{number}")
        machine.plan(now, "done", f"twice-{number}", "-o", "stayed", "--minutes", "10")
        machine.plan(now, "merge", deal["id"], f"twice-{number}", "--yes")
        machine.plan(now, "show", f"twice-{number}")
    machine.plan(now, "add", "prospect", f"Mistake {number}", "amount=9000", "stage=lead", f"id=mistake-{number}")
    machine.plan(now, "remove", f"mistake-{number}", "--yes")


def reopen_a_deal(machine: Machine, now: datetime) -> None:
    """A lost deal comes back."""
    rows = machine.plan(now, "list", "--all", "--stage", "lost", "--json").document["records"]
    for row in rows[:1]:
        machine.plan(now, "reopen", row["id"], "--stage", "discovery")


def rename_a_stage(machine: Machine) -> None:
    """The stages become the book's own, one of them with another name."""
    text = default_playbook().decode()
    blocks = re.findall(r"^\[\[stage\]\]\n(?:(?!\[).*\n)*", text, flags=re.MULTILINE)
    own = "\n".join(blocks).replace('name = "demo"', 'name = "showing"\nwas = "demo"')
    with (machine.book / "playbook.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + own)


def change_zone(machine: Machine, zone: str) -> None:
    """The rep works somewhere else."""
    change_line(machine.book, "plan.toml", r'^timezone = ".*"$', f'timezone = "{zone}"')
