"""A file in the diary that is larger than any page is not read into memory."""

from datetime import date
from pathlib import Path

import pytest

from planner.book.diary.page_files import LARGEST, page_content
from planner.errors import FileError


@pytest.mark.parametrize(("size", "is_read"), [(LARGEST, True), (LARGEST + 1, False)])
def test_a_page_has_a_largest_size(tmp_path: Path, size: int, is_read: bool) -> None:
    with (tmp_path / "2026-11-23.toml").open("wb") as file:
        file.truncate(size)
    content = page_content(tmp_path, date(2026, 11, 23))
    if is_read:
        assert isinstance(content, bytes)
        assert len(content) == size
    else:
        assert isinstance(content, FileError)
        assert (content.file, content.what) == ("diary/2026-11-23.toml", "this is larger than a page can be")
