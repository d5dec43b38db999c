"""Two small playbooks whose index can be worked out by hand, and deals to stand in them."""

from dataclasses import replace
from datetime import date

from planner.core.book import Deal
from planner.core.playbook import (
    Cadence,
    FreshLook,
    Play,
    Playbook,
    Prospecting,
    Question,
    Response,
    Stage,
    Try,
    TwoTypes,
)

TODAY = date(2026, 11, 23)

V = Playbook(
    prior=0.5,
    unanswered=TwoTypes(real=0.6, dead_end=0.8),
    answer_within=60,
    fresh_look=FreshLook(),
    prospecting=Prospecting(),
    cadence=Cadence(),
    response=Response(none=0.7, half=0.85, more=1.1, most=1.4),
    stages=(
        Stage(
            name="talk",
            play="talk",
            days=5,
            real=Try(advance=0.6, lost=0.1),
            dead_end=Try(advance=0.3, lost=0.1),
        ),
        Stage(
            name="close",
            play="close",
            days=10,
            real=Try(advance=0.5, lost=0.1),
            dead_end=Try(advance=0.0, lost=0.2),
        ),
    ),
    plays={
        "talk": Play(id="talk", title="Talk", how="call", minutes=60),
        "close": Play(id="close", title="Close", how="call", minutes=90),
        "ask": Play(id="ask", title="Ask", how="call", minutes=20, aim="qualify"),
        "touch": Play(id="touch", title="Keep in touch", how="call", minutes=10),
        "visit": Play(id="visit", title="Visit", how="call", minutes=60),
        "fresh-look": Play(id="fresh-look", title="A fresh look", how="call", minutes=20),
        "find": Play(id="find", title="Find leads", how="desk", minutes=30),
    },
    questions=(
        Question(id="need", ask="Do they need it?", real={"yes": 0.8, "no": 0.2}, dead_end={"yes": 0.3, "no": 0.7}),
    ),
)

# As V, but staying is good news: dead ends say no quickly.
W = replace(
    V,
    stages=(
        replace(V.stages[0], real=Try(advance=0.3, lost=0.05), dead_end=Try(advance=0.1, lost=0.6)),
        replace(V.stages[1], real=Try(advance=0.5, lost=0.1), dead_end=Try(advance=0.05, lost=0.2)),
    ),
)


def deal(**fields: object) -> Deal:
    """A deal worth 1, in the first stage, tried and answered as given."""
    given = {"id": "d", "name": "Deal", "amount": 1.0, "stage": "talk", "attempts": 0, **fields}
    return Deal(**given)  # type: ignore[arg-type]
