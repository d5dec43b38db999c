"""Writes a large book, much as it comes out of a CRM: python examples/make_large.py 300 DIR

Standard library only, and always the same for the same number of deals. Everybody in it is invented.
"""

# ruff: noqa: SIM905, T201
from __future__ import annotations

import random
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

MONDAY = date(2026, 11, 23)
SEED = 20261123

HEADS = "Al Bran Cor Dal Eld Fen Gar Hol Ist Jor Kel Lor Mar Nor Os Pel Quer Ros Sten Tal Ulm Ver Wes Yar Zel".split()
TAILS = "bach berg brook dorf feld ford gard hagen haven holm lund mere mont rath ridge sted ton vale wick".split()
TRADES = ["Foods", "Werke", "Logistics", "Textil", "Tools", "Glas", "Systems", "Mills", "Pharma", "Bau", "Optik"]
FORMS = ["GmbH", "AG", "Ltd", "Inc.", "SA", "AB", "S.r.l.", "KG"]
WHAT = ["rollout", "renewal", "pilot", "second site", "planning", "migration", "portal", "scanners", "licences"]
FIRST = "Ada Ben Cleo Dmitri Élise Femi Greta Hugo Ines Jürgen Kaito Léa Mina Nils Oona Pia Ravi Søren Tess Zoë".split()
LAST = "Adler Brandt Castro Duval Eriksen Falk Grünwald Hoshi Ivarsen Jansen Kovač Lund Moreau Novák Okoye Park".split()
ROLES = [("CFO", "decides"), ("Head of IT", "influences"), ("Plant manager", "decides"), ("Planner", "uses")]

# Stage, share of the deals, usual days in it.
STAGES = [
    ("lead", 19, 7), ("discovery", 18, 10), ("demo", 13, 10), ("proposal", 10, 10), ("negotiation", 6, 10),
    ("close", 4, 7), ("won", 12, 0), ("lost", 13, 0), ("parked", 5, 0),
]  # fmt: skip
ANSWERS = {
    "why_change": ["yes", "vague", "no"],
    "why_now": ["yes", "later", "no"],
    "power": ["met", "named", "hidden"],
    "need": ["interesting", "important", "compelling"],
    "fit": ["yes", "partly", "no"],
    "incumbent": ["none", "unhappy", "happy"],
}
ZONES = [("America/Chicago", "08:30-11:30"), ("Europe/London", "09:00-16:00"), ("Asia/Tokyo", "15:00-18:30")]

PLAN = """\
# Written by examples/make_large.py: {deals} deals, much as they come out of a CRM.
format = 1

[rep]
name = "Robin Sand"
currency = "USD"
timezone = "Europe/Berlin"
keeps = 0.06

[hours]
mon = ["08:30-12:30", "13:15-17:30"]
tue = ["08:30-12:30", "13:15-17:30"]
wed = ["08:30-12:30", "13:15-17:30"]
thu = ["08:30-12:30", "13:15-17:30"]
fri = ["08:30-12:30", "13:15-16:00"]

[care]
share = 0.20

[year]
income_goal = 150_000
"""

PLAYBOOK = """\
# Nobody calls three hundred deals every fortnight.
cadence = { open = 60, lost = 180, parked = 360, account = 60, contact = 360 }
"""

COLLEAGUES = """\
[[colleague]]
id = "sam"
name = "Sam Ito"
per_hour = 90
"""


def main(arguments: list[str]) -> int:
    if len(arguments) != 2 or not arguments[0].isdigit():
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in large_book(int(arguments[0])).items():
        (folder / name).write_bytes(text.encode())
    return 0


def large_book(deals: int) -> dict[str, str]:
    """The book's files, name -> text, with `deals` prospects, a fifth as many accounts and half as many contacts."""
    luck = random.Random(SEED)
    customers = [company(luck) for _ in range(max(1, deals // 5))]
    return {
        "plan.toml": PLAN.format(deals=deals),
        "playbook.toml": PLAYBOOK,
        "colleagues.toml": COLLEAGUES,
        "prospects.toml": "\n".join(prospect(luck, number, customers, deals // 2) for number in range(deals)),
        "accounts.toml": "\n".join(account(luck, number, name, deals // 2) for number, name in enumerate(customers)),
        "contacts.toml": "\n".join(contact(luck, number) for number in range(deals // 2)),
        "tasks.toml": "\n".join(task(luck, number, len(customers)) for number in range(20)),
    }


def prospect(luck: random.Random, number: int, customers: list[str], contacts: int) -> str:
    stage, _, days = luck.choices(STAGES, weights=[share for _, share, _ in STAGES])[0]
    is_upsell = luck.random() < 0.15
    customer = luck.randrange(len(customers))
    owner = customers[customer] if is_upsell else company(luck)
    amount = max(2_000, round(luck.lognormvariate(10.4, 0.9) / 500) * 500)
    rows = [
        f'id = "d{number:05}"',
        f'name = "{owner.split()[0]} {luck.choice(WHAT)} {number}"',
        f'company = "{owner}"',
    ]
    if contacts and luck.random() < 0.5:
        rows.append(f'contacts = ["c{luck.randrange(contacts):05}"]')
    if is_upsell:
        rows.append(f'account = "a{customer:04}"')
    rows += [f"amount = {amount}", f'stage = "{stage}"']
    if stage == "won":
        rows.append(f"won_on = {ago(luck, 20, 330)}")
    elif stage == "lost":
        rows += [f"lost_on = {ago(luck, 20, 400)}", f"last_touch = {ago(luck, 1, 150)}"]
    elif stage == "parked":
        rows += [f"since = {ago(luck, 120, 300)}", f"last_touch = {ago(luck, 1, 110)}"]
    else:
        rows += open_deal(luck, days)
    return table("prospect", rows)


def open_deal(luck: random.Random, days: int) -> list[str]:
    """What a CRM knows of an open deal, and of some what a rep adds."""
    entered = min(200, 2 + int(luck.expovariate(1 / (1.4 * days))))
    touched = min(entered, luck.randrange(1, 61))
    rows = [f"since = {MONDAY - timedelta(entered)}", f"last_touch = {MONDAY - timedelta(touched)}"]
    if luck.random() < 0.5:
        rows.append(f"expected = {MONDAY + timedelta(luck.randrange(10, 150))}")
    if luck.random() < 0.05:
        rows.append(f"decide_by = {MONDAY + timedelta(luck.randrange(20, 120))}")
    if luck.random() < 0.25:
        rows.append(f"attempts = {luck.choice([0, 0, 1, 1, 2])}")
    if luck.random() < 0.2:
        rows.append(f"unanswered = {luck.choice([1, 1, 2, 3])}")
    if luck.random() < 0.04:
        day = MONDAY + timedelta(luck.choice([0, 1, 2, 3, 7, 8, 9]))
        rows.append(f"at = {day}T{luck.randrange(9, 16):02}:00:00")
    if luck.random() < 0.08:
        zone, window = luck.choice(ZONES)
        rows += [f'timezone = "{zone}"', f'windows = ["{window}"]']
    if luck.random() < 0.05:
        rows.append('needs = ["sam"]')
    if luck.random() < 0.3:
        rows.append("[prospect.answers]")
        for question in sorted(luck.sample(sorted(ANSWERS), luck.randrange(1, 5))):
            rows.append(f'{question} = "{luck.choice(ANSWERS[question])}"')
    return rows


def account(luck: random.Random, number: int, name: str, contacts: int) -> str:
    revenue = round(luck.lognormvariate(11.2, 0.8) / 1000) * 1000 + 5_000
    rows = [f'id = "a{number:04}"', f'name = "{name}"', f"revenue = {revenue}", f"visits = {luck.choice([1, 1, 2, 3])}"]
    if contacts:
        rows.append(f'contacts = ["c{luck.randrange(contacts):05}"]')
    if luck.random() < 0.4:
        rows.append(f"potential = {int(revenue * luck.uniform(1.2, 2.5)) // 1000 * 1000}")
    if luck.random() < 0.5:
        rows.append(f"renews_on = {MONDAY + timedelta(luck.randrange(30, 360))}")
    rows.append(f"last_touch = {ago(luck, 1, 61)}")
    return table("account", rows)


def contact(luck: random.Random, number: int) -> str:
    first, last = luck.choice(FIRST), luck.choice(LAST)
    role, power = luck.choice(ROLES)
    return table("contact", [
        f'id = "c{number:05}"',
        f'name = "{first} {last} {number}"',
        f'role = "{role}"',
        f'power = "{power}"',
        f'email = "c{number:05}@customer.example"',
        f"checked = {ago(luck, 1, 350)}",
    ])  # fmt: skip


def task(luck: random.Random, number: int, accounts: int) -> str:
    minutes = luck.choice([15, 20, 30, 45, 60, 90])
    rows = [f'id = "t{number:03}"', f'title = "Office task {number}"', f"minutes = {minutes}"]
    if number % 2:
        rows.append(f"makes = {luck.randrange(20, 400, 10)}")
    elif number % 5 == 0:
        rows.append(f'record = "a{luck.randrange(accounts):04}"')
    if number % 3 == 0:
        rows.append(f"by = {MONDAY + timedelta(luck.randrange(1, 20))}")
    if minutes >= 60:
        rows.append("splits = true")
    return table("task", rows)


def company(luck: random.Random) -> str:
    return f"{luck.choice(HEADS)}{luck.choice(TAILS)} {luck.choice(TRADES)} {luck.choice(FORMS)}"


def ago(luck: random.Random, least: int, most: int) -> date:
    return MONDAY - timedelta(luck.randrange(least, most))


def table(kind: str, rows: Iterable[str]) -> str:
    return "\n".join([f"[[{kind}]]", *rows]) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
