"""The playbook's reason for which a deal was lost, for the CRM's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Words by which CRMs say the reasons of the shipped playbook; the first that fits counts.
_WORDS = {
    "no budget": r"budget|funding|funds|no money|kein geld",
    "competitor": r"compet|another vendor|other vendor|mitbewerb|wettbewerb|concurren|concorren",
    "price": r"pric|expensive|too high|cost|preis|teuer|prix|precio|preço|prezzo",
    "bad timing": r"timing|not now|later|postpone|delay|on hold|zeitpunkt|später",
    "no need": r"no need|not needed|no interest|not interested|lost interest|kein bedarf|kein interesse|no fit",
    "no decision": r"no decision|undecided|status quo|do nothing|no response|not respond|non.?responsive|unresponsive|"
    r"ghost|went dark|silent|no answer|keine entscheidung|keine antwort|inaction|stalled",
}


def reason_for(theirs: str, reasons: Sequence[str]) -> str | None:
    """The one of the playbook's reasons that the CRM's words mean; None if it isn't clear."""
    said = " ".join(re.findall(r"\w+", theirs.casefold().replace("_", " ")))
    own = {" ".join(re.findall(r"\w+", reason.casefold())): reason for reason in reasons}
    if said in own:
        return own[said]
    for reason, words in _WORDS.items():
        if reason in reasons and re.search(rf"\b(?:{words})", said):
            return reason
    within = [reason for plain, reason in own.items() if plain and re.search(rf"\b{re.escape(plain)}\b", said)]
    return within[0] if len(within) == 1 else None
