"""The math behind one line, as sums that a rep can redo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.core.reasons import Finding, NextVisit, OwnFigure, Pursuit, Touch
from planner.core.why.explanation import BeliefStep, Explanation, FigureSource, Stake, Threshold
from planner.screen.page.matched_event import matched
from planner.screen.page.stage_hours import hours_by_stage
from planner.screen.text.layout import Piece, Sheet, TextLine, labelled, sheet_of, spread, write
from planner.screen.text.reasons import PAYS_LESS, called, left_out_words, reason
from planner.screen.text.sums import (
    gain_sum,
    hour_decimals,
    pursuit_sum,
    share_sum,
    step_sum,
    time_sum,
    trimmed_percent,
    two_digits,
)
from planner.screen.text.wording import (
    counted,
    day,
    figure,
    first_name,
    length,
    listed,
    money,
    percent,
    short_figure,
    spoken_chance,
)

if TYPE_CHECKING:
    from planner.core.talk.look_for import LookFor
    from planner.core.why.explanation import QualifyingFirst
    from planner.screen.text.console import Console
    from planner.screen.text.sums import Sum

LABEL = 12  # cells of the words at the left, margin included
AGREED = "Not before the agreed step"
WHATEVER = "it's on the page whatever it pays"
HOW_HOURS = " · chance to get there × tries × minutes of one"
APART = 0.02  # of two chances that are worth a word
MOVED_TO = 38  # cells of a piece of evidence, before the belief it led to


def show_why(result: Explanation, console: Console) -> None:
    """Prints the worth of one item with everything it is made of."""
    write(console, why_lines(result, sheet_of(console)))


def why_lines(result: Explanation, sheet: Sheet) -> list[TextLine]:
    """The explanation as lines for one sheet, at most 96 cells wide."""
    width = min(sheet.width or 96, 96)
    place = f"line {result.number} on the page" if result.number is not None else "not on the page"
    step, who = called(result.title, result.name, width - sheet.cells(place) - 4, sheet)
    title: TextLine = [Piece(" "), Piece(step, "bold"), Piece(who)]
    lines: list[TextLine] = [[], spread(sheet, title, [Piece(place + " ", "dim")], width), []]
    for label, text in _sums(result):
        lines += labelled(label, Piece(text, "bold" if label == "An hour" else ""), sheet, width, LABEL)
    lines += _belief(result, sheet)
    lines += _hours(result, sheet)
    ends = [*_what_else(result), *_change(result)]
    lines += [[]] if ends else []
    for label, text in ends:
        lines += labelled(label, text, sheet, width, LABEL)
    return [*lines, []]


def _sums(result: Explanation) -> list[tuple[str, str]]:
    match result.why:
        case Pursuit():
            rows = _stake(result.stake, result.currency) if result.stake else []
            return [*rows, *_chances(result), *_pursuit(result, result.why, "still needed"), *_step(result)]
        case Finding():
            rows = _stake(result.stake, result.currency) if result.stake else []
            kept = [("", "uses the time set aside for prospecting")] if result.why.kept else []
            return [*rows, *_pursuit(result, result.why, "from first search to signature"), *_step(result), *kept]
        case NextVisit():
            return [*_visit(result, result.why), *_step(result)]
        case Touch():
            return _touch(result, result.why)
        case OwnFigure():
            return _task(result, result.why)


def _stake(stake: Stake, currency: str) -> list[tuple[str, str]]:
    shown, payout = share_sum(stake.amount, [stake.keeps], currency)
    rows = [("If won", f"{money(stake.amount, currency)} × {shown[0]} = {payout} to you")]
    shares = [stake.wins] if stake.wins < 1 else []
    quota = stake.quota
    words = [f"{spoken_chance(stake.wins)} of such deals, if real, buy from you"] if shares else []
    if stake.date_factor and stake.date_factor.in_time < 0.99:
        shares.append(stake.date_factor.in_time)
        words.append(f"{spoken_chance(stake.date_factor.in_time)} to be in time")
    if quota is not None and abs(quota.share - 1) >= 0.005:
        shares.append(quota.share)
        rates = f"{trimmed_percent(quota.after, 1)} instead of {trimmed_percent(quota.before, 1)}"
        words.append(f"after {day(quota.ends)}, your quota's end, your share is {rates}")
    if shares:
        _, counted_as = share_sum(stake.amount, [stake.keeps, *shares], currency)
        rows.append(("", f"{', '.join(words)}: counts as {counted_as}"))
    return rows


def _chances(result: Explanation) -> list[tuple[str, str]]:
    rows = [("To advance", f"{spoken_chance(result.moves)} with the next try")] if result.moves is not None else []
    if result.chance is not None:
        hours = result.hours_to_win
        spent = f", in {figure(hours, hour_decimals(hours))} h" if hours is not None else ""
        rows.append(("To win", f"{spoken_chance(result.chance)}{spent}, if you stay on it as long as it pays"))
    return rows


def _pursuit(result: Explanation, why: Pursuit | Finding, how: str) -> list[tuple[str, str]]:
    costs = why.costs if isinstance(why, Pursuit) else 0.0
    figures = _figures(result, why)
    whose = f"{listed([first_name(each) for each in result.colleagues])}'s" if result.colleagues else "colleagues'"
    less = f", less {figures.less} for {whose} time = {figures.left}," if costs else ""
    text = (
        f"{figures.worth} × {figures.chance} ≈ {figures.won}{less} "
        f"over {figures.hours} h {how} ≈ {figures.per_hour} an hour"
    )
    rows = [("An hour", text)]
    if result.valued_as:
        rows.append(("", f"what an hour on {result.valued_as} pays: this is part of it"))
        return rows
    if result.chance is not None and result.chance > why.chance + APART:
        rows.append(("", f"({figures.chance}: the part won {_rule_words(result)})"))
    if result.stop_after is not None:
        less_paid = (
            "; the later ones pay less, but no less than today's price"
            if result.stays_for_less and result.stop_after > 1
            else ""
        )
        rows.append(("Walk away", f"after {counted(result.stop_after, 'try', 'tries')} without progress{less_paid}"))
    return rows


def _figures(result: Explanation, why: Pursuit | Finding) -> Sum:
    """The hour's sum, its hours with the decimals of the rows that add up to them."""
    return pursuit_sum(why, result.currency, hour_decimals(why.hours, [row.hours for row in result.stages_to_come]))


def _rule_words(result: Explanation) -> str:
    """The rule that the hour's sum follows."""
    if all(row.tries < 1.05 for row in result.stages_to_come):
        return "without a second try at any step"
    return "while an hour of it pays this or more"


def _step(result: Explanation) -> list[tuple[str, str]]:
    rate = result.per_hour
    at, makes = step_sum(result.minutes, rate, result.makes, result.currency)
    text = f"{length(result.minutes)} × {at} an hour {makes}"
    rows = [("This line", text)]
    if result.helper is not None:
        name, adds = first_name(result.helper), money(result.helper_adds, result.currency)
        rows.append((f"With {name}"[: LABEL - 2], f"+{adds}: {name} lifts the chance to advance by more than it costs"))
    elif result.costs:
        rows.append(("", f"after {money(result.costs, result.currency)} for colleagues' time"))
    return rows


def _visit(result: Explanation, why: NextVisit) -> list[tuple[str, str]]:
    made, usual = short_figure(why.visits_now), short_figure(why.visits_usual)
    rows = [("So far", f"{made} of the usual {usual} visits a quarter")]
    if result.visit is not None:
        gain = result.visit.share_after - result.visit.share_before
        quarters, quarter = result.visit.quarters, result.visit.revenue / 4
        kept, more, makes = gain_sum(quarter * quarters, result.visit.keeps, gain, result.currency)
        lasts = "" if quarters == 1 else f" × {counted(quarters, 'quarter')}"
        each = money(quarter, result.currency)
        rows.append(("One more", f"{each} a quarter × {kept} kept × {more} more revenue{lasts} ≈ {makes}"))
        work = f", {length(result.visit.work)} of it work for them," if result.visit.work else ""
        makes, hour = time_sum(why.makes, result.visit.minutes, result.currency)
        rows.append(("An hour", f"{makes} over {length(result.visit.minutes)} of a visit{work} {hour} an hour"))
    return rows


def _touch(result: Explanation, why: Touch) -> list[tuple[str, str]]:
    return [
        ("Touch", f"{reason(why, result.currency)}; every {counted(why.cadence, 'day')}"),
        ("", f"{length(result.minutes)} of the time set aside for touches, the same for every customer"),
    ]


def _task(result: Explanation, why: OwnFigure) -> list[tuple[str, str]]:
    if why.makes is None:
        if result.valued_as:
            return [("An hour", f"{money(result.per_hour, result.currency)}, what an hour on {result.valued_as} pays")]
        reason = _claim(result)
        stays = f", so {WHATEVER}" if reason and result.number is not None else ""
        rows = [("Worth", f"no money of its own: {reason or 'it fills a gap'}{stays}")]
        return [("Stopped", f"{result.stopped} stops the deal: it counts as 0"), *rows] if result.stopped else rows
    makes, hour = time_sum(why.makes, result.minutes, result.currency)
    return [("An hour", f"{makes}, your own figure, over {length(result.minutes)} {hour} an hour")]


def _claim(result: Explanation) -> str:
    """The reason why the line is on the page whatever it pays; "" where that depends on its pay."""
    if result.fixed:
        return "it has its time"
    if result.must and not result.promised:
        return "you must do it"
    if not result.due or isinstance(result.why, Touch):
        return ""
    if result.overdue:
        return f"it's {counted(result.overdue, 'working day')} overdue"
    return "it's promised for today" if result.promised else "it's due today"


def _belief(result: Explanation, sheet: Sheet) -> list[TextLine]:
    if result.belief is None:
        return []
    lines: list[TextLine] = [[], [Piece(" Is it real?  "), Piece(percent(result.belief), "bold")]]
    for step in result.belief_steps:
        moved = "" if step.before is None else f"{percent(step.before)} → "
        lines.append(
            [
                Piece("   " + sheet.left(_evidence(step), MOVED_TO), "dim"),
                Piece(sheet.right(moved, 9), "dim"),
                Piece(sheet.right(percent(step.after), 6), _direction(step)),
            ]
        )
    return lines


def _evidence(step: BeliefStep) -> str:
    tries = "1 try" if step.value == "1" else f"{step.value} tries"
    if step.what == "turns":
        return f"its case: {percent(float(step.value))} of dead ends turn real"
    return {
        "prior": "a renewal, from the playbook"
        if step.detail == "renewal"
        else f"a new deal, learned from {counted(step.rests_on, 'deal')}"
        if step.rests_on
        else "a new deal, from the playbook",
        "own prior": "your own starting chance",
        "answer": f"{step.detail.replace('_', ' ')}: {step.value}",
        "passed": f"passed {step.detail}",
        "attempts": f"{tries} in {step.detail} without progress",
        "time": f"time in {step.detail} or silent: counts as {tries}",
        "unanswered": f"no answer ×{step.value}",
        "case": f"its case was built: odds ×{step.value}",
    }[step.what]


def _direction(step: BeliefStep) -> str:
    if step.before is None or abs(step.after - step.before) < 0.005:
        return ""
    return "green" if step.after > step.before else "red"


def _hours(result: Explanation, sheet: Sheet) -> list[TextLine]:
    if not result.stages_to_come or not isinstance(result.why, Pursuit | Finding):
        return []
    decimals = hour_decimals(result.why.hours, [row.hours for row in result.stages_to_come])
    shown, rows = figure(result.why.hours, decimals), hours_by_stage(result.stages_to_come, decimals)
    lines: list[TextLine] = [
        [],
        [Piece(" Hours still needed: "), Piece(f"{shown} h", "bold"), Piece(HOW_HOURS, "dim")],
    ]
    title, reach, tries, each, hours = (max(sheet.cells(row[at]) for row in rows) for at in range(5))
    title = min(title, 30)
    for row in rows:
        sum_of_it = (
            f"  {sheet.right(row.reach, reach)} × {sheet.right(row.tries, tries)} × {sheet.right(row.each, each)} ≈ "
        )
        named = Piece("   " + sheet.left(row.title, title))
        lines.append([named, Piece(sum_of_it, "dim"), Piece(sheet.right(row.hours, hours))])
    return lines


def _qualify_now(asks: QualifyingFirst) -> str:
    """The answer to whether to qualify first, with what decided it other than money."""
    if asks.chosen:
        return "Yes"
    if asks.called_on is not None:
        return f"Not again in this stage (you did on {day(asks.called_on)})"
    return "No" if asks.per_hour_qualifying <= asks.per_hour_unasked else AGREED


def _what_else(result: Explanation) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    if result.asking:
        asks = result.asking
        now, directly = money(asks.per_hour_qualifying, result.currency), money(asks.per_hour_unasked, result.currency)
        answer = _qualify_now(asks)
        rows.append(
            (
                "Qualify?",
                f"{answer}: {length(asks.minutes)} of questions now pays {now}/h, going straight pays {directly}/h; "
                f"{spoken_chance(asks.walk_away)} of the time you walk away and save {figure(asks.hours_kept, 1)} h",
            )
        )
    if result.appointment:
        rows.append(("Calendar", matched(result.appointment)))
    if result.half_done:
        half = result.half_done
        rows.append(("Half done", f"{half.done}: {length(half.minutes_left)} left of {length(half.minutes_usual)}"))
    if result.own_chance:
        own = result.own_chance
        rows.append(("Your own", f"you say {percent(own.own)} to advance; the usual chance is {percent(own.usual)}"))
    if result.stake and result.stake.date_factor:
        due = result.stake.date_factor
        rows.append(
            (
                "Date",
                f"they decide by {day(due.decide_by)}: {counted(due.days_left, 'working day')} left, "
                f"the stages after this one take {counted(due.days_needed, 'day')} at the fastest",
            )
        )
    if result.look_for:
        rows += _to_find(result.look_for)
    if round(result.waiting) > 0:
        rows.append(("Waiting", f"a day's delay costs {money(result.waiting, result.currency)}"))
    return rows


def _to_find(look_for: LookFor) -> list[tuple[str, str]]:
    """The companies to look for, their signs and the events; the card has where to see them."""
    rows = [("For", look_for.who), ("Look for", "; ".join(look_for.signs))]
    rows.append(("Call when", "; ".join(each.title or each.id for each in look_for.triggers)))
    return [*((label, text) for label, text in rows if text), ("", "`plan show prospecting`: where to see it")]


def _change(result: Explanation) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    if result.threshold:
        limit, reason = result.threshold, _claim(result)
        if limit.on_page and reason:
            return [("Stays on", f"{reason}, so {WHATEVER}; {_prices(limit, result.currency)}"), *_odds(result)]
        pays = result.per_hour >= limit.price
        label = "Left out" if not limit.on_page else "Stays on" if pays else "Pays less"
        if not pays and limit.because == "no room":
            limit = replace(limit, because="" if limit.amount or limit.belief else PAYS_LESS)
        rows.append((label, _threshold(limit, result.currency, stays=limit.on_page and pays)))
    return rows + _odds(result)


def _odds(result: Explanation) -> list[tuple[str, str]]:
    return [("Odds", _sources(result.sources))] if result.sources else []


def _prices(limit: Threshold, currency: str) -> str:
    """The prices of an hour: of today, and of the goal."""
    price = f"an hour is worth {money(limit.price, currency)} today"
    return price if limit.year is None else f"{price}, your goal needs {money(limit.year, currency)}"


def _threshold(limit: Threshold, currency: str, *, stays: bool) -> str:
    """The change at which the line would no longer pay, or would, and the prices of an hour."""
    price, changes = _prices(limit, currency), []
    if limit.amount is not None:
        amount = f"about {money(two_digits(limit.amount), currency)}"
        changes.append(f"over {amount}" if stays else f"at {amount} or more")
    if limit.belief is not None:
        changes.append(f"at least {percent(limit.belief)} likely to be real")
    if stays:
        return f"while the deal is {' and '.join(changes)}; {price}" if changes else price
    why = f"{left_out_words(limit.because)}; " if limit.because else ""
    return f"{why}it would pay {' or '.join(changes)}; {price}" if changes else why + price


def _sources(sources: tuple[FigureSource, ...]) -> str:
    result = []
    for origin, words in (("playbook", "from the playbook"), ("record", "your own")):
        whats = [source.what for source in sources if source.origin == origin]
        result += [f"{words}: {listed(whats)}"] if whats else []
    learned = [
        f"{source.what} ({counted(source.rests_on, source.counts)})" for source in sources if source.origin == "learned"
    ]
    if not learned and all(source.origin == "playbook" for source in sources):
        return f"{result[0]} (nothing learned yet)"
    return " · ".join(result + ([f"learned: {listed(learned)}"] if learned else []))
