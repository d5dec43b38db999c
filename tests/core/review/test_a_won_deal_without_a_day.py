"""A won deal without a day is in no total of a review, and is named."""

from dataclasses import replace

from planner.core.book import Deal
from planner.core.review.build_review import ReviewInputs, review
from planner.screen.review.words import won
from tests.core.review.one_week import BOOK, FRIDAY, MONDAY

UNDATED = Deal(id="kestrel", name="Kestrel line one", amount=50_000, stage="won")


def words(*deals: Deal) -> str:
    book = replace(BOOK, deals=deals)
    return won(review(ReviewInputs(book=book, first=MONDAY, last=FRIDAY, today=FRIDAY, days=[])))


def test_it_is_named() -> None:
    dated = replace(UNDATED, id="harrow", name="Harrow Mill", won_on=MONDAY)
    assert words(UNDATED) == "nothing; not counted, because `won_on` is missing: Kestrel line one"
    assert words(dated, UNDATED) == "Harrow Mill $5,000; not counted, because `won_on` is missing: Kestrel line one"
    assert words(dated) == "Harrow Mill $5,000"
