"""A record's life after it was added: renamed, merged, reopened, removed."""
