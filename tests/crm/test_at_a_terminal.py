"""At a terminal unknown stages are asked for, and so is a yes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran
from tests.crm.conftest import contents


@pytest.mark.parametrize(("answer", "kept"), [("y\n", True), ("n\n", False)])
def test_an_unknown_stage(at_terminal: Callable[..., Ran], book: Path, tmp_path: Path, answer: str, kept: bool) -> None:
    export = tmp_path / "export.csv"
    export.write_text("Deal name,Stage,Amount\nRollout,Technical win,100\n", encoding="utf-8")
    ran = at_terminal(
        "import",
        str(export),
        answers=(('Which is "Technical win" (1 deal)?: ', "nego\n"), ("the book (1 new)? [y/N] ", answer)),
    )
    assert ran.code == 0
    assert "new      Rollout: negotiation, $100\n" in ran.out
    assert ran.out.endswith("written; `plan undo` takes it back\n" if kept else "nothing was written\n")
    assert ('"Technical win" = "negotiation"' in contents(book).get("import.toml", "")) == kept
    assert ("prospects.toml" in contents(book)) == kept
