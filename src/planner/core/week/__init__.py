"""The next five working days, planned as one."""
