"""The id of a record that has none: what its name becomes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.book.ids import bad_in_id, ids_for, slug


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Acme rollout", "acme-rollout"),
        ("  Café Zürich / Plant #2 ", "cafe-zurich-plant-2"),
        ("O'Brien & Sons", "obrien-sons"),
        ("Straße Łódź Ørsted", "strasse-lodz-orsted"),
        ("北京分公司", "北京分公司"),
        ("Газпром Нефть", "газпром-нефть"),
        ("हिन्दी", "हिन्दी"),
        ("ﬁne ½", "fine-1-2"),
        ("🚀", "prospect"),
        ("", "prospect"),
        ("a" * 60, "a" * 48),
        ("one two three four five six seven eight nine ten eleven", "one-two-three-four-five-six-seven-eight-nine-ten"),
    ],
)
def test_a_slug(name, id):
    assert slug(name, "prospect") == id


@pytest.mark.parametrize(
    "id",
    [
        "a;touch${IFS}x",
        "$(id)",
        "`id`",
        "a|b",
        "a&b",
        "a>b",
        "!x",
        "o'neil",
        "o’neil",
        "%PATH%",
        "=ls",
        "--yes",
        "a b",
        "",
    ],
)
def test_an_id_that_acts_in_a_shell_is_bad(id):
    assert bad_in_id(id) is not None


@pytest.mark.parametrize("id", ["acme", "a.b", "A_b", "a+b", "ü-星", "1"])
def test_other_ids_are_good(id):
    assert bad_in_id(id) is None


@given(st.text(alphabet="aé'’\"%;$`!&|<>\\ \n\x1b≮;", max_size=12), st.sampled_from(["prospect", "task"]))
def test_what_a_name_becomes_acts_in_no_shell(name, kind):
    assert bad_in_id(slug(name, kind)) is None


def test_a_name_that_is_taken_gets_a_number():
    records = [
        (None, "Acme", "prospect"),
        ("acme-2", "x", "account"),
        (None, "ACME", "contact"),
        (None, "acme", "task"),
    ]
    assert list(ids_for(records)) == ["acme", "acme-2", "acme-3", "acme-4"]


@given(
    st.lists(st.tuples(st.none() | st.sampled_from(["a", "b-2"]), st.text(max_size=6), st.just("task")), max_size=12)
)
def test_made_ids_are_good_and_no_two_are_equal(records):
    made = [id for id, (written, _, _) in zip(ids_for(records), records, strict=True) if written is None]
    assert all(bad_in_id(id) is None for id in made)
    assert len(set(made)) == len(made) and not set(made) & {w for w, _, _ in records}
