"""The error catalogue: each folder next to this file is a bad book, its expected.txt the message about it.

UPDATE_EXPECTED=1 writes them again; read the difference before you commit it.
"""

import os
from pathlib import Path

import pytest

from planner.book.files import read_files
from planner.book.read.read_book import read_book
from planner.errors import NOTHING_CHANGED, BookErrors
from planner.screen.text.errors import errors_text

HERE = Path(__file__).parent
CASES = sorted(folder for folder in HERE.iterdir() if (folder / "expected.txt").exists())


@pytest.mark.parametrize("book", CASES, ids=lambda folder: folder.name)
def test_message_about_a_bad_book(book):
    with pytest.raises(BookErrors) as refused:
        read_book(read_files(book), "Europe/Berlin")
    text = errors_text(refused.value.errors, NOTHING_CHANGED).replace(str(book), "BOOK") + "\n"
    if os.environ.get("UPDATE_EXPECTED"):
        (book / "expected.txt").write_text(text, encoding="utf-8")
    assert text == (book / "expected.txt").read_text(encoding="utf-8")


def test_the_catalogue_is_as_large_as_it_should_be():
    assert len(CASES) >= 45
