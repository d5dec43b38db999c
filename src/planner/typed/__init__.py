"""The input language: days, times, lengths, amounts and fields, one module each."""
