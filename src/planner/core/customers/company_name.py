"""A company's name without what people leave out: case, blanks, punctuation, the legal form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LEGAL_FORMS = frozenset(
    re.findall(
        r"\S+",
        """
        ab ag aps as asa bhd bv co company corp corporation doo eg ek ev gbr ggmbh gmbh inc incorporated kft kg kgaa
        lda limited llc llp lp ltd ltda mbh nv oo ooo oy oyj plc pllc pte pty sa sarl sas se sl sp spa sro srl ug zoo
        """,
    )
)
_FIRST = frozenset(("ab", "ooo", "oy", "sia"))  # forms that some countries put first
_JOIN = frozenset(("and", "e", "et", "u", "und", "y", "z"))  # between two forms: "GmbH und Co. KG", "sp. z o.o."
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=32_768)
def company_key(name: str) -> str:
    """The words by which a company's name is compared; "" for one without any.

    >>> company_key("Bolt  Antriebe GmbH & Co. KG") == company_key("BOLT ANTRIEBE")
    True
    """
    text = name if name.isascii() else unicodedata.normalize("NFKC", name)
    words = _WORD.findall(text.casefold().replace(".", ""))
    end = len(words)
    while end > 1 and words[end - 1] in LEGAL_FORMS:
        end -= 1
        if end > 2 and words[end - 1] in _JOIN and words[end - 2] in LEGAL_FORMS:
            end -= 1
    start = 1 if end > 1 and words[0] in _FIRST else 0
    return " ".join(words[start:end])
