"""Promises and the days to come: those to start early, and those that no day can hold."""
