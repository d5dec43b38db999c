"""The playbook that ships with the program."""

from __future__ import annotations

import pytest
from benchmarks.lived.world import default_playbook

from planner.core.playbook import Playbook


@pytest.fixture(scope="session")
def playbook() -> Playbook:
    return default_playbook()
