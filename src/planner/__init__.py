"""The map of the program.

A command (`commands/`) reads the book (`book/`, TOML) and the calendars (`calendars/`, iCalendar), asks the core what
is worth doing (`core/`, pure: book, diary, busy times and now go in, a page with its reasons comes out), saves what has
changed in one transaction (`book/`) and shows the result (`screen/`).

    command line -> files -> Book, Busy, diary -> core -> Page -> diary, screen, JSON, calendar

`cli/` is the command line's edge: it imports only the command that was asked for, and turns every failure into one
message and an exit code (`cli/failures.py`). Whatever takes long is kept by the content it was made from (`cache/`).
Begin with an example book, `core/book.py`, then the command you are curious about.
"""

__version__ = "0.1.0"
