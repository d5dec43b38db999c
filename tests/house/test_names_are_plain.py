"""A word that the code uses often is in the glossary or in the list of plain words, and a class name exists once."""

import builtins
import re
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from tests.house.source import ROOT, classes, modules, part_counts, parts

OFTEN = 20
GLOSSARY = (ROOT / "docs/dev/glossary.md").read_text(encoding="utf-8")
TERMS = [term.strip() for term in re.findall(r"^\| ([^|]+) \| ", GLOSSARY, re.MULTILINE) if term != "word"]
PLAIN = set((Path(__file__).parent / "plain_words.txt").read_text(encoding="utf-8").split())
RETIRED = {
    *("told", "tells", "telling", "anew", "beside", "thing", "things", "asked", "moment", "lived", "reached"),
    *("upheaval", "upheavals", "duties", "desk", "doubts", "ahead", "begun", "mend", "learnt", "somebody", "till"),
}
KNOWN_WORDS, KNOWN_CLASSES, KNOWN_ENDINGS, KNOWN_RETIRED = 0, 0, 0, 0  # these may only shrink


def glossary_words() -> set[str]:
    return {part for term in TERMS for part in parts(term)}


def is_known(word: str) -> bool:
    """Whether a word is explained or plain, in the singular, as a plural or in the past."""
    known = PLAIN | glossary_words() | {name.lower() for name in dir(builtins)} | sys.stdlib_module_names
    forms = {word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"}
    return len(word) == 1 or not known.isdisjoint(forms)


@pytest.mark.parametrize("term", TERMS)
def test_a_word_of_the_glossary_is_in_the_code(term: str) -> None:
    pattern = re.compile(r"[\s_-]?".join(re.escape(word) for word in re.split(r"[\s_-]", term)), re.IGNORECASE)
    assert any(pattern.search(module.text) for module in modules())


def test_a_word_that_occurs_often_is_explained_or_plain() -> None:
    unknown = [word for word, count in part_counts().items() if count >= OFTEN and not is_known(word)]
    assert len(unknown) <= KNOWN_WORDS, sorted(unknown)


def test_the_last_word_of_a_class_is_explained_or_plain() -> None:
    unknown = [where for where, node in classes() if not is_known(parts(node.name)[-1])]
    assert len(unknown) <= KNOWN_ENDINGS, unknown


def test_a_class_name_exists_once() -> None:
    found = defaultdict(list)
    for where, node in classes():
        found[node.name].append(where)
    twice = {name: places for name, places in found.items() if len(places) > 1}
    assert len(twice) <= KNOWN_CLASSES, twice


def test_no_retired_word_is_in_an_identifier() -> None:
    used = {word: part_counts()[word] for word in sorted(RETIRED) if part_counts()[word]}
    assert sum(used.values()) <= KNOWN_RETIRED, used


def test_no_plain_word_is_retired_or_in_the_glossary() -> None:
    assert PLAIN.isdisjoint(RETIRED)
    assert PLAIN.isdisjoint(glossary_words()), PLAIN & glossary_words()
