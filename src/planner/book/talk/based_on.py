"""The playbook that a book's own starts from: another rep's, in a file of the folder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.book.files import is_base_name
from planner.book.read.findings import Findings, Spot

KEY = "based_on"
_BY_ID = ("play", "persona", "trigger", "objection", "story", "message")
_WHOLE = ("stage", "question")


def check_base(findings: Findings, own: Mapping[str, Any], contents: Mapping[str, bytes]) -> str | None:
    """The base's file if the book has it; what keeps it from being read is reported."""
    name, spot = own.get(KEY), Spot("playbook.toml", (KEY,))
    if name is None:
        return None
    if not isinstance(name, str):
        findings.error(spot, "`based_on` must be text", 'write based_on = "mats.toml"')
    elif not is_base_name(name):
        findings.error(spot, f'a playbook can\'t be based on "{name}"', "name a .toml file next to playbook.toml")
    elif name not in contents:
        fix = "put the file that plan playbook --learned wrote into the book's folder"
        findings.error(spot, f"no {name} in the book", fix)
    else:
        return name
    return None


def with_whole_stages(findings: Findings, default: Mapping[str, Any], own: Mapping[str, Any]) -> Mapping[str, Any]:
    """The book's own tables; stages that only change a name of the default's are reported once.

    They are read as the default's list with those names, so that nothing else is reported for them.
    """
    written = own.get("stage")
    if not isinstance(written, list) or not written or not all(map(_is_fragment, written)):
        return own
    stages, before = [dict(stage) for stage in default.get("stage", ())], None
    for part in written:
        names = [part.get("name"), *_as_list(part.get("was"))]
        meant = next((stage for stage in stages if stage.get("name") in names), None)
        if meant is not None:
            before = before or (meant["name"], part.get("name"))
            meant |= part
    what = "your list of stages replaces plan's, and the stages in it have no play and no chances"
    old, new = before or ("OLD", "NEW")
    fix = f'delete these lines and type: plan rename {old} "{new}"'
    findings.error(Spot("playbook.toml", ("stage", 0)), what, fix)
    return {**own, "stage": stages}


def _is_fragment(stage: object) -> bool:
    return isinstance(stage, dict) and not any(key in stage for key in ("play", "real", "dead_end"))


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def over(default: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    """The default's tables with those of the base over them, by id where they have one."""
    merged = dict(default)
    for key, value in base.items():
        if key in _BY_ID and isinstance(value, list):
            merged[key] = _by_id(default.get(key, []), value)
        elif isinstance(value, dict) and isinstance(default.get(key), dict) and key not in _WHOLE:
            merged[key] = {**default[key], **value}
        elif key != KEY:
            merged[key] = value
    return merged


def _by_id(default: list[Any], base: list[Any]) -> list[Any]:
    known = {entry.get("id"): entry for entry in default}
    own = [{**known.pop(entry.get("id"), {}), **entry} for entry in base]
    return [*own, *known.values()]
