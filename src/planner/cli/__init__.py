"""The Typer edge: the program, its help, completion and failures."""
