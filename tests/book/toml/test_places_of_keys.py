"""Where keys stand in a TOML text: on which line, over which characters, and where a new one would go."""

import tomllib

import pytest

from planner.book.toml.scan import scan

BOOK = """\
# My deals
[[prospect]]
name = "Acme # rollout"   # the big one
contacts = [
  "lena",  # first
  'jo',
]
answers.need = "yes"
note = '''
[[prospect]]
name = "not a key"
'''

# Waiting for the fair.
[[prospect]]
  name = "Birch"
  response = { none = 0.7, "half" = 0.85 }
  [prospect.answers]
  "why change" = "no"
# to the last
"""


@pytest.mark.parametrize(
    ("path", "line", "value"),
    [
        (("prospect", 0, "name"), 3, '"Acme # rollout"'),
        (("prospect", 0, "contacts", 0), 5, '"lena"'),
        (("prospect", 0, "contacts", 1), 6, "'jo'"),
        (("prospect", 0, "answers", "need"), 8, '"yes"'),
        (("prospect", 0, "note"), 9, "'''\n[[prospect]]\nname = \"not a key\"\n'''"),
        (("prospect", 1, "name"), 16, '"Birch"'),
        (("prospect", 1, "response", "half"), 17, "0.85"),
        (("prospect", 1, "answers", "why change"), 19, '"no"'),
    ],
)
def test_a_value_is_found(path, line, value):
    source = scan(BOOK)
    span = source.entries[path].value
    assert (source.line_of(path), BOOK[span.start : span.end]) == (line, value)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("prospect",), 2),
        (("prospect", 0), 2),
        (("prospect", 0, "amount"), 2),  # not there: the header of what it is missing in
        (("prospect", 0, "answers"), 8),
        (("prospect", 1, "answers"), 18),
        (("prospect", 1, "response", "more"), 17),
        (("account", 0), None),
    ],
)
def test_the_line_of_what_is_no_value(path, line):
    assert scan(BOOK).line_of(path) == line


def test_the_pieces_of_a_table_hold_its_comments_and_sub_tables():
    source = scan(BOOK)
    first, second = (source.pieces(("prospect", i))[0] for i in (0, 1))
    assert BOOK[second.start : second.end] == BOOK[BOOK.index("# Waiting") :]
    assert BOOK[first.start : first.end] == BOOK[: BOOK.index("# Waiting")]


def test_crlf_and_a_byte_order_mark_stay_in_the_offsets():
    text = "\ufeffa = 1\r\n[t]\r\nb = 2\r\n"
    source = scan(text)
    assert source.newline == "\r\n"
    assert (source.line_of(("a",)), source.line_of(("t", "b"))) == (1, 3)
    assert source.line_text(1) == "a = 1"
    assert source.place_for_key(("t",)) == (len(text), "", "\r\n")


@pytest.mark.parametrize(
    ("text", "table", "after"),
    [
        ("a = 1\n[t]\nb = 2\n", (), "a = 1\nkey = 0\n[t]\nb = 2\n"),
        ("# hello\n\n# t\n[t]\nb = 2\n", (), "# hello\n\nkey = 0\n\n# t\n[t]\nb = 2\n"),
        ("", (), "key = 0\n"),
        ("# only this", (), "# only this\nkey = 0"),
        ("[t]", ("t",), "[t]\nkey = 0"),
        ("[t]\n  b = 2 # two\n\n[u]\n", ("t",), "[t]\n  b = 2 # two\n  key = 0\n\n[u]\n"),
        ("[t]\nb = 2\n# of u\n[u]\n", ("t",), "[t]\nb = 2\nkey = 0\n# of u\n[u]\n"),
        ("t = { b = 2 }\n", ("t",), "t = { b = 2, key = 0 }\n"),
        ("t = {}\n", ("t",), "t = { key = 0 }\n"),
        ("t.b = 2\nc = 3\n", ("t",), "t.b = 2\nt.key = 0\nc = 3\n"),
        ('[t]\n  "x.y" . z = 1\n', ("t", "x.y"), '[t]\n  "x.y" . z = 1\n  "x.y" . key = 0\n'),
        ("t = { a.b = 1, c = 2 }\n", ("t", "a"), "t = { a.b = 1, a.key = 0, c = 2 }\n"),
    ],
)
def test_where_a_new_key_goes(text, table, after):
    place = scan(text).place_for_key(table)
    changed = text[: place.offset] + place.before + "key = 0" + place.after + text[place.offset :]
    assert changed == after
    tomllib.loads(changed)


@pytest.mark.parametrize(
    ("text", "path", "after"),
    [
        ("a = 1 # one\nb = 2\n", ("a",), "b = 2\n"),
        ("t = { a = 1, b = 2, c = 3 }\n", ("t", "a"), "t = { b = 2, c = 3 }\n"),
        ("t = { a = 1, b = 2, c = 3 }\n", ("t", "b"), "t = { a = 1, c = 3 }\n"),
        ("t = { a = 1, b = 2, c = 3 }\n", ("t", "c"), "t = { a = 1, b = 2 }\n"),
        ("t = { a = 1 }\n", ("t", "a"), "t = {  }\n"),
        ("l = [\n  1, # one\n  2,\n]\n", ("l", 1), "l = [\n  1,\n]\n"),
        ("l = [ 1 , ]\n", ("l", 0), "l = [  ]\n"),
        ('m = """\na = 1\n""" # x\nb = 2', ("m",), "b = 2"),
    ],
)
def test_what_to_cut_for_one_key(text, path, after):
    cut = scan(text).removal(path)
    assert text[: cut.start] + text[cut.end :] == after
    tomllib.loads(after)
