"""The words of a note that may say a stage, without a wish or a contract that ends."""

from __future__ import annotations

import re

_PAPER = r"(?:contracts?|lease|licen[cs]e|agreement|subscription|term|policy|paperwork|papers|po|purchase order)"
_NOT_ONE = re.compile(
    r"\bnew (?!leads?\b|deals?\b|customers?\b|contacts?\b|prospects?\b|inquir|enquir)(?=\w)"  # a new CFO is no new lead
    rf"|\b{_PAPER}(?: is|'s|’s)? (?:up|ends?|ended|ending|expires?|lapses?|runs? out|renews?|renewal|to follow|to come"
    r"|follows?|needed|required)\b"
    rf"|\b(?:current|existing|old|present|year|annual) {_PAPER}\b"
    r"|\bcloses\b|\b(?i:lead)[ -](?i:times?)\b"  # what a delivery takes
    r"|\b(?:before|until|till|without|not|never|if|when) (?:(?:they|she|he|we) )?(?:sign(?:s|ed|ing)?|signature)\b"
    r"|\b(?:(?i:procurement|purchasing|legal)) (?=\(|(?:head|manager|mgr|director|dir|lead|team)\b|[A-Z][a-z])",
)
_NOT_MET = re.compile(
    r"\b(?:haven['’]?t|hasn['’]?t|have not|never|not)(?: yet)? met\b(?P<who> (?:her|him)\b)?", re.IGNORECASE
)
_WISHED = r"(?:quotes?|quotations?|prices?|pricing|proposals?|offers?)"
_WISH = re.compile(
    r"\b(?:ask(?:s|ed|ing)? (?:us |me )?(?:for|about)|wants?|wanted|wanting|requests?|requested|requesting|would like"
    r"|needs?|needing|looking for)"
    rf" (?:an? |our |the |some |us to |me to )?(?:new |rough |firm |written )?{_WISHED}\b(?! (?:down|off|cut|lower))",
    re.IGNORECASE,
)
_MINE = re.compile(r"(?:(?:and|but|then) )?(?:i|we)\b", re.IGNORECASE)
_LETS_GO = re.compile(  # the contract is out, with lawyers or being signed
    r"\b(?:verbal(?:ly)?|said yes|sign(?:ed|ing)?|signature|close|closing|paperwork|po|purchase order"
    rf"|{_PAPER}(?: is| are|'s|’s)?(?: now| still)? (?:out|sent|with|at|in|to be|agreed|drafted|signed|under|being)"
    r"|(?:sent|drafted|await\w*|waiting for) (?:the |a |their |our )?contract|with (?:the |their |his |her )?"
    r"(?:lawyers?|solicitors?|legal))\b",
    re.IGNORECASE,
)
_OFFERED = re.compile(r"\b(?:\d+ )?(?:bidders|suppliers? (?:in|on) (?:it|the list))\b", re.IGNORECASE)
_SHORT = 2  # words of an answer that is the name of a stage, in the rep's words: contract


def stage_words(text: str) -> str:
    """A text without the words that say no stage, whatever they look like."""
    bidders = " tender" if _OFFERED.search(text) else ""
    text = _NOT_ONE.sub("", _NOT_MET.sub(lambda found: "" if found["who"] else "not spoken", text))
    return (text if _MINE.match(text) else _WISH.sub(" ", text)) + bidders


def says_close(text: str) -> bool:
    """True for words that the contract is out or is being signed, or for a word alone."""
    return _LETS_GO.search(text) is not None or len(text.split()) <= _SHORT


def wished(clause: str) -> bool:
    """True if they ask for a quote or a price, which has not gone out then."""
    return _MINE.match(clause) is None and _WISH.search(clause) is not None
