"""A simulated territory, and ways to live in it: what the benchmarks beside this folder are made of."""
