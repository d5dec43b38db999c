"""A simulated territory, and ways to live in it: what the benchmarks are made of."""
