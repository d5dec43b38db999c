"""A meeting with a customer stands on the page as its deal's step; it is no obstacle."""

from __future__ import annotations

from pathlib import Path

from tests.app.day.conftest import Look, event, write_book
from tests.conftest import Plan

AT_TEN = ("DTSTART;TZID=Europe/Berlin:20261123T100000", "DTEND;TZID=Europe/Berlin:20261123T104500")
LENA = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:Lena@acme.example"


def test_it_is_the_step_with_preparation_before_and_follow_up_after(look: Look) -> None:
    seen = look(event(*AT_TEN, LENA, title="Catch up"))
    prepare, meeting, follow_up = seen.items("acme-rollout")
    assert meeting == "10:00-10:45 advance"
    assert prepare.endswith(" prepare")
    assert prepare[6:11] <= "09:55"
    assert follow_up.endswith(" follow-up")
    assert follow_up[:5] >= "10:50"
    assert seen.busy() == []
    (item,) = [item for item in seen.page["items"] if item["does"] == "advance" and item["record"] == "acme-rollout"]
    assert item["fixed"]
    assert item["makes"] > 0
    assert item["objective"]


def test_why_and_show_tell_how_it_was_matched_and_how_to_undo_it(plan: Plan, book: Path) -> None:
    write_book(book, event(*AT_TEN, LENA, title="Catch up"))
    said = (
        '23 Nov {}10:00 "Catch up": attendee lena@acme.example is Lena Vogt, main contact of Acme rollout; '
        'wrong? Add not = ["Catch up"] under [calendars] in plan.toml'
    )
    assert said.format("2026 ") in plan("why", "acme-rollout/discovery-call", "--book", str(book)).out
    assert said.format("") in plan("show", "acme-rollout", "--book", str(book)).out


def test_undone_it_is_a_meeting_like_any_other(look: Look) -> None:
    seen = look(event(*AT_TEN, LENA, title="Catch up"), plan='not = ["catch up"]\n')
    assert seen.busy() == ["10:00-10:45 Catch up"]
    assert [line for line in seen.items("acme-rollout") if line.endswith("advance")] == []


def test_a_second_one_the_same_day_takes_its_time(look: Look) -> None:
    later = event(
        "DTSTART;TZID=Europe/Berlin:20261123T140000", "DURATION:PT1H", title="Acme rollout: workshop", uid="2"
    )
    seen = look(event(*AT_TEN, LENA) + later)
    assert "10:00-10:45 advance" in seen.items("acme-rollout")
    assert seen.busy() == ["14:00-15:00 Acme rollout: workshop"]


def test_one_of_the_days_to_come_counts_as_booked(look: Look) -> None:
    without = look("")
    assert [line[12:] for line in without.items("acme-rollout")] in (["book"], ["ask"])
    coming = event("DTSTART;TZID=Europe/Berlin:20261201T100000", "DURATION:PT1H", LENA)
    assert look(coming).items("acme-rollout") == []


def test_it_goes_before_a_later_day_that_was_agreed(look: Look) -> None:
    agreed = '[[prospect]]\nid="birch"\nname="Birch line"\namount=9_000\nstage="demo"\nnext_on=2026-12-01\n'
    seen = look(event(*AT_TEN, title="Birch line: demo"), prospects=agreed)
    assert "10:00-10:45 advance" in seen.items("birch")


def test_two_possible_deals_are_a_warning_and_a_meeting(look: Look) -> None:
    second = '[[prospect]]\nid="acme-2"\nname="Second site"\ncompany="Acme GmbH"\namount=9_000\nstage="demo"\n'
    seen = look(event(*AT_TEN, title="Acme"), prospects=second)
    assert seen.busy() == ["10:00-10:45 Acme"]
    assert seen.page["warnings"] == [
        "Acme on 2026-11-23 could be Acme rollout (acme-rollout) or Second site (acme-2); "
        'write "plan: acme-rollout" in its description to link it to that record'
    ]


AGREED = "at = 2026-11-23T10:00:00\n"


def test_an_appointment_that_the_calendar_calls_off_is_asked_about(plan: Plan, book: Path) -> None:
    write_book(book, event(*AT_TEN, LENA, "STATUS:CANCELLED", title="Catch up"))
    prospects = book / "prospects.toml"
    prospects.write_text(prospects.read_text().replace('stage = "discovery"', f'stage = "discovery"\n{AGREED}', 1))
    asks = "Acme rollout: canceled in the calendar, 10:00"
    assert asks in plan("today", "--book", str(book)).out
    write_book(book, event(*AT_TEN, LENA, "STATUS:CANCELLED") + event(*AT_TEN, LENA, uid="2", title="Catch up"))
    prospects.write_text(prospects.read_text().replace('stage = "discovery"', f'stage = "discovery"\n{AGREED}', 1))
    assert asks not in plan("today", "--book", str(book)).out


def test_a_customer_who_declined_is_on_the_line(look: Look) -> None:
    seen = look(event(*AT_TEN, LENA.replace("ACCEPTED", "DECLINED"), title="Catch up"))
    (item,) = [each for each in seen.page["items"] if each["does"] == "advance" and each["record"] == "acme-rollout"]
    assert item["title"].endswith("(Lena Vogt declined)")


def test_a_long_absence_is_shown_with_the_part_of_the_day(look: Look, plan: Plan, book: Path) -> None:
    vacation = event("DTSTART;VALUE=DATE:20261120", "DTEND;VALUE=DATE:20261201", "TRANSP:OPAQUE", title="Vacation")
    assert look(vacation).busy() == ["00:00-00:00 Vacation"]
    assert "all day          Vacation" in plan("today", "--book", str(book)).out
