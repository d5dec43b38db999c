"""The bytes of an `.ics` file as content lines: decoded, unfolded, with line numbers."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import NamedTuple


class ContentLine(NamedTuple):
    """One unfolded line; `number` is its first line in the file, from 1."""

    number: int
    text: str


class Decoded(NamedTuple):
    """The content lines of a file, and the first that was not UTF-8."""

    lines: list[ContentLine]
    odd: int | None  # first line that is not UTF-8 and was read as Latin-1


def content_lines(data: bytes) -> Decoded:
    """Decode a file: UTF-8, with or without a byte order mark, or UTF-16; otherwise Latin-1.

    Lines are joined before they are decoded, since a fold may cut a character in two.
    """
    data = _as_utf8(data)
    numbers: list[int] = []
    parts: list[list[bytes]] = []
    for number, line in enumerate(_physical(data), 1):
        if line[:1] in (b" ", b"\t") and parts:
            parts[-1].append(line[1:])
        elif line:
            numbers.append(number)
            parts.append([line])
    texts = [b"".join(part) for part in parts]
    try:
        decoded = b"\n".join(texts).decode().split("\n") if texts else []
        return Decoded(list(map(ContentLine, numbers, decoded)), None)
    except UnicodeDecodeError:
        return _line_by_line(numbers, texts)


def count_lines(data: bytes) -> int:
    """The lines of a file, without a list of them."""
    return 1 + data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")


def _as_utf8(data: bytes) -> bytes:
    if data.startswith(codecs.BOM_UTF8):
        data = data[3:]
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode()
    elif data[1:2] == b"\0" and data[:1] != b"\0":
        data = data.decode("utf-16-le", "replace").encode()
    elif data[:1] == b"\0" and data[1:2] != b"\0":
        data = data.decode("utf-16-be", "replace").encode()
    return data.replace(b"\0", b"")


def _physical(data: bytes) -> Iterator[bytes]:
    return iter(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"))


def _line_by_line(numbers: list[int], texts: list[bytes]) -> Decoded:
    lines: list[ContentLine] = []
    odd: int | None = None
    for number, raw in zip(numbers, texts, strict=True):
        try:
            lines.append(ContentLine(number, raw.decode()))
        except UnicodeDecodeError:
            odd = odd or number
            lines.append(ContentLine(number, raw.decode("cp1252", "replace")))
    return Decoded(lines, odd)
