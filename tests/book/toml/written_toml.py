"""Draws a document together with one of the many ways TOML 1.0 allows to write it."""

import json
import math
from datetime import UTC, date, datetime, time, timedelta, timezone

from hypothesis import strategies as st

NAMES = st.one_of(
    st.sampled_from(["a", "b", "name", "why_now", "x-1", "7", "true"]), st.text("ab .'\"\\#=[]é北\t\n", max_size=4)
)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=8) | st.text(
    "\"'\\\n#[]{}=, ", max_size=6
)
SCALARS = st.one_of(
    TEXTS,
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False),
    st.dates(),
    st.times().map(lambda t: t.replace(fold=0)),
    st.datetimes(timezones=st.sampled_from([None, UTC, timezone(timedelta(hours=-5, minutes=-30))])).map(
        lambda d: d.replace(fold=0)
    ),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)
DOCUMENTS = st.dictionaries(
    NAMES,
    VALUES | st.lists(st.dictionaries(NAMES, VALUES, max_size=3), min_size=1, max_size=3),
    max_size=4,
)


class Writer:
    """Writes a value, choosing between equal ways to write it."""

    def __init__(self, draw, newline):
        self.draw, self.newline = draw, newline

    def choose(self, *options):
        return self.draw(st.sampled_from(options))

    def blank(self):
        return self.choose("", "", " ", "\t")

    def rest_of_line(self):
        return self.blank() + self.choose("", "", "# a ] comment = { \"'") + self.newline

    def gap(self):
        return "".join(self.blank() + self.rest_of_line() for _ in range(self.choose(0, 0, 1, 2)))

    def key(self, name):
        kinds = [json.dumps(name)]
        if name and all(c.isascii() and (c.isalnum() or c in "_-") for c in name):
            kinds += [name] * 3
        if "'" not in name and name.isprintable():
            kinds.append(f"'{name}'")
        return self.choose(*kinds)

    def text(self, value):
        escaped = json.dumps(value, ensure_ascii=self.choose(True, False)).replace("\x7f", "\\u007f")
        escaped = _pairs_joined(escaped)
        kinds = [escaped]
        plain = value.replace("\n", "").isprintable()
        if plain and "\n" not in value and "'" not in value:
            kinds.append(f"'{value}'")
        if plain and "'''" not in value and not value.endswith("'"):
            kinds.append("'''" + self.newline + value.replace("\n", self.newline) + "'''")
        if plain and "\\" not in value and '"""' not in value:
            kinds.append('"""' + self.newline + value.replace("\n", self.newline) + '"""')
        if plain and not value.startswith(" "):  # a backslash at a line's end swallows the blanks of the next
            kinds.append('"""\\' + self.newline + "  " + escaped[1:-1] + '"""')
        return self.choose(*kinds)

    def value(self, value):
        match value:
            case bool():
                return "true" if value else "false"
            case str():
                return self.text(value)
            case float():
                return {math.inf: "inf", -math.inf: "-inf"}.get(value, repr(value))
            case int():
                return self.choose(f"{value}", f"{value:_}")
            case datetime():
                return value.isoformat(self.choose("T", "t", " "))
            case date() | time():
                return value.isoformat()
            case list():
                return self.array(value)
            case dict():
                return self.inline(value)

    def array(self, values):
        parts = [self.gap() + self.blank() + self.value(v) + self.blank() + self.gap() for v in values]
        return "[" + ",".join(parts) + (self.choose("", ",") if parts else "") + self.gap() + "]"

    def inline(self, table):
        parts = [f"{self.blank()}{self.pair(k, v)}{self.blank()}" for k, v in table.items()]
        return "{" + (",".join(parts) or self.blank()) + "}"

    def pair(self, name, value):
        """`key = value`, or a dotted key where the value is a table of one entry."""
        if isinstance(value, dict) and len(value) == 1 and self.choose(True, False):
            ((inner, inner_value),) = value.items()
            return f"{self.key(name)}{self.blank()}.{self.blank()}{self.pair(inner, inner_value)}"
        return f"{self.key(name)}{self.blank()}={self.blank()}{self.value(value)}"

    def table(self, table, header):
        """The statements of a table first, then its sub tables below headers of their own."""
        lines, below = "", ""
        for name, value in table.items():
            path = [*header, name]
            dotted = self.blank() + ".".join(self.key(part) for part in path) + self.blank()
            if isinstance(value, dict) and self.choose(True, False):
                below += f"{self.gap()}{self.blank()}[{dotted}]{self.rest_of_line()}" + self.table(value, path)
            elif isinstance(value, list) and value and all(isinstance(v, dict) for v in value) and self.choose(1, 0):
                for element in value:
                    dotted = ".".join(self.key(part) for part in path)
                    below += f"{self.gap()}[[{dotted}]]{self.rest_of_line()}" + self.table(element, path)
            else:
                lines += self.gap() + self.blank() + self.pair(name, value) + self.rest_of_line()
        return lines + below


def _pairs_joined(escaped):
    """JSON writes a character beyond the first plane as two escapes, TOML as one of eight digits."""
    import re

    def joined(found):
        if not found[1]:
            return found[0]
        high, low = int(found[1], 16), int(found[2], 16)
        return f"\\U{0x10000 + (high - 0xD800) * 0x400 + (low - 0xDC00):08x}"

    # An escaped backslash is taken as a whole, so that what follows it is not mistaken for an escape or missed as one.
    return re.sub(r"\\\\|\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", joined, escaped)


@st.composite
def written_documents(draw):
    """(text, document): tomllib reads the one as the other."""
    document = draw(DOCUMENTS)
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    text = Writer(draw, newline).table(document, [])
    if draw(st.booleans()):
        text = text.removesuffix(newline)
    return text, document
