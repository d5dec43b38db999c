"""The sentences of a review, for the terminal and for the page of HTML alike."""

from __future__ import annotations

from datetime import date, timedelta

from planner.core.learn.score import Score
from planner.core.review.review import Change, Difference, Effort, Estimate, Review
from planner.screen.text.safe_text import fit
from planner.screen.text.wording import WEEKDAYS, counted, day, length, listed, money, per_hour, percent

NAMED = 3  # how many of a kind are told by name
LONGEST_NAME = 40  # letters of one in a sentence
LATELY = timedelta(days=7)  # what is to be changed after days that ended longer ago is not said as of next week


def title(told: Review) -> str:
    """Which days: Monday 16 Nov 2026, Week of 16 Nov 2026, November 2026, 1 Oct to 31 Dec 2026."""
    first, last = told.first, told.last
    if first == last:
        return f"{WEEKDAYS[first.weekday()]} {day(first)}"
    if first.weekday() == 0 and last == first + timedelta(days=6):
        return f"Week of {day(first)}"
    return f"{day(first, last)} to {day(last)}"


def is_advice_due(told: Review) -> bool:
    """Whether there is something to say of what to change: of days to come, or long gone with no log, there is not."""
    return told.thin is None or (told.pages > 0 and told.today - told.last <= LATELY)


def span_word(told: Review) -> str:
    """When it is to be changed."""
    days = (told.last - told.first).days
    if told.today - told.last > LATELY:
        return "from now on"
    over = told.last < told.today
    if days == 0:
        return "today" if over else "tomorrow"
    return ("this week" if over else "next week") if days < 10 else "from now on"


def headline(told: Review) -> str:
    """What it came to, in a line."""
    made = f"made {money(told.made, told.currency)}"
    won = (
        f"won {money(told.won_money, told.currency)} ({counted(len(told.won), 'deal')})" if told.won else "won nothing"
    )
    return f"{made} · {won} · {hours(told.actual)} worked, {hours(told.planned)} planned"


def logged(told: Review) -> str:
    return f"{counted(sum(1 for each in told.days if each.actual), 'day')} logged"


def hours(minutes: float) -> str:
    """A length of time; many hours without their minutes."""
    return f"{minutes / 60:,.0f} h" if minutes >= 6000 else length(minutes)


def thin(told: Review) -> str:
    """That there is too little to judge by; "" where there is enough."""
    if told.thin is None:
        return ""
    if told.first > told.today:
        return "These days are still to come."
    if not told.pages:
        return "There is no page of these days: nothing was planned, nothing logged."
    found = told.thin
    if not found.minutes_logged:
        return "Nothing was logged: there is nothing to judge."
    of = f"on {found.days_logged} of {counted(found.days_working, 'working day')}"
    planned = f", {hours(found.minutes_logged)} of {hours(found.minutes_planned)} planned"
    return f"Little was logged, {of}{planned if found.minutes_planned else ''}: too little to judge by."


def aims(told: Review) -> str:
    with_word = sum(each.told for each in told.aims)
    if not with_word:
        return "no log says whether an aim was met: --aim met, or --aim not-met"
    parts = [f"{each.aim} {each.met} of {each.told}" for each in told.aims if each.told]
    silent = sum(each.contacts - each.told for each in told.aims)
    return "met: " + " · ".join(parts) + (f"; not recorded for {counted(silent, 'contact')}" if silent else "")


def estimates(told: Review) -> list[str]:
    sure = [estimate(each) for each in told.estimates if each.sure]
    if sure:
        return sure
    if not told.estimates:
        return []
    logs = sum(each.logs for each in told.estimates)
    return [f"no play surely takes more or less time than planned ({counted(logs, 'log')})"]


def estimate(each: Estimate) -> str:
    return (
        f"{each.title} takes {_times(each)} × what is planned "
        f"({counted(each.logs, 'log')}: {hours(each.planned)} planned, {hours(each.actual)} taken)"
    )


def _times(each: Estimate) -> str:
    """How often the plan went into what it took: as the two sums beside it divide."""
    return f"{each.actual / each.planned if each.planned else each.ratio:.1f}"


def short(name: str) -> str:
    """A name, not so long that it fills the sentence."""
    return fit(name, LONGEST_NAME)


def dropped(told: Review) -> str | None:
    gone = [each for each in told.dropped if each.done_later is None]
    later = len(told.dropped) - len(gone)
    if not told.dropped:
        return None
    if not gone:
        return f"nothing; {counted(later, 'item')} done on a later day"
    word = f"{counted(len(gone), 'item')} on a morning's page and not done, {money(told.dropped_money, told.currency)}"
    names = [f"{short(each.name or each.title)} {money(each.makes, told.currency)}" for each in gone[:NAMED]]
    dearest = f": {listed(names)}" if gone and gone[0].makes > 0 else ""
    return word + dearest + (f"; {later} done on a later day" if later else "")


def unplanned(told: Review) -> str | None:
    minutes = sum(group.actual for group in told.unplanned)
    parts = []
    if minutes:
        share = f" ({percent(minutes / told.actual)} of the time)" if told.actual else ""
        names = listed([short(group.name) for group in told.unplanned[:NAMED]])
        parts.append(f"{hours(minutes)} for what was on no page{share}: {names}")
    if told.unlogged:
        parts.append(f"{hours(told.unlogged)} of what was planned on logged days has no log")
    return "; ".join(parts) or None


def waited(told: Review) -> str | None:
    late = [each for each in told.waiting if each.late]
    if not told.waiting:
        return None
    longest = (late or told.waiting)[0]
    word = f"{short(longest.name)}, {counted(longest.days, 'day')} without a word, promised every {longest.cadence}"
    return word + (f"; {len(late)} of {len(told.waiting)} past their promise" if late else "; nobody past the promise")


def open_ends(told: Review) -> str | None:
    if not told.open_deals:
        return None
    if not told.open_ends:
        return f"all {told.open_deals} open deals have one"
    names = listed([short(each.name) for each in told.open_ends[:NAMED]])
    now = "now " if told.last < told.today else ""  # how it was then nobody knows
    return f"{now}missing in {len(told.open_ends)} of {counted(told.open_deals, 'open deal')}; largest: {names}"


def parked(told: Review) -> list[str]:
    """How many at which time, then the deals where it was early or late, the worst first."""
    if not told.parked:
        return []
    counts = [(sum(1 for deal in told.parked if deal.when == when), when) for when in ("in time", "early", "late")]
    rows = [" · ".join(f"{count} {when}" for count, when in counts if count) or "no page tells what their hours paid"]
    worst = [deal for deal in told.parked if deal.when in ("early", "late")]
    worst.sort(key=lambda deal: -deal.minutes_below if deal.when == "late" else -(deal.per_hour or 0.0))
    for deal in worst[:NAMED]:
        cost, paid = per_hour(deal.price or 0.0, told.currency), per_hour(deal.per_hour or 0.0, told.currency)
        late = f"; {hours(deal.minutes_below)} went into it below that" if deal.when == "late" else ""
        rows.append(f"{short(deal.name)}, {deal.when}: its hour paid {paid}, the day's last hour {cost}{late}")
    return [*rows, f"and {len(worst) - NAMED} more"] if len(worst) > NAMED else rows


def effort(told: Effort) -> str:
    parts = [
        f"{counted(told.contacts, 'contact')} in {counted(told.tries, 'try', 'tries')}, with "
        f"{counted(told.customers, 'customer')}"
    ]
    found = f" in {length(told.find_minutes)} of looking" if told.find_minutes else ""
    parts.append(f"{counted(told.leads, 'lead')} found{found}")
    if told.inbound:
        parts.append(f"{told.inbound} inbound")
    if told.follow_ups_planned:
        parts.append(f"{told.follow_ups_kept} of {counted(told.follow_ups_planned, 'promise')} kept")
    return " · ".join(parts)


def won(told: Review) -> str:
    left = f"; counted nowhere without a `won_on`: {listed([short(each) for each in told.undated[:5]])}"
    left = left if told.undated else ""
    if not told.won:
        return (f"nothing; {counted(told.lost, 'deal')} lost" if told.lost else "nothing") + left
    names = []
    for deal in told.won:
        name = short(deal.name)
        names.append(f"{name} {money(deal.money, told.currency)}" if deal.money is not None else name)
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    lost = f"; {told.lost} lost" if told.lost else ""
    return (", ".join(names[:5]) if more else listed(names)) + more + lost + left


def forecasts(told: Score, currency: str) -> list[str]:
    """Expected beside earned, then whether the chances were worth something."""
    first = (
        f"{counted(told.deals, 'deal')} decided: {money(told.expected, currency)} expected when they first stood on a "
        f"page, {money(told.earned, currency)} earned"
    )
    if told.too_early:
        return [first, f"too early to judge the chances: {told.deals} of the 30 deals that it takes"]
    skill = f", {percent(told.skill)} better than the base rate's" if told.skill is not None and told.skill > 0 else ""
    rests = f"{counted(told.forecasts, 'forecast')}, a deal's first in each stage: "
    brier = f"{rests}Brier score {told.brier:.3f}{skill} ({told.brier_of_base_rate:.3f}, {percent(told.base_rate)} won)"
    sure = {
        True: "more than chance explains",
        False: "worse than the base rate, and chance does not explain it",
        None: "chance could explain the difference",
    }[told.better_than_base_rate]
    return [first, f"{brier}: {sure}"]


def difference(each: Difference) -> str:
    word = "answered" if each.what == "reached" else "with their aim met"
    return (
        f"{each.better}: {each.better_hits} of {each.better_tries} {word}, {each.worse}: "
        f"{each.worse_hits} of {each.worse_tries}; by chance in {_one_in(each.by_chance)}"
    )


def _one_in(chance: float) -> str:
    return "less than 1 of 1,000 cases" if chance < 0.001 else f"{1000 * chance:.0f} of 1,000 cases"


def change(each: Change, told: Review) -> str:
    """A thing worth changing, with its number."""
    name = short(each.name)
    stake = f" {money(each.stake, told.currency)} of your hours." if each.stake else ""
    match each.what:
        case "aims":
            return (
                f"{each.count} of {counted(each.of, 'contact')} did not meet their aim, most of them to {name}:"
                f"{stake} Write one question you will not leave without."
            )
        case "estimate":
            meant = next((_times(one) for one in told.estimates if one.title == each.name), None)
            times = meant or f"{each.ratio:.1f}"
            way = "too little" if each.ratio > 1 else "too much"
            return (
                f"{name} is given {way}: it takes {times} × the plan, {hours(abs(each.minutes))} in "
                f"all. The pages learn it from the diary; agree your meetings by it too."
            )
        case "unplanned":
            return (
                f"{hours(each.minutes)} of {hours(each.of)} went to what was on no page, most to {name}:"
                f"{stake} Block a time for it, or say no to it."
            )
        case "dropped":
            return (
                f"{counted(each.count, 'planned item')} not done and not done later: "
                f"{money(each.money, told.currency)}. Do the dearest first, or plan fewer hours."
            )
        case "parked late":
            return (
                f"{counted(each.count, 'deal')} parked late, {hours(each.minutes)} below the hour's price "
                f"({money(each.stake, told.currency)}): {name}. Ask the hard question earlier."
            )
        case "waiting":
            return f"{each.count} of {each.of} wait longer than promised, {name} the longest. Touch them first."
        case "follow-ups":
            return f"{each.count} of {counted(each.of, 'promise')} not kept. Follow up on the day, while it is fresh."
        case "next step":
            return (
                f"{each.count} of {counted(each.of, 'open deal')} have no agreed next step, "
                f"{money(each.money, told.currency, short=True)} of amounts. End each contact with a date."
            )


def none_to_change(told: Review) -> str:
    return "Nothing that the figures would back." if told.thin is None else "Log what you do, if only its outcome."


def day_word(when: date, told: Review) -> str:
    """Mon 21; Mon 21 Sep in a stretch of more than a week."""
    weekday = WEEKDAYS[when.weekday()][:3]
    if told.last - told.first < timedelta(days=7):
        return f"{weekday} {when.day:2}"
    return f"{weekday} {day(when, told.last)}"
