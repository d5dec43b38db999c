"""`plan calendars`: fetch the calendars that the book names, and set up vdirsyncer."""
