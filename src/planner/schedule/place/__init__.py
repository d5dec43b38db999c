"""Placing: candidates onto the day, in whole, in pieces and in tours."""
