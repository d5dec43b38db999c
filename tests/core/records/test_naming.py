"""A record or an item is named by its id, its rank, or the unique beginning of its id or name."""

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
        ("bolt", "bolt"),  # its id, though another begins so
        ("BOLT", "bolt"),
        ("Bolt AG", "bolt"),
        ("boltz", "bolt-2"),
        ("acme-r", "acme-rollout"),
        ("acme R", "acme-rollout"),
        ("zürcher", "muesli"),
        ("ZU\u0308RCHER", "muesli"),  # the same letter, written otherwise
        ("2", "acme-rollout"),  # its rank
        ("7", "7"),  # its id goes before a rank
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
        ("bolt", "bolt/visit"),  # the one item of a record
        ("visit", "bolt/visit"),  # what it is called on the page
        ("prosp", "prospecting/find-1"),
        ("qbr", "qbr"),
        ("acme-s", "acme-support/ask"),
        ("muesli", "muesli"),  # not on the page: the record
        ("quarterly", "qbr"),
    ],
)
def test_an_item(word: str, item: str) -> None:
    assert resolve_item(word, RECORDS, PAGE).id == item


@pytest.mark.parametrize(
    ("resolve", "word", "what", "fix"),
    [
        (
            resolve_record,
            "acme",
            "“acme” could be several: acme-rollout (Acme rollout), acme-support (Acme support)",
            "name it by its id, or by more letters",
        ),
        (
            resolve_item,
            "acme-rollout",
            "“acme-rollout” could be several: 2 acme-rollout/proposal (Proposal, Acme rollout), "
            "3 acme-rollout/prepare (Prepare, Acme rollout)",
            "name it by its id, or by more letters",
        ),
        (
            resolve_record,
            "amce-rollout",
            "no record is called “amce-rollout”",
            "did you mean acme-rollout (Acme rollout)?",
        ),
        (resolve_record, "xyzzy", "no record is called “xyzzy”", "`plan list` shows them all"),
        (resolve_record, "", "no record is called “”", "`plan list` shows them all"),
        (resolve_item, "9", "today's page has no rank 9", "it has 1 to 7: `plan today`"),
        (resolve_record, "5", "Find new deals belongs to no record", "name a record of the book: `plan list`"),
    ],
)
def test_unknown_or_ambiguous(resolve: "object", word: str, what: str, fix: str) -> None:
    with pytest.raises(UsageError) as told:
        resolve(word, RECORDS, PAGE)  # type: ignore[operator]
    assert (told.value.what, told.value.fix) == (what, fix)
