"""`plan export` to a file, to stdout and to a folder."""

import json
import re
from pathlib import Path

from tests.conftest import Plan


def starts(calendar: str) -> list[str]:
    """Of each event: its summary, its day and time, and its status where it is cancelled."""
    found = []
    for event in calendar.replace("\r\n ", "").split("BEGIN:VEVENT")[1:]:
        value = dict(line.partition(":")[::2] for line in event.split("\r\n"))
        gone = " CANCELLED" if value["STATUS"] == "CANCELLED" else ""
        found.append(f"{value['SUMMARY']} {value['DTSTART;TZID=Europe/Berlin'][4:13]}{gone}")
    return found


def test_to_stdout_and_nothing_else_there(plan: Plan, book: Path) -> None:
    ran = plan("export", "--book", str(book))
    assert (ran.code, ran.err) == (0, "")
    assert starts(ran.out) == ["Deck for Bolt 1123T0900", "Tender papers 1123T1100"]
    assert ran.out.endswith("END:VCALENDAR\r\n")
    assert plan("export", "-", "--book", str(book)).out == ran.out


def test_to_a_file_with_an_alarm(plan: Plan, book: Path, tmp_path: Path) -> None:
    ran = plan("export", "today.ics", "--alarm", "10", "--book", str(book), cwd=tmp_path)
    assert (ran.code, ran.out, ran.err) == (0, "2 events in today.ics\n", "")
    assert (tmp_path / "today.ics").read_bytes().count(b"\r\nTRIGGER:-PT10M\r\n") == 2


def test_a_moved_line_is_updated_and_a_removed_one_cancelled(plan: Plan, book: Path, tmp_path: Path) -> None:
    file = tmp_path / "today.ics"
    plan("export", str(file), "--book", str(book))
    before = file.read_bytes().decode()
    tasks = (book / "tasks.toml").read_text().replace("2026-11-23T09:00", "2026-11-23T10:00")
    (book / "tasks.toml").write_text(tasks.replace("2026-11-23T11:00", "2026-11-30T11:00"))

    ran = plan("export", str(file), "--book", str(book), PLAN_NOW="2026-11-23T08:00")

    after = file.read_bytes().decode()
    assert ran.out == f"1 event in {file}, 1 canceled\n"
    assert starts(after) == ["Deck for Bolt 1123T1000", "Canceled: Tender papers 1123T1100 CANCELLED"]
    assert sorted(re.findall("UID:.*", before)) == sorted(re.findall("UID:.*", after))
    assert re.findall(r"SEQUENCE:(\d)|LAST-MODIFIED:(\w+)", after) == [
        ("2", ""), ("", "20261123T070000Z"), ("1", ""), ("", "20261123T070000Z")
    ]  # fmt: skip


def test_in_a_folder_removed_lines_go_and_other_files_stay(plan: Plan, book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "vdir"
    ran = plan("export", f"{folder}/", "--book", str(book))
    assert (ran.code, ran.out) == (0, f"2 events in {folder}/\n")
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    foreign = {"dentist.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "note.txt": b"mine", "color": b"#ff0000"}
    for name, content in foreign.items():
        (folder / name).write_bytes(content)
    (book / "tasks.toml").write_text((book / "tasks.toml").read_text().replace("2026-11-23T11:00", "2026-11-30T11:00"))

    ran = plan("export", str(folder), "--book", str(book), PLAN_NOW="2026-11-23T08:00")

    assert (ran.code, ran.err, ran.out) == (0, "", f"1 event in {folder}, 1 old one removed\n")
    now = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert foreign.items() <= now.items()
    (kept,) = now.keys() - foreign.keys()
    assert now[kept] == first[kept]
    assert starts(now[kept].decode()) == ["Deck for Bolt 1123T0900"]


def test_another_days_events_stay_in_the_folder(plan: Plan, book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "vdir"
    plan("export", str(folder), "--book", str(book))
    plan("export", str(folder), "--book", str(book), PLAN_NOW="2026-11-24T07:00")
    # Monday's work was not done, so it is on Tuesday's page too
    assert sorted(path.name[:8] for path in folder.iterdir()) == ["20261123"] * 2 + ["20261124"] * 3


def test_a_week_is_the_pages_that_are_there(plan: Plan, book: Path) -> None:
    ran = plan("export", "--week", "--book", str(book), "--date", "2026-11-10")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "error: no page in the week of 2026-11-09\n  fix: `plan today` makes one\n"

    plan("today", "--book", str(book))
    plan("today", "--book", str(book), "--date", "tomorrow")
    ran = plan("export", "--week", "--book", str(book), "--date", "2026-11-23", PLAN_NOW="2026-11-29T20:00")
    monday = ["Deck for Bolt 1123T0900", "Tender papers 1123T1100"]
    assert starts(ran.out) == [*monday, "Forecast 1124T1000"]  # tomorrow's page takes today's as done
    assert not (book / "diary/2026-11-25.toml").exists()


def test_the_week_from_today_has_the_planned_days_too(plan: Plan, book: Path) -> None:
    ran = plan("export", "--week", "--book", str(book))
    assert (ran.code, ran.err) == (0, "")
    assert starts(ran.out) == ["Deck for Bolt 1123T0900", "Tender papers 1123T1100", "Forecast 1124T1000"]
    assert not (book / "diary").exists()
    plan("today", "--book", str(book))
    assert starts(plan("export", "--week", "--book", str(book)).out) == starts(ran.out)


def test_a_day_off_is_a_calendar_without_an_event(plan: Plan, book: Path) -> None:
    ran = plan("export", "--book", str(book), PLAN_NOW="2026-11-22T07:00")
    assert (ran.code, starts(ran.out)) == (0, [])
    assert ran.out.count("BEGIN:") == ran.out.count("END:") > 1  # RFC 5545 forbids an empty calendar: the zone


def test_as_json(plan: Plan, book: Path, tmp_path: Path) -> None:
    file = tmp_path / "today.ics"
    output = json.loads(plan("export", str(file), "--json", "--book", str(book)).out)
    assert (output["written"], output["same"], output["removed"]) == (["today.ics"], [], [])
    assert [(e["item"], e["start"], e["status"]) for e in output["events"]] == [
        ("deck", "2026-11-23T09:00:00+01:00", "confirmed"),
        ("tender", "2026-11-23T11:00:00+01:00", "confirmed"),
    ]
    again = json.loads(plan("export", "--json", "--book", str(book)).out)
    assert again["calendar"].encode() == file.read_bytes()
    assert json.loads(plan("export", str(file), "--json", "--book", str(book)).out)["same"] == ["today.ics"]


def test_a_command_line_that_is_wrong(plan: Plan, book: Path) -> None:
    for words, output in (
        (["--alarm", "-1"], "error: --alarm has to be between 0 and 10080 minutes, not -1"),
        (["--date", "someday"], 'error: --date: can\'t read "someday" as a day'),
        ([""], "error: TARGET is empty"),
    ):
        ran = plan("export", *words, "--book", str(book))
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(output)


PROSPECT = """
[[prospect]]
id = "acme"
name = "Acme, Söhne & Co"
contacts = ["lena"]
amount = 48_000
stage = "discovery"
at = 2026-11-23T10:00
place = "munich"
next = "Find out: who signs?"
"""
CONTACT = """
[[contact]]
id = "lena"
name = "Lena Vogt"
role = "Head of Operations"
phone = "+49 30 1234"
"""


def test_an_event_has_objective_materials_and_reason(plan: Plan, book: Path) -> None:
    (book / "tasks.toml").unlink()
    (book / "prospects.toml").write_text(PROSPECT, encoding="utf-8")
    (book / "contacts.toml").write_text(CONTACT, encoding="utf-8")
    output = plan("export", "--book", str(book)).out.replace("\r\n ", "")
    assert starts(output) == ["Discovery call · Acme\\, Söhne & Co 1123T1000"]
    assert "\r\nLOCATION:munich\r\n" in output
    assert "\r\nCATEGORIES:plan,prospect,advance\r\n" in output
    description = re.search(r"\r\nDESCRIPTION:(.*)\r\n", output)
    assert description is not None
    *lines, why, makes = description[1].split("\\n")
    assert lines == [
        "Find out: who signs?",
        "Bring: Their annual report\\; marked\\; A pen",
        "With: Lena Vogt\\, Head of Operations\\, +49 30 1234",
    ]
    assert re.fullmatch(r"Why: €[\d\\,]+ × [\d.]+% over [\d.]+ h still needed", why)
    assert re.fullmatch(r"Makes €[\d\\,]+\\, €[\d\\,]+/h", makes)


def test_other_figures_at_the_same_place_are_a_later_change_and_no_new_sequence(plan: Plan, book: Path) -> None:
    plan("export", "--book", str(book))
    (book / "tasks.toml").write_text((book / "tasks.toml").read_text().replace("makes = 100", "makes = 200"))
    output = plan("export", "--book", str(book), PLAN_NOW="2026-11-23T08:00").out
    assert re.findall("SEQUENCE:.*|LAST-MODIFIED:.*", output.replace("\r", "")) == [
        "SEQUENCE:0",
        "LAST-MODIFIED:20261123T060000Z",
        "SEQUENCE:0",
        "LAST-MODIFIED:20261123T070000Z",
    ]


MEETING = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:meeting
SUMMARY:Discovery with Acme [acme]
DTSTART;TZID=Europe/Berlin:20261123T100000
DTEND;TZID=Europe/Berlin:20261123T110000
END:VEVENT
END:VCALENDAR
"""


def test_a_meeting_of_the_own_calendar_is_not_doubled_there(plan: Plan, book: Path) -> None:
    (book / "tasks.toml").unlink()
    (book / "prospects.toml").write_text(PROSPECT.replace("at = 2026-11-23T10:00", ""), encoding="utf-8")
    (book / "work.ics").write_text(MEETING, encoding="utf-8")
    with (book / "plan.toml").open("a") as plan_file:
        plan_file.write('[calendars]\nbusy = ["work.ics"]\n')
    assert starts(plan("export", "--book", str(book)).out) == []
    assert starts(plan("export", "--meetings", "--book", str(book)).out) == [
        "Discovery call · Acme\\, Söhne & Co 1123T1000"
    ]
