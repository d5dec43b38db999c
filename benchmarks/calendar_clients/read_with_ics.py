"""Reads a calendar with `ics`: a line per event, "uid<TAB>epoch seconds<TAB>status<TAB>summary"."""

import sys
from pathlib import Path

from ics import Calendar

for event in Calendar(Path(sys.argv[1]).read_bytes().decode()).events:
    print(event.uid, int(event.begin.timestamp()), event.status, event.name, sep="\t")
