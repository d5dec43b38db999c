"""TOML as text: where each key is, and the smallest edit that changes it."""
