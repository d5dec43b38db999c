"""The book's files: TOML in, every error at once.

The smallest edit out, several files together or not at all.

Reading: `files` -> `read` (`syntax`, `plan_file`, `records`, `playbook`, `references`, `typecheck`) -> `load`, through
the cache. Writing: `edit` and `diary` make the new bytes, `changing` checks them as a whole book, `transaction` puts
them in place.
"""
