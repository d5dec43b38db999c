"""The stages that a history names, as the playbook's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from planner.crm.cells.stages import StageFound, stage_for


@dataclass(slots=True)
class StageNames:
    """Finds the playbook's stages, and keeps the found, the guessed and the unknown ones."""

    stages: Sequence[str]  # the playbook's
    mapping: Mapping[str, str]  # the rep's, by the CRM's names
    crm: str = ""
    found: dict[str, str] = field(default_factory=dict)
    guesses: set[str] = field(default_factory=set)
    unknown: dict[str, list[int]] = field(default_factory=dict)  # the CRM's -> lines
    _known: dict[str, StageFound | None] = field(default_factory=dict)

    def stage(self, theirs: str, line: int) -> str | None:
        """The playbook's stage, or won, lost or parked; None for one that is unknown."""
        if theirs not in self._known:
            self._known[theirs] = stage_for(theirs, self.stages, self.mapping, self.crm)
        found = self._known[theirs]
        if found is None:
            self.unknown.setdefault(theirs, []).append(line)
            return None
        self.found[theirs] = found.stage
        if found.is_guess:
            self.guesses.add(theirs)
        return found.stage

    def open_stage(self, theirs: str) -> str | None:
        """The playbook's open stage, if it is certain which."""
        found = stage_for(theirs, self.stages, self.mapping, self.crm) if theirs else None
        return found.stage if found is not None and found.stage in self.stages else None
