"""`plan import --history`: deals of the past teach the playbook, and nothing else changes."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from planner.book.toml.scan import scan
from planner.book.toml.source import Source
from planner.core.learn.statistics import chance_of_share
from planner.crm.history import history_file
from planner.crm.history.history_file import HistoryEntry, join_entries, read_history_file, write_history
from planner.errors import BookErrors
from tests.conftest import Plan, Ran
from tests.crm.conftest import PROSPECTS, contents

RunImport = Callable[..., Ran]
START = date(2025, 1, 6)
STAGES = ("Prospecting", "Qualification", "Value Proposition", "Proposal/Price Quote", "Negotiation/Review", "Closing")
OURS = ("lead", "discovery", "demo", "proposal", "negotiation", "close")

Moves = list[tuple[str, date]]  # the stages a deal entered, the last "Closed Won" or "Closed Lost" if it ended


def drawn_deals(count: int, seed: int = 1) -> dict[str, Moves]:
    """Deals by id: each is lost in a random stage or won."""
    luck = random.Random(seed)
    deals: dict[str, Moves] = {}
    for number in range(count):
        on, moves = START + timedelta(days=number), Moves()
        for stage in STAGES:
            moves.append((stage, on))
            on += timedelta(days=luck.randrange(2, 30))
            if luck.random() < 0.2:
                moves.append(("Closed Lost", on))
                break
        else:
            moves.append(("Closed Won", on))
        deals[f"0061{number:04}"] = moves
    return deals


def as_csv(rows: Sequence[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def opportunity_history(deals: dict[str, Moves]) -> str:
    head = ("Id", "OpportunityId", "CreatedById", "CreatedDate", "StageName", "Amount", "CloseDate", "IsDeleted")
    rows = [(n, id, "005", f"{on} 09:30:00", stage, 100, "2026-12-31", 0)
            for id, moves in deals.items() for n, (stage, on) in enumerate(moves)]  # fmt: skip
    return as_csv([head, *rows, *rows[:5]])  # a row for an amount that changed says the stage again


def field_history(deals: dict[str, Moves]) -> str:
    rows: list[Sequence[object]] = []
    for id, moves in deals.items():
        rows.append((id, "created", "", "", f"{moves[0][1]}T08:00:00.000Z"))
        rows.append((id, "Amount", "1", "2", f"{moves[0][1]}T09:00:00.000Z"))
        for (old, _), (new, on) in pairwise(moves):
            rows.append((id, "StageName", old, new, f"{on}T10:00:00.000Z"))
    return as_csv([("OpportunityId", "Field", "OldValue", "NewValue", "CreatedDate"), *reversed(rows)])


def date_entered(deals: dict[str, Moves], quote: str = '"') -> str:
    head = ["Record ID", "Deal Name", "Deal Stage", "Close Date", "Create Date"]
    head += [f"Date entered {quote}{stage} (Sales Pipeline){quote}" for stage in (*STAGES, "Closed Won")]
    rows = []
    for id, moves in deals.items():
        days = {stage: f"{on} 10:00" for stage, on in moves}
        cells = [days.get(stage, "") for stage in (*STAGES, "Closed Won")]
        rows.append([id, f"Deal {id}", moves[-1][0], f"{moves[-1][1]} 10:00", f"{moves[0][1]} 10:00", *cells])
    return as_csv([[*head, "Date entered current stage"], *([*row, row[3]] for row in rows)])


def hubspot_old(deals: dict[str, Moves]) -> str:
    return date_entered(deals, "'")


def closed_list(deals: dict[str, Moves]) -> str:
    rows = [(id, f"Deal {id}", moves[-1][0], moves[0][1], moves[-1][1], "$900") for id, moves in deals.items()]
    return as_csv([("ID", "Name", "Stage", "Created", "Close date", "Amount"), *rows])


WITH_STAGES = (opportunity_history, field_history, date_entered, hubspot_old)


def kept(book: Path) -> dict[str, HistoryEntry]:
    return read_history_file((book / "history.toml").read_bytes())


@pytest.mark.parametrize("export", WITH_STAGES)
def test_each_export_gives_the_same_deals(
    import_: RunImport, plan: Plan, book: Path, export: Callable[[dict[str, Moves]], str]
) -> None:
    deals = drawn_deals(60)
    before = contents(book)
    ran = import_(export(deals), "--history", "--yes")
    assert (ran.code, ran.err) == (0, "")
    won = sum(moves[-1][0] == "Closed Won" for moves in deals.values())
    assert f"60 deals: {won} won, {60 - won} lost, 0 open" in ran.out
    found = kept(book)
    assert found.keys() == deals.keys()
    for id, moves in deals.items():
        ours = {OURS[STAGES.index(stage)]: on for stage, on in moves[:-1]}
        assert found[id].entered == ours
        assert (found[id].ended, found[id].on) == (moves[-1][0].split()[1].lower(), moves[-1][1])
    assert {
        name: text for name, text in contents(book).items() if name not in ("history.toml", "import.toml")
    } == before
    assert plan("undo", PLAN_BOOK=str(book)).code == 0
    assert contents(book) == before


@pytest.mark.parametrize("export", [*WITH_STAGES, closed_list])
def test_a_second_import_changes_nothing(
    import_: RunImport, book: Path, export: Callable[[dict[str, Moves]], str]
) -> None:
    text = export(drawn_deals(20))
    import_(text, "--history", "--yes")
    before = contents(book)
    ran = import_(text, "--history", "--yes")
    assert ran.out.endswith("Nothing to add or change. 20 unchanged.\nNothing to save.\n")
    assert contents(book) == before


def test_the_chances_of_the_book_follow(import_: RunImport, plan: Plan, book: Path) -> None:
    (book / "prospects.toml").write_text(PROSPECTS, encoding="utf-8")

    def chance() -> float:
        (row,) = json.loads(plan("list", "--json", PLAN_BOOK=str(book)).out)["records"]
        return float(row["chance"])

    before = chance()
    deals = drawn_deals(150)
    ended = {id: "Closed Won" if n % 4 else "Closed Lost" for n, id in enumerate(deals)}
    deals = {id: [*moves[:-1], (ended[id], moves[-1][1])] for id, moves in deals.items()}
    ran = import_(opportunity_history(deals), "--history", "--yes", "--json")
    shares = json.loads(ran.out)["shares"]
    assert shares[0] | {"playbook": 0, "learned": 0} == {
        "stage": "lead", "entered": 150, "won": 112, "playbook": 0, "learned": 0, "differs": True,
    }  # fmt: skip
    assert shares[0]["learned"] == pytest.approx(0.75, abs=0.12)
    assert chance() > before + 0.2
    playbook = json.loads(plan("playbook", "--json", PLAN_BOOK=str(book)).out)
    assert playbook["past"] == 150
    assert "150 deals from an imported history" in plan("playbook", PLAN_BOOK=str(book)).out


def test_luck_is_called_luck(import_: RunImport) -> None:
    rows = [(n, f"Deal {n}", "Closed Won" if n < 1 else "Closed Lost", "2025-01-06", "2025-03-03") for n in range(12)]
    ran = import_(as_csv([("ID", "Name", "Stage", "Created", "Close date"), *rows]), "--history", "--dry-run")
    assert ran.out.count("could be luck") == 1
    assert ran.out.endswith("Would add 12.\nNothing saved yet.\n")


def test_a_stage_that_the_playbook_lacks_is_asked_for(import_: RunImport, book: Path) -> None:
    rows = ("1,Qualification,Zwielicht,2025-02-03", "1,Zwielicht,Closed Won,2025-03-03")
    text = "\n".join(("Opportunity ID,From Stage,To Stage,Edit Date", *rows, ""))
    ran = import_(text, "--history", "--yes")
    assert ran.code != 0
    assert 'your playbook has no stage "Zwielicht"' in ran.err
    assert not (book / "history.toml").exists()
    assert import_(text, "--history", "--yes", "--stage", "Zwielicht=proposal").code == 0
    assert list(kept(book)["1"].entered) == ["discovery", "proposal"]


def test_a_crm_that_leaves_a_lost_deal_in_its_stage(import_: RunImport, book: Path) -> None:
    """Pipedrive: the stage stays the last open one."""
    text = (
        "Deal - ID,Deal - Title,Deal - Stage,Deal - Status,Deal - Deal created,Deal - Lost time,Deal - Won time\n"
        "1,Rollout,Proposal Made,Lost,2025-01-06,2025-03-03,\n2,Line,Qualified,Open,2025-01-06,,\n"
    )
    assert import_(text, "--history", "--yes").code == 0
    found = kept(book)
    assert (found["1"].ended, found["1"].lost_in) == ("lost", "proposal")
    assert found["2"].ended is None


def test_other_files_are_refused(import_: RunImport, book: Path) -> None:
    ran = import_("Colour,Size\nred,1\n", "--history", "--yes")
    assert ran.code != 0
    assert "this is not the header of an export of deals" in ran.err
    before = contents(book)
    (book / "history.toml").write_text('[deals]\n1 = { ended = "perhaps" }\n', encoding="utf-8")
    assert "history.toml:2" in import_(closed_list(drawn_deals(3)), "--history", "--yes").err
    (book / "history.toml").unlink()
    assert contents(book) == before


def test_a_damaged_line_is_an_error_of_the_check(plan: Plan, book: Path) -> None:
    (book / "history.toml").write_text("[deals]\n1 = { entered = { lead = 3 } }\n", encoding="utf-8")
    ran = plan("check", PLAN_BOOK=str(book))
    assert ran.code == 3
    assert "history.toml:2" in ran.out
    assert "the deal 1 is not as it was written" in ran.out


days = some.dates(date(2020, 1, 1), date(2026, 1, 1))
entries = some.builds(
    HistoryEntry,
    name=some.text(max_size=8),
    created=some.none() | days,
    entered=some.dictionaries(some.sampled_from(OURS), days, max_size=3),
    ended=some.sampled_from((None, "won", "lost")),
    on=some.none() | days,
    lost_in=some.none() | some.sampled_from(OURS),
)


@given(some.dictionaries(some.text(min_size=1, max_size=8), entries, max_size=4))
def test_what_is_written_is_read(kept: dict[str, HistoryEntry]) -> None:
    try:
        assert read_history_file(write_history(kept) or None) == kept
    except BookErrors as error:  # pragma: no cover - shows what was refused
        raise AssertionError(error.errors) from error


def test_the_lines_of_wrong_deals_are_found_in_one_look(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[str] = []

    def counted(text: str) -> Source:
        looks.append(text)
        return scan(text)

    monkeypatch.setattr(history_file, "scan", counted)
    lines = [f"d{n} = 1" for n in reversed(range(12_000))]
    with pytest.raises(BookErrors) as refused:
        read_history_file(("[deals]\n" + "\n".join(lines)).encode())
    errors = refused.value.errors
    assert [(error.line, error.excerpt) for error in errors] == list(enumerate(lines, start=2))
    assert len(looks) == 1


@given(entries, entries)
def test_joining_twice_is_joining_once(before: HistoryEntry, now: HistoryEntry) -> None:
    once = join_entries(before, now)
    assert join_entries(once, now) == once


@settings(max_examples=50)
@given(some.integers(1, 60), some.floats(0.05, 0.95), some.data())
def test_the_binomial_test(tries: int, share: float, data: some.DataObject) -> None:
    """The likeliest number of hits is no surprise; its chance is that of all results no likelier."""
    hits = data.draw(some.integers(0, tries))
    assert 0 < chance_of_share(hits, tries, share) <= 1
    assert chance_of_share(int((tries + 1) * share), tries, share) == pytest.approx(1)
    assert chance_of_share(10, 10, 0.5) == pytest.approx(2 / 1024)
