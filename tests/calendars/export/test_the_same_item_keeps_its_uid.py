"""UID, SEQUENCE and LAST-MODIFIED of a part of an item, from the rows of the diary alone."""

from planner.calendars.export.entries import placed_rows, uid_of, uid_start
from planner.core.line import Line
from tests.calendars.export.one_day import at, page, row
from tests.lines import with_values

FIRST, SECOND = (uid_of("Dana", at("00:00").date(), "acme/proposal", number) for number in (1, 2))


def exported(*rows: Line) -> list[tuple[str, str, int, str, bool]]:
    """uid, start, sequence, when it was last changed, whether it is cancelled."""
    return [
        (each.uid, f"{each.row.slot.start:%H:%M}", each.sequence,
         f"{each.revised.astimezone(at('00:00').tzinfo):%H:%M}", each.cancelled)
        for each in placed_rows(page(*rows), "Dana")
    ]  # fmt: skip


def test_placed_moved_removed_and_placed_again() -> None:
    first = row("acme/proposal", "09:00", "09:45", made="07:00")
    assert exported(first) == [(FIRST, "09:00", 0, "07:00", False)]

    first = with_values(first, dropped=at("08:00"))
    moved = row("acme/proposal", "14:00", "14:45", made="08:00")
    assert exported(first, moved) == [(FIRST, "14:00", 2, "08:00", False)]

    moved = with_values(moved, dropped=at("12:00"))
    assert exported(first, moved) == [(FIRST, "14:00", 3, "12:00", True)]

    again = row("acme/proposal", "16:00", "16:45", made="13:00")
    assert exported(first, moved, again) == [(FIRST, "16:00", 4, "13:00", False)]


def test_moved_within_one_instant() -> None:
    first = row("acme/proposal", "14:00", "14:45", dropped="07:00")
    assert exported(first, row("acme/proposal", "09:00", "09:45")) == [(FIRST, "09:00", 2, "07:00", False)]


def test_other_words_at_the_same_place_change_only_the_date_of_change() -> None:
    assert exported(row("acme/proposal", "09:00", "09:45", changed=at("10:30"))) == [
        (FIRST, "09:00", 0, "10:30", False)
    ]  # fmt: skip


def test_parts_are_events_of_their_own_and_an_unsplit_item_is_its_first_part() -> None:
    assert exported(
        row("acme/proposal", "09:00", "09:45", part=(1, 2), dropped="10:00"),
        row("acme/proposal", "14:00", "14:45", part=(2, 2), dropped="10:00"),
        row("acme/proposal", "11:00", "12:30", made="10:00"),
    ) == [(FIRST, "11:00", 2, "10:00", False), (SECOND, "14:00", 1, "10:00", True)]


def test_the_rest_of_a_half_done_line_is_another_event() -> None:
    assert exported(
        row("acme/proposal", "09:00", "09:45", part=(1, 2)),  # done: it stays
        row("acme/proposal", "14:00", "14:45", part=(2, 2), dropped="10:00"),
        row("acme/proposal", "15:00", "15:45", part=(1, 1), made="10:00"),
    ) == [(FIRST, "09:00", 0, "07:00", False), (SECOND, "15:00", 2, "10:00", False)]


def test_meetings_of_the_own_calendar_are_left_out_by_default() -> None:
    own = page(row("acme/proposal", "09:00", "09:45", fixed=True, from_calendar=True))
    assert placed_rows(own, "Dana") == ()
    assert [each.uid for each in placed_rows(own, "Dana", meetings=True)] == [FIRST]


def test_an_appointment_of_the_book_is_exported() -> None:
    assert exported(row("acme/proposal", "09:00", "09:45", fixed=True)) == [(FIRST, "09:00", 0, "07:00", False)]


def test_uids_differ_by_rep_day_item_and_part() -> None:
    day, next_day = at("00:00").date(), at("2026-11-24T00:00").date()
    uids = {
        uid_of(rep, on, item, part)
        for rep in ("Dana", "Sam")
        for on in (day, next_day)
        for item in ("acme/proposal", "acme/proposa", "株式会社/訪問")
        for part in (1, 2, 11)
    }
    assert len(uids) == 36
    assert all(uid.isascii() and uid.endswith("@hourworth") for uid in uids)
    assert sum(uid.startswith(uid_start("Dana", day)) for uid in uids) == 9
