# Sourced by lived_week.sh and lived_month.sh. It writes the demo book to DIR (which must not be there yet) for the week
# of Monday, 2026-11-23.
book=${1:?"usage: sh $0 DIR"}
plan=${PLAN:-plan}

at() { # at TIME COMMAND …: one command at a moment of those days
    moment=$1
    shift
    printf '\n%s  plan %s\n' "$moment" "$*"
    "$plan" --book "$book" --now "$moment" "$@"
}

"$plan" demo "$book" --now 2026-11-23T06:00 -q >/dev/null
