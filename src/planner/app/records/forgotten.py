"""`plan forgotten`: the next date of every record, and who is past theirs."""

from __future__ import annotations

from planner.app.messages import show, show_json
from planner.app.records.edit_record import day_context, show_lines
from planner.app.session import Session
from planner.app.settings import Settings
from planner.core.cadence.around_leave import spread_over_leave
from planner.core.cadence.overview import due_with_promise, touch_balance, touch_rows
from planner.core.cadence.touches import next_touches
from planner.core.promises.overdue import promises_due
from planner.core.value.year_price import price_of_hour
from planner.errors import DONE, FOUND
from planner.screen.records.forgotten import TouchView, forgotten_csv, forgotten_json, promise_texts, show_forgotten
from planner.screen.text.json_value import json_value


def run(settings: Settings, due: bool, csv: bool) -> int:
    """Show the next date of every record, the overdue first, and the minutes to keep them all."""
    session = Session(settings)
    book, now = session.book, day_context(session)
    touches = next_touches(book, now.working, session.first_seen().days, now.today, now.history.revisited)
    spread = spread_over_leave(touches, now)
    rows = touch_rows(spread.touches, now)
    price = now.history.price_lately
    care = touch_balance(rows, now, price if price is not None else price_of_hour(book, now.working, now.today))
    promises = promises_due(now)
    rows = due_with_promise(rows, {each.record for each in promises if not each.overdue})
    shown = [row for row in rows if row.state in ("overdue", "due")] if due else list(rows)
    view = TouchView(shown, care, book.care.share, book.rep.currency, now.today, spread.plan)
    if settings.json:
        document = forgotten_json(view)
        show_json(document | {"promises": [json_value(promise) for promise in promises]})
    elif csv:
        show(forgotten_csv(shown).rstrip("\n"))
    else:
        show_lines(promise_texts(promises))
        show_forgotten(view, settings.console)
    late = any(each.overdue for each in promises) or any(row.state == "overdue" for row in rows)
    return FOUND if late else DONE
