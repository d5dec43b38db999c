"""Who decides is asked with a deal, and a new contact is linked to a customer that has nobody."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from planner.app.add.answers.who_decides import leaves_open, people_answered
from planner.app.add.notes.people.people_said import PersonSaid, people_said
from planner.app.add.notes.referral import record_named
from planner.app.add.people import with_people
from planner.app.add.readers import people_of
from planner.app.add.write import write
from planner.app.session import Session
from planner.app.settings import settings_from
from tests.app.add.test_questions import BOOK, after, asked, field
from tests.conftest import Plan, Ran

NOW = "2026-11-30T07:30"


@pytest.fixture
def book(tmp_path: Path, plan: Plan) -> Path:
    book = tmp_path / "book"
    started = plan("--now", NOW, "init", str(book), "--name", "Casey", "--currency", "USD", "--keeps", "6%", "--yes")
    assert started.code == 0, started.err
    return book


def test_of_a_lead_it_is_asked_whom_the_rep_knows() -> None:
    assert asked(after("Acme", "40k", "verbal", "", "")).startswith("Who decides")
    assert asked(after("Acme", "40k", "1", "", "")).startswith("Who do you know there")
    assert asked(after("Acme", "40k", "", "", "")).startswith("Who do you know there")
    assert asked(after("Acme", "40k", "1", "", "", "")) == ""
    assert asked(after("Acme", "40k", "4", "", "", "")) == ""
    assert field("decides", "Acme", "40k", "4", "", "", "Jo Park, CFO") == "Jo Park, CFO"
    assert field("decides", "Acme", "40k", "4", "", "", "?") is None


def test_a_new_contact_belongs_to_the_deal_of_its_company(plan: Plan, book: Path) -> None:
    def at(*words: str) -> Ran:
        ran = plan("--book", str(book), "--now", NOW, *words)
        assert ran.code == 0, ran.err
        return ran

    at("add", "deal", "Lone Star Grill fryer", "company=Lone Star Grill", "amount=42k", "stage=proposal")
    at("add", "deal", "Lone Star", "company=Other Inc", "amount=42k", "stage=proposal")
    assert "no contact on file" in at("show", "lone-star-grill-fryer").out
    added = json.loads(at("--json", "add", "contact", "Maria Lopez", "company=lone star grill inc.").out)
    assert added["linked"] == ["lone-star-grill-fryer"]
    assert "no contact on file" not in at("show", "lone-star-grill-fryer").out
    assert "no contact on file" in at("show", "lone-star").out
    assert json.loads(at("--json", "add", "contact", "Tom Ray", "company=Lone Star Grill").out)["linked"] == [
        "lone-star-grill-fryer"
    ]
    at("undo")
    at("undo")
    assert "no contact on file" in at("show", "lone-star-grill-fryer").out


def test_who_decides_is_a_contact_and_an_answer_of_the_checklist(plan: Plan, book: Path) -> None:
    ran = plan("--book", str(book), "--now", NOW, "add", "contact", "Jo Park", "company=Acme")
    assert ran.code == 0, ran.err
    session = Session(settings_from({"book": str(book), "now": NOW}))
    said = people_said("Jo Park & Ute Senger, CFO", deciders=True)
    people = with_people(session, said, {"name": "Acme line", "company": "ACME", "last_touch": date(2026, 11, 12)})
    assert people.keys == {"contacts": ["jo-park", "ute-senger"], "answers": {"power": "named"}}
    assert people.new == ("Ute Senger",)
    written = people.files.contents["contacts.toml"].decode()
    assert written.endswith('company = "ACME"\nrole = "CFO"\npower = "decides"\nchecked = 2026-11-12\n')
    assert with_people(session, (), {"name": "Acme"}).keys == {}


def test_no_two_new_records_have_one_id(book: Path) -> None:
    session = Session(settings_from({"book": str(book), "now": NOW}))
    deal = {"id": "maria-lopez", "name": "Maria Lopez"}
    people = with_people(session, people_said("Maria Lopez & Tom Ray & Tom Ray, CFO", deciders=True), deal)
    assert people.keys["contacts"] == ["maria-lopez-2", "tom-ray", "tom-ray-2"]


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("Tom (plant), Ann (CFO), Raj (IT)", ["Tom: plant", "Ann: CFO", "Raj: IT"]),
        ("three people: Tom (plant), Ann (CFO)", ["Tom: plant", "Ann: CFO"]),
        ("Tom, Ann, Raj", ["Tom: ", "Ann: ", "Raj: "]),
        ("nobody with money yet; Tom Ost (QA), Kay Brandt (IT)", ["Tom Ost: QA", "Kay Brandt: IT"]),
        ("Tom and Ann", ["Tom: , decides", "Ann: , decides"]),
        ("Jo Lind loves it, VP Carl Webb decides", ["Jo Lind: ", "Carl Webb: VP, decides"]),
        ("Jo Lind (ops) loves it, their VP Carl Webb decides.", ["Jo Lind: ops", "Carl Webb: VP, decides"]),
        ("Sunil Rao liked it", ["Sunil Rao: "]),
        ("know only the buyer, Pat Moss", ["Pat Moss: buyer"]),
        (
            "Committee: Ken Boyle (engineering, for us), Ms Achebe (finance, doubts), Dr Lorne decides",
            ["Ken Boyle: engineering, for us", "Ms Achebe: finance, doubts", "Dr Lorne: , decides"],
        ),
        ("Gill Ashworth (MD) decides.", ["Gill Ashworth: MD, decides"]),
        ("Dana Hsu, purchasing, signs.", ["Dana Hsu: purchasing, decides"]),
        ("Maria Jansen owner", ["Maria Jansen: owner, decides"]),
        ("Meera Nair", ["Meera Nair: , decides"]),
        ("dana hsu", ["dana hsu: , decides"]),
        ("tom (plant), ann (cfo)", ["tom: plant", "ann: cfo"]),
        ("Head of Purchasing Jane Roe", ["Jane Roe: Head of Purchasing, decides"]),
        ("the CFO, Ann Lee, has the last word", ["Ann Lee: CFO, decides"]),
        ("Ann Lee doesn't decide", ["Ann Lee: "]),
        ("Pete O'Neil, J. van der Berg (ops)", ["Pete O'Neil: ", "J. van der Berg: ops"]),
        ("their buyer", ["the buyer: buyer, decides"]),
        ("the dean", ["the dean: dean, decides"]),
        ("CFO", ["the CFO: CFO, decides"]),
        ("the CFO decides", ["the CFO: CFO, decides"]),
        ("their new plant director", ["the plant director: plant director, decides"]),
        ("the school board", ["the school board: school board, decides"]),
        ("the dean and the CFO", ["the dean: dean, decides", "the CFO: CFO, decides"]),
        ("the dean, against it", ["the dean: dean"]),
        ("Chief Operating Officer", ["the Chief Operating Officer: Chief Operating Officer, decides"]),
        ("Likes us", []),
        ("head of surgery", ["the head of surgery: head of surgery, decides"]),
        ("their buyer Ann", ["Ann: buyer, decides"]),
        ("procurement (Ian Roth)", ["Ian Roth: procurement, decides"]),
        ("likes us", []),
    ],
)
def test_only_who_is_said_to_decide_decides(said: str, people: list[str]) -> None:
    assert [shown(each) for each in people_said(said, deciders=True)] == people


def shown(person: PersonSaid) -> str:
    return f"{person.name}: {person.role}" + (", decides" if person.power == "decides" else "")


def test_who_is_known_at_a_lead_does_not_decide() -> None:
    assert [each.decides for each in people_said("Pat Moss, buyer", deciders=False)] == [False]
    assert [each.decides for each in people_said("Pat Moss decides", deciders=False)] == [True]


def test_several_people_are_asked_about_once() -> None:
    several = ("Acme", "40k", "2", "", "", "Tom (plant), Ann (CFO)")
    assert asked(after(*several)) == "Who of them decides  1 Tom  2 Ann  (Enter: not known)"
    assert field("decides_of", *several, "2") == field("decides_of", *several, "ann") == "Ann"
    assert field("decides_of", *several, "") is None
    assert after(*several, "Sue").lines == ('  no "Sue" among them', "  a number, or one of Tom, Ann")
    assert asked(after("Acme", "40k", "2", "", "", "Tom (plant), Ann decides")) == ""
    assert asked(after("Acme", "40k", "2", "", "", "we do not know anyone there")) == ""
    kept = after("Acme", "40k", "2", "", "", "likes us")
    assert kept.lines == ('  kept as a note: "likes us"',)
    assert asked(kept).startswith("Who decides")


def test_words_without_a_field_are_a_note_that_show_and_find_have(plan: Plan, book: Path) -> None:
    settings = settings_from({"book": str(book), "now": NOW})
    typed = after(
        "Acme", "40k", "proposal, wants a discount of 15%, referred by Ann Kerr", "", "likes us, call fri", ""
    ).state.typed
    added = write(settings, "prospect", typed)
    assert added.values["x"] == {"note": "wants a discount of 15%; likes us"}
    assert added.values["introduced_by"] == "Ann Kerr"
    shown = plan("--book", str(book), "--now", NOW, "show", "acme").out
    assert "wants a discount of 15%; likes us" in shown
    assert "since" not in shown.partition("Stage")[2].partition("\n")[0]
    assert "acme" in plan("--book", str(book), "--now", NOW, "find", "discount", "15%").out


def test_only_of_the_first_stage_is_it_known_since_when(plan: Plan, book: Path) -> None:
    def added(*words: str) -> dict[str, str]:
        ran = plan("--book", str(book), "--now", NOW, "--json", "add", "deal", *words)
        assert ran.code == 0, ran.err
        return dict(json.loads(ran.out)["fields"])

    assert added("Acme", "amount=4k")["since"] == "2026-11-30"
    assert "since" not in added("Bolt", "amount=4k", "stage=negotiation")
    assert added("Cask", "amount=4k", "stage=negotiation", "since=fri")["since"]
    assert added("Dorn", "amount=4k", "stage=lost")["since"] == "2026-11-30"


def test_who_brought_a_deal_is_a_record_where_one_has_the_name(plan: Plan, book: Path) -> None:
    assert plan("--book", str(book), "--now", NOW, "add", "contact", "Ann Kerr", "company=Kerr Ltd").code == 0
    found = Session(settings_from({"book": str(book), "now": NOW})).book
    assert record_named("Ann", found) == record_named("ann kerr", found) == "ann-kerr"
    assert record_named("Tom", found) == "Tom"


ASKED = ("Acme", "40k", "proposal", "mon", "call fri")
KNOWN = ("Acme", "40k", "proposal, Martin (ops director) likes us", "mon", "call fri")


@pytest.mark.parametrize(
    ("answer", "people"),
    [
        ("FD, havent met her", [("the FD", "FD", True)]),
        ("the FD has the last word, haven't met her", [("the FD", "FD", True)]),
        ("the dean, against it", [("the dean", "dean", True)]),
        ("FD decides, know Priya Nair too", [("the FD", "FD", True), ("Priya Nair", "", False)]),
        ("their owner; I know the buyer, Pat Moss", [("the owner", "owner", True), ("Pat Moss", "buyer", False)]),
        (
            "dont know, my contact is Sunita Rao, practice manager",
            [("Sunita Rao", "practice manager", False)],
        ),
        ("no idea who decides; talking to Bob Ray", [("Bob Ray", "", False)]),
        ("know Priya Nair, not the decider", [("Priya Nair", "", False)]),
        ("Priya Nair, not the decider", [("Priya Nair", "", False)]),
    ],
)
def test_who_decides_and_who_else_is_known(answer: str, people: list[tuple[str, str, bool]]) -> None:
    turn = after(*ASKED, answer)
    assert [(each.name, each.role, each.decides) for each in people_of(turn.state.typed, BOOK)] == people
    assert turn.prompt is None


@pytest.mark.parametrize(
    ("answer", "decides"),
    [
        ("FD, havent met her", "the FD"),
        ("FD decides", "the FD"),
        ("dont know, my contact is Sunita Rao, practice manager", ""),
        ("Ann Lee, not the decider", ""),
    ],
)
def test_no_second_question_on_who_of_them_decides(answer: str, decides: str) -> None:
    turn = after(*KNOWN, answer)
    people = people_of(turn.state.typed, BOOK)
    assert (people[0].name, len(people)) == ("Martin", 2)
    assert [each.name for each in people if each.decides] == ([decides] if decides else [])
    assert turn.prompt is None


@pytest.mark.parametrize("answer", ["know Ann Lee", "Tom Ost and Kay Brandt, both like us"])
def test_several_people_of_whom_nobody_is_said_to_decide(answer: str) -> None:
    assert asked(after(*KNOWN, answer)).startswith("Who of them decides")


@pytest.mark.parametrize(
    ("before", "answer", "step", "day"),
    [
        (("1", "", ""), "ring them today", "ring them", "2026-12-01"),
        (("1", "", ""), "call Priya Friday", "call Priya", "2026-12-04"),
        (("1", "", ""), "nobody, ring reception tomorrow", "ring reception", "2026-12-02"),
        (("proposal", "mon", "call fri"), "ring them today", "ring them", "2026-12-01"),
        (("proposal",), "ring them today", "ring them", "2026-12-01"),
        (("proposal",), "send the quote tomorrow", "send the quote", "2026-12-02"),
    ],
)
def test_a_step_with_its_day_at_another_question(before: tuple[str, ...], answer: str, step: str, day: str) -> None:
    turn = after("Acme", "40k", *before, answer)
    typed = {word.field: word.text for word in turn.state.typed}
    assert (typed["next"], typed["next_on"]) == (step, day)
    assert turn.lines[0].startswith(f"  next step: {step}, ")
    assert "note" not in typed
    assert asked(turn).startswith(("Who decides", "Who do you know there"))


@pytest.mark.parametrize(("answer", "day"), [("call last friday", "2026-11-27"), ("demo fri", "2026-11-27")])
def test_what_was_is_no_step(answer: str, day: str) -> None:
    assert field("last_touch", "Acme", "40k", "proposal", answer) == day
    assert field("next", "Acme", "40k", "proposal", answer) is None


def test_a_step_in_place_of_an_appointment() -> None:
    turn = after("Acme", "40k", "proposal", "mon", "demo thu 2pm", "ring them today")
    typed = {word.field: word.text for word in turn.state.typed}
    assert (typed["next"], typed["next_on"], typed["at"]) == ("ring them", "2026-12-01", "")
    assert turn.lines == ("  next step: ring them, today",)


@pytest.mark.parametrize(
    "answer",
    [
        "Moira, wear eng, dont know who decides",
        "Moira (wear eng) - not sure who signs",
        "Moira, wear eng. She doesn't know who decides yet",
        "Moira (wear eng), decider not known yet",
        "don't know who decides, Moira (wear eng)",
    ],
)
def test_who_is_only_known_does_not_decide(answer: str) -> None:
    assert people_answered(answer, deciders=True) == (PersonSaid("Moira", "wear eng"),)
    assert leaves_open(answer)


def test_the_one_who_is_known_is_kept_after_the_words_that_nobody_knows_who_decides() -> None:
    assert field("decides", "Acme", "40k", "4", "", "", "dont know who decides. Moira (wear eng)") is not None
