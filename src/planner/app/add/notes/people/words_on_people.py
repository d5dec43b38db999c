"""Words on people besides their role: that they decide, like it, or are not known yet."""

from __future__ import annotations

import re

FEELS = r"(?:likes?|loves?|wants?|hates?|prefers?|thinks|says|said|knows|needs|decides|signs|doubts)"
IN_DEPARTMENT = re.compile(  # and what they feel: in stores likes it
    r"(?:in|from) (?P<role>(?!(?:the|a|our|town|time|touch|charge|general|place|favou?r|doubt|weeks?|months?)\b)"
    rf"[a-z][\w&-]+(?: (?!(?:is|are|was|has)\b)[a-z][\w&-]+){{0,2}}?)(?P<more>| {FEELS}\b.*)"
)
WITH_FEELING = re.compile(  # a first and a last name, and what only a person does: Sunil Rao liked it
    r"(?P<name>[A-ZÀ-Ý][\w'’-]+ [A-ZÀ-Ý][\w'’-]+) (?:likes?|liked|loves?|loved|hates?|hated|doubts)\b.*"
)
WITH_ANOTHER = re.compile(  # someone of them: Paul Heron + his workshop lead
    r"(?P<name>[A-ZÀ-Ý][\w'’.-]+ [A-ZÀ-Ý][\w'’.-]+) ?(?:[+&]|and|with) ?(?:his|her|their|an?|the|one)\b.*"
)
DECIDES = re.compile(
    r"\b(?:decides?|deciding|decision[- ]?maker|decider|signs?(?: off)?|signatory|approves?"
    r"|owns (?:it|the (?:place|company|business|firm))|(?:(?:has|have|gets) (?:the )?)?(?:final say|last word)"
    r"|holds the purse(?: strings)?|entscheidet)\b",
    re.IGNORECASE,
)
SAYS = re.compile(r"\b(?:is|are|was|were|has|have|must|has to|should)\b", re.IGNORECASE)
NOT = re.compile(r"\b(?:not|n't|doesn't|does not|can't|cannot|never)\b", re.IGNORECASE)
NOT_MET = re.compile(
    r"(?:(?:i |we )?(?:haven['’]?t|have not|never|not)(?: yet)?|not yet) (?:met|seen|spoken to)(?: (?:her|him|them))?"
    r"(?: yet)?",
    re.IGNORECASE,
)
