"""The morning's routine, asked key by key."""
