"""Very many words that nothing in the book is called cost no more than as many right ones."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.book.check import references, type_errors
from planner.book.files import read_files
from planner.book.read import plan_file, values
from planner.book.read.limits import MOST_CALENDARS
from planner.book.read.read_book import read_book
from planner.book.read.records import MOST_OF_PLAYBOOK
from planner.errors import BookErrors, FileError

PLAN = '[rep]\nname = "Dana"\ncurrency = "EUR"\ntimezone = "Europe/Berlin"\n[hours]\nmon = ["09:00-12:00"]\n'
MANY = 6_000


def errors(folder: Path, **files: str) -> tuple[FileError, ...]:
    for name, text in {"plan": PLAN, **files}.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BookErrors) as refused:
        read_book(read_files(folder), "Europe/Berlin")
    return tuple(refused.value.errors)


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often a word was compared with all that there are, by the function that did it."""
    calls = Counter[str]()

    def counting(name: str, of: Callable[..., str | None]) -> Callable[..., str | None]:
        def count(*words: object, **options: object) -> str | None:
            calls[name] += 1
            return of(*words, **options)

        return count

    for module in (values, references, plan_file, type_errors):
        for name in ("nearest", "close"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, counting(name, getattr(module, name)))
    return calls


TASK = '[[task]]\ntitle = "T{n}"\nminutes = 30\n'
DEAL = '[[prospect]]\nname = "T{n}"\nstage = "lead"\nvalue = 9\n'


@pytest.mark.parametrize(
    ("file", "wrong"),
    [
        ("tasks", TASK + "minits{n} = 1\n"),
        ("tasks", TASK + "minits = 1\n"),
        ("tasks", TASK + 'play = "closse{n}"\n'),
        ("prospects", DEAL + 'timezone = "Europe/Berlin{n}"\n'),
        ("prospects", DEAL + 'account = "bolt{n}"\n'),
    ],
)
def test_the_first_are_compared_and_the_others_reported(
    file: str, wrong: str, compared: Counter[str], tmp_path: Path
) -> None:
    account = '[[account]]\nid = "bolt"\nname = "Bolt"\nrevenue = 5\n'
    found = errors(tmp_path, **{"accounts": account, file: "".join(wrong.format(n=n) for n in range(MANY))})
    assert len(found) >= MANY
    assert found[0].fix.startswith("did you mean") or "did you mean" in " ".join(each.fix for each in found[:3])
    assert compared.total() < MANY


def test_a_few_wrong_words_all_get_their_hint(tmp_path: Path) -> None:
    found = errors(tmp_path, tasks="".join(f"{TASK.format(n=n)}minits{n} = 1\n" for n in range(200)))
    assert len(found) == 200
    assert {each.fix for each in found} == {"did you mean `minutes`?"}


def test_unknown_accounts_are_not_looked_for_one_by_one(tmp_path: Path) -> None:
    accounts = "".join(f'[[account]]\nid = "a{n}"\nname = "Firm {n}"\nrevenue = 5\n' for n in range(8_000))
    deals = "".join(f'{DEAL.format(n=n)}account = "Nobody {n}"\n' for n in range(8_000))
    began = time.process_time()
    found = errors(tmp_path, accounts=accounts, prospects=deals + DEAL.format(n="x") + 'account = "Firm 7"\n')
    assert time.process_time() - began < 10
    assert found[-1].fix == 'write "a7"'


@pytest.mark.parametrize("key", ["stage", "question", "play", "objection", "persona"])
def test_a_playbook_is_no_larger_than_anyone_could_use(key: str, tmp_path: Path) -> None:
    keys = ("play", "id", "name", "until")
    lines = [f"[[{key}]]", *(f'{each} = "p{{n}}"' for each in keys), 'stages = ["z{n}"]', 'was = ["w{n}"]']
    one = "".join(f"{line}\n" for line in lines)
    began = time.process_time()
    found = errors(tmp_path, playbook="".join(one.format(n=n) for n in range(8_000)))
    assert time.process_time() - began < 10
    assert [each.line for each in found if each.what.startswith(f"more than {MOST_OF_PLAYBOOK} [[{key}]]")] == [3_501]


def test_very_many_roads_are_not_compared_with_each_other(tmp_path: Path) -> None:
    roads = ", ".join(f'["p{n}", "p{n + 1}", 5]' for n in range(12_000))
    began = time.process_time()
    (error,) = errors(tmp_path, plan=f'{PLAN}[travel]\nminutes = [{roads}, ["p7", "p6", 9]]\n')
    assert error.what == '"p7" to "p6" is listed twice'
    assert time.process_time() - began < 6


def test_a_team_is_no_larger_than_a_rep_could_call_in(tmp_path: Path) -> None:
    rows = "".join(f'[[colleague]]\nname = "C{n}"\nper_hour = 1\n' for n in range(MOST_OF_PLAYBOOK + 1))
    (error,) = errors(tmp_path, colleagues=rows)
    assert error.what == "more than 500 [[colleague]]; the others are not read"
    (tmp_path / "colleagues.toml").write_text(rows[: rows.rindex("[[")], encoding="utf-8")
    assert len(read_book(read_files(tmp_path), "Europe/Berlin").book.colleagues) == MOST_OF_PLAYBOOK


@pytest.mark.parametrize("colleagues", [1, 400])
def test_a_book_of_very_many_calendars_is_refused(tmp_path: Path, colleagues: int) -> None:
    """Each is looked for on every run, whatever it costs."""
    names = [f'"c{number}.ics"' for number in range(MOST_CALENDARS + 1 if colleagues == 1 else 6)]
    rows = [f'[[colleague]]\nname = "C{n}"\nper_hour = 1\nbusy = [{", ".join(names)}]\n' for n in range(colleagues)]
    (error,) = errors(tmp_path, colleagues="".join(rows))
    assert (error.file, error.what) == ("colleagues.toml", "more than 2,000 calendars in one book")
    few = f'[[colleague]]\nname = "C"\nper_hour = 1\nbusy = [{", ".join(names[:2])}]\n'
    (tmp_path / "colleagues.toml").write_text(few, encoding="utf-8")
    (colleague,) = read_book(read_files(tmp_path), "Europe/Berlin").book.colleagues
    assert colleague.busy == ("c0.ics", "c1.ics")
