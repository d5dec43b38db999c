"""A stage that was renamed keeps its deals, and what was learned under its name before."""

import tomllib
from datetime import UTC, date, datetime, timedelta

import pytest

from planner.book.read.playbook import default_playbook
from planner.core.diary import DiaryDay
from planner.core.earlier_names import earlier_names, with_current_names
from planner.core.learn.learn_playbook import learned_playbook
from planner.errors import BookErrors
from tests.book.books import PLAYBOOK, a_book
from tests.lines import worked_line

DEALS = """
[[prospect]]
id = "a"
name = "Acme"
amount = 5_000
stage = "demo"
[[prospect]]
id = "b"
name = "Birch"
amount = 5_000
stage = "parked"
parked_from = "show"
"""


@pytest.mark.parametrize("was", ['was = ["demo", "show"]', 'was = "demo"'])
def test_deals_are_in_the_stage_by_its_name_of_today(tmp_path, was):
    playbook = PLAYBOOK.replace('name = "talk"', f'name = "talk"\n{was}')
    book = a_book(tmp_path, playbook=playbook, prospects=DEALS).book
    assert book.deals[0].stage == "talk"
    assert book.deals[1].parked_from == ("talk" if "show" in was else "show")


OWN_WORDS = """
second = { stage = "demo" }
[[question]]
id = "need"
ask = "Do they need it?"
real = { yes = 0.8, no = 0.2 }
dead_end = { yes = 0.3, no = 0.7 }
stops = { no = "demo" }
until = "demo"
[[story]]
id = "bolt"
title = "How Bolt did it"
stages = ["demo", "talk"]
"""


@pytest.mark.parametrize("name", ["demo", "showing"])
def test_the_playbook_may_name_it_as_before(tmp_path, name):
    """Deal-breakers, words and the second person stay with the stage, the default's and the rep's own."""
    stages = tomllib.loads(default_playbook().decode())["stage"]
    was = "" if name == "demo" else 'was = "demo"\n'
    listed = "".join(
        f'[[stage]]\nname = "{name if stage["name"] == "demo" else stage["name"]}"\n'
        f'{was if stage["name"] == "demo" else ""}play = "{stage["play"]}"\n'
        "real = { advance = 0.5, lost = 0.1 }\ndead_end = { advance = 0.1, lost = 0.4 }\n"
        for stage in stages
    )
    default = a_book(tmp_path, playbook=listed).book
    assert default.playbook.questions[0].stops == {"no": name}
    assert sum(name in objection.stages for objection in default.talk.objections) == 3
    own = a_book(tmp_path, playbook=OWN_WORDS.replace('"talk"', '"lead"') + listed).book
    assert own.playbook.questions[0].stops == {"no": name}
    assert own.playbook.questions[0].until == name
    assert own.playbook.second.stage == name
    assert own.talk.stories[0].stages == (name, "lead")


def test_the_last_stage_of_a_question_is_a_stage_and_of_the_default_one_it_may_be_missing(tmp_path):
    with pytest.raises(BookErrors, match='no stage "demo"'):
        a_book(tmp_path, playbook=OWN_WORDS.replace('stops = { no = "demo" }', "").replace(', "talk"]', "]") + PLAYBOOK)
    stages = PLAYBOOK.partition("[[question]]")[0]
    assert {question.until for question in a_book(tmp_path, playbook=stages).book.playbook.questions} == {None}


@pytest.mark.parametrize("value", ["{ a = 1 }", "[{ a = 1 }]", "1"])
def test_a_stage_that_is_no_text_is_an_error(tmp_path, value):
    renamed = PLAYBOOK.replace('name = "talk"', 'name = "talk"\nwas = "chat"')
    deal = f'[[prospect]]\nid = "a"\nname = "A"\namount = 1\nstage = {value}\n'
    for files in ({"playbook": renamed, "prospects": deal}, {"playbook": PLAYBOOK.replace('"talk"', value, 1)}):
        with pytest.raises(BookErrors):
            a_book(tmp_path, **files)


@pytest.mark.parametrize("was", ["talk", "lost"])
def test_a_name_in_use_is_none_from_before(tmp_path, was):
    playbook = PLAYBOOK.replace('name = "talk"', f'name = "talk"\nwas = "{was}"')
    with pytest.raises(BookErrors) as wrong:
        a_book(tmp_path, playbook=playbook)
    assert wrong.value.errors[0].what == f'"{was}" in `was` is the name of a stage'


def pages(stage):
    """Thirty deals worked in a stage: half advance at the first try."""
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    for number in range(30):
        on = start + timedelta(days=number)
        row = worked_line(
            item=f"d{number}/discovery-call", record=f"d{number}", does="advance", play="discovery-call", title="Talk",
            start=on, end=on + timedelta(minutes=50), minutes=50, stage=stage,
            outcome="advanced" if number % 2 else "lost",
        )  # fmt: skip
        yield DiaryDay(date=date(on.year, on.month, on.day), worked=(row,))


def test_what_was_learned_stays(tmp_path):
    renamed = PLAYBOOK.replace('name = "talk"', 'name = "talk"\nwas = "demo"')
    book = a_book(tmp_path, playbook=renamed).book
    expected = learned_playbook(book.playbook, list(pages("talk")))
    earlier = earlier_names(book)
    old = [with_current_names(day, earlier) for day in pages("demo")]
    assert learned_playbook(book.playbook, old) == expected
    assert learned_playbook(book.playbook, list(pages("demo"))) != expected, "under the old name they teach nothing"
