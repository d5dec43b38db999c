"""The morning's routine: yesterday's open lines, the night, and the questions of today."""
