"""Values of the core as text: wording, rounding and layout, and no decisions.

A screen makes lines of styled pieces for a sheet (`layout.py`), as wide as the terminal or as a pipe needs;
`console.py` makes the console to write them to, `json_out.py` the documents for other programs.
"""
