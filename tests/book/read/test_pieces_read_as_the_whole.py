"""A changed book that is read piece by piece is the book that a whole reading gives: records, warnings and errors."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.book.cached.cached_book import restored, stored, stored_change
from planner.book.files import NAMES, BookFiles, read_files, with_content
from planner.book.load import load_files
from planner.book.read.read_book import read_book
from planner.book.read.read_by_pieces import Base, read_pieces
from planner.cache.cache import Cache
from planner.errors import BookErrors
from tests.book.books import PLAN, PLAYBOOK, write_book

PROSPECTS = '''# my deals
[[prospect]]
id = "acme"
name = "Acme rollout"
amount = 48_000
stage = "talk"
account = "acme-corp"
contacts = ["Lena Vgot", "ola"]
at = 2026-10-25T02:30
place = "ofice"
[prospect.answers]
need = "yes"

# second
[[prospect]]
name = "Birch"  # no id
amount = 0.5
stage = "lost"
windows = ["09:00-11:30", "13:00-14:00"]
next = """
call them
[not a header]
"""

[[prospect]]
name = "Birch"
amount = 7
stage = "won"

[[prospect]]
id = "cedar"
name = "Cedar"
amount = 1200
stage = "talk"
timezone = "America/Chicago"
'''
ACCOUNTS = (
    '[[account]]\nid = "acme-corp"\nname = "Acme"\nrevenue = 10\npotential = 20\n'
    "response = { none = 0.5, half = 0.8, more = 1.1, most = 1.2 }\n"
    '[[account]]\nname = "Dell"\nrevenue = 3\n'
)
CONTACTS = '[[contact]]\nname = "Lena Vogt"\n[[contact]]\nid = "ola"\nname = "Ola"\npower = "decides"\n'
TASKS = (
    '[[task]]\ntitle = "Deck"\nminutes = 5\nby = 2026-11-27\n\n'
    '[[task]]\ntitle = "Talk"\nminutes = 5\nafter = ["deck", "cedar/discovery-call"]\nrecord = "cedar"\n'
)
BOOK = {
    "plan": PLAN,
    "playbook": PLAYBOOK,
    "prospects": PROSPECTS,
    "accounts": ACCOUNTS,
    "contacts": CONTACTS,
    "tasks": TASKS,
}
LINES = [
    "[[prospect]]",
    "[[prospect]] # again",
    " [[prospect]]",
    '[["prospect"]]',
    "[[account]]",
    "[[task]]",
    "[[contact]]",
    "[[prospect.needs]]",
    "[prospect.answers]",
    "[prospect]",
    "[rep]",
    "[other]",
    "[[",
    "]]",
    "key = 1",
    "prospect = []",
    'id = "acme"',
    'id = "cedar"',
    'id = "birch"',
    'id = "birch-2"',
    'id = "a/b"',
    'name = "Birch"',
    'name = "Cedar"',
    'name = """',
    "'''",
    '"""',
    'next = """[[prospect]]',
    '[[prospect]]"""',
    "# a comment",
    '# don\'t """',
    "",
    "amount = -1",
    "amount = 5",
    'amount = "5"',
    'stage = "talk"',
    'stage = "won"',
    'stage = "tlak"',
    'account = "acme-corp"',
    'account = "acme"',
    'contacts = ["Lena Vgot"]',
    'contacts = ["ola", "olla"]',
    'needs = [\n[["x"]],\n]',
    "windows = [\n[[1]],\n]",
    'after = ["talk"]',
    "on = 2026-11-27",
    "at = 2026-03-29T02:30",
    "came = 2026-10-25T02:30+01:00",
    'timezone = "Europe/Berlin"',
    'timezone = "Nowhere"',
    "prior = 0.5",
    "answers = { need = 'no' }",
    "answers.need = 'yes'",
    "answers = { nede = 'no' }",
    'power = "uses"',
    "potential = 2",
    "revenue = 30",
]


def outcome(read):
    """The reading, or the errors that it raises."""
    try:
        return read()
    except BookErrors as wrong:
        return wrong.errors


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return read_files(write_book(tmp_path_factory.mktemp("book"), **BOOK))


def _changed_text(data, text, others):
    """A text with one change of one of many kinds."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(newline)
    at = data.draw(st.integers(0, len(lines)))
    match data.draw(
        st.sampled_from(["line", "swap", "drop", "cut", "twice", "character", "mark", "ends", "move", "tail"])
    ):
        case "line":
            lines[at:at] = [data.draw(st.sampled_from(LINES))]
        case "swap":
            lines[at : at + 1] = [data.draw(st.sampled_from(LINES))]
        case "drop":
            del lines[at : at + 1]
        case "cut":
            del lines[at : at + data.draw(st.integers(1, 12))]
        case "twice":
            end = at + data.draw(st.integers(1, 9))
            lines[end:end] = lines[at:end]
        case "move":
            part = lines[at : at + data.draw(st.integers(1, 9))]
            del lines[at : at + len(part)]
            to = data.draw(st.integers(0, len(lines)))
            lines[to:to] = part
        case "mark":
            return text.removeprefix("\ufeff") if text.startswith("\ufeff") else "\ufeff" + text
        case "ends":
            return text.replace("\r\n", "\n") if newline == "\r\n" else text.replace("\n", "\r\n")
        case "tail":
            return text.rstrip() if data.draw(st.booleans()) else text + data.draw(st.sampled_from(others))
        case "character":
            place = data.draw(st.integers(0, len(text)))
            new = data.draw(st.sampled_from(["", *"[]\"'#=\n\r\\.,0 a{}\ufeff\0é"]))
            return text[:place] + new + text[place + data.draw(st.integers(0, 2)) :]
    return newline.join(lines)


def _changed_files(data, files: BookFiles) -> BookFiles:
    names = sorted(files.contents)
    weighted = ["prospects.toml"] * 6 + names
    name = data.draw(st.sampled_from(weighted))
    others = [content.decode("utf-8", "replace") for content in files.contents.values()]
    text = files.contents[name].decode("utf-8", "replace")
    return with_content(files, name, _changed_text(data, text, others).encode("utf-8", "replace"))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_changed_book_reads_as_a_whole_reading_does(files, tmp_path_factory, data):
    cache = Cache(tmp_path_factory.mktemp("cache"))
    load_files(files, cache, "UTC")
    now = files
    for _ in range(data.draw(st.integers(1, 4))):
        now = _changed_files(data, now)
        whole = outcome(lambda now=now: read_book(now, "UTC"))
        assert outcome(lambda now=now: load_files(now, cache, "UTC")) == whole
        assert outcome(lambda now=now: load_files(now, cache, "UTC")) == whole


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_pieces_of_any_base_give_the_whole_book_or_nothing(files, data):
    base = None
    now = files
    for _ in range(data.draw(st.integers(1, 5))):
        read = read_pieces(now, "UTC", base, lambda _: None)
        if read is not None:
            assert read.reading == read_book(now, "UTC")
            if base is not None:
                content = stored_change(read.reading.book, (), base.book, base.key)
                assert restored(content, lambda _, book=base.book: stored(book, ())) == (read.reading.book, ())
            base = Base(now.key, now.contents, read.reading.book, read.slugs)
        now = _changed_files(data, now)


def test_a_good_book_is_read_by_pieces(files):
    read = read_pieces(files, "UTC", None, lambda _: None)
    assert read is not None and read.reading == read_book(files, "UTC")
    assert len(read.reading.warnings) == 3


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("tasks", 'title = "Deck"', 'title = "Deck"\nplay = "nope"'),
        ("prospects", 'stage = "lost"', 'stage = "parked"\nparked_from = "chat"'),
        ("prospects", 'stage = "lost"', 'stage = "chat"'),
    ],
)
def test_a_new_book_whose_names_are_odd_reads_as_a_whole_reading_does(tmp_path, part, old, new):
    renamed = PLAYBOOK.replace('name = "talk"', 'name = "talk"\nwas = ["chat"]')
    odd = {"playbook": renamed, part: BOOK[part].replace(old, new, 1)}
    assert odd["playbook"] != PLAYBOOK and odd[part] != BOOK[part]
    odd_files = read_files(write_book(tmp_path, **(BOOK | odd)))
    whole = outcome(lambda: read_book(odd_files, "UTC"))
    assert outcome(lambda: load_files(odd_files, Cache(tmp_path / "cache"), "UTC")) == whole


@pytest.mark.parametrize("name", [name for name in NAMES if name != "plan.toml"])
def test_only_the_changed_piece_is_parsed(files, name):
    read = read_pieces(files, "UTC", None, lambda _: None)
    base = Base(files.key, files.contents, read.reading.book, read.slugs)
    content = files.contents.get(name, b"")
    changed = with_content(files, name, content.replace(b'Birch"  #', b'Beech"  #') + b"# a note at the end\n")
    again = read_pieces(changed, "UTC", base, lambda _: None)
    pieces = {"prospects.toml": 2, "playbook.toml": 0, "colleagues.toml": 0}
    assert again is not None and again.parsed == pieces.get(name, 1)
    assert again.reading == read_book(changed, "UTC")
