"""Refusals of values that can't be read, or may mean two."""

from __future__ import annotations

from planner.errors import TwoReadings, UsageError
from planner.locales.words import TwoReadingsError


def refusal(option: str, text: str, kind: str, fix: str) -> UsageError:
    """The error that `text` can't be read as `kind`, naming its option if it has one."""
    return UsageError(f'{of_option(option)}can\'t read "{text}" as {kind}', fix)


def of_option(option: str) -> str:
    """The beginning of what is wrong with an option's value; "" for an answer to a question."""
    return f"{option}: " if option else ""


def two_readings(before: str, text: str, error: TwoReadingsError) -> TwoReadings:
    """The error that a text may mean two.

    `before` is what is typed before it: "--at ", "amount=".
    """
    first, second = error.meanings
    named = before.strip().rstrip("=")
    what = f'"{text}" may be {first.words} or {second.words}'
    fix = " or ".join(f"{before}{_quoted(each.text)}" for each in error.meanings)
    return TwoReadings(f"{named}: {what}" if named else what, fix, text, error.meanings)


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text


def option_prefix(option: str) -> str:
    """The start of a fix for an option; "" in an answer to a question."""
    return f"{option} " if option else ""
