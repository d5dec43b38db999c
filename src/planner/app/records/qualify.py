"""`plan qualify`: a deal's checklist, question by question, and what each answer is worth."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from planner.app.dialogue.one_key import one_key
from planner.app.messages import prompt, show, show_json, tell
from planner.app.records.edit_record import belief_in, day_context, keep, record_called
from planner.app.session import Session
from planner.app.settings import Settings
from planner.book.change import set_record
from planner.book.store.lock import writing
from planner.core.book import Deal
from planner.core.playbook import Question
from planner.core.records.questions_to_ask import money_changed, questions_to_ask
from planner.core.value.deal_value import DayContext, DealValue, deal_value, is_open
from planner.core.value.year_price import price_of_hour
from planner.errors import UsageError
from planner.frozen_class import frozen
from planner.screen.text.safe_text import safe
from planner.screen.text.wording import counted, money, per_hour, percent

UNKNOWN, STOP = "0", "q"
MOST_DEALS = 20  # five minutes


@frozen
class AnswerStep:
    """One answer given, and where the deal stands before and after it."""

    question: Question
    answer: str | None  # None: not known any more
    before: DealValue | None
    after: DealValue | None


def run(settings: Settings, record: str) -> None:
    """Walk the checklist of a deal, or the deals where an answer is worth most if none is named.

    One key an answer, Enter skips, 0 is unknown again, q ends it.
    """
    if not record:
        _walk_deals(settings)
        return
    session = Session(settings)
    deal = _deal(session, record)
    now = day_context(session)
    steps: list[AnswerStep] = []
    ended: UsageError | KeyboardInterrupt | None = None
    try:
        for step in _walk(settings, deal, now):
            steps.append(step)
            if not settings.json:
                show("  " + _moved(step, now.book.rep.currency))
    except (UsageError, KeyboardInterrupt) as end:  # what was answered before is kept
        ended = end
    changed = {step.question.id: step.answer for step in steps if step.answer != deal.answers.get(step.question.id)}
    if changed:
        with writing(settings.book):
            fresh = Session(settings)  # they took their time: another command may have written meanwhile
            meant = _deal(fresh, deal.id)
            keep(fresh, set_record(fresh.files, fresh.book, meant.id, {"answers": changed}), f"qualify {deal.id}")
    if steps or ended is None:
        _show(session, deal, steps, changed, now)
    if ended is not None:
        raise ended


def _walk_deals(settings: Settings) -> None:
    """Ask one question about each of the deals where an answer from memory is worth most."""
    session = Session(settings)
    now = day_context(session)
    answers: list[tuple[Deal, AnswerStep]] = []
    ended: UsageError | KeyboardInterrupt | None = None
    to_ask = questions_to_ask(session.book.deals, now, MOST_DEALS)
    try:
        for number, (deal, question, _) in enumerate(to_ask, start=1):
            put = f"{deal.name}: " + _question_put(number, len(to_ask), question, None)
            typed = _answer(settings, question, put)
            if typed == STOP:
                break
            if typed in ("", UNKNOWN):
                continue
            after = deal_value(replace(deal, answers={**deal.answers, question.id: typed}), now)
            answers.append((deal, AnswerStep(question, typed, deal_value(deal, now), after)))
    except (UsageError, KeyboardInterrupt) as end:  # what was answered before is kept
        ended = end
    if answers:
        with writing(settings.book):
            fresh = Session(settings)  # they took their time: another command may have written meanwhile
            files = fresh.files
            for deal, step in answers:
                files = set_record(files, fresh.book, deal.id, {"answers": {step.question.id: step.answer}})
            keep(fresh, files, f"qualify {len(answers)} deals")
    if answers or ended is None:
        _show_deals(session, answers, now)
    if ended is not None:
        raise ended


def _show_deals(session: Session, answers: list[tuple[Deal, AnswerStep]], context: DayContext) -> None:
    """Say what the answers were worth, and which deals an hour no longer pays for."""
    price = _price(context)
    worth = sum(money_changed(step.before, step.after) for _, step in answers)
    park = [deal.id for deal, step in answers if price is not None and step.after and step.after.per_hour < price]
    if session.settings.json:
        steps = [{"record": deal.id, "answer": step.answer, **_plain(step)} for deal, step in answers]
        currency = session.book.rep.currency
        show_json({"format": 1, "currency": currency, "steps": steps, "changes": worth, "worth_parking": park})
        return
    tell(session.settings, f"{counted(len(answers), 'answer')} saved")
    if answers:
        show(f"These answers change what your next tries are worth by {money(worth, session.book.rep.currency)}.")
    if park:
        names = f"{counted(len(park), 'deal pays', 'deals pay')} less than an hour is worth"
        show(f"{names}: " + ", ".join(f"`plan park {id}`" for id in park[:3]) + (" …" if len(park) > 3 else ""))


def _deal(session: Session, word: str) -> Deal:
    deal = record_called(session, word)
    if not isinstance(deal, Deal):
        raise UsageError(f"{deal.id} is not a deal and has no checklist", "`plan list` shows the deals")
    if not is_open(deal):
        first = session.book.playbook.stages[0].name
        raise UsageError(f"{deal.id} is {deal.stage}", f"open it first: `plan set {deal.id} stage={first}`")
    if not session.book.playbook.questions:
        raise UsageError("the playbook has no checklist", "write a [[question]] into playbook.toml")
    return deal


def _walk(settings: Settings, deal: Deal, context: DayContext) -> Iterator[AnswerStep]:
    """Every question in turn, until they stop or the answers that are piped in end."""
    answers = dict(deal.answers)
    questions = context.playbook.questions
    for number, question in enumerate(questions, start=1):
        put = _question_put(number, len(questions), question, answers.get(question.id))
        typed = _answer(settings, question, put)
        if typed == STOP:
            return
        if not typed:
            continue
        before = deal_value(replace(deal, answers=dict(answers)), context)
        if typed == UNKNOWN:
            answers.pop(question.id, None)
        else:
            answers[question.id] = typed
        after = deal_value(replace(deal, answers=dict(answers)), context)
        yield AnswerStep(question, answers.get(question.id), before, after)


def _question_put(number: int, of: int, question: Question, known: str | None) -> str:
    """A question as it is put; its answers with their keys, the known one marked."""
    words = [f"{key} {word}{' (now)' if word == known else ''}" for key, word in enumerate(question.real, start=1)]
    skips = "Enter keeps it, 0 clears it" if known else "Enter skips"
    return f"{number}/{of} {question.ask}\n  {'   '.join(words)}   [{skips}] "


def _answer(settings: Settings, question: Question, put: str) -> str:
    """An answer of the question, UNKNOWN, STOP, or "" for none.

    A terminal repeats the question until it has one.
    """
    keys = ", ".join(f"{key} {word}" for key, word in enumerate(question.real, start=1))
    while True:
        typed = _pressed(put) if settings.is_terminal else _next_line()
        meant = answer_meant(question, typed)
        if meant is not None:
            return meant
        if not settings.is_terminal:
            raise UsageError(
                f'"{typed}" is not an answer to {question.id}', f"one of {keys}; the answers before it are saved"
            )
        put = f"  one of {keys} "


def _pressed(put: str) -> str:
    typed = one_key(sys.stdin, lambda: prompt(put))
    prompt(f"{typed}\n")
    return typed


def _next_line() -> str:
    line = sys.stdin.readline()
    return line.strip() if line else STOP


def answer_meant(question: Question, typed: str) -> str | None:
    """The answer that a key, a number or the beginning of a word stands for.

    None where it is none.
    """
    words = list(question.real)
    if typed in ("", UNKNOWN):
        return typed
    if typed in words:
        return typed
    if typed.isascii() and typed.isdigit() and 1 <= int(typed[:6]) <= len(words):
        return words[int(typed[:6]) - 1]
    starting = [word for word in words if word.casefold().startswith(typed.casefold())]
    if len(starting) == 1:
        return starting[0]
    return STOP if typed.casefold() == STOP and not starting else None


def _moved(step: AnswerStep, currency: str) -> str:
    answer = step.answer or "unknown"
    if step.before is None or step.after is None:  # its date has passed
        return f"{_question_label(step.question)}: {safe(answer)}"
    rates = [per_hour(stands.per_hour, currency) for stands in (step.before, step.after)]
    beliefs = [percent(belief_in(stands)) for stands in (step.before, step.after)]
    belief = f"{beliefs[0]} -> {beliefs[1]}" if beliefs[0] != beliefs[1] else f"still {beliefs[0]}"
    rate = f"{rates[0]} -> {rates[1]}" if rates[0] != rates[1] else rates[0]
    return f"{_question_label(step.question)}: {safe(answer)} · {belief} likely to be real · {rate}"


def _question_label(question: Question) -> str:
    """A question by its id, as a label: "Why change"."""
    label = question.id.replace("_", " ")
    return label[:1].upper() + label[1:]


def _show(
    session: Session, deal: Deal, steps: list[AnswerStep], changed: dict[str, str | None], context: DayContext
) -> None:
    last = steps[-1].after if steps else deal_value(deal, context)
    price = _price(context)
    pays = last is None or price is None or last.per_hour >= price
    if session.settings.json:
        show_json(
            {
                "format": 1,
                "record": deal.id,
                "currency": session.book.rep.currency,
                "answers": changed,
                "steps": [_plain(step) for step in steps],
                "belief": belief_in(last) if last else None,
                "per_hour": last.per_hour if last else None,
                "worth_parking": not pays,
            }
        )
        return
    tell(session.settings, f"{counted(len(changed), 'answer')} saved")
    if last is not None and not pays and price is not None:
        currency = session.book.rep.currency
        less = f"An hour pays {money(last.per_hour, currency)}, and yours has to pay {money(price, currency)}"
        show(f"{less}. To walk away: `plan park {deal.id}`")


def _price(context: DayContext) -> float | None:
    """The least that an hour must pay: the lower of the year's price and the last pages'."""
    prices = [price_of_hour(context.book, context.working, context.today), context.history.price_lately]
    return min((price for price in prices if price is not None), default=None)


def _plain(step: AnswerStep) -> dict[str, Any]:
    return {
        "question": step.question.id,
        "answer": step.answer,
        "belief_before": belief_in(step.before) if step.before else None,
        "belief": belief_in(step.after) if step.after else None,
        "per_hour_before": step.before.per_hour if step.before else None,
        "per_hour": step.after.per_hour if step.after else None,
    }
