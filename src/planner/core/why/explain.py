"""The explanation of a step: its belief, hours, qualifying, threshold and sources."""

from __future__ import annotations

from planner.core.book import Deal
from planner.core.page.page import Page
from planner.core.page.page_lines import Valued
from planner.core.reasons import NextVisit, OwnFigure
from planner.core.steps.step import Start, Step
from planner.core.talk.look_for import to_find
from planner.core.value.belief import LIMIT, questions_at, to_chance
from planner.core.value.deal_index import try_minutes
from planner.core.value.deal_pursuit import chance_to_win, continues, follow_index, hour_pursuit, state_of
from planner.core.value.deal_value import (
    DayContext,
    deal_value,
    is_open,
    play_to_follow_up,
    rep_share,
    task_minutes_left,
    wins_of,
)
from planner.core.value.must_know import deal_breaker
from planner.core.value.pursuit import Pursuer, Visits, states_after_try
from planner.core.value.qualifying import mean_wins
from planner.core.value.visit_response import curve_of, quarters
from planner.core.value.year_price import steady_price
from planner.core.why.belief_steps import belief_steps
from planner.core.why.explanation import (
    CalendarMatch,
    DateFactor,
    Explanation,
    FigureSource,
    HalfDone,
    OwnChance,
    QualifyingFirst,
    QuotaFactor,
    StageToCome,
    Stake,
    Threshold,
    VisitSum,
)

MOST_TRIES = 12
OPEN_WORK = "Open tasks and next step"


def explain(step: Step, valued: Valued, page: Page, because: str, context: DayContext) -> Explanation:
    """The explanation of `step`; `because` says why it is not on the page."""
    on_page = [item for item in page.items if item.what.item == step.item]
    deal = _deal(step, context)
    start = step.start
    return Explanation(
        item=step.item,
        name=step.name,
        title=step.title,
        does=step.does,
        currency=page.currency,
        rank=on_page[0].status.rank if on_page else None,
        number=on_page[0].status.number if on_page else None,
        minutes=step.minutes,
        per_hour=step.per_hour,
        makes=step.makes(step.minutes),
        why=valued.why,
        costs=valued.worth.costs,
        helper=valued.worth.helper,
        helper_adds=valued.worth.helper_adds,
        colleagues=_colleagues(deal, step, context),
        waiting=valued.worth.waiting,
        moves=valued.worth.moves,
        chance=valued.worth.chance,
        hours_to_win=_hours_to_win(step, context),
        stake=_stake(step, deal, context),
        belief_steps=belief_steps(deal, step, context) if deal and step.kind == "prospect" else (),
        belief=valued.worth.belief,
        stop_after=_stop_after(start, step, page, context),
        stays_for_less=0 < page.prices.today < step.per_hour,
        stages_to_come=_stages_to_come(start, step, context),
        asking=_qualifying_first(deal, step, context),
        half_done=_half_done(deal, context) if step.kind == "prospect" else None,
        own_chance=_own_chance(deal, start, context),
        visit=_visit(step, context),
        valued_as=step.name if _is_valued_by_record(step) else None,
        must=step.must,
        due=step.due,
        promised=step.promised,
        overdue=step.overdue,
        fixed=step.at is not None,
        stopped=_stopped(step, context),
        appointment=calendar_match(step.record, context) if step.kind != "task" else None,
        threshold=_threshold(step, page, because, context),
        sources=_sources(step, deal),
        look_for=to_find(context.book.talk) if step.does == "find" else None,
    )


def _stopped(step: Step, context: DayContext) -> str | None:
    deal = context.customers.records.get(step.record or "")
    if step.kind != "prospect" or step.start is not None or not isinstance(deal, Deal) or not is_open(deal):
        return None
    breaker = deal_breaker(deal, context.playbook, context.stage_at)
    return breaker.words if breaker is not None else None


def _is_valued_by_record(step: Step) -> bool:
    """True for a task without a figure of its own, valued by its record's hour."""
    by_record = step.start is not None or (isinstance(step.why, OwnFigure) and step.why.by_record)
    return step.kind == "task" and step.record is not None and by_record


def calendar_match(record: str | None, context: DayContext) -> CalendarMatch | None:
    """The calendar event that is the record's next appointment; None without one."""
    event = context.appointments.get(record) if record is not None else None
    if event is None:
        return None
    return CalendarMatch(start=event.start, title=event.plain_title, how=event.matched_by or "")


def _deal(step: Step, context: DayContext) -> Deal | None:
    if step.start is None or step.record is None:
        return None
    return next((deal for deal in context.book.deals if deal.id == step.record), None)


def _name(colleague: str, context: DayContext) -> str:
    return next((each.name for each in context.book.colleagues if each.id == colleague), colleague)


def _colleagues(deal: Deal | None, step: Step, context: DayContext) -> tuple[str, ...]:
    """Names of the colleagues whose time is in the deal's next try."""
    if deal is None or step.start is None or not step.start.cost:
        return tuple(_name(each, context) for each in step.needs)
    value = deal_value(deal, context)
    helper = value.called.helper if value is not None else None
    return tuple(_name(each, context) for each in (*deal.needs, *([helper] if helper else ())))


def _stake(step: Step, deal: Deal | None, context: DayContext) -> Stake | None:
    if step.start is None:
        return None
    if deal is None:
        wins = mean_wins(context.playbook.questions, to_chance(step.start.log_odds))
        amount = context.playbook.prospecting.amount
        keeps = context.quota.keeps if context.quota is not None else context.book.rep.keeps
        return Stake(amount=amount, keeps=keeps, quota=_quota(step.start, amount * keeps * wins, context), wins=wins)
    value = deal_value(deal, context) if deal.stage in context.stage_at and step.does != "fresh-look" else None
    if value is None:
        wins = mean_wins(context.playbook.questions, to_chance(step.start.log_odds))
        keeps = rep_share(deal, context)
        quota = _quota(step.start, deal.amount * keeps * wins, context) if deal.keeps is None else None
        return Stake(amount=deal.amount, keeps=keeps, quota=quota, wins=wins)
    factor, due = None, value.deadline
    if due is not None and due.days_left is not None and deal.decide_by is not None:
        factor = DateFactor(
            decide_by=deal.decide_by, days_left=due.days_left, days_needed=due.days_needed, in_time=due.own
        )
    wins, keeps = wins_of(deal, value.log_odds, context.playbook), rep_share(deal, context)
    dated = deal.amount * keeps * wins * (due.own if due is not None else 1.0)
    quota = _quota(step.start, dated, context) if deal.keeps is None else None
    return Stake(amount=deal.amount, keeps=keeps, date_factor=factor, quota=quota, wins=wins)


def _quota(start: Start, before: float, context: DayContext) -> QuotaFactor | None:
    """The part of the quota's end in the payout; `before` is the payout without it."""
    quota = context.quota
    if quota is None or quota.ends is None or before <= 0:
        return None
    return QuotaFactor(
        ends=quota.ends, before=quota.keeps, after=quota.keeps * quota.after, share=start.payout / before
    )


def _hours_to_win(step: Step, context: DayContext) -> float | None:
    """Hours of the pursuit behind the chance to win; None without one."""
    if step.start is None or step.index is None or step.start.prospecting:
        return None
    return chance_to_win(step.start, step.index, steady_price(context), context).hours


def _stop_after(start: Start | None, step: Step, page: Page, context: DayContext) -> int | None:
    """Tries without progress after which one stops; None without a limit."""
    if start is None or start.questions is not None or start.prospecting or step.index is None or start.payout <= 0:
        return None
    price = min(step.index, page.prices.today / start.payout) if page.prices.today > 0 else step.index
    price *= start.size  # in the playbook's own hours
    tries = max(
        1, Pursuer(context.playbook, context.table, price).tries_until_stop(start.stage, start.log_odds, MOST_TRIES)
    )
    return tries if tries < MOST_TRIES else None


def _stages_to_come(start: Start | None, step: Step, context: DayContext) -> tuple[StageToCome, ...]:
    if start is None or step.index is None:
        return ()
    followed = follow_index(start, step.index, context)
    visits = list(followed.visits)
    usual = try_minutes(context.playbook.play_at(start.stage)) * start.size
    rows = []
    plain = start.questions is None and not start.prospecting and start.minutes == usual
    if plain:
        visits[start.stage] = Visits(1.0, 1.0 + visits[start.stage].tries)
    else:
        title = step.title if start.questions is None else context.playbook.plays["ask"].title
        if start.prospecting:
            title = context.playbook.plays["find"].title
        rows.append(StageToCome(title=title, reach=1.0, tries=1.0, minutes=start.minutes))
    extra = min(step.minutes, start.work) if step.is_extra else 0.0  # the call before the deal's own step
    for title, minutes in ((step.title, extra), (OPEN_WORK, start.work - extra)):
        if minutes:
            rows.append(StageToCome(title=title, reach=followed.worked, tries=1.0, minutes=minutes))
    for stage, seen in zip(context.playbook.stages, visits, strict=True):
        if seen.reach > 0:
            play = context.playbook.plays[stage.play]
            minutes = try_minutes(play) * start.size
            rows.append(StageToCome(title=play.title, reach=seen.reach, tries=seen.tries / seen.reach, minutes=minutes))
    return tuple(rows)


def _qualifying_first(deal: Deal | None, step: Step, context: DayContext) -> QualifyingFirst | None:
    start = step.start
    if deal is None or start is None or step.kind != "prospect" or step.does == "fresh-look" or step.at is not None:
        return None
    if step.is_extra or deal.renews is not None:
        return None
    unknown = questions_at(deal.stage, deal.answers, context.playbook)
    if not unknown:
        return None
    state = state_of(start._replace(questions=unknown))
    qualifying = context.qualifying.index(state) / start.size
    value = deal_value(deal, context)
    directly = value.plain_index if value is not None else 0.0
    questions = [context.playbook.questions[n] for n in unknown]
    # After which answers one stops is compared with qualifying itself: a half-done step is no alternative to that.
    best = qualifying * start.size * mean_wins(questions, to_chance(start.log_odds))
    walk_away = sum(
        branch.chance for branch in context.qualifying.branches(state) if not continues(branch, start, best, context)
    )
    whole = try_minutes(context.playbook.play_at(start.stage)) * start.size
    pursuit = hour_pursuit(start._replace(questions=None, minutes=whole), directly, context)
    call = context.history.qualified.get(deal.id)
    return QualifyingFirst(
        minutes=max(1, round(context.qualifying.minutes * start.size)),
        walk_away=walk_away,
        hours_kept=pursuit.hours,
        per_hour_qualifying=qualifying * start.payout,
        per_hour_unasked=directly * start.payout,
        chosen=start.questions is not None,
        called_on=call.on if call is not None and call.stage == deal.stage else None,
    )


def _half_done(deal: Deal | None, context: DayContext) -> HalfDone | None:
    value = deal_value(deal, context) if deal is not None and deal.stage in context.stage_at else None
    if deal is None or value is None:
        return None
    usual = try_minutes(context.playbook.play_at(value.stage))
    if abs(value.minutes - usual * value.size) < 0.5:
        return None
    parts = context.history.half_done.get(deal.id, {})
    words = ["booked"] if deal.at is not None or deal.id in context.appointments else []
    words += ["prepared"] if "prepare" in parts else []
    words += [f"{parts['advance']}m of it done"] if parts.get("advance") else []
    words += ["a follow-up to do"] if play_to_follow_up(deal, context) is not None else []
    return HalfDone(done=" and ".join(words) or "started", minutes_left=value.minutes, minutes_usual=usual * value.size)


def _own_chance(deal: Deal | None, start: Start | None, context: DayContext) -> OwnChance | None:
    if deal is None or start is None or start.chance is None:
        return None
    usual = states_after_try(context.playbook, start.stage, start.log_odds)[0].chance
    return OwnChance(own=start.chance, usual=usual)


def _visit(step: Step, context: DayContext) -> VisitSum | None:
    account = next((each for each in context.book.accounts if each.id == step.record), None)
    if account is None or not isinstance(step.why, NextVisit):
        return None
    curve = curve_of(account, context.playbook.response, context.open_amounts.get(account.id, 0.0))
    if curve is None:
        return None
    usual = account.visits or 1.0
    visits = step.why.visits_now
    minutes = try_minutes(context.playbook.plays["visit"])
    if step.per_hour > 0:
        minutes = round(step.why.makes / step.per_hour * 60)
    return VisitSum(
        revenue=account.revenue,
        keeps=context.book.rep.keeps,
        share_before=curve.envelope(visits / usual),
        share_after=curve.envelope((visits + 1) / usual),
        minutes=minutes,
        quarters=quarters(account, context.playbook.response),
        work=task_minutes_left(account.id, context),
    )


def _threshold(step: Step, page: Page, because: str, context: DayContext) -> Threshold | None:
    price = page.prices.hour
    if price <= 0 or step.per_hour <= 0 or step.must or step.care is not None:
        return None
    deal = _deal(step, context)
    amount = None
    if deal is not None and step.kind == "prospect":
        amount = deal.amount * price / step.per_hour
    belief = _belief_at_price(step, price, context)
    on_page = any(item.what.item == step.item for item in page.items)
    because = "" if on_page else because
    return Threshold(on_page=on_page, price=price, year=page.prices.year, amount=amount, belief=belief, because=because)


def _belief_at_price(step: Step, price: float, context: DayContext) -> float | None:
    """The belief (0..1) at which an hour of the next try just pays the price; None without one."""
    start = step.start
    if (
        start is None
        or start.payout <= 0
        or step.kind != "prospect"
        or start.questions is not None
        or start.chance is not None
    ):
        return None
    usual = try_minutes(context.playbook.play_at(start.stage))
    if start.minutes != usual:
        return None
    low, high = -LIMIT, LIMIT
    wanted = price / start.payout
    if not context.table.at(start.stage, low) < wanted < context.table.at(start.stage, high):
        return None
    for _ in range(40):
        middle = (low + high) / 2
        if context.table.at(start.stage, middle) < wanted:
            low = middle
        else:
            high = middle
    return to_chance(low)


def _sources(step: Step, deal: Deal | None) -> tuple[FigureSource, ...]:
    if step.start is None:
        return ()
    found = [FigureSource(what="chances and minutes", origin="playbook")]
    if deal is not None and deal.prior is not None:
        found.append(FigureSource(what="belief to begin with", origin="record"))
    if deal is not None and deal.chance is not None:
        found.append(FigureSource(what="chance of the next try", origin="record"))
    return tuple(found)
