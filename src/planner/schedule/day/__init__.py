"""The day as slots: what is free, what is fixed, and where a candidate may start."""
