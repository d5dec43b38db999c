"""The day as an iCalendar file, safe to import again and again."""
