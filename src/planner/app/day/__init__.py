"""The day's page as commands get it: looked at again, or planned and written."""
