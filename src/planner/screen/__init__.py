"""What the core gives out, as text: wording, rounding and layout, and nothing else is decided here.

A screen makes lines of styled pieces for a sheet (`layout.py`), as wide as the terminal or as a pipe needs;
`console.py` makes the console they are written to, `json_out.py` the documents for other programs.
"""
