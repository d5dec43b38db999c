"""--book, else $PLAN_BOOK, else the nearest plan.toml upwards, else the user's own; or what is said."""

import os

import pytest

from planner.app.setup.trust import trust_folder
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
    ("name", "what"), [("empty", "has no plan.toml"), ("nowhere", "is not a folder"), ("\0", "is not")]
)
def test_a_named_book_that_is_none_is_not_replaced_by_another(folders, name, what):
    with pytest.raises(PlanError, match=what) as refused:
        find.find_book(find.Path(name), {}, folders)
    assert "plan init" in refused.value.fix


def test_no_book_at_all(folders, monkeypatch):
    monkeypatch.setattr(find, "user_book", lambda: folders / "nowhere")
    with pytest.raises(PlanError, match="no book found") as refused:
        find.find_book(None, {}, folders / "empty")
    assert "plan init" in refused.value.fix and "plan demo" in refused.value.fix


ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def trusting(folders, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folders / "config"))
    return folders


def found_in(folders):
    return find.find_book(None, {}, folders / "above" / "deep")


@pytest.mark.skipif(not ROOT, reason="only root can give files away")
@pytest.mark.parametrize("what", [".", "plan.toml"])
def test_someone_elses_is_not_taken_for_the_users_own(trusting, what):
    os.chown(trusting / "above" / what, 1234, 1234)
    with pytest.raises(PlanError, match=r"plan.toml was not used as your book: .* belongs to someone else") as refused:
        found_in(trusting)
    assert refused.value.fix == f"if you trust it: plan trust {trusting / 'above'}; else name your own with --book"
    assert find.find_book(trusting / "above", {}, trusting) == trusting / "above"  # named: no question whose it is
    assert find.find_book(None, {"PLAN_BOOK": str(trusting / "above")}, trusting) == trusting / "above"
    trust_folder(trusting / "above")
    assert found_in(trusting) == trusting / "above"


@pytest.mark.parametrize(("what", "mode"), [(".", 0o1777), (".", 0o707), ("plan.toml", 0o666)])
def test_what_everyone_may_write_is_nobodys(trusting, what, mode):
    (trusting / "above" / what).chmod(mode)
    with pytest.raises(PlanError, match="was not used as your book: others may write to"):
        found_in(trusting)


@pytest.mark.parametrize(("what", "mode"), [(".", 0o775), ("plan.toml", 0o664), ("plan.toml", 0o600)])
def test_the_users_own_may_be_writable_by_their_group(trusting, what, mode):
    (trusting / "above" / what).chmod(mode)
    assert found_in(trusting) == trusting / "above"


@pytest.mark.parametrize(
    ("owner", "mode", "theirs"), [(0, 0o755, False), (0, 0o775, True), (0, 0o777, True), (7, 0o755, True)]
)
def test_roots_counts_where_nobody_else_may_write(trusting, monkeypatch, owner, mode, theirs):
    monkeypatch.setattr(os, "geteuid", lambda: 42)
    real = find.Path.stat
    status = os.stat_result((mode | 0o040000, 0, 0, 1, owner, owner, 0, 0, 0, 0))
    monkeypatch.setattr(find.Path, "stat", lambda path: status if path.name in ("above", "plan.toml") else real(path))
    assert bool(find.why_foreign(trusting / "above")) == theirs


def test_a_list_that_can_not_be_read_trusts_nothing(trusting):
    find.trust_file().mkdir(parents=True)
    assert find.trusted_folders() == frozenset()
