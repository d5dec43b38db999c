"""The sentences of a review, for the terminal and for the page of HTML alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from planner.core.learn.score import Score
from planner.core.review.qualified_out import QualifiedOut
from planner.core.review.review import Activity, Difference, Estimate, Group, Review, Suggestion
from planner.locales.locale import locale_in_use
from planner.screen.text.safe_text import fit
from planner.screen.text.wording import (
    WEEKDAYS,
    counted,
    day,
    figure,
    large_figure,
    length,
    listed,
    money,
    per_hour,
    percent,
    signed_money,
    weekday,
)

AT_PRICE = "at price"  # of a column: the money of each line, as its page had it
HOURS_AT_PRICE = "hours at their price"  # a sum over several pages; it isn't money made
NAMED = 3  # records of a kind that are named
LONGEST_NAME = 40  # letters of a name in a sentence
RECENT = timedelta(days=7)  # for a period that ended longer ago, changes are not for next week


def title(review: Review) -> str:
    """The period in words: Monday 16 Nov 2026, Week of 16 Nov 2026, 1 Oct to 31 Dec 2026."""
    first, last = review.first, review.last
    if first == last:
        return f"{WEEKDAYS[first.weekday()]} {day(first)}"
    if first == locale_in_use().first_of_week(first) and last == first + timedelta(days=6):
        return f"Week of {day(first)}"
    return f"{day(first, last)} to {day(last)}"


def is_advice_due(review: Review) -> bool:
    """Return whether suggestions make sense.

    They do not for days to come, nor for days long gone without a log.
    """
    return review.thin is None or (review.pages > 0 and review.today - review.last <= RECENT)


def span_word(review: Review) -> str:
    """The time in which to make the changes."""
    days = (review.last - review.first).days
    if review.today - review.last > RECENT:
        return "from now on"
    over = review.last < review.today
    if days == 0:
        return "today" if over else "tomorrow"
    return ("this week" if over else "next week") if days < 10 else "from now on"


def headline(review: Review) -> str:
    """Money won, what moved in the pipeline, hours worked and planned, in a line."""
    moved = f"{HOURS_AT_PRICE} {money(review.made, review.currency)}"
    if review.bridge is not None:
        moved = f"pipeline {signed_money(review.bridge.change_by_work / 100, review.currency)}"
    won = (
        f"won {money(review.won_money, review.currency)} ({counted(len(review.won), 'deal')})"
        if review.won
        else "won nothing"
    )
    return f"{won} · {moved} · {hours(review.actual)} worked of {hours(review.planned)} planned"


def logged(review: Review) -> str:
    """The number of days with a log."""
    return f"{counted(sum(1 for each in review.days if each.actual), 'day')} logged"


def hours(minutes: float) -> str:
    """A length of time; many hours without their minutes."""
    return f"{large_figure(minutes / 60)} h" if minutes >= 6000 else length(minutes)


def thin(review: Review) -> str:
    """A sentence if too little was logged to judge by, else ""."""
    if review.thin is None:
        return ""
    if review.first > review.today:
        return "These days haven't come yet."
    if not review.pages:
        return "No pages for these days: nothing planned, nothing logged."
    thin_log = review.thin
    if not thin_log.minutes_logged:
        return "Nothing was logged, so there is nothing to judge."
    is_part = thin_log.minutes_planned > thin_log.minutes_logged  # else the days are what is lacking
    of = f" of {hours(thin_log.minutes_planned)} planned" if is_part else ""
    on = f"on {thin_log.days_logged} of {counted(thin_log.days_working, 'working day')}"
    return f"Only {hours(thin_log.minutes_logged)}{of} was logged, {on}. Too little to judge."


def aims(review: Review) -> str:
    logged_aims = sum(each.logged for each in review.aims)
    if not logged_aims:
        return "no log says whether its objective was met: add --aim met or --aim not-met"
    parts = [f"{each.aim} {each.met} of {each.logged}" for each in review.aims if each.logged]
    not_logged = sum(each.contacts - each.logged for each in review.aims)
    return "met: " + " · ".join(parts) + (f"; not recorded for {counted(not_logged, 'contact')}" if not_logged else "")


def estimates(review: Review) -> list[str]:
    sure = [estimate(each) for each in review.estimates if each.sure]
    if sure:
        return sure
    if not review.estimates:
        return []
    logs = sum(each.logs for each in review.estimates)
    return [f"your time estimates hold up ({counted(logs, 'log')})"]


def estimate(each: Estimate) -> str:
    return (
        f"{each.title} takes {_times(each)} × the plan "
        f"({counted(each.logs, 'log')}: {hours(each.planned)} planned, {hours(each.actual)} actual)"
    )


def _times(each: Estimate) -> str:
    """Actual ÷ planned minutes, as the two sums in the sentence divide."""
    return figure(each.actual / each.planned if each.planned else each.ratio, 1)


def short(name: str) -> str:
    """A name, short enough for a sentence."""
    return fit(name, LONGEST_NAME)


def dropped(review: Review) -> str | None:
    never_done = review.never_done
    later = len(review.dropped) - len(never_done)
    if not review.dropped:
        return None
    if not never_done:
        return f"nothing: {counted(later, 'line')} done on a later day"
    lost = money(review.dropped_money, review.currency)
    word = f"{counted(len(never_done), 'line')}, {lost} as planned"
    names = [f"{short(each.name or each.title)} {money(each.makes, review.currency)}" for each in never_done[:NAMED]]
    dearest = f": {listed(names)}" if never_done and never_done[0].makes > 0 else ""
    return word + dearest + (f"; {later} done on a later day" if later else "")


def unplanned(review: Review) -> str | None:
    minutes = sum(group.actual for group in review.unplanned)
    parts = []
    if minutes:
        share = f", {percent(minutes / review.actual)} of your time" if review.actual else ""
        names = listed([short(group.name) for group in review.unplanned[:NAMED]])
        parts.append(f"{hours(minutes)} of unplanned work{share}: {names}")
    if review.unlogged:
        parts.append(f"{hours(review.unlogged)} planned on those days was never logged")
    return "; ".join(parts) or None


def waiting(review: Review) -> str | None:
    late = [each for each in review.waiting if each.late]
    if not review.waiting:
        return None
    longest = (late or review.waiting)[0]
    cadence = counted(longest.cadence, "day")
    word = f"{short(longest.name)}, {counted(longest.days, 'day')} (cadence {cadence})"
    return word + (f"; {len(late)} of {len(review.waiting)} overdue" if late else "; no one is overdue")


def open_ends(review: Review) -> str | None:
    if not review.open_deals:
        return None
    if not review.open_ends:
        return f"all {review.open_deals} open deals have one"
    names = listed([short(each.name) for each in review.open_ends[:NAMED]])
    now = "now " if review.last < review.today else ""  # the state at that time is not known
    return f"{now}missing in {len(review.open_ends)} of {counted(review.open_deals, 'open deal')}; largest: {names}"


def parked(review: Review) -> list[str]:
    """The number of deals parked early, late and in time, then the worst early and late ones."""
    if not review.parked:
        return []
    counts = [(sum(1 for deal in review.parked if deal.when == when), when) for when in ("in time", "early", "late")]
    rows = [
        " · ".join(f"{count} {when}" for count, when in counts if count) or "no page shows what an hour on them paid"
    ]
    worst = [deal for deal in review.parked if deal.when in ("early", "late")]
    worst.sort(key=lambda deal: -deal.minutes_below if deal.when == "late" else -(deal.per_hour or 0.0))
    for deal in worst[:NAMED]:
        cost, paid = per_hour(deal.price or 0.0, review.currency), per_hour(deal.per_hour or 0.0, review.currency)
        late = f"; {hours(deal.minutes_below)} spent on it below that" if deal.when == "late" else ""
        rows.append(f"{short(deal.name)}, {deal.when}: an hour on it paid {paid}, the day's last hour {cost}{late}")
    return [*rows, f"and {len(worst) - NAMED} more"] if len(worst) > NAMED else rows


def out(found: QualifiedOut) -> list[str]:
    """The deals qualified out and the hours that saved, how the rest did, and what was waived."""
    rows = []
    if found.deals:
        where = ", ".join(f"{count} at {stage}" for stage, count in found.stages)
        rows.append(f"{counted(len(found.deals), 'deal')}, {where}: about {figure(found.hours, 1)} h saved")
    if found.win_rate is not None and (found.deals or found.waived):
        rows.append(
            f"of the rest {found.won} of {found.won + found.lost} closed deals were won, {percent(found.win_rate)}"
        )
    if found.waived:
        rows.append(f"{counted(found.waived, 'deal')} moved on without a must-know answer (waive)")
    return rows


def effort(review: Activity) -> str:
    parts = [
        f"{counted(review.contacts, 'conversation')} from {counted(review.tries, 'try', 'tries')}, with "
        f"{counted(review.customers, 'customer')}"
    ]
    found = f" in {length(review.find_minutes)} of prospecting" if review.find_minutes else ""
    parts.append(f"{counted(review.leads, 'lead')} found{found}")
    if review.inbound:
        parts.append(f"{review.inbound} inbound")
    if review.promises:
        parts.append(f"{review.promises_kept} of {counted(review.promises, 'promise')} kept")
    if review.follow_ups_planned:
        parts.append(f"{review.follow_ups_kept} of {review.follow_ups_planned} touches and follow-ups made")
    return " · ".join(parts)


def won(review: Review) -> str:
    undated = f"; not counted, because `won_on` is missing: {listed([short(each) for each in review.undated[:5]])}"
    undated = undated if review.undated else ""
    if not review.won:
        return (f"nothing; {counted(review.lost, 'deal')} lost" if review.lost else "nothing") + undated
    names = []
    for deal in review.won:
        name = short(deal.name)
        names.append(f"{name} {money(deal.money, review.currency)}" if deal.money is not None else name)
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    lost = f"; {review.lost} lost" if review.lost else ""
    return (", ".join(names[:5]) if more else listed(names)) + more + lost + undated


def forecasts(score: Score, currency: str) -> list[str]:
    """Expected and earned money, then how well the chances hold."""
    first = (
        f"{counted(score.deals, 'deal')} closed: forecast {money(score.expected, currency)} when they "
        f"were first on a page, won {money(score.earned, currency)}"
    )
    if score.too_early:
        return [first, f"too early to judge the chances: {score.deals} of 30 deals"]
    skill = (
        f", {percent(score.skill)} better than the base rate's" if score.skill is not None and score.skill > 0 else ""
    )
    rests = f"{counted(score.forecasts, 'forecast')}, a deal's first in each stage: "
    brier = (
        f"{rests}Brier score {figure(score.brier, 3)}{skill} "
        f"({figure(score.brier_of_base_rate, 3)}, {percent(score.base_rate)} won)"
    )
    sure = {
        True: "better than luck",
        False: "worse than the base rate, and not by luck",
        None: "could be luck",
    }[score.better_than_base_rate]
    return [first, f"{brier}: {sure}"]


def difference(each: Difference) -> str:
    word = "answered" if each.what == "reached" else "with the objective met"
    return (
        f"{each.better}: {each.better_hits} of {each.better_tries} {word}, {each.worse}: "
        f"{each.worse_hits} of {each.worse_tries}; luck alone does that in {_one_in(each.by_chance)}"
    )


def _one_in(chance: float) -> str:
    of = f"of {large_figure(1000)} cases"
    return f"less than 1 {of}" if chance < 0.001 else f"{1000 * chance:.0f} {of}"


def suggestion(each: Suggestion, review: Review) -> str:
    """A suggestion with its number."""
    name = short(each.name)
    stake = f" {money(each.stake, review.currency)} of your hours." if each.stake else ""
    match each.what:
        case "aims":
            return (
                f"{each.count} of {counted(each.of, 'contact')} missed their objective, most of them to {name}:"
                f"{stake} Write down one question you won't leave without."
            )
        case "estimate":
            planned = next((_times(one) for one in review.estimates if one.title == each.name), None)
            times = planned or figure(each.ratio, 1)
            way = "too little" if each.ratio > 1 else "too much"
            return (
                f"You plan {way} time for {name}: it takes {times} × the plan, {hours(abs(each.minutes))} in "
                f"all. Your pages learn it from your log; book your meetings that way too."
            )
        case "unplanned":
            return (
                f"{hours(each.minutes)} of {hours(each.of)} was unplanned work, most of it {name}:"
                f"{stake} Block a time for it, or say no to it."
            )
        case "dropped":
            return (
                f"{counted(each.count, 'planned line')} never done: "
                f"{money(each.money, review.currency)}. Do the best paid first, or plan fewer hours."
            )
        case "parked late":
            return (
                f"{counted(each.count, 'deal')} parked late, after {hours(each.minutes)} that paid less than your time "
                f"({money(each.stake, review.currency)}): {name}. Ask the hard question earlier."
            )
        case "waiting":
            return f"{each.count} of {each.of} wait longer than their cadence, {name} the longest. Touch them first."
        case "follow-ups":
            return (
                f"{each.count} of {each.of} touches and follow-ups not made. Make them on their day, while it is fresh."
            )
        case "next step":
            return (
                f"{each.count} of {counted(each.of, 'open deal')} have no agreed next step, "
                f"{money(each.money, review.currency, short=True)} in all. End every conversation with a date."
            )


def no_suggestion(review: Review) -> str:
    return (
        "Nothing to change: the numbers back what you did."
        if review.thin is None
        else "Log every contact, even if only the outcome."
    )


def day_word(when: date, review: Review) -> str:
    """Mon 21; Mon 21 Sep in a stretch of more than a week."""
    short = review.last - review.first < timedelta(days=7)
    return f"{weekday(when)} {when.day:2}" if short else f"{weekday(when)} {day(when, review.last)}"


def largest(groups: Sequence[Group], count: int) -> list[Group]:
    """The first `count` groups, and one for the rest."""
    shown, rest = list(groups[:count]), groups[count:]
    if rest:
        planned, actual = sum(group.planned for group in rest), sum(group.actual for group in rest)
        made = sum(group.made for group in rest)
        shown.append(Group(key="", name=f"{len(rest)} more", planned=planned, actual=actual, made=made))
    return shown
