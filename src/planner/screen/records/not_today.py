"""A record without anything to do today, in a few lines."""

from __future__ import annotations

from planner.core.records.card_values import RecordCard
from planner.screen.text.wording import coming_day, money, per_hour, spoken_chance


def not_today_lines(card: RecordCard, name: str) -> list[str]:
    """The record's next day on a page, and what it pays then; of a stopped deal the reason."""
    stands, id, on = card.standing, card.record.id, card.next_date
    if stands is not None and stands.stopped:
        return [
            f"{name} is stopped by {stands.stopped}: no step of it is planned, and it counts as 0.",
            f"`plan park {id}` parks it; when the answer changes, `plan qualify {id}`",
        ]
    late = on is not None and on < card.today
    when = (
        ""
        if on is None
        else f"; it was due {coming_day(on, card.today)}"
        if late
        else f"; next {coming_day(on, card.today)}"
    )
    lines = [f"{name}: nothing to do today{when}."]
    if stands is not None:
        won = money(stands.if_won, card.currency)
        rate = per_hour(stands.per_hour, card.currency)
        lines.append(f"An hour of it pays {rate}: {won} if won, {spoken_chance(stands.chance)} to win.")
    return [*lines, f"`plan show {id}` has the rest."]
