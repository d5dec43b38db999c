"""`plan completion`: the script that lets a shell complete commands, options, ids and names."""

from __future__ import annotations

import sys


def run(shell: str) -> None:
    """Print the script that lets your shell complete commands, options, ids and names."""
    sys.stdout.write(SCRIPTS[shell])


BASH = """\
_plan() {
    local line quote IFS=$'\\n'
    COMPREPLY=()
    quote=${COMP_WORDS[COMP_CWORD]:0:1}
    while IFS= read -r line; do
        case $line in
            :files) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$2")) ;;
            :folders) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$2")) ;;
            *)
                line=${line%%$'\\t'*}
                [[ $line == *= ]] && compopt -o nospace 2>/dev/null
                case $quote in
                    \\') [[ $line == *\\'* ]] && continue ;;
                    \\")
                        [[ $line == *!* ]] && continue  # it would be looked up in the history
                        line=${line//\\\\/\\\\\\\\} line=${line//\\"/\\\\\\"}
                        line=${line//\\$/\\\\\\$} line=${line//\\`/\\\\\\`} ;;
                    *) printf -v line %q "$line" ;;
                esac
                COMPREPLY+=("$line") ;;
        esac
    done < <("$1" __complete bash "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o nosort -F _plan plan 2>/dev/null || complete -F _plan plan
"""

ZSH = """\
_plan() {
    local line word
    local -a found shown heads shown_heads
    for line in "${(@f)$("${words[1]}" __complete zsh "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        word="${line%%$'\\t'*}"
        case $line in
            :files) compset -P '--*='; _files; return ;;
            :folders) compset -P '--*='; _files -/; return ;;
            *=) heads+=("$word"); shown_heads+=("$word") ;;
            *=$'\\t'*) heads+=("$word"); shown_heads+=("${line//$'\\t'/  -- }") ;;
            ?*) found+=("$word"); shown+=("${line//$'\\t'/  -- }") ;;
        esac
    done
    (( ${#heads} )) && compadd -U -V fields -S '' -l -d shown_heads -a heads
    (( ${#found} )) && compadd -U -V words -l -d shown -a found
    (( ${#heads} + ${#found} ))
}
compdef _plan plan
"""

FISH = """\
function __plan_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l found (plan __complete fish $words[2..-1] 2>/dev/null)
    set -l head (string match -r '^--[^=]*=' -- $words[-1]; or echo)
    set -l typed (string replace -r '^--[^=]*=' '' -- $words[-1])
    switch "$found[1]"
        case :files
            printf '%s\\n' $head(__fish_complete_path "$typed")
        case :folders
            printf '%s\\n' $head(__fish_complete_directories "$typed")
        case '*'
            printf '%s\\n' $found
    end
end
complete -c plan -f -k -a '(__plan_complete)'
"""

SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH}
