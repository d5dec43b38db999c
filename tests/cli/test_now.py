"""What time it is: the clock, or `--now` in the book's time zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from planner.app.settings import Settings, settings_from
from planner.errors import UsageError

BERLIN = ZoneInfo("Europe/Berlin")


def settings(now: str | None) -> Settings:
    started = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)
    return Settings(None, now, json=False, yes=False, quiet=False, started=started, environ={})


@pytest.mark.parametrize(
    ("said", "now"),
    [
        (None, "2026-11-23T06:30:00+01:00"),
        ("2026-11-23T07:00", "2026-11-23T07:00:00+01:00"),
        ("2026-07-01T07:00", "2026-07-01T07:00:00+02:00"),
        ("2026-11-23 07:00:30", "2026-11-23T07:00:30+01:00"),
        ("2026-11-23", "2026-11-23T07:00:00+01:00"),
        ("2028-02-29", "2028-02-29T07:00:00+01:00"),
        ("2026-11-23T07:00Z", "2026-11-23T08:00:00+01:00"),
        ("2026-11-23T22:00-06:00", "2026-11-24T05:00:00+01:00"),
        ("2026-03-29T02:30", "2026-03-29T03:30:00+02:00"),  # the clocks skip it
        ("2026-10-25T02:30", "2026-10-25T02:30:00+02:00"),  # they show it twice: the first
    ],
)
def test_now_in_the_books_zone(said: str | None, now: str) -> None:
    assert settings(said).now(BERLIN).isoformat() == now


@pytest.mark.parametrize("said", ["soon", "2026-02-29", "25:00", "0001-01-01T00:00", "9999-12-31T23:59-12:00"])
def test_no_time_at_all(said: str) -> None:
    with pytest.raises(UsageError, match="--now: can't read"):
        settings(said).now(BERLIN)


@pytest.mark.parametrize(
    ("zone", "name"),
    [("Europe/Berlin", "Europe/Berlin"), (":America/Chicago", "America/Chicago"), ("Asia/Kolkata", "Asia/Kolkata")],
)
def test_the_machines_zone_by_its_name(monkeypatch: pytest.MonkeyPatch, zone: str, name: str) -> None:
    monkeypatch.setenv("TZ", zone)
    assert settings_from({}).machine_zone == name


@pytest.mark.parametrize("zone", ["", "nonsense", "/etc/passwd", "../../x", "CET-1CEST"])
def test_a_zone_that_is_none_gives_one_that_is(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    assert ZoneInfo(settings_from({}).machine_zone).key
