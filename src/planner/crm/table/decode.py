"""The bytes of an export as text, in whatever encoding they are."""

from __future__ import annotations

import re
from typing import NamedTuple

_CHARDET = {  # the names of Python's own codecs, where they differ
    "MacRoman": "mac_roman",
    "Windows-1252": "cp1252",
}
_SAMPLE = 200_000  # bytes of which the encoding is guessed
_MOST_ODD = 0.02  # share of signs that no text has; above it the bytes are no text


class DecodedText(NamedTuple):
    """The text of a file, None if it has none; `notes` say what was guessed or taken out."""

    text: str | None
    notes: tuple[str, ...] = ()


def decoded(content: bytes) -> DecodedText:
    """Decode by a mark, as UTF-16 by its zeros, as UTF-8, or in the likeliest older encoding.

    NUL bytes and stray bytes are taken out of the cells that have them.
    """
    for encoding in _certain(content):
        try:
            return _clean(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    packed = content.replace(b"\0", b"")
    text = packed.decode("utf-8", "replace")
    if text.count("\ufffd") <= 3 and len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]", packed)) >= text.count("\ufffd"):
        return _clean(text, content.count(b"\0"))
    found = _guessed(packed)
    if found is None:
        return DecodedText(None)
    guessed_text, encoding = found
    clean = _clean(guessed_text, content.count(b"\0"))
    return clean._replace(notes=(*clean.notes, f"the file is not UTF-8 and was read as {encoding}"))


def _certain(content: bytes) -> list[str]:
    """The encodings that the file's first bytes prove."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    if content.startswith(b"\xef\xbb\xbf"):
        return ["utf-8-sig"]
    if content[:200:2].count(0) > 50:
        return ["utf-16-be"]
    if content[1:200:2].count(0) > 50:
        return ["utf-16-le"]
    return ["utf-8"]


def _guessed(content: bytes) -> tuple[str, str] | None:
    """The text in the likeliest encoding, and its name; None if none fits."""
    if _odd(content.decode("latin-1")) > _MOST_ODD:
        return None
    import chardet

    name = chardet.detect(content[:_SAMPLE])["encoding"]
    for encoding in filter(None, (name and _CHARDET.get(name, name), "cp1252")):
        try:
            return content.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _clean(text: str, nuls: int = 0) -> DecodedText:
    """The text without NULs and signs that stand for a stray byte; no text if there are many."""
    if text and _odd(text) > _MOST_ODD:
        return DecodedText(None)
    nuls += text.count("\0")
    stray = text.count("\ufffd")
    notes = [f"{nuls} NUL byte{'s' if nuls > 1 else ''} taken out"] if nuls else []
    notes += [f"{stray} byte{'s' if stray > 1 else ''} that no text has taken out"] if stray else []
    return DecodedText(text.replace("\0", "").replace("\ufffd", ""), tuple(notes))


def _odd(text: str) -> float:
    """The share of control characters that no table has."""
    sample = text[:_SAMPLE]
    return len(re.findall(r"[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]", sample)) / max(len(sample), 50)
