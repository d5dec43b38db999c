"""`plan park`: set aside deals that pay less than your hour."""

from __future__ import annotations

from collections.abc import Sequence

from planner.app.day.day_page import current_page
from planner.app.messages import confirm, show_json, tell
from planner.app.records.edit_record import day_context, keep, record_called, show_lines
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.change import set_record
from planner.book.store.lock import writing
from planner.core.book import Deal
from planner.core.page.page import Parking
from planner.core.page.page_figures import least_price, parking
from planner.core.records.new_record import keys_for_stage
from planner.core.value.year_price import price_of_hour
from planner.errors import UsageError
from planner.screen.text.layout import Sheet, sheet_of
from planner.screen.text.wording import counted, listed, money, short_figure


def run(settings: Settings, record: str | None) -> None:
    """Park a deal: qualified out, and touched at the slower cadence of parked ones."""
    if record is not None:
        with writing(settings.book):
            session = Session(settings)
            deal = _deal(session, record)
            found = tuple(each for each in _worth_parking(session) if each.record == deal.id)
            mark_parked(session, [deal.id])
        _show(session, found, [deal.id], advice=False)
        return
    session = Session(settings)
    found = _worth_parking(session)
    chosen: list[str] = []
    if not settings.json:
        _show(session, found, [], advice=True)
    if settings.is_terminal or settings.yes:
        chosen = [each.record for each in found if confirm(settings, f"park {each.name}?")]
    if chosen:
        with writing(settings.book):
            session = Session(settings)
            mark_parked(session, chosen)
    if settings.json or chosen:
        _show(session, found, chosen, advice=False)


def _deal(session: Session, word: str) -> Deal:
    deal = record_called(session, word)
    if not isinstance(deal, Deal):
        raise UsageError(f"{deal.id} is not a deal and can't be parked", "`plan list` shows the deals")
    if deal.stage in ("won", "parked"):
        raise UsageError(f"{deal.id} is {deal.stage} already", "`plan list` shows the open deals")
    return deal


def _worth_parking(session: Session) -> tuple[Parking, ...]:
    page = current_page(session)
    on_page = {line.what.record for line in page.items} if page is not None else set()
    return parking(day_context(session), _prices(session), on_page)


def _prices(session: Session) -> tuple[float | None, float | None]:
    """The year's price of an hour and today's."""
    page, now = current_page(session), day_context(session)
    return price_of_hour(session.book, now.working, now.today), page.prices.today if page is not None else None


def mark_parked(session: Session, ids: Sequence[str]) -> None:
    """Park these deals in one transaction."""
    after, deals = session.files, {deal.id: deal for deal in session.book.deals}
    for id in ids:
        if id in deals:  # it may be gone since the question
            after = set_record(after, session.book, id, keys_for_stage(deals[id], "parked", session.today))
    keep(session, after, f"park {', '.join(ids)}" if len(ids) < 4 else f"park {len(ids)} deals")


def _show(session: Session, found: Sequence[Parking], parked: Sequence[str], *, advice: bool) -> None:
    currency = session.book.rep.currency
    if session.settings.json:
        rows = [
            {"record": each.record, "name": each.name, "per_hour": each.per_hour, "hours": each.hours} for each in found
        ]
        show_json({"format": 1, "currency": currency, "park": rows, "parked": list(parked)})
        return
    if advice:
        show_lines(_rows(found, currency, sheet_of(session.settings.console)) or [_none(session)])
        if found and not (session.settings.is_terminal or session.settings.yes):
            tell(session.settings, "`plan park RECORD` parks one, --yes all of them")
        return
    freed = sum(each.hours for each in found if each.record in parked)
    days = session.book.playbook.cadence.parked
    deals = [deal for deal in session.book.deals if deal.id in parked]
    saves = f" It saves about {counted(freed, 'hour')}." if freed else ""
    cadences = {deal.cadence or days for deal in deals}
    every = f"{min(cadences, default=days)} to " if len(cadences) > 1 else ""
    cadence = f"From now on, one touch every {every}{counted(max(cadences, default=days), 'day')}."
    show_lines([f"Parked {listed([deal.name for deal in deals])}.{saves}", cadence])


def _rows(found: Sequence[Parking], currency: str, sheet: Sheet) -> list[str]:
    if not found:
        return []
    wide = max(sheet.cells(each.name) for each in found)
    wide = min(wide, (sheet.width or 200) - 40)
    rows = [
        f" {sheet.left(each.name, wide)}  {money(each.per_hour, currency) + '/h':>9}"
        f"  {short_figure(each.hours):>5} h saved"
        for each in found
    ]
    return [*rows, f" {counted(len(found), 'deal')}, {short_figure(sum(each.hours for each in found))} h"]


def _none(session: Session) -> str:
    """The words for no advice: every deal pays, or what an hour must pay is unknown."""
    year = session.book.year
    if (year is None or year.income_goal is None) and day_context(session).history.price_lately is None:
        return "Can't say yet what your hour is worth: set income_goal under [year] in plan.toml, or plan a few days."
    price = money(least_price(day_context(session), _prices(session)), session.book.rep.currency)
    return (
        f"Nothing to park. Every open deal pays at least {price}/h, the least that another use of your hour makes, "
        "or has a day or a promise ahead, or was touched in the last 5 working days."
    )
