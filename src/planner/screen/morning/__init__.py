"""The morning's routine on the screen and as JSON."""
