"""A small book on a Tuesday morning, the command line, and a terminal to answer at."""

from tests.commands.morning.conftest import book
from tests.commands.records.conftest import at_terminal
from tests.conftest import home, plan

__all__ = ["at_terminal", "book", "home", "plan"]
