"""Small books for tests: whatever is not given is the least that a book needs."""

from textwrap import dedent

from planner.book.files import read_files
from planner.book.read.read_book import read_book

PLAN = """
[rep]
name = "Dana Reyes"
currency = "USD"
timezone = "Europe/Berlin"
[hours]
mon = ["08:30-12:30"]
"""
PLAYBOOK = """
prior = 0.5
[[stage]]
name = "talk"
play = "discovery-call"
real = { advance = 0.6, lost = 0.1 }
dead_end = { advance = 0.3, lost = 0.1 }
[[question]]
id = "need"
real = { yes = 0.8, no = 0.2 }
dead_end = { yes = 0.3, no = 0.7 }
"""


def write_book(folder, **files):
    """Writes files by their names without the ending."""
    for name, text in ({"plan": PLAN, "playbook": PLAYBOOK} | files).items():
        if text is not None:
            (folder / f"{name}.toml").write_text(dedent(text), encoding="utf-8")
    return folder


def a_book(folder, machine_zone="Europe/Berlin", **files):
    """The reading of such a book."""
    return read_book(read_files(write_book(folder, **files)), machine_zone)
