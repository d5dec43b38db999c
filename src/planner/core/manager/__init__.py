"""The page for the talk with the manager."""
