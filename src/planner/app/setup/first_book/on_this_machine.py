"""Calendars and CRM exports on this machine, and what it says about its user."""

from __future__ import annotations

import configparser
import glob
import locale
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from planner.calendars.files import calendar_files, read_bytes
from planner.crm.apply_import import layout_of
from planner.crm.table.read_export import LARGEST, read_export
from planner.errors import PlanError
from planner.locales.locale import Locale, locale_in_country, locale_of
from planner.typed.rep.zones import country_of

_MOST = 6  # calendars or exports that are listed
_MOST_FILES = 2000  # of a calendar's folder that are counted
_MOST_BYTES = 5_000_000  # of an export that is looked into unasked, and of what it unpacks to
_EXPORTS = (".csv", ".xlsx", ".xls", ".ods", ".zip")
_NO_CALENDAR = 2  # a file in Downloads with fewer events is an invitation


class FoundCalendar(NamedTuple):
    """A calendar on this machine, as plan.toml would name it."""

    name: str  # "~/Downloads/work.ics"
    events: int


class FoundExport(NamedTuple):
    """A file that a CRM exported, and what it lists: "prospect", "account" or "contact"."""

    name: str
    kind: str
    rows: int


def calendar_at(name: str, folder: Path) -> FoundCalendar | None:
    """The calendar that a rep names, relative to the book's `folder`; None if no event is there."""
    path = folder / os.path.expanduser(name)  # noqa: PTH111 -- Path's own raises without a home
    files, _ = calendar_files(path)
    events = sum(_events(read_bytes(file)) for file in files[:_MOST_FILES])
    return FoundCalendar(name, events) if events else None


def calendars_found(environ: Mapping[str, str], folder: Path) -> list[FoundCalendar]:
    """The calendars of the book's folder, vdirsyncer, khal, and the newest in Downloads."""
    home = _home(environ)
    found: dict[str, FoundCalendar] = {}
    for path in _calendar_places(environ, home, folder):
        name = path.name if path.parent == folder else _short(path, home)
        if name not in found and (calendar := calendar_at(name, folder)) is not None:
            least = _NO_CALENDAR if path.parent.name == "Downloads" else 1
            if calendar.events >= least:
                found[name] = calendar
        if len(found) == _MOST:
            break
    return list(found.values())


def export_at(name: str, largest: int = LARGEST) -> FoundExport | None:
    """The CRM export at a path; None if it is larger, or none that is recognized.

    Raises OSError if it can't be read.
    """
    path = Path(os.path.expanduser(name))  # noqa: PTH111 -- Path's own raises without a home
    try:
        for table in read_export(path, largest=largest):
            return FoundExport(name, layout_of(table, None, ()).kind, len(table.rows))
    except PlanError:
        return None
    return None


def exports_found(environ: Mapping[str, str]) -> list[FoundExport]:
    """The newest exports of a CRM in Downloads and the current folder."""
    home = _home(environ)
    places = [path for place in (home / "Downloads", Path()) for path in _newest(place, _EXPORTS)]
    found: dict[str, FoundExport] = {}
    for path in places[: 4 * _MOST]:
        try:
            export = export_at(_short(path, home), _MOST_BYTES)
        except OSError:
            continue
        if export is not None and export.rows:
            found.setdefault(export.name, export)
    return list(found.values())[:_MOST]


def full_name(environ: Mapping[str, str]) -> str:
    """The user's name as the machine knows it, else the login, else nothing."""
    login = environ.get("USER") or environ.get("USERNAME") or ""
    if os.name != "posix":
        return login
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0].strip() or login
    except KeyError:
        return login


def usual_locale(environ: Mapping[str, str], zone: str) -> str:
    """The locale of the machine's settings, else of the time zone's country, else ""."""
    found = _set_locale(environ, "LC_TIME")
    return found.name if found is not None else locale_in_country(country_of(zone))


def usual_currency(environ: Mapping[str, str], zone: str) -> str:
    """The currency of the machine's locale, else of the time zone's country, else "USD"."""
    found = _set_locale(environ, "LC_MONETARY")
    if found is not None:
        return found.home
    with suppress(locale.Error):  # a locale that only the machine knows
        locale.setlocale(locale.LC_MONETARY, "")
        if code := str(locale.localeconv()["int_curr_symbol"]).strip():
            return code
    name = locale_in_country(country_of(zone))
    return locale_of(name).home if name else "USD"


def _set_locale(environ: Mapping[str, str], kind: str) -> Locale | None:
    """The known locale that the environment sets for a kind of value."""
    for variable in ("LC_ALL", kind, "LANG"):
        with suppress(LookupError):
            return locale_of(environ.get(variable, "").partition("@")[0])
    return None


def _calendar_places(environ: Mapping[str, str], home: Path, folder: Path) -> Iterator[Path]:
    """Files and folders that may be calendars, the surest first."""
    yield from sorted(folder.glob("*.ics"))
    config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    named = environ.get("VDIRSYNCER_CONFIG")
    settings = [Path(named)] if named else [config / "vdirsyncer" / "config", home / ".vdirsyncer" / "config"]
    for path in settings:
        yield from _below(_vdirsyncer_paths(path), home)
    yield from _below(_khal_paths(config / "khal" / "config"), home)
    yield from _newest(home / "Downloads", (".ics",))


def _below(names: Iterable[str], home: Path) -> Iterator[Path]:
    for name in names:
        expanded = str(home) + name[1:] if name.startswith("~/") else name
        yield from (Path(each) for each in sorted(glob.glob(expanded)) if Path(each).is_absolute())  # noqa: PTH207


def _vdirsyncer_paths(config: Path) -> list[str]:
    """The folders of vdirsyncer's calendars, without the one that the plan is exported to."""
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read_string(config.read_text(encoding="utf-8"))
    except (OSError, ValueError, configparser.Error):
        return []
    return [
        parser[section].get("path", "").strip("\"' ")
        for section in parser.sections()
        if section.startswith("storage ") and section != "storage plan_here" and "path" in parser[section]
    ]


def _khal_paths(config: Path) -> list[str]:
    try:
        text = config.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return []
    return [path.strip("\"' ") for path in re.findall(r"^\s*path\s*=\s*(.+?)\s*$", text, re.MULTILINE)]


def _newest(folder: Path, ends: tuple[str, ...]) -> list[Path]:
    try:
        named = (path for path in folder.iterdir() if path.suffix.lower() in ends and path.name.isprintable())
        files = [path for path in named if path.is_file()]
        return sorted(files, key=lambda path: -path.stat().st_mtime)
    except OSError:
        return []


def _events(data: bytes | str) -> int:
    return data.count(b"BEGIN:VEVENT") if isinstance(data, bytes) else 0


def _home(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("HOME") or environ.get("USERPROFILE") or os.sep)


def _short(path: Path, home: Path) -> str:
    """A path as a rep writes it: with ~ for the home folder."""
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) and path != home else str(path)
