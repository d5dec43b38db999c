"""The steps that each record has today."""
