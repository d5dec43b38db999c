"""Whoever asks is in the book and on the page within the hour."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Plan

Lines = Callable[[], list[str]]


def test_a_lead_that_came_in(at_book: Plan, changed: Lines) -> None:
    at_book("today")
    ran = at_book(
        "inbound",
        "Nordwind SE, Mara Holt",
        "--email",
        "mara@n.example",
        "-m",
        "Wants a demo",
        PLAN_NOW="2026-11-23T09:20",
    )
    assert (ran.code, ran.err) == (0, "")
    assert changed() == [
        "+",
        "+[[contact]]",
        '+id = "mara-holt"',
        '+name = "Mara Holt"',
        '+company = "Nordwind SE"',
        '+email = "mara@n.example"',
        "+checked = 2026-11-23",
        "+",
        "+[[prospect]]",
        '+id = "nordwind-se"',
        '+name = "Nordwind SE"',
        '+company = "Nordwind SE"',
        "+amount = 10000",
        '+stage = "discovery"',
        "+since = 2026-11-23",
        "+came = 2026-11-23T09:20:00",
        '+next = "Wants a demo"',
        '+contacts = ["mara-holt"]',
    ]
    shown = ran.out.splitlines()
    assert shown[0] == "Added Nordwind SE (nordwind-se), and mara-holt to your contacts."
    assert "replanned: your book, calendars or log changed" in shown
    assert any(line.startswith("new: ") and "Nordwind SE" in line for line in shown)


@pytest.mark.parametrize("hour", ["08:00", "09:20", "11:00", "13:30"])
def test_it_starts_within_its_hour(at_book: Plan, hour: str) -> None:
    shown = json.loads(at_book("inbound", "Nordwind SE", "--json", PLAN_NOW=f"2026-11-23T{hour}").out)
    hours, minutes = shown["start"][11:16].split(":")
    came_at, came_minutes = hour.split(":")
    assert 0 <= (int(hours) * 60 + int(minutes)) - (int(came_at) * 60 + int(came_minutes)) <= 60


@pytest.mark.parametrize(("came_at", "begins"), [("06:20", "08:00"), ("11:50", "13:00")])
def test_out_of_working_hours_it_is_the_first_thing_when_they_begin(at_book: Plan, came_at: str, begins: str) -> None:
    at_book("today", PLAN_NOW="2026-11-23T06:00")
    shown = json.loads(at_book("inbound", "Nordwind SE", "--json", PLAN_NOW=f"2026-11-23T{came_at}").out)
    page = json.loads(at_book("today", "--json", PLAN_NOW=f"2026-11-23T{came_at}").out)
    assert shown["start"] == f"2026-11-23T{begins}:00+01:00"
    late = f"Nordwind SE has waited since {came_at}. First at {begins}."
    assert late in page["warnings"]


def test_who_asks_in_the_evening_is_the_first_of_the_next_morning(at_book: Plan) -> None:
    at_book("inbound", "Nordwind SE", PLAN_NOW="2026-11-23T18:30")
    page = json.loads(at_book("today", "--json", PLAN_NOW="2026-11-24T07:00").out)
    first = page["items"][0]
    assert (first["record"], first["due"]) == ("nordwind-se", True)
    assert f"Nordwind SE has waited since Mon 18:30. First at {first['start'][11:16]}." in page["warnings"]


def test_several_at_once_come_one_after_the_other(at_book: Plan, book: Path) -> None:
    playbook = book / "playbook.toml"
    short = playbook.read_text(encoding="utf-8").replace("minutes = 60", "minutes = 20")  # there is time for all
    playbook.write_text(short, encoding="utf-8")
    companies = [f"{name} GmbH" for name in ("Delta", "Alfa", "Charlie", "Bravo")]
    for minute, company in enumerate(companies):
        at_book("inbound", company, "--amount", "5k", PLAN_NOW=f"2026-11-23T10:0{minute}")
    items = json.loads(at_book("today", "--json", PLAN_NOW="2026-11-23T10:04").out)["items"]
    came = [item["record"] for item in items if (item["record"] or "").endswith("-gmbh")]
    assert came == ["delta-gmbh", "alfa-gmbh", "charlie-gmbh", "bravo-gmbh"]


def test_a_flood_of_leads_leaves_room_for_what_pays(at_book: Plan, book: Path) -> None:
    with (book / "prospects.toml").open("a", encoding="utf-8") as file:
        for number in range(20):
            file.write(f'[[prospect]]\nname = "Lead {number:02}"\namount = 10\nstage = "discovery"\n')
            file.write(f"came = 2026-11-23T06:{number:02}:00\n")
    page = json.loads(at_book("today", "--json", PLAN_NOW="2026-11-23T07:00").out)
    records = [item["record"] or "" for item in page["items"]]
    leads = [record for record in records if record.startswith("lead-")]
    assert records[: len(leads)] == leads == [f"lead-{number:02}" for number in range(len(leads))]
    taken = sum(item["minutes"] for item in page["items"] if item["record"] in leads)
    assert 0 <= taken - page["minutes_available"] / 3 <= page["items"][0]["minutes"]
    late = "Lead 19 has waited since 06:19. No room today; answer them anyway."
    assert late in page["warnings"]


def test_out_of_hours_there_is_a_warning(at_book: Plan) -> None:
    ran = at_book("inbound", "Nordwind SE", PLAN_NOW="2026-11-23T21:00")
    assert ran.code == 0
    assert "Not on today's page: " in ran.out
    assert "Answer them by 22:00 anyway;\notherwise they come first tomorrow.\n" in ran.out


@pytest.mark.parametrize(
    ("who", "company", "person"),
    [
        ("Nordwind SE", "Nordwind SE", None),
        ("Nordwind SE,", "Nordwind SE", None),
        ("Acme, Inc.", "Acme, Inc.", None),
        ("Acme, Inc., Jo Park", "Acme, Inc.", "jo-park"),
        ("星野森精機, 佐藤", "星野森精機", "佐藤"),
    ],
)
def test_company_and_name(at_book: Plan, book: Path, who: str, company: str, person: str | None) -> None:
    shown = json.loads(at_book("inbound", who, "--new", "--json").out)
    assert shown["contact"] == person
    assert f'company = "{company}"' in (book / "prospects.toml").read_text(encoding="utf-8")


def test_who_is_known_is_not_added_again(at_book: Plan, book: Path, changed: Lines) -> None:
    ran = at_book("inbound", "Acme GmbH, L. Vogt", "--email", "LENA@acme.example", "--amount", "5k", "--new")
    assert ran.out.startswith("Added Acme GmbH (acme-gmbh).\n")
    assert changed()[-1] == '+contacts = ["lena-vogt"]'
    assert "+amount = 5000" in changed()


@pytest.mark.parametrize(
    ("typed", "company", "person", "amount"),
    [
        (["Keighley Coatings", "amount=£27,500"], "Keighley Coatings", None, 27500),
        (["Keighley Coatings amount=27,500"], "Keighley Coatings", None, 27500),
        (["Keighley", "Coatings", "amount=27,500"], "Keighley Coatings", None, 27500),
        (["Keighley Coatings", "27,500"], "Keighley Coatings", None, 27500),
        (["Keighley Coatings, 27,500"], "Keighley Coatings", None, 27500),
        (["Keighley Coatings, Jo Park, 5k"], "Keighley Coatings", "jo-park", 5000),
        (["Keighley, Inc., Jo Park", "amount=5k"], "Keighley, Inc.", "jo-park", 5000),
        (["Forum 2000"], "Forum 2000", None, 10000),
    ],
)
def test_fields_and_amounts(
    at_book: Plan, book: Path, typed: list[str], company: str, person: str | None, amount: int
) -> None:
    if "£" in "".join(typed):
        typed = [word.replace("£", "$") for word in typed]  # the book's currency
    shown = json.loads(at_book("inbound", *typed, "--json").out)
    assert (shown["contact"], shown["amount"]) == (person, amount)
    assert f'company = "{company}"' in (book / "prospects.toml").read_text(encoding="utf-8")


def test_other_fields_and_the_time_it_came(at_book: Plan, changed: Lines) -> None:
    words = ("Nordwind", "amount=5k", "came=7:10", "note=Wants a demo", "tags=vip", "email=jo@n.example")
    assert at_book("inbound", *words, PLAN_NOW="2026-11-23T09:20").code == 0
    found = set(changed())
    assert {"+came = 2026-11-23T07:10:00", '+next = "Wants a demo"', '+tags = ["vip"]'} <= found
    assert '+email = "jo@n.example"' in found


def test_without_an_amount_it_says_what_it_counts_with(at_book: Plan) -> None:
    said = at_book("inbound", "Nordwind").out.splitlines()
    assert said[1] == "Counted at $10,000, your typical deal; plan set nordwind amount=… changes it."
    assert "Counted at" not in at_book("inbound", "Bavaria", "amount=5k").out


@pytest.mark.parametrize("who", ["Acme GmbH", "acme", "Acme rollout"])
def test_an_open_deal_is_not_made_twice(at_book: Plan, changed: Lines, who: str) -> None:
    ran = at_book("inbound", who)
    assert (ran.code, changed()) == (2, [])
    assert ran.err.startswith("error: Acme rollout (acme) is open already: ")
    assert ran.err.endswith("\n  fix: add --yes if it is about that one, --new for a second deal\n")


def test_an_open_deal_comes_in_once_more(at_book: Plan, changed: Lines) -> None:
    ran = at_book("inbound", "Acme GmbH, L. Vogt", "--yes", "-m", "Asks for a date", PLAN_NOW="2026-11-23T09:20")
    assert ran.out.startswith("It is about Acme rollout (acme)")
    assert {"+came = 2026-11-23T09:20:00", '+next = "Asks for a date"'} <= set(changed())


def test_from_an_account_it_is_an_upsell(at_book: Plan, book: Path, changed: Lines) -> None:
    (book / "accounts.toml").write_text('[[account]]\nname = "Bolt AG"\nrevenue = 10\n', encoding="utf-8")
    at_book("inbound", "bolt ag, Jo Park")
    assert '+account = "bolt-ag"' in changed()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["  "], "which company is it?"),
        (["amount=5k"], "which company is it?"),
        (["Nordwind", "foo=1"], 'a deal has no field "foo"; it has'),
        (["Nordwind", "--came", "23:00"], "23:00 is still to come"),
        (["Nordwind", "--amount", "0"], "what could it be worth?"),
        (["Nordwind", "--amount", "lots"], 'can\'t read "lots" as an amount'),
        (["Nordwind", "--amount", "-1"], "amount=-1: `amount` must be an amount of money"),
    ],
)
def test_a_wrong_word_is_reported_and_nothing_is_written(
    at_book: Plan, changed: Lines, words: list[str], said: str
) -> None:
    ran = at_book("inbound", *words)
    assert (ran.code, ran.out, changed()) == (2, "", [])
    assert ran.err.startswith(f"error: {said}")


def test_a_lead_that_may_be_somebody_you_know(at_book: Plan, book: Path) -> None:
    lost = (
        (book / "prospects.toml")
        .read_text(encoding="utf-8")
        .replace('stage = "discovery"\nsince = 2026-11-20', ('stage = "lost"\nlost_on = 2026-03-20'))
    )
    (book / "prospects.toml").write_text(lost, encoding="utf-8")
    again = at_book("inbound", "Acme, Lena Vogt", "--amount", "5k")
    assert again.code == 0
    assert "you lost acme (Acme rollout) on" in again.err
    assert "plan reopen acme" in again.err
    assert "lena-vogt" not in again.out, "she is in the book"
    assert at_book("undo").code == 0
    (book / "accounts.toml").write_text(
        '[[account]]\nid = "bolt"\nname = "Bolt Antriebe AG"\nrevenue = 1\n', encoding="utf-8"
    )
    slip = at_book("inbound", "Bolt Antreibe", "--amount", "5k")
    assert '"Bolt Antreibe" is spelled almost like bolt (Bolt Antriebe AG)' in slip.err
    assert "if it is the same: plan set bolt-antreibe account=bolt" in slip.err
    assert at_book("undo").code == 0
    assert at_book("inbound", "Bolt & Partner", "--amount", "5k").err == ""


def test_a_slip_in_the_name_of_an_open_deals_customer_is_reported_once(at_book: Plan, book: Path) -> None:
    named = (book / "prospects.toml").read_text(encoding="utf-8").replace("Acme GmbH", "Ravensteg Maschinen")
    (book / "prospects.toml").write_text(named, encoding="utf-8")
    slip = at_book("inbound", "Ravensteg Mashinen", "--amount", "5k")
    assert slip.err == (
        "the customer of acme (Acme rollout) is spelled almost the same; if it is the same deal: "
        "plan merge acme ravensteg-mashinen\n"
    )
