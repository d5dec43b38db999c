"""Every path and link that a document names is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("docs", "examples", "benchmarks", "tests")
DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *(path for folder in FOLDERS for path in sorted((ROOT / folder).glob("**/*.md"))),
]
OWN_FOLDERS = ("src/", "tests/", "docs/", "examples/", "benchmarks/", ".ci/")
PACKAGE = ROOT / "src" / "planner"


def links(text: str) -> list[str]:
    return [to.split("#")[0] for to in re.findall(r"\]\(([^)\s]+)\)", text) if not re.match(r"[a-z]+:|#", to)]


def paths(text: str) -> list[str]:
    return [word for word in re.findall(r"[`\s(]((?:[\w.-]+/)+[\w.-]*)", text) if word.startswith(OWN_FOLDERS)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_it_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    missing = [to for to in links(text) if not (document.parent / to).exists()]
    missing += [path for path in paths(text) if not (ROOT / path.rstrip(".,:")).exists()]
    assert missing == []


def test_the_packages_own_map_is_right() -> None:
    text = (PACKAGE / "__init__.py").read_text(encoding="utf-8")
    named = re.findall(r"`([\w/]+(?:/|\.py))`", text)
    assert "core/" in named
    assert [path for path in named if not (PACKAGE / path).exists()] == []
