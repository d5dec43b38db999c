"""What names a record follows it, and everything else in the files stays to the byte."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.book.change import follow_references, remove_records, set_record
from planner.book.files import BookFiles, read_files
from planner.book.read.read_book import read_book
from planner.core.book import Book
from planner.core.lifecycle.references import follow, references_to, with_new_names
from tests.book.books import write_book

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
SPACE = st.sampled_from(("", " ", "   "))
COMMENT = st.sampled_from(("", "  # theirs", "# lena-vogt", " # acme, once"))
PEOPLE = st.lists(st.sampled_from(("lena-vogt", "Lena Vogt", "Max Ober", "jo")), unique=True, max_size=4)


@st.composite
def arrays(draw: st.DrawFn, names: list[str]) -> str:
    if draw(st.booleans()):
        return "[" + ",".join(f'{draw(SPACE)}"{name}"{draw(SPACE)}' for name in names) + "]"
    return "[\n" + "".join(f'  "{name}",{draw(COMMENT)}\n' for name in names) + "]"


@st.composite
def books(draw: st.DrawFn) -> dict[str, str]:
    deals = "".join(
        f'{draw(COMMENT)}\n[[prospect]]\nid={draw(SPACE)}"{id}"{draw(COMMENT)}\nname = "{id} plan"\namount = 5_000'
        f'{draw(COMMENT)}\nstage = "talk"\ncontacts ={draw(SPACE)}{draw(arrays(draw(PEOPLE)))}{draw(COMMENT)}\n'
        for id in ("acme", "acme-two", "birch")
    )
    after = draw(st.lists(st.sampled_from(("acme/discovery-call", "deck")), unique=True))
    record = draw(st.sampled_from(("acme", "birch", "lena-vogt")))
    tasks = (
        f'{draw(COMMENT)}\n[[task]]\ntitle = "Call"\nminutes = 5\nrecord{draw(SPACE)}= "{record}"{draw(COMMENT)}\n'
        f'after = {draw(arrays(after))}\n[[task]]\nid = "deck"\ntitle = "acme"\nminutes = 9\n'
    )
    contacts = (
        f'[[contact]]\nid = "lena-vogt"{draw(COMMENT)}\nname = "Lena Vogt"\n[[contact]]\nid = "jo"\nname = "Jo"\n'
    )
    return {"prospects": deals, "tasks": tasks, "contacts": contacts}


def reading(folder: Path, texts: dict[str, str]) -> tuple[BookFiles, Book]:
    write_book(folder)
    for name, text in texts.items():
        (folder / f"{name}.toml").write_bytes(text.encode())
    files = read_files(folder)
    return files, read_book(files, "Europe/Berlin").book


def whole(files: BookFiles) -> str:
    return "".join(files.contents[name].decode() for name in sorted(files.contents))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(books(), st.sampled_from(("acme", "lena-vogt", "birch", "deck")))
def test_a_rename_changes_names_and_nothing_else(tmp_path: Path, texts: dict[str, str], id: str) -> None:
    files, book = reading(tmp_path, texts)
    records = (*book.deals, *book.contacts, *book.tasks)
    record = next(each for each in records if each.id == id)
    found = follow(book, references_to(book, record), lambda each: with_new_names(each, record, "zz-new", "Zz New"))
    after = follow_references(files, book, found)
    key = "title" if id == "deck" else "name"
    after = set_record(after, book, id, {"id": "zz-new", key: "Zz New", "aka": [id]})
    old = getattr(record, key)
    text = re.sub(r"^aka = .*\n", "", whole(after), flags=re.MULTILINE)
    back = text.replace('"zz-new/', f'"{id}/').replace('"zz-new"', f'"{id}"').replace('"Zz New"', f'"{old}"')
    assert re.sub(r'^id = "call"\n', "", back, flags=re.MULTILINE) == whole(files), "an id left out may be written"
    again = read_book(after, "Europe/Berlin").book
    new = next(each for each in (*again.deals, *again.contacts, *again.tasks) if each.id == "zz-new")
    left = [each for each in references_to(again, record) if each.value != old]
    assert left == []
    assert len(references_to(again, new)) == len(references_to(book, record))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(books(), st.sampled_from(("acme", "lena-vogt", "birch", "deck")))
def test_a_record_goes_with_what_names_it_and_no_other_line(tmp_path: Path, texts: dict[str, str], id: str) -> None:
    files, book = reading(tmp_path, texts)
    record = next(each for each in (*book.deals, *book.contacts, *book.tasks) if each.id == id)
    found = [each for each in references_to(book, record) if each.key != "company"]
    after = follow_references(files, book, follow(book, found, lambda _: None))
    after = remove_records(after, book, [id])
    again = read_book(after, "Europe/Berlin").book
    assert references_to(again, record) == []
    kept = [each for each in (*book.deals, *book.contacts, *book.tasks) if each.id != id]
    left = {each.id: each for each in (*again.deals, *again.contacts, *again.tasks)}
    assert left.keys() == {each.id for each in kept}
    before = whole(files)  # a comment next to a list that goes stays, on a line of its own
    rows = [line.strip() for line in whole(after).splitlines() if "[" not in line and line != 'id = "call"']
    assert [row for row in rows if row not in before] == []


@pytest.mark.parametrize(("name", "count"), [("Lena Vogt", 1), ("Lena", 0)])
def test_a_name_that_two_people_have_means_neither(tmp_path: Path, name: str, count: int) -> None:
    deals = f'[[prospect]]\nid = "a"\nname = "A"\namount = 1\nstage = "talk"\ncontacts = ["{name}"]\n'
    people = '[[contact]]\nid = "x"\nname = "Lena Vogt"\n[[contact]]\nid = "y"\nname = "Lena"\n'
    people += '[[contact]]\nid = "z"\nname = "Lena"\n'
    _, book = reading(tmp_path, {"prospects": deals, "contacts": people})
    assert sum(len(references_to(book, each)) for each in book.contacts) == count
