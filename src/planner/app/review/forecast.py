"""`plan forecast`: the forecast call on one page."""

from __future__ import annotations

from planner.app.export.html_file import give_html
from planner.app.messages import show_json
from planner.app.records.edit_record import day_context
from planner.app.session import Session
from planner.app.settings import Settings
from planner.core.review.forecast_call import forecast_call
from planner.errors import UsageError
from planner.screen.review.forecast import forecast_json, forecast_page, show_forecast
from planner.typed.days import option_day


def run(settings: Settings, to: str | None, html: str | None) -> None:
    """Show what is committed by a day, the best case and what is out, each deal with its reason."""
    session = Session(settings)
    last = option_day("--to", to, session.today, session.locale) if to is not None else None
    if last is not None and last < session.today:
        raise UsageError(f"--to {last} is in the past", "name a day from today on")
    call = forecast_call(day_context(session), session.learned(session.today).outcomes, last)
    rep = session.book.rep
    if html is not None:
        give_html(session, html, forecast_page(call, rep.name, rep.currency))
    if settings.json:
        show_json(forecast_json(call, rep.currency))
    elif html is None:
        show_forecast(call, rep.currency, settings.console)
