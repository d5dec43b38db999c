"""The pure core.

Given a book, a diary, busy times and a clock, what is worth doing and when.

Nothing in here reads a file, a clock, a terminal or the environment.
"""
