"""A whole book, written as in the manual, and what the program knows of it."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from planner.book.cached.book_codec import codec_of_class
from planner.core.book import ClockRange, Quota, Rate, Way
from planner.core.playbook import Response
from planner.errors import BookErrors
from tests.book.books import a_book

BERLIN = ZoneInfo("Europe/Berlin")


def test_the_quota_and_what_was_earned_before(tmp_path):
    book = a_book(
        tmp_path,
        plan="""
            format = 1
            [rep]
            name = "Dana Reyes"
            currency = "USD"
            [hours]
            mon = ["08:30-12:30"]
            [year]
            income_goal = 120_000
            earned = 52_000
            as_of = 2026-06-30
            [quota]
            ends = 2026-12-31
            target = 600_000
            rates = [[0, 0.08], [1.0, 0.12]]
        """,
    ).book
    assert book.quota == Quota(ends=date(2026, 12, 31), target=600_000, rates=(Rate(0.0, 0.08), Rate(1.0, 0.12)))
    assert (book.year.earned, book.year.as_of) == (52_000, date(2026, 6, 30))
    assert (
        codec_of_class(Quota).decode(json.loads(json.dumps(codec_of_class(Quota).encode(book.quota))), BERLIN)
        == book.quota
    )


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ("rates = [[0.5, 0.08]]", "no rate counts from the start"),
        ("rates = [[0, 0.08], [0, 0.1]]", "the shares of the target must rise"),
        ('rates = [[0, 0.08], "12%"]', "this is not a share of the target and what you keep from there"),
        ("rates = [[0, 8]]", "`keeps` must be a share between 0 and 1, not 8"),
        ("starts = 2027-01-01", "the quota starts after it ends"),
        ("target = 0", "`target` must be an amount of money, 1 or more, not 0"),
    ],
)
def test_a_quota_that_can_not_be(tmp_path, wrong, what):
    target = "" if wrong.startswith("target") else "target = 600_000"
    plan = f"""
        format = 1
        [rep]
        name = "Dana Reyes"
        currency = "USD"
        [hours]
        mon = ["08:30-12:30"]
        [quota]
        ends = 2026-12-31
        {target}
        {wrong}
    """
    with pytest.raises(BookErrors) as raised:
        a_book(tmp_path, plan=plan)
    assert [error.what for error in raised.value.errors] == [what]


def test_the_rep_and_the_week(tmp_path):
    book = a_book(
        tmp_path,
        plan="""
            format = 1
            [rep]
            name = "Dana Reyes"
            currency = "USD"
            keeps = 0.08
            [hours]
            mon = ["13:15-17:30", "08:30-12:30"]
            sun = ["20:00-24:00"]
            between = 10
            holidays = "DE-BY"
            days_off = [2026-12-24]
            [year]
            income_goal = 120_000
            [travel]
            minutes = [["office", "munich", 45]]
        """,
        machine_zone="America/Chicago",
    ).book
    assert (book.rep.name, book.rep.keeps, book.rep.timezone) == ("Dana Reyes", 0.08, "America/Chicago")
    assert book.hours.week[0] == (ClockRange(510, 750), ClockRange(795, 1050))
    assert book.hours.week[1:] == ((), (), (), (), (), (ClockRange(1200, 1440),))
    assert (book.hours.between, book.hours.holidays, book.hours.days_off) == (10, "DE-BY", (date(2026, 12, 24),))
    assert (book.year.income_goal, book.year.selling_days) == (120_000, 220)
    assert (book.travel.base, book.travel.default, book.travel.minutes) == (
        "office",
        30,
        (Way("office", "munich", 45),),
    )
    assert (book.care.share, book.care.find, book.calendars.busy) == (0.15, 0.10, ())


def test_calendars_and_the_reps_own_addresses(tmp_path):
    (tmp_path / "work.ics").write_text("")
    book = a_book(
        tmp_path,
        plan="""
            [rep]
            name = "Dana Reyes"
            currency = "USD"
            emails = ["dana@firm.example"]
            [hours]
            mon = ["08:30-12:30"]
            [calendars]
            busy = ["work.ics"]
            not = ["Acme fair", "040000008200E00074C5B7101A82E008"]
            all_day = "never"
        """,
    ).book
    assert book.rep.emails == ("dana@firm.example",)
    assert book.calendars.busy == ("work.ics",)
    assert book.calendars.not_ == ("Acme fair", "040000008200E00074C5B7101A82E008")
    assert book.calendars.all_day == "never"


def test_a_prospect(tmp_path):
    book = a_book(
        tmp_path,
        prospects="""
            [[prospect]]
            name = "Acme rollout"
            amount = 48_000
            stage = "talk"
            contacts = ["lena-vogt", "Jo Park"]
            came = 2026-10-02T09:12
            at = 2026-11-26T14:00:00-06:00
            since = 2026-10-02
            windows = ["09:00-11:30"]
            next = "Ask about 2026-11-26T14:00"   # not 2026-11-26T15:00
            [prospect.answers]
            need = "yes"
        """,
    ).book
    (acme,) = book.deals
    assert (acme.id, acme.amount, acme.stage, acme.attempts) == ("acme-rollout", 48_000.0, "talk", None)
    assert acme.contacts == ("lena-vogt", "Jo Park")
    assert acme.came == datetime(2026, 10, 2, 9, 12, tzinfo=BERLIN)
    assert acme.at == datetime(2026, 11, 26, 21, 0, tzinfo=BERLIN)
    assert acme.at.tzinfo is BERLIN
    assert (acme.windows, acme.answers) == ((ClockRange(540, 690),), {"need": "yes"})
    assert acme.next == "Ask about 2026-11-26T14:00"


def test_a_time_that_a_clock_change_skips_is_an_hour_later(tmp_path):
    book = a_book(tmp_path, prospects='[[prospect]]\nname="A"\namount=1\nstage="talk"\nat = 2027-03-28T02:30\n').book
    assert book.deals[0].at.isoformat() == "2027-03-28T03:30:00+02:00"


def test_accounts_contacts_colleagues_and_tasks(tmp_path):
    (tmp_path / "sam.ics").touch()
    book = a_book(
        tmp_path,
        accounts='[[account]]\nid = "bolt"\nname = "Bolt AG"\nrevenue = 18\nresponse = { none = 0.7, most = 1.4 }\n',
        contacts='[[contact]]\nname = "Lena Vogt"\npower = "decides"\n',
        colleagues='[[colleague]]\nname = "Sam Ito"\nper_hour = 90\nbusy = ["sam.ics"]\n',
        tasks="""
            [[task]]
            title = "Review deck"
            minutes = 60
            after = ["slides", "bolt/visit", "prospecting/find-1"]
            record = "bolt"
            [[task]]
            title = "Slides"
            minutes = 30
        """,
    ).book
    assert book.accounts[0].response == Response(none=0.7, most=1.4)
    assert (book.contacts[0].id, book.contacts[0].power) == ("lena-vogt", "decides")
    assert (book.colleagues[0].id, book.colleagues[0].per_hour, book.colleagues[0].busy) == (
        "sam-ito",
        90.0,
        ("sam.ics",),
    )
    assert [task.id for task in book.tasks] == ["review-deck", "slides"]
    assert book.tasks[0].after == ("slides", "bolt/visit", "prospecting/find-1")


@pytest.mark.parametrize(
    ("prospects", "warning"),
    [
        (
            'contacts = ["lena-vgt"]',
            'prospects.toml, line 5: the contact "lena-vgt" is not listed: did you mean "lena-vogt"?',
        ),
        (
            'contacts = ["LENA VOGT"]',
            'prospects.toml, line 5: the contact "LENA VOGT" is not listed: did you mean "lena-vogt"?',
        ),
        (
            'needs = ["Sam Itho"]',
            'prospects.toml, line 5: the colleague "Sam Itho" is not listed: did you mean "Sam Ito"?',
        ),
        ('place = "Ofice"', 'prospects.toml, line 5: the place "Ofice" is not listed: did you mean "office"?'),
        ('contacts = ["lena-vogt", "Lena Vogt", "Jo Park"]', None),
        ('contacts = ["Plant 2"]', None),  # another plant than the one listed
        ('place = "munich"', None),
    ],
)
def test_a_near_miss_of_a_name_is_a_warning(tmp_path, prospects, warning):
    reading = a_book(
        tmp_path,
        prospects=f'[[prospect]]\nname = "Acme"\namount = 1\nstage = "talk"\n{prospects}\n',
        contacts='[[contact]]\nname = "Lena Vogt"\n[[contact]]\nname = "Plant 1"\n',
        colleagues='[[colleague]]\nid = "sam"\nname = "Sam Ito"\n',
    )
    assert reading.warnings == ((warning,) if warning else ())


def test_a_won_deal_without_a_day_is_a_warning(tmp_path):
    won = '[[prospect]]\nid = "{}"\nname = "Kestrel"\namount = 1\nstage = "won"\n'
    reading = a_book(tmp_path, prospects=won.format("line-1") + won.format("line-2"))
    assert reading.warnings == (
        'prospects.toml, line 5: "line-1" is won without a `won_on` (nor 1 more): it counts in no year and no '
        "review; add the day",
    )
    dated = a_book(tmp_path, prospects=won.format("line-1") + "won_on = 2026-03-02\n")
    assert dated.warnings == ()
