"""iCalendar text: lines, components, values, events and time zones."""
