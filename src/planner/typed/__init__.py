"""The input language: days, times, lengths, amounts and fields as people type them, one module each."""
