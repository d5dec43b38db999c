"""What a hand wrote stays as it is but for what changes: input and expected output, side by side."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from planner.book.toml.edit import (
    REMOVE,
    add_table,
    book_time,
    book_values,
    remove_table,
    set_values,
    write_id,
)
from planner.errors import PlanError

ACME = b"""\
# My deals.  (spring)
[[prospect]]
id = "acme"           # the big one
amount   = 48_000     # a year
attempts = 1          # last: Tuesday
  stage = 'discovery'

# the small one
[[prospect]]
id = "bolt"
amount = 900
"""


def test_a_value_changes_and_its_comment_stays_in_its_column() -> None:
    assert (
        set_values(ACME, ("prospect", 0), {"attempts": 12, "amount": 52_500.0, "stage": "proposal"})
        == b"""\
# My deals.  (spring)
[[prospect]]
id = "acme"           # the big one
amount   = 52_500     # a year
attempts = 12         # last: Tuesday
  stage = 'proposal'

# the small one
[[prospect]]
id = "bolt"
amount = 900
"""
    )


def test_a_new_key_comes_after_the_last_one_and_not_under_the_next_ones_comment() -> None:
    assert (
        set_values(ACME, ("prospect", 0), {"last_touch": date(2026, 11, 23)})
        == b"""\
# My deals.  (spring)
[[prospect]]
id = "acme"           # the big one
amount   = 48_000     # a year
attempts = 1          # last: Tuesday
  stage = 'discovery'
  last_touch = 2026-11-23

# the small one
[[prospect]]
id = "bolt"
amount = 900
"""
    )


def test_a_removed_key_leaves_the_comment_beside_it() -> None:
    edited = set_values(ACME, ("prospect", 0), {"attempts": REMOVE, "no_such_key": REMOVE})
    assert edited == ACME.replace(b"attempts = 1          # last: Tuesday\n", b"# last: Tuesday\n")


def test_the_last_line_without_an_end_stays_the_last_but_for_what_is_added() -> None:
    assert set_values(b'[[task]]\nid = "a"', ("task", 0), {"minutes": 5}) == b'[[task]]\nid = "a"\nminutes = 5'


def test_line_ends_and_byte_order_mark_stay() -> None:
    before = b'\xef\xbb\xbf[[task]]\r\nid = "a"\r\nminutes = 5 # five\r\n'
    after = b'\xef\xbb\xbf[[task]]\r\nid = "a"\r\nminutes = 6 # five\r\nmust = true\r\n'
    assert set_values(before, ("task", 0), {"minutes": 6, "must": True}) == after


def test_mixed_line_ends_stay_mixed() -> None:
    assert set_values(b'[[task]]\r\nid = "a"\nminutes = 5\r\n', ("task", 0), {"minutes": 6}) == (
        b'[[task]]\r\nid = "a"\nminutes = 6\r\n'
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            b'[[prospect]]\nid = "a"\n[prospect.answers]\nneed = "yes"  # said so\n\n[[prospect]]\nid = "b"\n',
            b'[[prospect]]\nid = "a"\nattempts = 2\n[prospect.answers]\nneed = "no"  # said so\nwhy = "now"\n\n'
            b'[[prospect]]\nid = "b"\n',
        ),
        (
            b'[[prospect]]\nid = "a"\nanswers = { need = "yes" } # all\n',
            b'[[prospect]]\nid = "a"\nanswers = { need = "no", why = "now" } # all\nattempts = 2\n',
        ),
        (
            b'[[prospect]]\nid = "a"\nanswers.need = "yes"\nname = "A"\n',
            b'[[prospect]]\nid = "a"\nanswers.need = "no"\nanswers.why = "now"\nname = "A"\nattempts = 2\n',
        ),
        (
            b'[[prospect]]\nid = "a"\n',
            b'[[prospect]]\nid = "a"\nanswers = { need = "no", why = "now" }\nattempts = 2\n',
        ),
        (
            b'prospect = [\n  { id = "a", answers = { need = "yes" } },  # one\n  { id = "b" },\n]\n',
            b'prospect = [\n  { id = "a", answers = { need = "no", why = "now" }, attempts = 2 },  # one\n'
            b'  { id = "b" },\n]\n',
        ),
    ],
    ids=["sub table", "inline", "dotted", "missing", "inline array"],
)
def test_answers_are_set_however_they_are_written(before: bytes, after: bytes) -> None:
    wanted = {"answers": {"need": "no", "why": "now"}, "attempts": 2}
    assert set_values(before, ("prospect", 0), wanted) == after


def test_an_array_over_lines_keeps_its_lines_and_comments() -> None:
    before = b'[[account]]\ncontacts = [\n  "jo",    # decides\n  "al",    # uses\n]\nname = "Bolt"\n'
    after = b'[[account]]\ncontacts = [\n  "jo",    # decides\n  "al",    # uses\n  "zoe",\n]\nname = "Bolt"\n'
    assert set_values(before, ("account", 0), {"contacts": ["jo", "al", "zoe"]}) == after


def test_a_times_seconds_may_be_missing_elsewhere() -> None:
    before = b'[[task]]\nid = "a"\nat = 2026-11-23T14:00  # with Jo\n'
    assert set_values(before, ("task", 0), {"minutes": 5}) == before + b"minutes = 5\n"


def test_a_new_table_stands_apart_at_the_end() -> None:
    assert add_table(ACME, "prospect", {"id": "cargo", "amount": 10.5, "keeps": None}) == (
        ACME + b'\n[[prospect]]\nid = "cargo"\namount = 10.5\n'
    )
    assert add_table(b"task = []\n", "task", {"id": "x"}) == b'task = [{ id = "x" }]\n'
    assert add_table(b'[["task"]]\nid = 1', "task", {"id": "x"}) == b'[["task"]]\nid = 1\n\n[[task]]\nid = "x"\n'
    assert add_table(b"", "task", {"id": "x"}) == b'[[task]]\nid = "x"\n'


def test_an_id_becomes_the_first_key() -> None:
    assert write_id(b'[[task]] # mine\n  title = "A"\n', ("task", 0), "a") == (
        b'[[task]] # mine\n  id = "a"\n  title = "A"\n'
    )


def test_a_table_goes_with_the_comment_above_it() -> None:
    assert remove_table(ACME, "prospect", 1) == ACME[: ACME.index(b"# the small one")]


def test_what_can_not_be_done_is_refused() -> None:
    with pytest.raises(PlanError, match="answers is written in a way"):
        set_values(b'[[prospect]]\nanswers = "all"\n', ("prospect", 0), {"answers": {"need": "yes"}})


def test_text_that_looks_like_a_header_is_no_header() -> None:
    before = b'[[task]]\nnote = """\n[[task]]\nid = "x"\n"""\n[[task]]\nid = "y"\n'
    assert set_values(before, ("task", 1), {"id": "z"}) == before.replace(b'"y"', b'"z"')


def test_an_appointment_is_written_in_local_time_unless_that_is_in_doubt() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    meeting = datetime(2026, 11, 26, 13, tzinfo=UTC)
    assert book_values({"at": meeting, "attempts": 1}, berlin) == {"at": datetime(2026, 11, 26, 14), "attempts": 1}
    second = datetime(2026, 10, 25, 2, 30, tzinfo=berlin, fold=1)
    assert book_time(second, berlin).isoformat() == "2026-10-25T02:30:00+01:00"
