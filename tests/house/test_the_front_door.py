"""The README is short, and its test command is the one that the checks run."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHORT_SET = (ROOT / ".ci/short-set").read_text(encoding="utf-8").split()


def test_the_readme_is_at_most_600_words() -> None:
    assert len(README.split()) <= 600


def test_the_readme_has_one_picture() -> None:
    assert len(re.findall(r"!\[.*?\]\(", README)) == 1


def test_two_commands_set_up_the_demo_and_the_tests() -> None:
    demo, tests = re.findall(r"^```sh\n(.*?)\n```$", README, re.MULTILINE | re.DOTALL)
    assert demo.endswith("plan demo")
    assert tests == ".ci/test"
    assert ".ci/test " in (ROOT / ".ci/run").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", SHORT_SET)
def test_the_short_set_names_folders_with_tests(folder: str) -> None:
    assert list((ROOT / folder).glob("**/test_*.py"))


def test_the_license_and_the_types_are_shipped() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license-files"] == ["LICENSE"]
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    assert (ROOT / "src/planner/py.typed").exists()
