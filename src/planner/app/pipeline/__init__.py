"""The pipeline's value: snapshots with first pages, values of logged work, and the bridge."""
