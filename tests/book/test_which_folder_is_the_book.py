"""--book, else $PLAN_BOOK, else the nearest plan.toml upwards, else the user's own; or what is said."""

import pytest

from planner.book import find
from planner.errors import PlanError


@pytest.fixture
def folders(tmp_path, monkeypatch):
    for name in ("named", "environ", "above", "own"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "plan.toml").touch()
    (tmp_path / "above" / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(find, "user_book", lambda: tmp_path / "own")
    return tmp_path


@pytest.mark.parametrize(
    ("option", "environ", "cwd", "found"),
    [
        ("named", "environ", "above", "named"),
        (None, "environ", "above", "environ"),
        (None, None, "above/deep/deeper", "above"),
        (None, "", "above", "above"),
        (None, None, "empty", "own"),
        ("named/plan.toml", None, "empty", "named"),
    ],
)
def test_the_order(folders, option, environ, cwd, found):
    option = folders / option if option else None
    environ = {} if environ is None else {"PLAN_BOOK": environ and str(folders / environ)}
    assert find.find_book(option, environ, folders / cwd) == folders / found


def test_a_relative_option_is_from_here(folders):
    assert find.find_book(find.Path("../named"), {}, folders / "empty").samefile(folders / "named")


@pytest.mark.parametrize(
    ("name", "what"), [("empty", "holds no plan.toml"), ("nowhere", "is not a folder"), ("\0", "is not")]
)
def test_a_named_book_that_is_none_is_not_replaced_by_another(folders, name, what):
    with pytest.raises(PlanError, match=what) as told:
        find.find_book(find.Path(name), {}, folders)
    assert "plan init" in told.value.fix


def test_no_book_at_all(folders, monkeypatch):
    monkeypatch.setattr(find, "user_book", lambda: folders / "nowhere")
    with pytest.raises(PlanError, match="there is no book here") as told:
        find.find_book(None, {}, folders / "empty")
    assert "plan init" in told.value.fix and "plan demo" in told.value.fix
