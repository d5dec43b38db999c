"""`plan rename`: the smallest edit, and everything that knew the old id still finds the record."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.commands.records.conftest import contents
from tests.conftest import Plan

MORE = """\
[[task]]
id = "offer"
title = "Send the offer"
minutes = 30
record = "acme"   # for them

[[task]]
id = "call"
title = "Call back"
minutes = 10
after = ["offer", "acme/talk"]
"""


def test_it_changes_the_id_and_what_names_it(at_book: Plan, book: Path, changed: Callable[[], list[str]]) -> None:
    (book / "tasks.toml").write_text(MORE, encoding="utf-8")
    before = contents(book)
    renamed = at_book("rename", "acme", "nordwind", "Nordwind rollout")
    assert (renamed.code, renamed.err) == (0, "")
    assert renamed.out == (
        "Renamed Acme rollout to Nordwind rollout. The old name still finds it.\n"
        "Renamed acme to nordwind. acme still finds it, and older pages keep it.\n"
        "Also changed in: offer and call\n"
    )
    assert [row for row in changed() if "task" not in row and row[1:] not in MORE.splitlines()] == [
        '-id = "acme"',
        '-name = "Acme rollout"',
        '+id = "nordwind"',
        '+name = "Nordwind rollout"',
        '+was = ["Acme rollout"]',
        '+aka = ["acme"]',
        '+record = "nordwind"   # for them',
        '+after = ["offer", "nordwind/talk"]',
    ]
    assert json.loads(at_book("show", "acme", "--json").out)["record"]["id"] == "nordwind"
    assert at_book("check").code == 0
    assert at_book("undo").code == 0
    assert contents(book) == before


def test_the_diary_the_calendar_and_the_page_follow(at_book: Plan, book: Path) -> None:
    assert at_book("today").code == 0
    exported = book.parent / "day.ics"
    assert at_book("export", str(exported)).code == 0
    assert at_book("done", "acme", "-o", "no-contact", "-m", "left a message", PLAN_NOW="2026-11-23T08:30").code == 0
    page = (book / "diary/2026-11-23.toml").read_bytes()
    uids = {line for line in exported.read_text(encoding="utf-8").splitlines() if line.startswith("UID")}
    assert at_book("rename", "acme", "nordwind", PLAN_NOW="2026-11-23T08:31").code == 0
    assert (book / "diary/2026-11-23.toml").read_bytes() == page, "the page stays as it is"
    card = json.loads(at_book("show", "nordwind", "--json", PLAN_NOW="2026-11-23T08:32").out)
    assert "left a message" in json.dumps(card["history"])
    shown = json.loads(at_book("today", "--json", PLAN_NOW="2026-11-23T08:33").out)
    assert {item["record"] for item in shown["items"]} <= {"nordwind", "birch-line", "lena-vogt", None}
    rows = (book / "diary/2026-11-23.toml").read_text(encoding="utf-8")
    assert 'item = "acme/' in rows, "what was written keeps its name"
    assert at_book("export", str(exported), PLAN_NOW="2026-11-23T08:34").code == 0
    after = exported.read_text(encoding="utf-8")
    assert uids & set(after.splitlines()) == uids, "an event keeps its UID"
    assert at_book("done", "acme", "-o", "stayed", "--correct", PLAN_NOW="2026-11-23T08:40").code == 0
    assert 'outcome = "stayed"' in (book / "diary/2026-11-23.toml").read_text(encoding="utf-8")


def test_a_person_is_followed_by_id_and_by_name(at_book: Plan, book: Path, changed: Callable[[], list[str]]) -> None:
    text = (book / "prospects.toml").read_text(encoding="utf-8")
    by_name = text.replace("attempts = 2", 'attempts = 2\ncontacts = [ "Lena Vogt", "Max Ober" ]')
    (book / "prospects.toml").write_text(by_name, encoding="utf-8")
    before = contents(book)["prospects.toml"]
    assert at_book("rename", "lena-vogt", "lena-berg", "Lena Berg").code == 0
    after = contents(book)["prospects.toml"]
    assert after == (
        before.replace('["lena-vogt", "Max Ober"]', '["lena-berg", "Max Ober"]')
        .replace('[ "Lena Vogt", "Max Ober" ]', '[ "Lena Berg", "Max Ober" ]')
        .replace('[[prospect]]\nname = "Birch line"', '[[prospect]]\nname = "Birch line"')
    )


def test_an_old_id_that_a_hand_wrote_is_read(at_book: Plan, book: Path) -> None:
    assert at_book("rename", "lena-vogt", "lena").code == 0
    (book / "tasks.toml").write_text('[[task]]\ntitle = "Ring"\nminutes = 10\nrecord = "lena-vogt"\n', encoding="utf-8")
    text = (book / "prospects.toml").read_text(encoding="utf-8")
    (book / "prospects.toml").write_text(text.replace('"lena"', '"lena-vogt"'), encoding="utf-8")
    checked = at_book("check")
    assert (checked.code, checked.err) == (0, "")
    assert json.loads(at_book("show", "ring", "--json").out)["record"]["record"] == "lena"


def test_what_is_taken_is_refused(at_book: Plan, book: Path) -> None:
    before = contents(book)
    for words, said in (
        (["acme", "birch-line"], "the id birch-line is taken by Birch line"),
        (["acme", "id=a/b"], "the id a/b has a /"),
        (["acme", "one", "two"], 'can\'t read "two" as a new name'),
        (["acme", "name="], 'can\'t read "name=" as a new name'),
        (["zzz", "one"], 'nothing in your book matches "zzz"'),
    ):
        refused = at_book("rename", *words)
        assert refused.code == 2
        assert said in refused.err
    assert contents(book) == before
    assert at_book("rename", "acme", "nordwind").code == 0
    assert "the id acme was that of Acme rollout" in at_book("rename", "birch-line", "acme").err
    assert "the id acme was that of" in at_book("add", "prospect", "Acme", "amount=1", "id=acme").err
    assert at_book("add", "prospect", "Acme", "amount=1").out.startswith("Added Acme (acme-2): $1")
    assert at_book("rename", "nordwind", "acme").code == 0, "back to what it was"
    assert 'aka = ["nordwind"]' in contents(book)["prospects.toml"]


def test_two_records_can_not_have_had_one_id(at_book: Plan, book: Path) -> None:
    text = (book / "prospects.toml").read_text(encoding="utf-8")
    for aka in ("lena-vogt", "acme"):
        wrong = text.replace("attempts = 2", f'attempts = 2\naka = ["{aka}"]')
        (book / "prospects.toml").write_text(wrong, encoding="utf-8")
        checked = at_book("check")
        assert checked.code == 3
        assert f'"{aka}" in `aka` is the id of another record' in checked.out
