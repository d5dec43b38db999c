"""Names of several words without quotes: the old readings stay, and the longest name is meant otherwise."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.core.records.names import Named, resolve_record
from planner.core.records.words_of_names import name_and_rest, several_names, two_names
from planner.errors import UsageError

WORDS = ("jo", "park", "ute", "hale", "press", "shop")
names = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(tuple), min_size=1, max_size=6, unique=True
)
typed = st.lists(st.sampled_from((*WORDS, "pa", "xyz")), min_size=1, max_size=6)


@dataclass(frozen=True)
class Book:
    """Records with these names, found as a command finds them."""

    records: tuple[Named, ...]

    @classmethod
    def of(cls, named: list[tuple[str, ...]]) -> Book:
        return cls(tuple(Named("-".join(words), " ".join(words).title(), "-".join(words)) for words in named))

    def find(self, text: str) -> Named:
        return resolve_record(text, self.records)

    def has(self, text: str) -> bool:
        try:
            self.find(text)
        except UsageError:
            return False
        return True


@given(names, st.lists(st.sampled_from((*WORDS, "xyz")), min_size=2, max_size=2))
def test_two_words_mean_what_they_meant(named: list[tuple[str, ...]], words: list[str]) -> None:
    book = Book.of(named)
    assert two_names(words, book.find) == (words[0], words[1])
    if book.has(words[0]):
        assert name_and_rest(words, book.find) == (book.find(words[0]), words[1:])


@given(names, typed)
def test_a_first_word_that_is_a_name_stays_one_where_it_was(named: list[tuple[str, ...]], words: list[str]) -> None:
    book = Book.of(named)
    if book.has(words[0]):
        assert name_and_rest(words, book.find, first_alone=True) == (book.find(words[0]), words[1:])
    if all(book.has(word) for word in words):
        assert several_names(words, book.find) == words


@given(names, typed)
def test_nothing_typed_is_lost_and_no_longer_name_is_passed_over(
    named: list[tuple[str, ...]], words: list[str]
) -> None:
    book = Book.of(named)
    if len(words) < 3:
        return
    try:
        found, rest = name_and_rest(words, book.find)
    except UsageError:
        assert not any(book.has(" ".join(words[:at])) for at in range(1, len(words)))
        return
    name = words[: len(words) - len(rest)]
    assert [*name, *rest] == words
    assert rest
    assert found == book.find(" ".join(name))
    assert not any(book.has(" ".join(words[:at])) for at in range(len(name) + 1, len(words)))


def test_two_names_of_several_words_are_told_apart() -> None:
    book = Book.of([("jo", "park"), ("ute", "senger")])
    assert two_names(["jo", "park", "ute", "senger"], book.find) == ("jo park", "ute senger")


def test_two_ways_to_part_two_names_are_refused() -> None:
    book = Book.of([("hale",), ("hale", "press"), ("press", "shop"), ("shop",)])
    with pytest.raises(UsageError) as refused:
        two_names(["hale", "press", "shop"], book.find)
    assert refused.value.fix == '"hale" "press shop" or "hale press" "shop"'
