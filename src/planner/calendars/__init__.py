"""Calendars: `.ics` files and folders in (busy times), the day's page out.

In: files -> lines -> components -> events -> occurrences in the window -> `CalendarReading`.
"""
