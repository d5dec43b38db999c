"""Fixed before must before urgent before due touches before finding before value: small days, input and page."""

from __future__ import annotations

from planner.schedule import Candidate, DayPlan, Meeting, Problem, Range, solve


def hour(*candidates: Candidate, start: int = 540, end: int = 600, **more: object) -> Problem:
    return Problem(ranges=(Range(start, end),), candidates=candidates, **more)  # type: ignore[arg-type]


def page(plan: DayPlan) -> list[tuple[str, int, int]]:
    return [(p.id, p.start, p.end) for p in plan.placed]


def test_fixed_items_stand_at_their_minute_and_take_it_from_the_ranges() -> None:
    call = Candidate(id="call", minutes=25, value=1, at=562)  # 09:22
    mail = Candidate(id="mail", minutes=15, value=9)
    long = Candidate(id="long", minutes=20, value=90)
    plan = solve(hour(call, mail, long))
    assert page(plan) == [("mail", 540, 555), ("call", 562, 587)]
    assert plan.left_out == {"long": "no time for it"}


def test_a_fixed_item_may_lie_outside_the_ranges() -> None:
    plan = solve(hour(Candidate(id="dinner", minutes=90, value=50, at=1140)))
    assert page(plan) == [("dinner", 1140, 1230)]


def test_of_two_fixed_items_that_overlap_the_one_worth_more_is_kept() -> None:
    plan = solve(hour(Candidate(id="a", minutes=30, value=10, at=540), Candidate(id="b", minutes=30, value=20, at=560)))
    assert page(plan) == [("b", 560, 590)]
    assert plan.missed == {"a": "b"}
    assert plan.left_out == {"a": "collides"}


def test_a_fixed_item_can_not_lie_on_a_meeting() -> None:
    day = hour(Candidate(id="a", minutes=30, value=10, at=540), meetings=(Meeting(start=550, end=560),))
    assert solve(day).missed == {"a": None}


def test_what_a_fixed_item_needs_first_is_put_before_it_whatever_it_earns() -> None:
    prepare = Candidate(id="prepare", minutes=20, value=0)
    demo = Candidate(id="demo", minutes=30, value=50, at=570, after=("prepare",))
    rich = Candidate(id="rich", minutes=25, value=99)
    assert page(solve(hour(prepare, demo, rich))) == [("prepare", 540, 560), ("demo", 570, 600)]


def test_must_beats_any_value() -> None:
    plan = solve(
        hour(Candidate(id="must", minutes=50, value=0, must=True), Candidate(id="rich", minutes=50, value=999))
    )
    assert page(plan) == [("must", 540, 590)]
    assert plan.left_out == {"rich": "no room"}


def test_of_musts_that_can_not_all_be_kept_each_missed_one_is_named() -> None:
    nine = (Range(540, 580),)
    plan = solve(
        hour(
            Candidate(id="a", minutes=30, value=1, must=True, windows=nine),
            Candidate(id="b", minutes=30, value=5, must=True, windows=nine),
        )
    )
    assert page(plan) == [("b", 540, 570)]
    assert plan.missed == {"a": "b"}


def test_a_must_brings_what_has_to_come_before_it() -> None:
    plan = solve(
        hour(
            Candidate(id="first", minutes=20, value=0),
            Candidate(id="then", minutes=20, value=0, must=True, after=("first",)),
            Candidate(id="rich", minutes=20, value=99),
        )
    )
    assert page(plan) == [("first", 540, 560), ("then", 565, 585)]


def test_urgent_comes_as_early_as_can_be() -> None:
    lead = Candidate(id="lead", minutes=15, value=5, urgent=True, windows=(Range(545, 1000),))
    rich = Candidate(id="rich", minutes=30, value=99)
    assert page(solve(hour(lead, rich))) == [("lead", 545, 560), ("rich", 565, 595)]


def test_of_urgent_ones_the_first_to_come_is_the_first_to_be_done() -> None:
    day = hour(
        Candidate(id="came second", minutes=20, value=9, urgent=True, deadline=2),
        Candidate(id="came first", minutes=20, value=5, urgent=True, deadline=1),
    )
    assert page(solve(day)) == [("came first", 540, 560), ("came second", 565, 585)]


def touch(name: str, deadline: int, group: str | None = None, minutes: int = 10) -> Candidate:
    return Candidate(id=name, minutes=minutes, value=0, care="touch", deadline=deadline, group=group)


def test_due_touches_come_in_earliest_breach_first_within_their_minutes() -> None:
    day = hour(
        touch("late", deadline=3), touch("soon", deadline=-2), touch("next", deadline=0),
        Candidate(id="rich", minutes=30, value=99),
        touch_minutes=20,
    )  # fmt: skip
    plan = solve(day)
    assert {p.id for p in plan.placed} == {"soon", "next", "rich"}
    assert plan.left_out == {"late": "kept minutes used up"}


def test_touches_beyond_their_minutes_fill_empty_slots_only() -> None:
    day = hour(touch("a", 1), touch("b", 2), Candidate(id="rich", minutes=40, value=99), touch_minutes=0)
    assert page(solve(day)) == [("rich", 540, 580), ("a", 585, 595)]


def test_a_step_on_the_page_leaves_the_minutes_of_its_touch_to_the_next() -> None:
    day = hour(
        touch("touch-acme", -5, group="acme"), touch("touch-bolt", 4, group="bolt"),
        Candidate(id="step-acme", minutes=20, value=90, group="acme"),
        Candidate(id="rich", minutes=25, value=50),
        touch_minutes=10,
    )  # fmt: skip
    plan = solve(day)
    assert {p.id for p in plan.placed} == {"step-acme", "touch-bolt"}
    assert plan.left_out == {"touch-acme": "same deal", "rich": "no room"}


def test_who_waits_longest_is_touched_though_a_cheap_step_could_stand_in_for_a_touch() -> None:
    """A step that takes five minutes more than its touch would be the cheaper way to have that record on the page; but
    it leaves the touch's minutes to the next in line, for whom the same is true."""
    waiting = [
        each
        for n in range(6)
        for each in (
            touch(f"touch-{n}", deadline=n, group=f"deal-{n}"),
            Candidate(id=f"step-{n}", minutes=15, value=8, group=f"deal-{n}"),
        )
    ]
    rich = (Candidate(id=f"rich-{n}", minutes=15, value=60) for n in range(3))
    plan = solve(hour(*waiting, *rich, touch_minutes=10))
    assert {p.id for p in plan.placed} == {"touch-0", "rich-0", "rich-1"}
    assert plan.left_out["touch-1"] == "kept minutes used up"


def test_a_touch_that_something_fixed_comes_after_is_no_step() -> None:
    day = hour(
        touch("touch", 0, group="acme", minutes=1),
        Candidate(id="step", minutes=1, value=9, group="acme"),
        Candidate(id="fixed", minutes=1, value=0, at=550, after=("touch",)),
        touch_minutes=0,
    )
    assert {p.id for p in solve(day).placed} == {"touch", "fixed"}


def test_as_many_musts_as_can_be() -> None:
    """The early call would leave no room for the report behind the deck; the late one does."""
    day = Problem(
        ranges=(Range(540, 600), Range(600, 780)),
        candidates=(
            Candidate(id="deck", minutes=71, value=0, must=True),
            Candidate(
                id="call", minutes=1, value=0, must=True, group="a", before=("deck",), windows=(Range(696, 726),)
            ),
            Candidate(id="mail", minutes=1, value=0, must=True, group="a"),
            Candidate(id="report", minutes=1, value=0, must=True, after=("deck",)),
        ),
    )
    assert {p.id for p in solve(day).placed} == {"deck", "mail", "report"}


def test_finding_comes_in_whether_it_pays_or_not() -> None:
    day = hour(
        Candidate(id="find-1", minutes=20, value=1, care="find"),
        Candidate(id="find-2", minutes=20, value=1, care="find"),
        Candidate(id="rich", minutes=25, value=90),
        Candidate(id="next", minutes=25, value=80),
        find_minutes=15,
    )  # fmt: skip
    plan = solve(day)
    assert {p.id for p in plan.placed} == {"find-1", "rich"}
    assert plan.left_out["find-2"] == "kept minutes used up"


def test_must_over_urgent_over_touch_over_finding() -> None:
    def only(*candidates: Candidate) -> list[str]:
        return [p.id for p in solve(hour(*candidates, end=575, touch_minutes=60, find_minutes=60)).placed]

    must = Candidate(id="must", minutes=30, value=0, must=True)
    urgent = Candidate(id="urgent", minutes=30, value=5, urgent=True)
    due = touch("touch", 0, minutes=30)
    find = Candidate(id="find", minutes=30, value=7, care="find")
    rich = Candidate(id="rich", minutes=30, value=99)
    assert only(must, urgent, due, find, rich) == ["must"]
    assert only(urgent, due, find, rich) == ["urgent"]
    assert only(due, find, rich) == ["touch"]
    assert only(find, rich) == ["find"]
    assert only(rich) == ["rich"]


def test_what_has_to_come_before_an_appointment_collides_with_nothing_after_it() -> None:
    """The training and the appointment leave it no time; the report of the afternoon is not to blame."""
    day = Problem(
        ranges=(Range(540, 1020),),
        candidates=(
            Candidate(id="training", minutes=50, value=0, at=540),
            Candidate(id="demo", minutes=60, value=90, at=610),
            Candidate(id="prepare", minutes=45, value=60, must=True, before=("demo",)),
            Candidate(id="report", minutes=20, value=0, must=True, windows=(Range(900, 1020),)),
        ),
    )
    plan = solve(day)
    assert {placed.id for placed in plan.placed} == {"training", "demo", "report"}
    assert plan.missed == {"prepare": None}
    assert plan.left_out == {"prepare": "no time for it"}


def test_a_lead_waits_for_a_promise_that_only_the_morning_can_keep() -> None:
    """It was to be as early as possible, and broke the promise of a customer who can be called until 10:00."""
    lead = Candidate(id="lead", minutes=25, value=26, urgent=True, claim=(1.0,))
    promise = Candidate(id="promise", minutes=50, value=1865, claim=(2.0,), windows=(Range(540, 600),))
    report = Candidate(id="report", minutes=60, value=0, must=True)
    plan = solve(hour(lead, promise, report, end=720))
    assert page(plan)[:2] == [("promise", 540, 590), ("lead", 595, 620)]
    later = promise._replace(windows=(Range(540, 630),))
    assert page(solve(hour(lead, later, report, end=720)))[:2] == [("lead", 540, 565), ("promise", 570, 620)]


def test_two_leads_are_as_early_as_they_can_be_the_first_one_first() -> None:
    leads = [Candidate(id=f"lead {n}", minutes=20, value=9, urgent=True, deadline=n) for n in range(2)]
    touch = Candidate(id="touch", minutes=10, value=0, care="touch", deadline=1)
    plan = solve(hour(*reversed(leads), touch, end=660, touch_minutes=10))
    assert page(plan) == [("lead 0", 540, 560), ("lead 1", 565, 585), ("touch", 590, 600)]
