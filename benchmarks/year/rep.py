"""A rep who works the page: most lines as planned, some not at all, and customers who do as they like."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from benchmarks.year.checks import check_page, next_worked
from benchmarks.year.machine import Machine

QUESTIONS = {
    "why_change": ("yes", "vague", "no"),
    "why_now": ("yes", "later", "no"),
    "need": ("important", "compelling"),
    "power": ("met", "named", "hidden"),
    "fit": ("yes", "partly"),
}
NAMES = ("Adlerhof", "Brixen", "Castellan", "Dunmore", "Ekeberg", "Fiorano", "Grauwald", "Hollin", "Isarwerk", "Jasper")
KINDS = ("paper mill", "dairy", "foundry", "logistics", "sawmill", "brewery", "clinic", "press shop")


@dataclass(slots=True)
class Rep:
    """The rep of a book, with luck of a fixed seed."""

    machine: Machine
    luck: random.Random
    leads: int = 0

    def live(self, day: date) -> None:
        """A worked day, from the morning's page to the evening."""
        morning = datetime.combine(day, time(7))
        page = self.look(morning)
        has_lines = bool(page["items"])
        if self.luck.random() < 0.15:
            self.lead(datetime.combine(day, time(8, self.luck.randint(0, 59))))
        if self.luck.random() < 0.1:
            self.machine.plan(
                datetime.combine(day, time(8, 5)), "block", "15:00-15:30", "Call with delivery", may_fail=True
            )
        tried: set[str] = set()
        for _ in range(40):
            line = self._next_line(page, tried)
            if line is None:
                break
            tried.add(line["item"])
            if self._work(line, day) or self.luck.random() < 0.35:
                page = self.look(_local(line["end"]))
        if self.luck.random() < 0.4:
            self.machine.plan(datetime.combine(day, time(17, 40)), "wrap", typed="d\n" * 3 + "\n" * 30)
        evening = datetime.combine(day, time(18, 10))
        if self.luck.random() < 0.3:
            self.look(evening)
        self._answer(page["asks"], evening)
        if has_lines and self.luck.random() < 0.1:
            self.machine.plan(evening, "undo")

    def look(self, now: datetime) -> dict[str, Any]:
        """Look at the page, check it, and return it."""
        page: dict[str, Any] = self.machine.plan(now, "today", "--json").document
        for problem in check_page(page, self.machine.book):
            self.machine.problem(now.date(), f"{now:%H:%M} {problem}")
        if now.date() not in self.machine.looked:
            self.machine.looked.append(now.date())
        for warning in page["warnings"]:
            self.machine.warn(warning, now.date())
        self.machine.plan(now, "today")
        return page

    def _answer(self, asks: list[dict[str, Any]], now: datetime) -> None:
        """Answer what the page asks, sooner or later."""
        for ask in asks:
            if self.luck.random() < 0.3:
                if ask["what"] == "bid or drop":
                    self.machine.plan(now, "park", ask["record"])
                elif ask["what"] == "no next step":
                    self.machine.plan(
                        now, "set", ask["record"], "next=Call them", f"next_on={self._day(now.date(), 5)}"
                    )
                elif "passed" in ask["what"]:
                    self.machine.plan(now, "set", ask["record"], "decide_by=", "expected=", may_fail=True)

    def lead(self, now: datetime) -> None:
        """Someone asks for the rep."""
        self.leads += 1
        name = f"{self.luck.choice(NAMES)} {self.luck.choice(KINDS)} {self.leads}"
        words = [
            "inbound",
            f"{name}, Kim {self.leads}",
            "--amount",
            str(self.luck.randint(5, 90) * 1000),
            "-m",
            "Wants a price",
        ]
        self.machine.plan(now, *words)

    def _next_line(self, page: dict[str, Any], tried: set[str]) -> dict[str, Any] | None:
        lines = [line for line in page["items"] if line["state"] == "planned" and line["item"] not in tried]
        return min(lines, key=lambda line: line["start"], default=None)

    def _work(self, line: dict[str, Any], day: date) -> bool:
        """Work a line or leave it; True if it was put off, so that the rest is planned again."""
        start, end = _local(line["start"]), _local(line["end"])
        luck = self.luck.random()
        if luck < 0.12:
            return False
        if luck < 0.17 and line["record"] and not line["fixed"]:
            self.machine.plan(start, "later", line["item"], f"+{self.luck.randint(1, 9)}", may_fail=True)
            return True
        if luck < 0.22:
            self.machine.plan(start, "start", line["item"])
            end = max(end, start + timedelta(minutes=7))
            self.machine.plan(end, "done", *self._outcome(line, day))
            return False
        late = timedelta(minutes=self.luck.choice([0, 0, 0, 5, 10]))
        self.machine.plan(
            end + late,
            "done",
            line["item"],
            *self._outcome(line, day),
            "--from",
            f"{start:%H:%M}",
            "--to",
            f"{end:%H:%M}",
        )
        return False

    def _outcome(self, line: dict[str, Any], day: date) -> list[str]:
        """What came of a line, as the options of `plan done`."""
        luck, does = self.luck.random(), line["does"]
        if does == "book":
            if luck < 0.35:
                return ["-o", "no-contact"]
            return ["-o", "booked", "--at", f"{self._day(day, 8)}T{self.luck.randint(9, 16):02}:00"]
        if does == "find":
            return ["-o", "done", "--found", str(self.luck.choice([0, 0, 1, 2]))]
        if does == "ask":
            question = self.luck.choice(list(QUESTIONS))
            return (
                ["-o", "stayed", "--answer", f"{question}={self.luck.choice(QUESTIONS[question])}"]
                if luck < 0.8
                else ["-o", "no-contact"]
            )
        if does in ("advance", "fresh-look"):
            return self._try(line, day, luck)
        if does in ("touch", "visit"):
            return ["-o", "no-contact"] if luck < 0.25 else ["-o", "done", "-m", "All well"]
        return ["-o", "stayed"] if luck < 0.1 and does != "agreed" else ["-o", "done"]

    def _try(self, line: dict[str, Any], day: date, luck: float) -> list[str]:
        if luck < (line["moves"] or 0.3):
            return ["-o", "advanced"]
        luck = self.luck.random()
        if luck < 0.2:
            return ["-o", "no-show" if line["fixed"] else "no-contact"]
        if luck < 0.3:
            return ["-o", "waiting", "--who", "their lawyer", "--until", str(self._day(day, 8))]
        if luck < 0.4:
            return ["-o", "lost", "--reason", "price"]
        if luck < 0.7:
            key = self.luck.choice(["--next-on", "--next-by"])
            return ["-o", "stayed", "--next", "Send the figures", key, str(self._day(day, 10))]
        return ["-o", "stayed"]

    def _day(self, day: date, most: int) -> date:
        """A worked day in the next days."""
        return next_worked(self.machine.book, day + timedelta(days=self.luck.randint(0, most)))


def _local(text: str) -> datetime:
    """A moment by the clock on the wall, as a rep types it."""
    return datetime.fromisoformat(text).replace(tzinfo=None)
