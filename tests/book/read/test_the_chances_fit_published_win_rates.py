"""The default playbook's win rates, next to figures that others have counted.

A deal with no evidence but its stage, pursued to the end with up to eight tries a stage, is won with this chance.
The sources are named in docs/explain/playbook.md.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from planner.core.playbook import Playbook, Try

TRIES = 8

#              chance to be won, of deals at this stage: at least, at most, and who says so
PUBLISHED = {
    "lead": (0.03, 0.20, "none found; below HubSpot's default, appointment scheduled, 20 %"),
    "discovery": (0.20, 0.30, "HubSpot's default, appointment scheduled, 20 %; Implisit: 30 % of opportunities"),
    "demo": (0.30, 0.40, "Implisit: 30 % of opportunities; HubSpot's default, qualified to buy, 40 %"),
    "proposal": (0.40, 0.50, "RAIN Group: 47 % of proposals are won, 40 % by the lower four fifths"),
    "negotiation": (0.50, 0.80, "above a proposal's 47 %, below HubSpot's default, decision maker bought in, 80 %"),
    "close": (0.75, 0.90, "HubSpot's default, contract sent, 90 %"),
}


def belief(playbook: Playbook, stage: int) -> float:
    """Chance that a deal at `stage`, of which nothing else is known, is real: Bayes over the stages it passed."""
    odds = playbook.prior / (1 - playbook.prior)
    for passed in playbook.stages[:stage]:
        odds *= _passes(passed.real) / _passes(passed.dead_end)
    return odds / (1 + odds)


def _passes(attempt: Try) -> float:
    return attempt.advance / (attempt.advance + attempt.lost)


def won(attempts: list[Try], tries: int = TRIES) -> float:
    """Chance to come through all `attempts`, each tried up to `tries` times until it moves: exact recursion."""
    if not attempts:
        return 1.0
    return _through(attempts[0], tries) * won(attempts[1:], tries)


def _through(attempt: Try, tries: int) -> float:
    return 0.0 if tries == 0 else attempt.advance + attempt.stay * _through(attempt, tries - 1)


def chances(playbook: Playbook, stage: int) -> tuple[float, float]:
    """(to buy from someone, to be won by us) for a deal at `stage`."""
    real = belief(playbook, stage)
    left = playbook.stages[stage:]
    win = real * won([s.real for s in left]) + (1 - real) * won([s.dead_end for s in left])
    return real, win


@pytest.mark.parametrize("name", PUBLISHED)
def test_win_rate_of_each_stage_lies_where_it_is_counted(playbook: Playbook, name: str) -> None:
    least, most, source = PUBLISHED[name]
    stage = [s.name for s in playbook.stages].index(name)
    buys, win = chances(playbook, stage)
    print(f"{name:12} buys from someone {buys:4.0%}  won {win:4.0%}  published: {source}")
    assert least <= win <= most
    assert win < buys


def test_every_stage_is_worth_more_than_the_one_before(playbook: Playbook) -> None:
    by_stage = [chances(playbook, stage) for stage in range(len(playbook.stages))]
    assert list(PUBLISHED) == [s.name for s in playbook.stages]
    for before, after in pairwise(by_stage):
        assert after[0] > before[0] and after[1] > before[1]


@pytest.mark.parametrize(("tries", "least", "most"), [(2, 0.40, 0.60), (3, 0.30, 0.60)])
def test_two_in_five_or_more_of_what_is_not_won_is_never_decided(
    playbook: Playbook, tries: int, least: float, most: float
) -> None:
    """Dixon & McKenna 2022: 40 to 60 % of deals end in no decision. Here: still undecided when a rep who tries
    each stage two or three times gives up, as a share of the qualified deals (at discovery) that are not won."""
    real = belief(playbook, 1)
    undecided = lost = 0.0
    for still_in, attempts in (
        (real, [s.real for s in playbook.stages[1:]]),
        (1 - real, [s.dead_end for s in playbook.stages[1:]]),
    ):
        reaches = still_in
        for attempt in attempts:
            stays = attempt.stay**tries
            undecided += reaches * stays
            lost += reaches * attempt.lost * (1 - stays) / (1 - attempt.stay)
            reaches *= _through(attempt, tries)
    print(f"{tries} tries a stage: {undecided / (undecided + lost):.0%} of what is not won is never decided")
    assert least <= undecided / (undecided + lost) <= most


def test_the_documented_table_is_the_computed_one(playbook: Playbook) -> None:
    document = (Path(__file__).parents[3] / "docs/explain/playbook.md").read_text(encoding="utf-8")
    written = re.findall(r"^\| (\w+) \| (\d+)% \| (\d+)% \|", document, re.MULTILINE)
    computed = [
        (stage.name, f"{100 * buys:.0f}", f"{100 * win:.0f}")
        for stage, (buys, win) in ((s, chances(playbook, n)) for n, s in enumerate(playbook.stages))
    ]
    assert written == computed
