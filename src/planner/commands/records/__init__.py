"""`plan add`, `set`, `edit`, `qualify`, `park`, `moved` and `import`."""
