"""`plan completion`: the script that lets a shell complete commands, options, ids and names."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Shell(StrEnum):
    """The shells that a script is there for."""

    bash = "bash"
    zsh = "zsh"
    fish = "fish"


def completion(
    ctx: typer.Context,  # noqa: ARG001 - every command has it
    shell: Annotated[Shell, typer.Argument(metavar="SHELL", help="bash, zsh or fish.")],
) -> None:
    """Set up tab completion for your shell: commands, options, names, fields and their values.

        plan completion bash >> ~/.bashrc
        plan completion zsh >> ~/.zshrc          (below the line with compinit)
        plan completion fish > ~/.config/fish/completions/plan.fish

    Then open a new shell. `plan show ac<TAB>` finds a record by its id or its name, `plan set acme stage=<TAB>`
    lists your stages, and `plan done acme -o <TAB>` the outcomes.
    """
    from planner.app.setup.completion import run

    run(shell.value)
