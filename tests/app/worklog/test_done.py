"""`plan done`: the outcome is enough; the diary gets a row and the book is brought up to date, comments and all."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.app.worklog.conftest import At, items, page, record, worked

TODAY = date(2026, 11, 23)


def test_the_outcome_alone_takes_minutes_and_time_from_the_page(at: At, book: Path) -> None:
    planned = items(at, "7:00")["birch/close"]
    assert (planned["start"][11:16], planned["minutes"]) == ("08:30", 50)
    at("14:40", "done", "birch", "--outcome", "advanced")
    assert worked(book) == [("birch/close", "08:30", "09:20", 50, "advanced")]
    assert record(book, "birch")["won_on"] == TODAY
    text = (book / "prospects.toml").read_text(encoding="utf-8")
    assert 'stage = "won"      # nearly there\n' in text
    assert 'id = "acme"          # the big one\n' in text
    assert "amount = 48_000      # they said 50 at first\n" in text


def test_what_is_done_is_done_and_the_rest_is_planned_anew_from_now(at: At, book: Path) -> None:
    morning = items(at, "7:00")
    at("9:40", "done", "birch", "-o", "no-contact", "--minutes", "5")
    later = items(at, "9:40")
    done = later.pop("birch/close")
    assert (done["state"], done["reason"], done["minutes"]) == ("done", "no-contact", 5)
    assert all(item["end"] > "2026-11-23T09:40" for item in later.values())
    first = {row["item"] for row in page(book)["planned"] if row["made"].hour == 7}
    assert first == set(morning)  # the morning's page is still what the review compares with


def test_everything_that_can_be_typed(at: At, book: Path) -> None:
    known = record(book, "acme")["answers"]
    items(at, "7:00")
    at(
        "12:00", "done", "acme", "-o", "stayed", "--from", "9:20", "--to", "10:05", "--aim", "not-met",
        "--answer", "why_now=yes", "--next", "Send the price", "--next-on", "fri", "-m", "She was late",
    )  # fmt: skip
    row = page(book)["worked"][0]
    assert (row["minutes"], row["aim_met"], row["answers"], row["note"], row["stage"]) == (
        45, False, {"why_now": "yes"}, "She was late", "proposal",
    )  # fmt: skip
    assert row["per_hour"] > 0
    assert row["index"] == pytest.approx(row["per_hour"] / (48_000 * 0.08), rel=1e-3)
    acme = record(book, "acme")
    assert (acme["attempts"], acme["last_touch"], acme["next"]) == (1, TODAY, "Send the price")  # a day is agreed
    assert (acme["next_on"], acme["answers"]) == (date(2026, 11, 27), {**known, "why_now": "yes"})


def test_anything_that_was_not_planned_with_a_record_or_without(at: At, book: Path) -> None:
    items(at, "7:00")
    ran = at("9:00", "done", "Helped Sam with a demo", "--minutes", "25")
    assert ran.err == ""  # it is no record's: nothing there to be careful about
    at("10:00", "done", "Lunch with Jo", "--record", "acme", "--minutes", "40")
    assert worked(book) == [
        ("helped-sam-with-a-demo", "08:35", "09:00", 25, "done"),
        ("lunch-with-jo", "09:20", "10:00", 40, "done"),
    ]
    assert page(book)["worked"][1]["record"] == "acme"
    shown = items(at, "10:05")
    assert shown["helped-sam-with-a-demo"]["state"] == "done"


def test_who_did_not_answer_took_five_minutes_and_who_did_not_come_the_whole_time(at: At, book: Path) -> None:
    items(at, "7:00")
    at("14:40", "done", "birch", "-o", "no-contact")
    assert worked(book) == [("birch/close", "08:30", "08:35", 5, "no-contact")]
    at("14:41", "done", "birch", "-o", "no-show", "--correct")
    assert worked(book) == [("birch/close", "08:30", "09:20", 50, "no-show")]
    at("16:20", "done", "acme", "-o", "no-contact")  # a proposal is written before one tries to reach them
    assert worked(book)[1][3] == 140


def test_the_beginning_of_record_and_play(at: At, book: Path) -> None:
    items(at, "7:00")
    at("9:40", "done", "ac/prop", "-o", "stayed", "--minutes", "20")
    at("9:50", "done", "Birch li/to", "-o", "done", "--minutes", "5")
    assert [row[0] for row in worked(book)] == ["acme/proposal", "birch/touch"]
    no_play = at("10:00", "done", "ac/xyz", code=2).err
    assert no_play.startswith('error: your playbook has no play "xyz"\n  fix: one of ')


def test_an_exact_id_that_is_not_on_the_page_tells_what_else_begins_so(at: At, book: Path) -> None:
    with (book / "prospects.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[prospect]]\nid = "bir"\nname = "Old"\namount = 9\nstage = "lost"\nlost_on = 2026-11-20\n')
    items(at, "7:00")
    ran = at("9:00", "done", "bir", "-o", "done")
    assert 'warning: "bir" is a record that is not on the page; the page has ' in ran.err
    assert "birch/close. If you meant that: `plan undo`" in ran.err


def test_before_there_is_a_page(at: At, book: Path) -> None:
    at("9:00", "done", "acme", "-o", "no-contact", "--minutes", "5")
    assert worked(book) == [("acme/proposal", "08:55", "09:00", 5, "no-contact")]
    assert record(book, "acme")["unanswered"] == 1
    assert items(at, "9:05")["acme/proposal"]["state"] == "done"


def test_nothing_is_refused_for_overlap_order_or_the_clock(at: At, book: Path) -> None:
    items(at, "7:00")
    at("12:00", "done", "acme", "-o", "stayed", "--from", "9:00", "--to", "10:00")
    ran = at("12:00", "done", "birch", "-o", "stayed", "--from", "9:30", "--to", "12:30")
    assert ran.err == ("warning: it is only 12:00, and this ends at 12:30\nwarning: overlaps Proposal (09:00-10:00)\n")
    assert [row[1:4] for row in worked(book)] == [("09:00", "10:00", 60), ("09:30", "12:30", 180)]


def test_a_slip_is_corrected_by_telling_it_once_more(at: At, book: Path) -> None:
    items(at, "7:00")
    at("10:00", "done", "birch", "-o", "no-contact")
    assert record(book, "birch")["unanswered"] == 3
    ran = at("2026-11-24T07:00", "done", "birch", "-o", "lost", "--on", "yesterday", "--correct")
    assert "lost (it was no answer)" in ran.out
    assert worked(book) == [("birch/close", "08:30", "09:20", 50, "lost")]
    birch = record(book, "birch")
    assert (birch["stage"], birch["lost_on"], birch["unanswered"]) == ("lost", TODAY, 0)


def test_what_is_logged_late_moves_no_date_back(at: At, book: Path) -> None:
    at("2026-11-24T09:00", "done", "acme", "-o", "stayed")
    at("2026-11-24T09:05", "done", "acme", "-o", "stayed", "--on", "yesterday")
    assert record(book, "acme")["last_touch"] == date(2026, 11, 24)
    assert record(book, "acme")["attempts"] == 3


def test_a_task_needs_no_outcome_and_one_not_finished_does_not_vanish(at: At, book: Path) -> None:
    items(at, "7:00")
    at("10:00", "done", "deck", "-o", "stayed", "--minutes", "20")
    rest = [item for item in items(at, "10:00").values() if item["item"] == "deck"]
    assert [(item["state"], item["minutes"]) for item in rest] == [("planned", 40)]
    at("15:00", "done", "deck")
    assert record(book, "deck")["done_on"] == TODAY
    assert "300          # what it is worth to me" in (book / "tasks.toml").read_text(encoding="utf-8")
    assert items(at, "15:00")["deck"]["state"] == "done"


@pytest.mark.parametrize("option", ["--again", "--not-before"])
def test_a_task_that_moved_is_there_on_its_day(at: At, book: Path, option: str) -> None:
    items(at, "7:00")
    at("10:00", "done", "deck", "-o", "moved", option, "tomorrow")
    assert "deck" not in items(at, "10:00")
    assert "deck" in items(at, "2026-11-24T07:00")


def test_over_midnight_and_over_a_change_of_the_clock(at: At, book: Path) -> None:
    at("2026-11-24T07:00", "done", "Late mails", "--from", "23:30", "--to", "0:20", "--on", "yesterday")
    assert worked(book) == [("late-mails", "23:30", "00:20", 50, "done")]
    at("2026-10-25T09:00", "done", "Night train", "--from", "1:30", "--to", "3:30")  # the hour from two comes twice
    assert worked(book, "2026-10-25") == [("night-train", "01:30", "03:30", 180, "done")]


def test_a_find_tells_what_it_found(at: At, book: Path) -> None:
    at("10:00", "done", "find", "--found", "2", "--minutes", "30", "-m", "at the fair")
    row = page(book)["worked"][0]
    assert (row["item"], row["outcome"], row["found"], row["note"]) == ("prospecting/find-1", "done", 2, "at the fair")
    other = at("10:01", "done", "prospecting/find-7", code=2)  # work without a record has no name behind it
    assert other.err.endswith("fix: did you mean 1 prospecting/find-1 (Prospecting)?\n")


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (
            ["acme"],
            "error: how did it go: Proposal, Acme rollout?\n"
            "  fix: add -o and one of advanced, no-progress, waiting, no-answer, no-show",
        ),
        (
            ["acme", "-o", "splendid"],
            'error: "splendid" is not an outcome of Proposal, Acme rollout\n  fix: -o advanced, no-progress, ',
        ),
        (
            ["Old"],
            'error: nothing in your book matches "Old"\n  fix: see plan today and plan list, or add --unplanned',
        ),
        (["acem", "-o", "done"], 'error: nothing in your book matches "acem"\n  fix: did you mean '),
        (["acme", "-o", "booked"], "error: booked for when?\n  fix: add --at"),
        (["acme", "-o", "stayed", "--next-on", "9999-01-01"], 'error: --next-on: can\'t read "9999-01-01" as a day\n'),
        (["acme", "-o", "stayed", "--answer", "mood=good"], "error: --answer mood=good: not a question"),
        ([], "error: no clock is running: what did you do?\n"),
    ],
)
def test_what_can_not_be_is_reported_and_nothing_is_written(at: At, book: Path, words: list[str], printed: str) -> None:
    before = {path: path.read_bytes() for path in book.rglob("*") if path.is_file()}
    ran = at("10:00", "done", *words, code=2)
    assert ran.err.startswith(printed)
    assert {path: path.read_bytes() for path in book.rglob("*") if path.is_file()} == before


def test_one_transaction_and_as_json(at: At, book: Path) -> None:
    items(at, "7:00")
    printed = json.loads(at("10:00", "done", "birch", "-o", "advanced", "--json").out)["logged"][0]
    assert (printed["row"]["item"], printed["record"], printed["changes"]["stage"]) == ("birch/close", "birch", "won")
    at("10:01", "undo")
    assert worked(book) == []
    assert record(book, "birch")["stage"] == "close"


@pytest.mark.parametrize("words", ["birch/prep", "prepare birch", "birch/decision-meeting-prep"])
def test_what_belongs_to_a_meeting_by_a_word_of_its_name(at: At, book: Path, words: str) -> None:
    file = book / "prospects.toml"
    text = file.read_text(encoding="utf-8").replace('"close"', '"negotiation"')
    file.write_text(text.replace("unanswered = 2", "at = 2026-11-23T14:00:00"), encoding="utf-8")
    assert "birch/decision-meeting-prepare" in items(at, "7:00")
    at("10:00", "done", words)
    assert [row[0] for row in worked(book)] == ["birch/decision-meeting-prepare"]


def test_a_won_deal_is_named_with_the_money_it_won(at: At, book: Path) -> None:
    at("7:00", "today")
    assert "\n  Birch line is won: $" in at("9:00", "done", "birch", "-o", "won").out


def test_the_last_step_advanced_reads_won(at: At, book: Path) -> None:
    at("7:00", "today")
    said = at("9:00", "done", "birch", "-o", "advanced").out
    assert ": won · " in said and "tries at" not in said and "try at" not in said
    assert at("9:01", "log").out.partition("\n")[0].endswith(": won")
    assert json.loads(at("9:02", "log", "--json").out)["rows"][0]["outcome"] == "advanced"


def test_a_prep_that_left_the_page_can_be_logged_by_its_id(at: At, book: Path) -> None:
    at("6:50", "set", "acme", "at=2026-11-24T10:00", "stage=negotiation")
    prep = next(item for item in items(at, "7:00").values() if (item["record"], item["does"]) == ("acme", "prepare"))
    at("7:01", "today", "--without", prep["item"])
    at("9:00", "done", prep["item"], "-o", "done", "--from", "8:30", "--to", "8:55")
    (row,) = page(book)["worked"]
    assert (row["item"], row["does"], row["title"], row["minutes"]) == (prep["item"], "prepare", prep["title"], 25)


def test_a_prep_that_was_on_no_page_can_be_logged(at: At, book: Path) -> None:
    at("9:00", "done", "acme/proposal-follow-up", "--minutes", "10")
    (row,) = page(book)["worked"]
    assert (row["item"], row["does"], row["title"]) == ("acme/proposal-follow-up", "follow-up", "Follow up: Proposal")
    assert record(book, "acme").get("last_try") is None
