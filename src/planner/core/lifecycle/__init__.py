"""A record after it was added: what names it, its earlier names, two that are one."""
