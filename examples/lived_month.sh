#!/bin/sh
# A month of the demo book: what you owe, after the win, favors, and the year. sh examples/lived_month.sh DIR
set -eu
. "$(dirname "$0")/lived.sh"

# Monday: an offer goes out, and hearing back is promised. A favor, an introduction, the manager's favorite deal.
at 2026-11-23T07:00 today --brief
at 2026-11-23T10:00 done thielbach -o sent -m "the offer" --minutes 30
at 2026-11-23T10:05 favor jo-park "Put her in touch with a good toolmaker"
at 2026-11-23T10:06 set hale introduced_by=jo-park
at 2026-11-23T10:07 set hufnagelbach must_for=Mats
at 2026-11-23T10:08 set training-negotiation every=thu
at 2026-11-23T15:00 done nordwind -o won --minutes 45

# Tuesday: the new customer becomes an account, and the first ninety days are in the book.
at 2026-11-24T07:00 today --brief
at 2026-11-24T07:05 add account "Nordwind Filter SE" revenue=128000 contacts+=lena-vogt
at 2026-11-24T07:06 today --brief
at 2026-11-24T07:10 show nordwind-filter-se-kick-off

# Wednesday: the offer's day has come. Thursday: the first training.
at 2026-11-25T07:00 today --brief
at 2026-11-25T09:00 done thielbach/agreed -o done --next "Send the references"
at 2026-11-26T09:35 done training-negotiation

# The goal for the year was set too low.
sed -i.bak 's/^income_goal = .*/income_goal = 140_000/' "$book/plan.toml" && rm "$book/plan.toml.bak"

# December: thirty tries are logged, so chances are worth saying. The renewal comes by itself.
at 2026-12-01T07:00 today --brief
at 2026-12-01T07:05 show bolt-renewal-2027
for day in 01 02 03 04 07 08; do
    for deal in tellac rauhfels krallmann sagrelim pellegrin; do
        "$plan" --book "$book" --now "2026-12-${day}T17:00" -q done "$deal" -o stayed --minutes 20 >/dev/null 2>&1
    done
done
at 2026-12-03T17:30 done training-negotiation

# The talk with the manager: the year, the forecast call, the month.
at 2026-12-18T07:00 today --brief
at 2026-12-18T16:00 show training-negotiation
at 2026-12-18T16:01 show jo-park
at 2026-12-18T16:02 year
at 2026-12-18T16:03 forecast
at 2026-12-18T16:04 review month
