"""Sentences with their times marked by hand, so that no tagger is needed: ``It rained on {Tuesday=2019-05-14}.``

After the EDTF may follow ``!END`` (a modifier), ``!RANGE`` (the time is a range's) and ``!REST`` (its second end).
"""

import re
from dataclasses import replace

from timeline.events.mentions import find_mentions
from timeline.values import edtf
from timeline.values.document import Document
from timeline.values.mention import Basis, Mention, TextSpan, TimeExpression
from timeline.values.time import Extent, Grain, TimeSpan

PUBLISHED = TimeSpan.of(2019, 5, 15)  # a Wednesday
_MARK = re.compile(r"\{(?P<words>[^=}]+)=(?P<edtf>[^!}]*)(?P<mods>(?:![A-Z]+)*)\}")
_SIGNALS = {"before", "by", "until", "since", "after", "on", "in"}


def marked(text: str) -> tuple[str, list[TimeExpression]]:
    """The plain text and its expressions; one without a time is relative to a day that is not known."""
    plain, found, at = "", [], 0
    for mark in _MARK.finditer(text):
        plain += text[at : mark.start()]
        at = mark.end()
        start, mods = len(plain), mark["mods"].split("!")
        last = plain.split()[-1].lower() if plain.split() else ""
        time = edtf.parse(mark["edtf"]) if mark["edtf"] else None
        ranged = "RANGE" in mods or "REST" in mods
        if time and "/" in mark["edtf"] and not ranged:
            time = replace(time, extent=Extent.WITHIN, grain=Grain.WEEK)
        plain += mark["words"]
        found.append(
            TimeExpression(
                TextSpan(start, len(plain)),
                "DATE",
                mark["edtf"] or "XXXX-XX-XX",
                "marked",
                time=time,
                basis=(Basis.STATED if re.search(r"\d{4}", mark["words"]) else Basis.RELATIVE)
                if time
                else Basis.UNKNOWN,
                mod="END" if "END" in mods else "",
                signal=last if last in _SIGNALS else "",
                range=time if ranged else None,
                ends_range="REST" in mods,
            )
        )
    return plain + text[at:], found


def document(text: str, published: TimeSpan | None = PUBLISHED, title: str | None = None) -> Document:
    """A document with that text alone."""
    return Document("test", "test", text, published, title=title)


def mentions(text: str, published: TimeSpan | None = PUBLISHED) -> list[Mention]:
    """What the marked text says happened at the times marked; the lead as well where it is one of them."""
    plain, expressions = marked(text)
    found = find_mentions(document(plain, published), expressions, language="en")
    return [m for m in found if m.expression is not None]
