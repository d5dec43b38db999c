#!/bin/sh
# A month of the demo book, as its rep lives it, and as the team hears of it. sh examples/lived_month.sh DIR
set -eu
. "$(dirname "$0")/lived.sh"

evening() { # evening DAY KEY: the day's page, and its lines logged with one key each: done, or else KEY
    "$plan" --book "$book" --now "$1T07:00" -q today >/dev/null 2>&1
    for line in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do printf 'd\n%s\n\n' "$2"; done |
        "$plan" --book "$book" --now "$1T17:45" -q wrap >/dev/null 2>&1
}

# Monday. The prep card of the day's demo: the one question worth most now, and the story that fits him. In the evening
# one key (+) logs that the story worked. A message goes out with the names filled in.
at 2026-11-23T07:00 today --brief
at 2026-11-23T13:55 show hale
at 2026-11-23T10:00 done thielbach -o sent -m "the offer" --minutes 30
at 2026-11-23T10:05 favor jo-park "Put her in touch with a good toolmaker"
at 2026-11-23T10:06 set hale introduced_by=jo-park
at 2026-11-23T10:07 set hufnagelbach must_for=Mats
at 2026-11-23T10:08 set training-negotiation every=thu
at 2026-11-23T15:00 done nordwind -o won --minutes 45
printf '\n\n\n\n\n\n+\ns\n\n' | at 2026-11-23T15:10 wrap
at 2026-11-23T15:12 set hale answers.incumbent=unhappy
at 2026-11-23T15:13 message thank-you hale
at 2026-11-23T15:14 show tellac

# Tuesday: the new customer becomes an account, and the first ninety days are in the book.
at 2026-11-24T07:00 today --brief
at 2026-11-24T07:05 add account "Nordwind Filter SE" revenue=128000 contacts+=lena-vogt
at 2026-11-24T07:06 today --brief
at 2026-11-24T07:10 show nordwind-filter-se-kick-off

# Wednesday: the offer's day has come. The same story fails twice, so the next card has another answer.
at 2026-11-25T07:00 today --brief
at 2026-11-25T09:00 done thielbach/agreed -o done --next "Send the references"
at 2026-11-25T11:30 done fjordlin-bergen -o stayed --failed changeover-list
at 2026-11-25T12:00 show prospecting
at 2026-11-25T14:00 done tellac -o stayed --failed changeover-list --minutes 30
at 2026-11-25T14:05 show tellac
evening 2026-11-25 s

# Thursday: the first training.
at 2026-11-26T09:35 done training-negotiation
evening 2026-11-26 s
evening 2026-11-27 a

# December. The renewal comes by itself.
evening 2026-11-30 s
at 2026-12-01T07:00 today --brief
at 2026-12-01T07:05 show bolt-renewal-2027
evening 2026-12-01 s
evening 2026-12-02 s
at 2026-12-03T17:30 done training-negotiation
evening 2026-12-04 s
evening 2026-12-07 s
evening 2026-12-09 s

# Dana has counted that three stuck deals in ten begin to move when she builds the case. That is a play of hers now; its
# price says for which deal, and what is logged stays in the deal.
printf '\n[[play]]\nid = "build-case"\nturns = 0.3            # counted: 3 of 10 stuck deals\n' >>"$book/playbook.toml"
at 2026-12-10T07:00 today
at 2026-12-10T07:05 why gruberau/build-case
at 2026-12-10T15:00 done gruberau/build-case -o done --minutes 60
at 2026-12-10T15:01 show gruberau
at 2026-12-10T15:05 message file-closed aldermoor
evening 2026-12-11 s
for deal in tellac rauhfels gruberau; do
    "$plan" --book "$book" --now 2026-12-16T17:00 -q done "$deal" -o stayed --minutes 30 >/dev/null 2>&1
done

# The goal for the year was set too low.
sed -i.bak 's/^income_goal = .*/income_goal = 140_000/' "$book/plan.toml" && rm "$book/plan.toml.bak"

# The talk with the manager: the year, the forecast call, the month, and the quarter as a page to hand over.
at 2026-12-18T07:00 today --brief
at 2026-12-18T16:00 show training-negotiation
at 2026-12-18T16:01 show jo-park
at 2026-12-18T16:02 year
at 2026-12-18T16:03 forecast
at 2026-12-18T16:04 review month
at 2026-12-18T16:05 review quarter --html "$book-talk.html"

# The coach has watched. A new colleague starts from Dana's playbook, without her customers.
at 2026-12-18T16:10 coach
at 2026-12-18T16:11 share "$book-dana.json"
"$plan" demo "$book-mats" --now 2026-11-23T06:00 -q >/dev/null
sed -i.bak 's/^name = .*/name = "Mats Lind"/' "$book-mats/plan.toml" && rm "$book-mats/plan.toml.bak"
at 2026-12-18T16:12 playbook --learned "$book-mats/dana.toml"
printf 'based_on = "dana.toml"\n' >"$book-mats/playbook.toml"
(
    book=$book-mats
    at 2026-11-23T07:00 show hale
    for day in 11-23 11-24 11-25 11-26 11-27; do evening "2026-$day" n; done
    at 2026-11-27T18:00 share "${book%-mats}-mats.json" --period 2026-11-23..2026-11-27
)

# The two side by side: the gap as habits, a contest, and the page for the meeting.
at 2026-12-18T16:20 team "$book-dana.json" "$book-mats.json"
at 2026-12-18T16:21 team "$book-dana.json" "$book-mats.json" --contest tries --from 2026-11-23 --to 2026-11-27
at 2026-12-18T16:22 team "$book-dana.json" "$book-mats.json" --html "$book-team.html"
