"""The bridge: what moved the pipeline."""
