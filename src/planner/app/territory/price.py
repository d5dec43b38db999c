"""`plan price`: a recurring meeting by the year, and the chance a discount has to bring."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from planner.app.day.day_page import current_page, page_of
from planner.app.day.day_request import DayRequest
from planner.app.messages import show_json
from planner.app.page.page_inputs import inputs_of
from planner.app.records.edit_record import record_called
from planner.app.session import Session
from planner.app.settings import Settings
from planner.core.book import Deal
from planner.core.page.inputs import Inputs, day_context
from planner.core.territory.price import (
    WEEKS_READ,
    DiscountPrice,
    MeetingPrice,
    discount_price,
    recurring,
    weekly_minutes,
    working_weeks,
)
from planner.core.value.deal_value import DayContext, is_open
from planner.core.value.must_know import deal_breaker
from planner.errors import PlanError, UsageError
from planner.frozen_class import frozen
from planner.screen.territory.price import discount_json, meetings_json, show_discount, show_meetings
from planner.typed.lengths import option_minutes
from planner.typed.rep.share import read_share

PERIODS = {"day": 0.0, "week": 1.0, "month": 12 / 52, "quarter": 4 / 52}  # times a week; of a day the working days
_PERIOD = re.compile(r"(?:(\d+)\s*)?([a-z]+?)s?")


@frozen
class PriceOptions:
    """The options of `plan price`."""

    what: str
    discount: str | None
    meeting: str | None
    every: str


def run(settings: Settings, options: PriceOptions) -> None:
    """Price a meeting or a discount."""
    if options.discount is not None and options.meeting is not None:
        raise UsageError("--discount and --meeting are two questions", "ask one at a time")
    session = Session(settings)
    inputs = inputs_of(session, session.today)
    context = day_context(inputs)
    if options.discount is not None:
        found = _discount(session, options, context)
        if settings.json:
            show_json(discount_json(found))
        else:
            show_discount(found, settings.console)
        return
    currency, price = session.book.rep.currency, _price_of_hour(session, context)
    meetings = [
        MeetingPrice(title=title, minutes_a_week=minutes, weeks=working_weeks(session.book, context.working),
                     price_of_hour=price)
        for title, minutes in _meetings(session, options, inputs, context)
    ]  # fmt: skip
    if settings.json:
        show_json(meetings_json(meetings, currency))
    else:
        show_meetings(meetings, currency, settings.console)


def _discount(session: Session, options: PriceOptions, context: DayContext) -> DiscountPrice:
    """The discount on the deal that was named."""
    if not options.what:
        raise UsageError("--discount needs a deal", "plan price nordwind --discount 10%")
    discount = read_share("--discount", options.discount or "", session.locale, "10%")
    if discount == 1:
        raise UsageError("--discount must be under 100%", "--discount 10%")
    deal = record_called(session, options.what)
    if not isinstance(deal, Deal) or not is_open(deal):
        raise UsageError(f"{options.what} is not an open deal", "plan list deals")
    if (breaker := deal_breaker(deal, context.playbook, context.stage_at)) is not None:
        raise PlanError(f"{breaker.words} stops {deal.name}: it counts as 0", f"plan qualify {deal.id}")
    found = discount_price(deal, discount, context)
    if found is None:
        raise PlanError(f"the deadline of {deal.name} has passed", f"plan set {deal.id} decide_by=")
    return found


def _meetings(session: Session, options: PriceOptions, inputs: Inputs, context: DayContext) -> list[tuple[str, float]]:
    """Titles and minutes a week: typed, of the calendar by a word, or all that recur."""
    if options.meeting is not None:
        length = option_minutes("--meeting", options.meeting, session.locale) or 0
        return [(options.what or "meeting", length * _times_a_week(options.every, context.working.a_week))]
    starts = datetime.combine(session.today, time(), ZoneInfo(session.book.rep.timezone))
    ends = starts + timedelta(weeks=WEEKS_READ)
    if not options.what:
        return recurring(inputs.busy, starts, ends)
    title, minutes = weekly_minutes(inputs.busy, options.what, starts, ends)
    if not title:
        fix = "`plan price` lists your recurring meetings; --meeting 60 prices any other"
        raise UsageError(f'no meeting of the next four weeks has "{options.what}" in its title', fix)
    return [(title, minutes)]


def _times_a_week(text: str, working_days: int) -> float:
    """Times a week of "day", "week", "2 weeks" or "month" is. Raises UsageError if it is none."""
    match = _PERIOD.fullmatch(text.strip().lower())
    if match is None or match[2] not in PERIODS or match[1] == "0":
        raise UsageError(f'can\'t read "{text}" as a period', "--every day, week, 2 weeks, month or quarter")
    times = PERIODS[match[2]] or float(working_days)
    return times / int(match[1] or 1)


def _price_of_hour(session: Session, context: DayContext) -> float:
    """The usual price of an hour: the recent pages' median, else that of today's page."""
    if context.history.price_lately is not None:
        return context.history.price_lately
    page = current_page(session) or page_of(session, session.today, DayRequest(dry_run=True)).page
    return page.prices.hour
