"""Add a book to the folders that the user trusts."""

from __future__ import annotations

import os
from pathlib import Path

from planner.app.messages import show, show_json, tell
from planner.app.settings import Settings
from planner.book.find import PLAN_FILE, TRUSTED, trust_file, trusted_folders
from planner.book.store.user_list import add_to_user_list
from planner.errors import PlanError, UsageError


def run(settings: Settings, folder: Path) -> None:
    """Trust the book in a folder, and say so. UsageError where the folder holds no book."""
    folder = folder.expanduser()
    if not (folder / PLAN_FILE).exists():
        raise UsageError(f"{folder} has no {PLAN_FILE}", "name the folder of a book, such as: plan trust ~/sales")
    real = trust_folder(folder)
    if settings.json:
        show_json({"format": 1, "trusted": real, "list": str(trust_file())})
        return
    show(f"Trusted {real}.")
    tell(settings, f"To take it back, take its line out of {trust_file()}.")


def trust_folder(folder: Path) -> str:
    """Add a folder to the list; returns its real path.

    PlanError for a path with a line end in it, or OSError.
    """
    real = os.path.realpath(folder)
    if "\n" in real:
        raise PlanError(f"{folder} has a line end in its name", "rename the folder first")
    if real not in trusted_folders():
        add_to_user_list(TRUSTED, real)
    return real
