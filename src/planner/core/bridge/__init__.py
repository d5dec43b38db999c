"""The bridge: how the value of the open deals moved, by class and deal, in whole cents."""
