"""A word names a record or a line by its id, its number, or the start of its id or name."""

import pytest

from planner.core.records.names import Named, resolve_item, resolve_record
from planner.errors import UsageError

RECORDS = [
    Named("acme-rollout", "Acme rollout", "acme-rollout"),
    Named("acme-support", "Acme support", "acme-support"),
    Named("bolt", "Bolt AG", "bolt"),
    Named("bolt-2", "Boltzmann", "bolt-2"),
    Named("muesli", "Zürcher Müesli", "muesli"),
    Named("7", "Seven Seas", "7"),
    Named("qbr", "Quarterly deck", "qbr"),
]
PAGE = [
    Named("acme-rollout/proposal", "Proposal, Acme rollout", "acme-rollout", 2),
    Named("acme-rollout/prepare", "Prepare, Acme rollout", "acme-rollout", 3),
    Named("bolt/visit", "Visit, Bolt AG", "bolt", 1),
    Named("qbr", "Quarterly deck, Bolt AG", "qbr", 4),
    Named("prospecting/find-1", "Find new deals", None, 5),
    Named("acme-support/ask", "Ask, Acme support", "acme-support", 7),
]


@pytest.mark.parametrize(
    ("word", "record"),
    [
        ("bolt", "bolt"),  # its id, though another starts with it
        ("BOLT", "bolt"),
        ("Bolt AG", "bolt"),
        ("boltz", "bolt-2"),
        ("acme-r", "acme-rollout"),
        ("acme R", "acme-rollout"),
        ("zürcher", "muesli"),
        ("ZU\u0308RCHER", "muesli"),  # the same letter, written otherwise
        ("2", "acme-rollout"),  # its number
        ("7", "7"),  # an id wins over a number
        ("bolt/visit", "bolt"),
    ],
)
def test_a_record(word: str, record: str) -> None:
    assert resolve_record(word, RECORDS, PAGE).id == record


@pytest.mark.parametrize(
    ("word", "item"),
    [
        ("acme-rollout/prepare", "acme-rollout/prepare"),
        ("3", "acme-rollout/prepare"),
        ("bolt", "bolt/visit"),  # the one line of a record
        ("visit", "bolt/visit"),  # its title on the page
        ("prosp", "prospecting/find-1"),
        ("qbr", "qbr"),
        ("acme-s", "acme-support/ask"),
        ("muesli", "muesli"),  # not on the page: the record
        ("quarterly", "qbr"),
    ],
)
def test_an_item(word: str, item: str) -> None:
    assert resolve_item(word, RECORDS, PAGE).id == item


def test_a_name_is_first_what_is_on_the_page() -> None:
    assert resolve_record("bol", RECORDS, PAGE).id == "bolt"
    assert resolve_item("bol", RECORDS, PAGE).id == "bolt/visit"
    with pytest.raises(UsageError, match="matches 2"):
        resolve_record("bol", RECORDS)


@pytest.mark.parametrize(
    ("resolve", "word", "what", "fix"),
    [
        (
            resolve_record,
            "acme",
            '"acme" matches 2: acme-rollout (Acme rollout), acme-support (Acme support)',
            "use the id",
        ),
        (
            resolve_item,
            "acme-rollout",
            '"acme-rollout" matches 2: 2 acme-rollout/proposal (Proposal, Acme rollout), '
            "3 acme-rollout/prepare (Prepare, Acme rollout)",
            "use the id",
        ),
        (
            resolve_record,
            "amce-rollout",
            'nothing in your book matches "amce-rollout"',
            "did you mean acme-rollout (Acme rollout)?",
        ),
        (resolve_record, "xyzzy", 'nothing in your book matches "xyzzy"', "see plan list"),
        (resolve_record, "", 'nothing in your book matches ""', "see plan list"),
        (resolve_item, "9", "today's page has no line 9", "use 1 to 7: see plan today"),
        (resolve_record, "5", "Find new deals is for no record", "name a record: see plan list"),
    ],
)
def test_unknown_or_ambiguous(resolve: "object", word: str, what: str, fix: str) -> None:
    with pytest.raises(UsageError) as refused:
        resolve(word, RECORDS, PAGE)  # type: ignore[operator]
    assert (refused.value.what, refused.value.fix) == (what, fix)


def test_a_name_from_before_gives_way_to_one_of_today() -> None:
    old = Named("bolt", "Zenit SE", "bolt", aka=("bolt-ag",), was=("Bolt AG", "Seven Works"))
    records = [old, Named("bolt-2", "Boltzmann", "bolt-2"), Named("7", "Seven Seas", "7")]
    for word, record in (("bolt ag", "bolt"), ("Seven Works", "bolt"), ("seven", "7"), ("bolt-ag", "bolt")):
        assert resolve_record(word, records).id == record
    assert resolve_record("seven w", records).id == "bolt", "the beginning of what it was called"
