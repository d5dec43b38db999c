"""The drawn year as a book on the disk."""

from __future__ import annotations

from pathlib import Path

from planner.book.diary.page_files import page_name
from planner.book.diary.write_page import write_day
from planner.core.book import Book, Deal
from planner.core.playbook import Playbook
from tests.core.review.random_year import year_of_diary

PLAN = """format = 1
[rep]
name = "Dana Reyes"
currency = "USD"
timezone = "Europe/Berlin"
keeps = 0.1
[hours]
mon = ["09:00-12:00", "13:00-17:30"]
tue = ["09:00-12:00", "13:00-17:30"]
wed = ["09:00-12:00", "13:00-17:30"]
thu = ["09:00-12:00", "13:00-17:30"]
fri = ["09:00-12:00", "13:00-17:30"]
[year]
income_goal = 300_000
"""


def write_year(folder: Path, *, days: int = 250, seed: int = 1) -> Book:
    """Writes the book and its diary to `folder`; returns it as it was drawn."""
    book, pages = year_of_diary(seed, days)
    (folder / "diary").mkdir(parents=True)
    (folder / "plan.toml").write_text(PLAN)
    (folder / "playbook.toml").write_text(_playbook(book.playbook))
    (folder / "prospects.toml").write_text("\n".join(_deal(deal) for deal in book.deals))
    for page in pages:
        (folder / page_name(page.date)).write_bytes(write_day(page))
    return book


def _playbook(playbook: Playbook) -> str:
    lines = [f"prior = {playbook.prior}"]
    for stage in playbook.stages:
        lines += [
            f'[[stage]]\nname = "{stage.name}"\nplay = "{stage.play}"\ndays = {stage.days}',
            f"real = {{ advance = {stage.real.advance}, lost = {stage.real.lost} }}",
            f"dead_end = {{ advance = {stage.dead_end.advance}, lost = {stage.dead_end.lost} }}",
        ]
    for play in playbook.plays.values():
        lines.append(
            f'[[play]]\nid = "{play.id}"\ntitle = "{play.title}"\nhow = "{play.how}"\nminutes = {play.minutes}\n'
            f'prepare = 0\nfollow_up = 0\nbook = 0\naim = "{play.aim}"'
        )
    question = playbook.questions[0]
    lines += [
        f'[[question]]\nid = "{question.id}"\nask = "{question.ask}"',
        "real = { yes = 0.8, no = 0.2 }\ndead_end = { yes = 0.3, no = 0.7 }",
    ]
    return "\n".join(lines) + "\n"


def _deal(deal: Deal) -> str:
    lines = [f'[[prospect]]\nid = "{deal.id}"\nname = "{deal.name}"\ncompany = "{deal.company}"']
    lines.append(
        f'amount = {deal.amount}\nstage = "{deal.stage}"\nsince = {deal.since}\nlast_touch = {deal.last_touch}'
    )
    for key in ("next_on", "won_on", "lost_on"):
        if getattr(deal, key) is not None:
            lines.append(f"{key} = {getattr(deal, key)}")
    return "\n".join(lines) + "\n"
