"""The playbook that ships with the program."""

from benchmarks.lived.world import default_playbook
from pytest import fixture

from planner.core.playbook import Playbook


@fixture(scope="session")
def playbook() -> Playbook:
    return default_playbook()
