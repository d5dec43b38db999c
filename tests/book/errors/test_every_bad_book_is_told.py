"""The error catalogue: each folder beside this file is a bad book, its expected.txt what the rep is told of it.

Written anew, to be read before it is kept, with UPDATE_EXPECTED=1.
"""

import os
from pathlib import Path

import pytest

from planner.book.files import read_files
from planner.book.read.read_book import read_book
from planner.errors import BookErrors
from planner.screen.text.errors import explain

HERE = Path(__file__).parent
CASES = sorted(folder for folder in HERE.iterdir() if (folder / "expected.txt").exists())


@pytest.mark.parametrize("book", CASES, ids=lambda folder: folder.name)
def test_what_a_bad_book_is_told(book):
    with pytest.raises(BookErrors) as told:
        read_book(read_files(book), "Europe/Berlin")
    said = explain(told.value.errors).replace(str(book), "BOOK") + "\n"
    if os.environ.get("UPDATE_EXPECTED"):
        (book / "expected.txt").write_text(said, encoding="utf-8")
    assert said == (book / "expected.txt").read_text(encoding="utf-8")


def test_the_catalogue_is_as_large_as_it_should_be():
    assert len(CASES) >= 45
