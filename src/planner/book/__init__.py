"""The book's files: TOML in with every error at once, the smallest edit out.

Reading: `files` -> `toml` -> `read` -> `check` -> `load`, through `cached`. Writing: `change` and `diary` make the new
bytes, `store` puts several files in place together or not at all.
"""
