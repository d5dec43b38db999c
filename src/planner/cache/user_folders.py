"""The platform's folders for a user's data, settings and caches."""

from __future__ import annotations

from pathlib import Path

APP = "hourworth"


def user_data() -> Path:
    """The folder for this program's data of the user."""
    from platformdirs import user_data_path  # here: most runs are given their folders

    return user_data_path(APP, appauthor=False)


def user_config() -> Path:
    """The folder for this program's settings of the user."""
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False)


def user_cache() -> Path:
    """The folder for this program's cache. Raises OSError or RuntimeError without a home."""
    from platformdirs import user_cache_path

    return user_cache_path(APP, appauthor=False)
