#!/bin/sh
# A week lived by commands alone: sh examples/lived_week.sh DIR
set -eu
. "$(dirname "$0")/lived.sh"

# Monday: the clock for what matters, a meeting out of nowhere, the evening wrapped.
at 2026-11-23T07:00 today
at 2026-11-23T08:30 start suedfracht
at 2026-11-23T09:25 done --outcome advanced --aim met -m "Their lawyer signs on Friday"
at 2026-11-23T09:25 next
at 2026-11-23T09:40 block 11:00-11:45 "Forecast call"
at 2026-11-23T09:45 start "Helping Sam with a demo"
at 2026-11-23T10:05 stop
at 2026-11-23T10:10 done birch --outcome booked --at "thu 10:00"
at 2026-11-23T15:02 done hale --outcome stayed --next "Send the trial's dates" --next-on wed --answer need=important
at 2026-11-23T15:05 today
printf 'd\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n' | at 2026-11-23T17:45 wrap

# Tuesday: the calls reach nobody, one deal is put off, and the evening is forgotten, clock and all.
at 2026-11-24T07:05 today
at 2026-11-24T08:55 done lumenthal-renewal --outcome no-contact --minutes 5
at 2026-11-24T09:00 later nordwind +6
at 2026-11-24T09:10 done find --found 2 --minutes 40
at 2026-11-24T16:30 start "Tidying up the pipeline"

# Wednesday: yesterday is told in the morning, a slip is corrected, one step is taken back.
at 2026-11-25T07:00 today
at 2026-11-25T07:02 stop
printf '\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n' | at 2026-11-25T07:05 wrap --on yesterday
at 2026-11-25T07:10 done lumenthal-renewal --outcome stayed --on yesterday
at 2026-11-25T10:00 done hale --outcome advanced --from 9:15 --to 9:55
at 2026-11-25T10:01 done thielbach --outcome lost
at 2026-11-25T10:02 undo
at 2026-11-25T10:05 status

# Thursday: a meeting moves, a fixed hour falls free.
at 2026-11-26T07:00 today
at 2026-11-26T09:30 later birch "fri 11:00"
at 2026-11-26T11:00 done "Lunch with Jo Park" --record bolt --from 12:00 --to 13:15
at 2026-11-26T14:00 next

# Friday: the week's last evening.
at 2026-11-27T07:00 today
at 2026-11-27T12:05 done birch --outcome advanced --from 11:00 --to 12:00
printf '\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n' | at 2026-11-27T16:30 wrap
at 2026-11-27T16:35 list --top 5
