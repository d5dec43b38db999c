"""Records, tables and short answers, for tests of what they look like."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from planner.core.book import Account, Contact, Deal, Task
from planner.core.playbook import Question
from planner.core.records.card_values import DealState, ListRow, Preparation, RecordCard, RecordObservation
from tests.lines import worked_line

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)


def when(day: int, clock: str, month: int = 10) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


LENA = Contact(id="lena-vogt", name="Lena Vogt", role="Head of Operations", power="decides", phone="+49 30 1234",
               email="lena@acme.example")  # fmt: skip
DISCOVERY = Preparation(
    title="Discovery call", aim="learn", objective="Learn what it costs them to change nothing", minutes=60,
    bring=("Their last annual report", "What changed since we last spoke"),
    open_questions=(
        Question(id="why_now", ask="Why now, and what happens if they wait a year?", real={}, dead_end={}),
        Question(id="power", ask="Who signs?", real={}, dead_end={}),
    ),
    say=("What made you look at this now?",),
)  # fmt: skip

ACME = RecordCard(
    record=Deal(
        id="acme-rollout", name="Acme rollout", company="Acme GmbH", amount=48_000, stage="discovery",
        since=date(2026, 10, 2), came=when(2, "09:12"), attempts=1, last_touch=date(2026, 10, 20), chance=0.8,
        decide_by=date(2027, 1, 31), windows=((540, 690),), timezone="America/Chicago", place="munich", needs=("sam",),
        answers={"why_change": "yes", "need": "compelling"}, next="Send the security answers first", keeps=0.04,
    ),
    currency="USD", today=MONDAY, contacts=(LENA,), next_date=date(2026, 11, 25), preparation=DISCOVERY,
    standing=DealState(per_hour=425, worth=3840, if_won=3840, belief=0.81, chance=0.62, stage_number=2, stages=5),
    observations=(RecordObservation(what="silent", days=34), RecordObservation(what="one contact"),
                  RecordObservation(what="no next step")),
    history=(
        worked_line(item="acme-rollout/discovery-call", record="acme-rollout", does="advance", play="discovery-call",
               title="Discovery call", start=when(20, "09:00"), end=when(20, "10:10"), minutes=70, outcome="stayed",
               aim_met=True, answers={"need": "compelling"}, note="Fears the works council; ask for the minutes"),
        worked_line(item="acme-rollout/touch", record="acme-rollout", does="touch", play="touch", title="Keep in touch",
               start=when(3, "11:30"), end=when(3, "11:40"), minutes=10),
    ),
)  # fmt: skip
CARDS = {
    "deal": ACME,
    "account": RecordCard(
        record=Account(id="bolt", name="Bolt AG", revenue=180_000, potential=260_000, visits=4,
                       plan="Win the second plant", renews_on=date(2027, 3, 31),
                       last_touch=date(2026, 11, 2), cadence=30),
        currency="USD", today=MONDAY, contacts=(Contact(id="jo", name="Jo Park"),), preparation=DISCOVERY,
        next_date=date(2026, 11, 20),
        observations=(RecordObservation(what="nobody decides"), RecordObservation(what="promise late", days=1)),
    ),
    "contact": RecordCard(record=LENA, currency="USD", today=MONDAY),
    "task": RecordCard(record=Task(id="qbr", title="Review deck", minutes=60, makes=350, by=date(2026, 11, 27),
                                  must=True),
                       currency="USD", today=MONDAY, next_date=MONDAY),
}  # fmt: skip

ROWS = (
    ListRow(kind="prospect", id="acme-rollout", name="Acme rollout", company="Acme GmbH", stage="discovery",
            amount=48_000, per_hour=425.4, chance=0.62, last_touch=date(2026, 11, 12), next_date=date(2026, 11, 25),
            agreed_on=date(2026, 11, 25), touch_on=date(2026, 11, 26),
            title="Discovery call", minutes=60, moves=0.45, if_won=3_840),
    ListRow(kind="prospect", id="tokyo", name="東京海上システム リプレース計画", company="東京海上", stage="proposal",
            amount=1_200_000, per_hour=2_130, chance=0.18, next_date=date(2027, 1, 8), touch_on=date(2027, 1, 8),
            title="Proposal", minutes=155, moves=0.6, if_won=96_000),
    ListRow(kind="prospect", id="birch", name="Birch", stage="parked", amount=900, last_touch=date(2026, 2, 1)),
)  # fmt: skip
