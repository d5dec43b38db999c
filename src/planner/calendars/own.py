"""The marks of the program's own events: those are the plan, not busy times."""

from __future__ import annotations

OWN_UID = "@hourworth"  # how their UIDs end
OWN_PRODUCT = "-//hourworth//plan "  # how a calendar's PRODID begins, before the version
OWN_CATEGORY = "plan"
