"""`plan add` writes a whole record: an id made of its name, what was typed, and what a new one is given."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.records.conftest import Talk, contents
from tests.conftest import Plan

Lines = Callable[[], list[str]]


@pytest.mark.parametrize(
    ("words", "file", "table"),
    [
        (
            ["prospect", "Hale press shop", "amount=30k", "contacts=lena-vogt,Jo Park", "answers.need=yes"],
            "prospects.toml",
            """
[[prospect]]
id = "hale-press-shop"
name = "Hale press shop"
amount = 30000
contacts = ["lena-vogt", "Jo Park"]
answers = { need = "yes" }
stage = "discovery"
since = 2026-11-23
""",
        ),
        (
            ["deal", "name=Acme rollout", "stage=proposal", "amount=1.5k", "since=2026-11-02", "id=acme-2"],
            "prospects.toml",
            """
[[prospect]]
id = "acme-2"
name = "Acme rollout"
stage = "proposal"
amount = 1500
since = 2026-11-02
""",
        ),
        (
            ["contacts", 'Jo "J" Park', "power=influences", "email=jo@bolt.example"],
            "contacts.toml",
            """
[[contact]]
id = "jo-j-park"
name = "Jo \\"J\\" Park"
power = "influences"
email = "jo@bolt.example"
checked = 2026-11-23
""",
        ),
        (
            ["account", "Bolt AG", "revenue=180k", "response.none=0.7", "response.half=0.85"],
            "accounts.toml",
            """\
[[account]]
id = "bolt-ag"
name = "Bolt AG"
revenue = 180000
response = { none = 0.7, half = 0.85 }
""",
        ),
        (
            ["colleague", "Sam Ito", "per_hour=90"],
            "colleagues.toml",
            """\
[[colleague]]
id = "sam-ito"
name = "Sam Ito"
per_hour = 90
""",
        ),
        (
            ["task", "Deck for Acme", "minutes=60", "record=acme", "by=fri", "splits=yes", "at="],
            "tasks.toml",
            """\
[[task]]
id = "deck-for-acme"
title = "Deck for Acme"
minutes = 60
record = "acme"
by = 2026-11-27
splits = true
""",
        ),
    ],
)
def test_what_is_written(at_book: Plan, book: Path, words: list[str], file: str, table: str) -> None:
    before = contents(book)
    ran = at_book("add", *words)
    assert ran.code == 0
    assert ran.out.startswith(f"Added {words[1].removeprefix('name=')} (")
    assert contents(book) == {**before, file: before.get(file, "") + table}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["prospect"], 2, "a deal needs its name and its amount\n  fix: add name="),
        (["prospect", "Hale"], 2, "a deal needs its amount\n  fix: add amount=48000"),
        (["account", "Bolt"], 2, "an account needs its revenue\n  fix: add revenue=180000"),
        (["task", "minutes=5"], 2, "a task needs its title"),
        (["stage", "x"], 2, 'no kind "stage"'),
        (["prospect", "Hale", "amount=1", "press"], 2, '"press" is not FIELD=VALUE'),
        (["prospect", "Hale", "amount=1", "stage=nope"], 2, 'stage=nope: no stage "nope"'),
        (["prospect", "Hale", "amount=1", "id=a b"], 2, 'id=a b: the id "a b" has a blank'),
        (["contact", "Jo", "id=acme"], 2, "the id acme is taken by Acme rollout"),
        (["contact", "Jo", "id=birch-line"], 2, "the id birch-line is taken by Birch line"),
        (["contact", "Jo", "power=decidse"], 2, "power=decidse: `power` can't be"),
        (["prospect", " ", "amount=1"], 2, "a deal needs its name"),
    ],
)
def test_a_wrong_word_is_reported_and_nothing_is_written(
    at_book: Plan, changed: Lines, words: list[str], code: int, said: str
) -> None:
    ran = at_book("add", *words)
    assert (ran.code, ran.out, changed()) == (code, "", [])
    assert ran.err.startswith(f"error: {said}")


def test_what_is_missing_is_asked_for_at_a_terminal(at_terminal: Talk, changed: Lines) -> None:
    ran = at_terminal(
        "add", "prospect", "stage=proposal", answers=(("Name: ", "Hale\n"), ("Amount (48k): ", "\nmany\n-5\n30k\n"))
    )
    assert ran.code == 0
    assert changed()[-5:] == [
        "+[[prospect]]",
        '+id = "hale"',
        '+name = "Hale"',
        '+stage = "proposal"',
        "+amount = 30000",
    ]


def test_deals_one_after_the_other_at_a_terminal(at_terminal: Talk, changed: Lines) -> None:
    deals = "Hale, press shop\n42000\nDisco\n<\n2\nfri\noffer tomorrow\nUte Senger, CFO & Jo Park\n"
    deals += "Birch\n20k\n\n\nthu 14:00\n\n\n\n"
    ran = at_terminal("add", "deals", answers=(("Deal: ", deals),))
    assert ran.code == 0
    said = "Added Hale press shop: $42,000, proposal · next step: offer, tomorrow · last contact 20 Nov"
    assert f"  {said} · Ute Senger, Jo Park · an hour pays $" in " ".join(ran.out.split()).replace("Added", "  Added")
    assert "2 deals. All of them? Enter: yes, or type the next one: " in ran.out
    assert "`plan add deal` adds one later" in ran.out
    assert changed() == [
        "+",
        "+[[contact]]",
        '+id = "ute-senger"',
        '+name = "Ute Senger"',
        '+company = "Hale"',
        '+role = "CFO"',
        '+power = "decides"',
        "+checked = 2026-11-20",
        "+",
        "+[[contact]]",
        '+id = "jo-park"',
        '+name = "Jo Park"',
        '+company = "Hale"',
        '+power = "decides"',
        "+checked = 2026-11-20",
        "+",
        "+[[prospect]]",
        '+id = "hale-press-shop"',
        '+name = "Hale press shop"',
        '+company = "Hale"',
        "+amount = 42000",
        '+stage = "proposal"',
        "+last_touch = 2026-11-20",
        "+since = 2026-11-20",
        '+next = "offer"',
        "+next_on = 2026-11-24",
        '+contacts = ["ute-senger", "jo-park"]',
        "+",
        "+[[prospect]]",
        '+id = "birch"',
        '+name = "Birch"',
        "+amount = 20000",
        '+stage = "discovery"',
        "+at = 2026-11-26T14:00:00",
        "+since = 2026-11-23",
    ]


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("account", "Bolt AG\n\n180k\ntomorrow\n-\n\n", "Added Bolt AG: $180,000\n"),
        ("contacts", "Jo Park\nBolt AG\ninfluences\n\n", "Added Jo Park\n"),
        ("task", "Deck\n45\nfri\n\n", "Added Deck: 45, 27 Nov\n"),
        ("colleague", "Sam Ito\n\n", "Added Sam Ito\n"),
    ],
)
def test_other_kinds_at_a_terminal(at_terminal: Talk, kind: str, typed: str, said: str) -> None:
    ran = at_terminal("add", kind, answers=(("(Enter: no more): ", typed),))
    assert (ran.code, said in ran.out) == (0, True), ran.out


def test_back_from_the_next_deal_types_the_last_one_once_more(at_terminal: Talk, changed: Lines) -> None:
    deals = "Hale\n42000\n2\n\ncall Tuesday\n\n<\n<\ncall Wednesday with a price\n\nBirch works\n5k\n\n\n\n\n\n\n"
    ran = at_terminal("add", "deals", answers=(("Deal: ", deals),))
    assert ran.code == 0, ran.out
    names = [line for line in changed() if "name =" in line or "next" in line]
    assert names == ['+name = "Hale"', '+next = "call with a price"', "+next_on = 2026-11-25", '+name = "Birch works"']
    assert "2 deals. All of them?" in ran.out


ALPINE = "Alpine Lodge, $95k, quote sent Nov 18, Rosa Diaz decides, call her Thursday\n"
BOULDER = "Boulder Schools, $310k, quote sent Nov 19, Lee Park decides, call him Friday\n"


def test_back_into_a_deal_that_was_added_says_so_and_enter_keeps_it(at_terminal: Talk, changed: Lines) -> None:
    """The question looks the same as that for the next deal, which once took its place unseen."""
    ran = at_terminal("add", "deals", answers=(("Deal: ", f"{ALPINE}<\n\n{BOULDER}\n\n"),))
    assert ran.code == 0, ran.out
    shown = " ".join(ran.out.split())
    assert "Back to Alpine Lodge: what you type replaces it, Enter keeps it" in shown
    assert "Kept Alpine Lodge as it is" in shown
    assert "2 deals. All of them?" in shown
    names = [line for line in changed() if "name =" in line]
    assert {'+name = "Alpine Lodge"', '+name = "Boulder Schools"'} <= {*names}


def test_what_is_typed_after_going_back_replaces_the_deal(at_terminal: Talk, changed: Lines) -> None:
    ran = at_terminal("add", "deals", answers=(("Deal: ", ALPINE + "<\n" + ALPINE.replace("95k", "96k") + "\n\n"),))
    assert ran.code == 0, ran.out
    assert [line for line in changed() if "amount =" in line] == ["+amount = 96000"]


def test_a_lost_deal_at_a_terminal(at_terminal: Talk, changed: Lines) -> None:
    ran = at_terminal("add", "deals", answers=(("Deal: ", "Hale\n42k\nlost in spring to Boge\n\n\n"),))
    assert "Added Hale: $42,000, lost 15 Apr to Boge" in ran.out
    assert [line for line in changed() if "lost" in line and "reason" not in line] == [
        *('+stage = "lost"', "+lost_on = 2026-04-15", '+x = { lost_to = "Boge", note = "lost in spring to Boge" }'),
    ]


def test_who_leaves_in_the_middle_keeps_what_was_complete(at_terminal: Talk, changed: Lines) -> None:
    answers = (("Deal: ", "Hale\n5k\n1\n\n\n\n"), ("Deal: ", "Birch\n"), ("Amount", "\x04"))
    ran = at_terminal("add", "deals", answers=answers)
    assert ran.code == 0
    assert "\nThis one wasn't added.\n" in ran.out
    assert [line for line in changed() if "name =" in line] == ['+name = "Hale"']


def test_a_second_one_of_a_name_is_named(at_book: Plan, changed: Lines) -> None:
    ran = at_book("add", "prospect", "Birch line", "amount=5")
    assert ran.err == (
        "birch-line (Birch line) has this name too; if it is the same: plan merge birch-line birch-line-2\n"
    )
    assert '+id = "birch-line-2"' in changed()


def test_what_a_name_contains_acts_on_nothing(at_book: Plan, book: Path) -> None:
    ran = at_book("add", "prospect", "[red]Evil\x1b[2J\x07\u202eGmbH", "amount=5")
    assert ran.code == 0
    assert not set(ran.out + ran.err) & {"\x1b", "\x07", "\u202e"}
    assert 'name = "[red]Evil\\u001b[2J\\u0007\\u202eGmbH"' in contents(book)["prospects.toml"]
    assert at_book("check").code == 0


def test_a_name_of_several_words_needs_no_quotes(at_book: Plan, book: Path) -> None:
    assert at_book("add", "deal", "Hale", "press", "shop", "amount=$42,000").code == 0
    assert 'name = "Hale press shop"\namount = 42000' in (book / "prospects.toml").read_text()
    assert at_book("set", "hale", "press", "shop", "amount=43k").code == 0
    assert at_book("show", "Hale", "press").out.count("Hale press shop") >= 1
