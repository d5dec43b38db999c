"""Bounds: the price of time, and proof that no better day exists."""
