"""The error of a field that a kind of record does not have, with the field that is meant."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields

from planner.book.similar_names import close
from planner.core.records.new_record import KINDS, noun_of, with_article
from planner.errors import UsageError

_NEAR = 0.75  # from here on a name is taken for a slip of a field
_LONGEST = 74  # characters of a line of fields
_NOTES = ("note", "notes", "comment", "comments", "remark", "remarks", "memo", "description", "info")
_RIVAL = ("lost_to", "rival", "competitor", "competition", "winner")
_FIRST = (  # typed most
    "name", "title", "company", "role", "contacts", "amount", "stage", "next", "next_on", "next_by", "at", "not_before",
    "waiting_on", "last_touch", "since", "expected", "decide_by", "lost_on", "lost_reason",
    "minutes", "on", "by", "every", "after_done",
)  # fmt: skip
_RARE = (  # seldom typed, and not listed
    "aka", "was", "tags", "x", "id", "case", "crm_id", "prior", "parked_from", "created", "came", "attempts",
    "unanswered", "last_try", "waive", "timezone", "must_for", "renews", "answers", "running", "response",
    "done_on",
)  # fmt: skip
MEANT = {  # the keys that a word means, the first that the kind has
    "waiting": ("waiting_on",),
    "with": ("waiting_on", "contacts"),
    "deadline": ("decide_by", "by", "next_by"),
    "decision": ("decide_by",),
    "decides": ("contacts",),
    "hold": ("not_before",),
    "on_hold": ("not_before",),
    "until": ("not_before",),
    "snooze": ("not_before",),
    "due": ("next_by", "by"),
    "date": ("next_on", "on"),
    "when": ("next_on", "on"),
    "day": ("next_on", "on"),
    "appointment": ("at",),
    "meeting": ("at",),
    "value": ("amount", "revenue", "makes"),
    "size": ("amount", "revenue", "minutes"),
    "worth": ("amount", "revenue", "makes"),
    "price": ("amount", "revenue"),
    "deal_size": ("amount",),
    "money": ("amount", "revenue", "makes"),
    "owner": ("contacts",),
    "contact": ("contacts", "record"),
    "person": ("contacts",),
    "people": ("contacts",),
    "decider": ("contacts",),
    "customer": ("company", "record"),
    "client": ("company", "record"),
    "account_name": ("company",),
    "status": ("stage",),
    "phase": ("stage",),
    "probability": ("chance",),
    "odds": ("chance",),
    "commission": ("keeps",),
    "margin": ("keeps",),
    "share": ("keeps",),
    "close": ("expected",),
    "close_date": ("expected",),
    "closes": ("expected",),
    "step": ("next",),
    "next_step": ("next",),
    "action": ("next",),
    "reason": ("lost_reason",),
    "last": ("last_touch", "checked"),
    "last_contact": ("last_touch", "checked"),
    "spoke": ("last_touch", "checked"),
    "title": ("role", "name"),
    "job": ("role",),
    "position": ("role",),
    "mail": ("email",),
    "tel": ("phone",),
    "mobile": ("phone",),
    "length": ("minutes", "next_minutes"),
    "duration": ("minutes", "next_minutes"),
    "frequency": ("cadence",),
    "city": ("place",),
    "address": ("place", "email"),
    "location": ("place",),
    "referral": ("introduced_by",),
    "referred_by": ("introduced_by",),
    "source": ("introduced_by",),
    "label": ("tags",),
    "tag": ("tags",),
}


def unknown_field(word: str, kind: str, known: Collection[str], own: Collection[str] = ()) -> UsageError:
    """The error that no such field is known, with what to type.

    That is a field of the same meaning or nearly the same spelling, the rep's `own` field, or one of those listed.
    """
    what = f'{with_article(noun_of(kind))} has no field "{word}"'
    plain = word.casefold().replace("-", "_")
    if plain in own:
        return UsageError(what, f"x.{plain}=…")
    if plain in _NOTES:
        log = '; plan done NAME -m "…" notes it with what you did' if kind != "colleague" else ""
        return UsageError(what, f'x.{plain}="…" makes it a field of your own{log}')
    if plain in _RIVAL:
        reason = "; lost_reason=… says why, as your playbook lists it" if kind == "prospect" else ""
        return UsageError(what, f'x.{plain}="…" makes it a field of your own{reason}')
    meant = [each for each in MEANT.get(plain, ()) if each in known]
    if near := meant[0] if meant else close(plain, sorted(known), alike=_NEAR):
        return UsageError(what, f"{near}=…")
    fix = f"one of these, or a field of your own: x.{plain}=…"
    return UsageError(f"{what}; it has", fix, details=[f"  {line}" for line in _lines(kind)])


def _lines(kind: str) -> list[str]:
    """The fields of a kind that are typed most, in two lines."""
    lines = [""]
    names = [each.name for each in fields(KINDS[kind]) if each.name not in _RARE]
    names.sort(key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    for name in names:
        if len(lines[-1]) + len(name) + 2 > _LONGEST:
            if len(lines) == 2:
                return [lines[0].rstrip(), f"{lines[1]}…"]
            lines.append("")
        lines[-1] += f"{name}, "
    return [line.rstrip(", ") + ("," if line is not lines[-1] else "") for line in lines]
