"""In a book of thousands a slip is still named with the word that was meant, and soon."""

import time

import pytest

from planner.errors import BookErrors
from tests.book.books import a_book

MANY = 3000


def test_the_nearest_of_many_accounts(tmp_path):
    accounts = "".join(f'[[account]]\nid = "plant-{i}-north"\nname = "Plant {i}"\nrevenue = 1\n' for i in range(MANY))
    prospects = "".join(
        f'[[prospect]]\nname = "Deal {i}"\namount = 1\nstage = "talk"\naccount = "plant-{i}-nort"\n'
        for i in range(MANY)
    )
    begun = time.process_time()
    with pytest.raises(BookErrors) as refused:
        a_book(tmp_path, accounts=accounts, prospects=prospects)
    assert [error.fix for error in refused.value.errors] == [f'did you mean "plant-{i}-north"?' for i in range(MANY)]
    assert [error.line for error in refused.value.errors] == [5 + 5 * i for i in range(MANY)]
    assert time.process_time() - begun < 20


def test_a_circle_of_many_tasks_is_reported_in_a_line(tmp_path):
    tasks = "".join(
        f'[[task]]\nid = "t{i}"\ntitle = "T"\nminutes = 5\nafter = ["t{(i + 1) % MANY}"]\n' for i in range(MANY)
    )
    with pytest.raises(BookErrors) as refused:
        a_book(tmp_path, tasks=tasks)
    (error,) = refused.value.errors
    assert error.what == (
        'these tasks wait for each other: "t0" after "t1" after "t2" after "t3" after … (3000 tasks) after "t0"'
    )
