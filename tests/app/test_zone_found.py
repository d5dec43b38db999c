"""The machine's zone, where it can be found in the zone database."""

from __future__ import annotations

import os

import pytest

from planner.app import settings
from planner.app.settings import settings_from


@pytest.mark.parametrize(("name", "found"), [("Asia/Tokyo", "Asia/Tokyo"), (":UTC", "UTC"), ("Mars/Base", "")])
def test_the_zone_of_the_environment(name: str, found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", name)
    monkeypatch.setattr(settings, "_zone_names", lambda environ: [environ["TZ"].lstrip(":")])
    here = settings_from({})
    assert os.environ["TZ"] == name
    assert (here.zone_found, here.machine_zone) == (found, found or "UTC")
