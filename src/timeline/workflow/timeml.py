"""TimeML 1.2: the text as it was, its time expressions marked in place.

A range gets an empty TIMEX3 of its own behind its second end, as TimeML does it: a duration with a beginPoint and an
endPoint, both ends inside.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from urllib.parse import quote

from timeline.errors import CannotWrite, OneDocumentOnly
from timeline.timex.timex3 import day_text, span
from timeline.values import edtf
from timeline.values.mention import Basis, TimeExpression
from timeline.values.problem import Problem
from timeline.values.time import DAY, HOUR, Grain, TimeSpan, civil
from timeline.workflow.dates import Tagged

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">\n'
)
# White space but the plain one is written as a reference, since a parser turns a carriage return into a line feed.
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTES = str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
_UNHOLDABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST = 180  # bytes of a file's name, so that its ending fits on any disk


@dataclass(frozen=True, slots=True)
class Marked:
    """A TimeML document, and how many characters of the text XML cannot hold: each is U+FFFD here."""

    xml: str
    replaced: int


def timeml(tagged: Tagged) -> Marked:
    """The text with inline TIMEX3; the content of TEXT is the text, character for character.

    The publication day, if it is known, is ``t0`` in DCT.
    """
    text, replaced = holdable(tagged.text)
    doc_id = holdable(tagged.doc_id or "")[0]
    parts = [_HEAD, f"<DOCID>{_escaped(doc_id)}</DOCID>\n", _created(tagged.published), "<TEXT>"]
    at = 0
    for e, attributes, after in _timexes(tagged):
        parts += [_escaped(text[at : e.span.start]), f"<TIMEX3{attributes}>", _escaped(e.span.of(text)), "</TIMEX3>"]
        parts.append(after)
        at = e.span.end
    parts += [_escaped(text[at:]), "</TEXT>\n</TimeML>\n"]
    return Marked("".join(parts), replaced)


def holdable(text: str) -> tuple[str, int]:
    """The text with U+FFFD for each character that XML 1.0 cannot hold, and how many those were.

    >>> holdable("a\\x00b\\tc")
    ('a\ufffdb\\tc', 1)
    """
    return _UNHOLDABLE.subn("\ufffd", text)


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _attributes(**named: str) -> str:
    return "".join(f' {k}="{_escaped(v).translate(_IN_ATTRIBUTES)}"' for k, v in named.items() if v)


def _created(published: TimeSpan | None) -> str:
    if published is None or published.first_day_number is None:
        return ""
    value = _value(published, published.first_day_number)
    kind = "TIME" if "T" in value else "DATE"
    attributes = _attributes(
        tid="t0", type=kind, value=value, temporalFunction="false", functionInDocument="CREATION_TIME"
    )
    return f"<DCT><TIMEX3{attributes}>{value}</TIMEX3></DCT>\n"


def _value(published: TimeSpan, first_day: int) -> str:
    """The day of publication as TIMEX3: as fine as it is known, and what has no value of its own by its first day."""
    if published.grain <= Grain.HOUR and published.start is not None:
        second = published.start % DAY
        clock = f"T{second // HOUR:02}:{second // 60 % 60:02}"
        value = day_text(first_day) + clock + (f":{second % 60:02}" if published.grain is Grain.SECOND else "")
        return zoned if published.zone and span(zoned := value + published.zone) else value
    value = edtf.text(published)
    return value if span(value) else day_text(first_day)


def _timexes(tagged: Tagged) -> Iterator[tuple[TimeExpression, str, str]]:
    """Each expression with the attributes of its TIMEX3, and what is written behind it."""
    known = tagged.published is not None and tagged.published.first_day_number is not None
    ids = {e.span: f"t{i}" for i, e in enumerate(tagged.expressions, 1)}
    following = len(ids)
    for i, e in enumerate(tagged.expressions):
        anchor = ids.get(e.counted_from, "") if e.counted_from else ""
        if known and (e.basis is Basis.RELATIVE or e.value.endswith("_REF")):
            anchor = "t0"
        counted = e.type in ("DATE", "TIME") and e.basis is not Basis.STATED
        attributes = _attributes(
            tid=ids[e.span], type=e.type, value=e.value, mod=e.mod, quant=e.quant, freq=e.freq,
            temporalFunction=str(counted).lower(), anchorTimeID=anchor, functionInDocument="NONE",
        )  # fmt: skip
        after = ""
        if e.ends_range and e.range and i and tagged.expressions[i - 1].range == e.range:
            following += 1
            points = {"beginPoint": ids[tagged.expressions[i - 1].span], "endPoint": ids[e.span]}
            length = _attributes(
                tid=f"t{following}", type="DURATION", value=length_of(e.range), temporalFunction="true", **points
            )
            after = f"<TIMEX3{length}/>"
        yield e, attributes, after


def length_of(whole: TimeSpan) -> str:
    """How long a span is, as a TIMEX3 duration in the unit that it was said in; an open one is ``PXX``.

    >>> [length_of(edtf.parse(t)) for t in ("2004/2006", "2021-05-03/2021-05-05", "2004/..")]
    ['P3Y', 'P3D', 'PXX']
    """
    if whole.start is None or whole.end is None:
        return "PXX"
    if (whole.end - whole.start) % DAY or whole.grain < Grain.DAY:
        hours, rest = divmod(whole.end - whole.start, HOUR)
        return f"PT{hours}H" if not rest else f"PT{(whole.end - whole.start) // 60}M"
    (year, month, day), (end_year, end_month, end_day) = civil(whole.start // DAY), civil(whole.end // DAY)
    months = (end_year - year) * 12 + end_month - month
    if whole.grain < Grain.MONTH or (day, end_day) != (1, 1):
        return f"P{(whole.end - whole.start) // DAY}D"
    return f"P{months // 12}Y" if whole.grain >= Grain.YEAR and months % 12 == 0 else f"P{months}M"


def write_one(texts: Iterable[Tagged]) -> tuple[bytes, int]:
    """The one document that there is, in UTF-8, and how many of its characters were replaced; nothing of nothing.

    Raises:
        OneDocumentOnly: If there are more; a TimeML file holds one.
    """
    found: Marked | None = None
    for tagged in texts:
        if found is not None:
            raise OneDocumentOnly("TimeML")
        found = timeml(tagged)
    return (found.xml.encode(), found.replaced) if found else (b"", 0)


def written(texts: Iterable[tuple[str, Tagged]], folder: str) -> Iterator[int | Problem]:
    """Write each document, with where it was read, to a file of its own; how many of its characters were replaced.

    The folder is made where there is none; an old file of the same name is replaced. A second document of the same
    name is left out, and is a problem.

    Raises:
        CannotWrite: If the folder or the disk does not allow it.
    """
    taken: set[str] = set()
    target = Path(folder)
    for origin, tagged in texts:
        name = file_name(tagged, origin)
        if name in taken:
            where = origin if tagged.line is None else f"{origin}:{tagged.line}"
            yield Problem(where, f"another document is written to {name} already", "give each a doc_id of its own")
            continue
        taken.add(name)
        marked = timeml(tagged)
        try:
            target.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(marked.xml.encode())
        except OSError as wrong:
            raise CannotWrite(str(target / name), wrong.strerror or str(wrong)) from wrong
        yield marked.replaced


def file_name(tagged: Tagged, origin: str) -> str:
    """What a document's file is called: after its doc_id, else after where it was read, and its line.

    >>> file_name(Tagged("nyt/7", "", [], line=3), "in.jsonl"), file_name(Tagged(None, "", []), "docs/note.txt")
    ('nyt%2F7.tml', 'note.tml')
    """
    stem = PurePath(origin).stem if origin != "-" else "text"
    if tagged.line is not None:
        stem = tagged.doc_id or f"{stem}-{tagged.line}"
    safe = quote(stem.encode("utf-8", "replace"), safe=" ,;=@()+'!").strip(" ") or "text"
    safe = "%2E" + safe[1:] if safe.startswith(".") else safe
    return f"{_shortened(safe)}.tml"


def _shortened(name: str) -> str:
    if len(name) <= _LONGEST:
        return name
    from hashlib import sha256

    return f"{name[: _LONGEST - 17]}-{sha256(name.encode()).hexdigest()[:16]}"
