"""The default playbook, read with nothing but tomllib."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

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


@pytest.fixture(scope="session")
def playbook() -> Playbook:
    raw = tomllib.loads(files("planner.book.read").joinpath("default_playbook.toml").read_text(encoding="utf-8"))
    return Playbook(
        prior=raw["prior"],
        unanswered=TwoTypes(**raw["unanswered"]),
        answer_within=raw["answer_within"],
        fresh_look=FreshLook(**raw["fresh_look"]),
        prospecting=Prospecting(**raw["prospecting"]),
        cadence=Cadence(**raw["cadence"]),
        response=Response(**raw["response"]),
        stages=tuple(
            Stage(
                name=stage["name"],
                play=stage["play"],
                days=stage["days"],
                real=Try(**stage["real"]),
                dead_end=Try(**stage["dead_end"]),
            )
            for stage in raw["stage"]
        ),
        plays={play["id"]: Play(**play) for play in raw["play"]},
        questions=tuple(Question(**question) for question in raw["question"]),
    )
