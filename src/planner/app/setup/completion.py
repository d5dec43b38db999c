"""`plan completion`: the script that lets a shell complete commands, options, ids and names."""

from __future__ import annotations

import sys


def run(shell: str) -> None:
    """Print the script that lets your shell complete commands, options, ids and names."""
    sys.stdout.write(SCRIPTS[shell])


BASH = """\
_plan() {
    local line IFS=$'\\n'
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            :files) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$2")) ;;
            :folders) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$2")) ;;
            *) printf -v line %q "${line%%$'\\t'*}"; COMPREPLY+=("$line") ;;
        esac
    done < <("$1" __complete bash "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _plan plan
"""

ZSH = """\
_plan() {
    local line
    local -a found shown
    for line in "${(@f)$("${words[1]}" __complete zsh "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        case $line in
            :files) _files; return ;;
            :folders) _files -/; return ;;
            ?*) found+=("${line%%$'\\t'*}"); shown+=("${line//$'\\t'/  -- }") ;;
        esac
    done
    (( ${#found} )) && compadd -U -l -d shown -a found
}
compdef _plan plan
"""

FISH = """\
function __plan_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l found (plan __complete fish $words[2..-1] 2>/dev/null)
    switch "$found[1]"
        case :files
            __fish_complete_path (commandline -ct)
        case :folders
            __fish_complete_directories (commandline -ct)
        case '*'
            printf '%s\\n' $found
    end
end
complete -c plan -f -a '(__plan_complete)'
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}
