"""`plan set` changes what was typed and nothing else; an error has the words that were typed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.records.conftest import contents
from tests.conftest import Plan

Lines = Callable[[], list[str]]


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            ["acme", "amount=52k"],
            ["-amount = 48_000   # they said 50 at first", "+amount = 52_000   # they said 50 at first"],
        ),
        (["acme", "next_on=fri", "decide_by=2027-01-31"], ["+next_on = 2026-11-27", "+decide_by = 2027-01-31"]),
        (["Acme", "at=fri 14:00"], ["+at = 2026-11-27T14:00:00"]),
        (["acme", "at=2026-11-26T09:30+00:00"], ["+at = 2026-11-26T10:30:00"]),
        (["acme", "chance=80%"], ["+chance = 0.8"]),
        (["acme", "windows=09:00-11:30, 14:00-15:00"], ['+windows = ["09:00-11:30", "14:00-15:00"]']),
        (["acme", "answers.need=yes"], ['+answers = { need = "yes" }']),
        (["acme", "next=Send the answers, first"], ['+next = "Send the answers, first"']),
        (["acme", "last_touch="], ["-last_touch = 2026-11-20"]),
        (
            ["acme", "contacts+=jo-park"],
            [
                '-contacts = ["lena-vogt", "Max Ober"]   # Lena first',
                '+contacts = ["lena-vogt", "Max Ober", "jo-park"]   # Lena first',
            ],
        ),
        (
            ["acme", "contacts-=Max Ober"],
            [
                '-contacts = ["lena-vogt", "Max Ober"]   # Lena first',
                '+contacts = ["lena-vogt"]   # Lena first',
            ],
        ),
        (["lena-vogt", "phone=+49 30 1234"], ['+phone = "+49 30 1234"']),
        # an id that was left out is written down with the first change
        (["birch", "unanswered=1"], ['+id = "birch-line"', "+unanswered = 1"]),
        # in another stage time and tries start from zero
        (
            ["birch", "stage=proposal"],
            [
                '+id = "birch-line"',
                '-stage = "discovery"',
                "-since = 2026-11-19",
                "-attempts = 2",
                '+stage = "proposal"',
                "+since = 2026-11-23",
                "+attempts = 0",
            ],
        ),
        (
            ["acme", "stage=lost", "since=2026-11-21"],
            [
                '-stage = "discovery"',
                "-since = 2026-11-20",
                '+stage = "lost"',
                "+since = 2026-11-21",
                "+lost_on = 2026-11-23",
            ],
        ),
        (["acme", "amount=48000"], []),
    ],
)
def test_what_changes(at_book: Plan, changed: Lines, words: list[str], lines: list[str]) -> None:
    ran = at_book("set", *words)
    assert (ran.code, ran.err) == (0, "")
    assert changed() == lines


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["amount=lots"], 'can\'t read "lots" as an amount\n  fix: amount=48000 or amount=48k'),
        (["amount=48.000"], 'amount: "48.000" may be 48 or 48,000\n  fix: amount=48 or amount=48000\n'),
        (["amount=€48k"], '"€48k" is in EUR, and your book is in USD\n  fix: type it in USD\n'),
        (["amount=50%"], 'can\'t read "50%" as an amount'),
        (["next_on=12/11"], 'next_on: "12/11" may be 12 Nov 2027 or 11 Dec 2026\n  fix: next_on=2027-11-12 or '),
        (["at=fri 2"], 'at: "fri 2" may be 27 Nov 2026, 02:00 or 27 Nov 2026, 14:00\n  fix: at="2026-11-27 02:00" or'),
        (["amount=-5"], "amount=-5: `amount` must be an amount of money, 0 or more, not -5"),
        (["amount=" + "9" * 400], "amount is too large"),
        (["attempts=1.5"], "attempts=1.5 is not a whole number\n  fix: attempts=2"),
        (
            ["stage=discovry"],
            'stage=discovry: no stage "discovry"\n  fix: did you mean',
        ),
        (["answers.need=maybe"], 'answers.need=maybe: "maybe" is not an answer to `need`\n  fix: its answers are'),
        (["answers.foo=1"], 'answers.foo=1: no question "foo"'),
        (["next_on=soon"], 'can\'t read "soon" as a day'),
        (["next_on=0001-01-01"], 'can\'t read "0001-01-01" as a day'),
        (["at=fri"], 'can\'t read "fri" as a day with a time'),
        (["at=fri 25:00"], 'can\'t read "fri 25:00" as a day with a time'),
        (["windows=9-x"], 'windows=9-x: "9-x" is not a time range'),
        (["windows=1-5"], 'windows: "1-5" may be 01:00-05:00 or 13:00-17:00'),
        (["stage=p"], '"p" begins several\n  fix: stage=proposal or stage=parked'),
        (["timezone=Mars/Base"], "timezone=Mars/Base: "),
        (["account=bolt"], 'account=bolt: no account "bolt"'),
        (["contacts-=nobody"], '"nobody" is not in contacts\n  fix: contacts has lena-vogt, Max Ober'),
        (["amount+=5"], "amount is not a list, so += can't change it"),
        (["name="], "name=: prospect records need it"),
        (["amuont=5"], 'a deal has no field "amuont"\n  fix: amount=…'),
        (["foo=1"], 'a deal has no field "foo"; it has\n  name, company, contacts, amount, stage, next, '),
        (["answers=yes"], "answers needs a key\n  fix: answers.need=yes"),
        (["amount.x=5"], "amount.x: amount is a single value"),
        (["id=other"], "id=other: set can't change an id"),
        (["next=Send", "the", "offer"], '"the" is not FIELD=VALUE'),
        (["amount=1", "amount=2"], "amount is given twice"),
        (
            ["stage=nope", "amount=-1"],
            "amount=-1: `amount` must be an amount of money, 0 or more, not -1\n  fix: write 0 or more\nerror: stage",
        ),
    ],
)
def test_a_wrong_word_is_reported_and_nothing_is_written(
    at_book: Plan, book: Path, changed: Lines, words: list[str], said: str
) -> None:
    ran = at_book("set", "acme", *words)
    assert (ran.code, ran.out, changed()) == (2, "", [])
    assert ran.err.startswith(f"error: {said}")
    assert not (book / ".plan").exists()


def test_the_sum_is_shown(at_book: Plan) -> None:
    at_book("set", "acme", "amount=20k")
    assert at_book("set", "acme", "amount=10k", "next_on=fri").out == (
        "acme: amount 20,000 -> 10,000\nacme: next_on nothing -> 27 Nov\n50% likely to be real · $117/h, was $234/h\n"
    )
    assert at_book("set", "acme", "answers.need=yes").out == (
        "acme: answers.need nothing -> yes\n73% likely to be real · $147/h, was $117/h\n"
    )
    assert at_book("set", "acme", "amount=10_000").out == "acme already says that\n"


def test_a_value_over_lines_is_shown_on_one(at_book: Plan) -> None:
    assert at_book("set", "acme", "next=call Lena\nthen Max").out.splitlines()[0] == (
        "acme: next nothing -> call Lena then Max"
    )
    assert at_book("start", "acme").out.splitlines()[1] == "  call Lena then Max"


def test_the_same_as_json(at_book: Plan) -> None:
    shown = json.loads(at_book("set", "acme", "amount=10k", "windows=09:00-11:30", "next_on=fri", "--json").out)
    assert shown["record"] == "acme"
    assert shown["changed"] == {
        "amount": {"before": 48000, "after": 10000},
        "windows": {"before": [], "after": ["09:00-11:30"]},
        "next_on": {"before": None, "after": "2026-11-27"},
    }
    assert (shown["per_hour_before"], shown["per_hour"]) == pytest.approx((562, 117.1), rel=5e-3)
    assert shown["currency"] == "USD"


def test_a_near_miss_of_a_name_is_warned_of(at_book: Plan) -> None:
    ran = at_book("set", "acme", "contacts+=Lena Vogd")
    assert ran.err == (
        'warning: prospects.toml, line 6: the contact "Lena Vogd" is not listed: did you mean "lena-vogt"?\n'
    )


def test_an_error_elsewhere_has_file_and_line(at_book: Plan, book: Path, changed: Lines) -> None:
    (book / "accounts.toml").write_text('[[account]]\nname = "Bolt"\nrevenue = 10\npotential = 20\n', encoding="utf-8")
    ran = at_book("set", "bolt", "revenue=30")
    assert ran.code == 1
    assert ran.err.startswith("error: `potential` is less than `revenue`\n  accounts.toml:5 | ")
    assert "1 error. Nothing was changed." in ran.err
    assert '+id = "bolt"' not in changed()


def test_in_a_broken_book_nothing_is_set(at_book: Plan, book: Path) -> None:
    (book / "tasks.toml").write_text("[[task]]\n", encoding="utf-8")
    before = contents(book)
    ran = at_book("set", "acme", "amount=5")
    assert ran.code == 1
    assert "error: `title` is missing\n  tasks.toml:1 | " in ran.err
    assert contents(book) == before


@pytest.mark.parametrize(
    ("word", "line"),
    [
        ("amount=$42,000", "amount = 42_000"),
        ("amount=1,25 M", "amount = 1_250_000"),
        ("stage=Proposal", 'stage = "proposal"'),
        ("stage=PROP", 'stage = "proposal"'),
        ("answers.need=Y", 'need = "yes"'),
        ("next_on=24 Dec", "next_on = 2026-12-24"),
        ("next_on=in 2 weeks", "next_on = 2026-12-07"),
        ("last_touch=12 Nov", "last_touch = 2026-11-12"),
        ("at=fri 2pm", "at = 2026-11-27T14:00:00"),
        ("at=2026-11-26T14:00Z", "at = 2026-11-26T15:00:00"),
        ("next_minutes=1 h 30", "next_minutes = 90"),
        ("cadence=2 weeks", "cadence = 14"),
        ("windows=9-11:30,2-4pm", 'windows = ["09:00-11:30", "14:00-16:00"]'),
    ],
)
def test_a_value_as_a_rep_writes_it(at_book: Plan, book: Path, word: str, line: str) -> None:
    assert at_book("set", "acme", word).code == 0
    assert line in (book / "prospects.toml").read_text()


def test_the_message_has_the_time_of_the_file(at_book: Plan) -> None:
    assert at_book("set", "acme", "at=2026-11-26T14:00Z").out.startswith("acme: at nothing -> 26 Nov 15:00\n")


@pytest.mark.parametrize(
    ("locale", "word", "line"),
    [
        ("de-DE", "amount=84.000", "amount = 84_000"),
        ("de_de.utf-8", "amount=1,25 Mio.", "amount = 1_250_000"),
        ("de-DE", "next_on=12.11.2027", "next_on = 2027-11-12"),
        ("de-DE", "next_on=nächsten Freitag", "next_on = 2026-12-04"),
        ("en-US", "next_on=12/11", "next_on = 2026-12-11"),
        ("en-GB", "next_on=5/12", "next_on = 2026-12-05"),
    ],
)
def test_a_value_by_the_locale_of_the_book(at_book: Plan, book: Path, locale: str, word: str, line: str) -> None:
    plan = book / "plan.toml"
    plan.write_text(plan.read_text().replace("[rep]\n", f'[rep]\nlocale = "{locale}"\n'))
    assert at_book("set", "acme", word).code == 0
    assert line in (book / "prospects.toml").read_text()


@pytest.mark.parametrize(
    ("words", "read"),
    [
        (("log", "--on", "11/3"), "Nothing is logged on Tue Nov 3, 2026"),
        (("favor", "acme", "An introduction", "--on", "11/3"), "on Tue Nov 3, 2026"),
        (("message", "promise-moved", "acme", "--day", "12/3", "--json"), "on 3 Dec."),
        (("forecast", "--to", "12/3", "--json"), "2026-12-03"),
        (("handover", "--since", "11/3", "--json"), '"introductions": []'),
    ],
)
def test_every_command_reads_a_day_by_the_locale_of_the_book(
    at_book: Plan, book: Path, words: tuple[str, ...], read: str
) -> None:
    plan = book / "plan.toml"
    plan.write_text(plan.read_text().replace("[rep]\n", '[rep]\nlocale = "en-US"\n'))
    assert read in at_book(*words).out


def test_a_record_by_its_name(at_book: Plan, book: Path) -> None:
    assert at_book("add", "task", "Send the plan", "minutes=15 min", "record=Acme rollout").code == 0
    assert 'record = "acme"' in (book / "tasks.toml").read_text()
    assert "minutes = 15\n" in (book / "tasks.toml").read_text()
