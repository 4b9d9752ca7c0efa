"""Markdown: a report as the HTML one is, to be read as it is or put into a text; of chosen columns a table.

Footnotes (``[^1]``), as GitHub and most others know them, lead to the documents; what each column of a table says:
:mod:`timeline.exporters._fields`. Characters that would be marks are escaped, so that a title stays the title.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import BinaryIO, Final

from timeline.exporters._notes import Notes, notes
from timeline.exporters._plain import line, web_address
from timeline.exporters._table import Table
from timeline.exporters._telling import date_in_words, document_place, named, note_words, remarks, section
from timeline.exporters.base import Row
from timeline.values.event import Event, Source
from timeline.values.export import PLAIN, ExportOptions

_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>|#~&$^])")
_FIRST: Final = re.compile(r"^(\d*)([-+=.):])")  # of a line: what would make it a list, a rule or a heading


def escaped(text: str) -> str:
    """The text on one line, none of it a mark inside a line.

    >>> escaped("a|b *c*\\n<script>")
    'a\\\\|b \\\\*c\\\\* \\\\<script\\\\>'
    """
    return _MARKS.sub(r"\\\1", line(text))


def _line(text: str) -> str:
    """The text as a line of its own.

    >>> _line("- no list"), _line("1. nor this")
    ('\\\\- no list', '1\\\\. nor this')
    """
    return _FIRST.sub(r"\1\\\2", escaped(text))


class MarkdownExporter(Table):
    """To be put into a text."""

    usual = ()

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write a report that the title heads, or of chosen columns a header and a row for each event."""
        if options.columns:
            return super().write(events, out, options)
        _report(events, out, options.title)
        return Counter()

    def write_rows(self, rows: Iterable[Row], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write a header and the rows as a table."""
        out.writelines(table(self.columns(options), (map(escaped, map(str, row)) for row in rows)))
        return Counter()


def table(names: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[bytes]:
    """The lines of a table whose names and cells are escaped already.

    >>> b"".join(table(["a", "b"], [["1", "2"]])).decode()
    '| a | b |\\n| --- | --- |\\n| 1 | 2 |\\n'
    """
    head = list(names)
    for cells in chain((head, ["---"] * len(head)), rows):
        yield f"| {' | '.join(cells)} |\n".encode()


def _report(events: Iterable[Event], out: BinaryIO, title: str) -> None:
    _write(out, f"# {escaped(title)}\n")
    with notes(_note) as found:
        for heading, group in groupby(events, section):
            _write(out, f"\n## {heading}\n")
            for event in group:
                _write(out, _entry(event, found))
        if found:
            _write(out, "\n")
            found.copy_to(out)


def _entry(event: Event, found: Notes) -> str:
    said = "; ".join(map(escaped, remarks(event)))
    lines = [
        f"- **{escaped(date_in_words(event) or 'no date')}**: {escaped(event.title)}" + (f" *({said})*" if said else "")
    ]
    first, *others = [f"[^{number}]" for number in found.of(event)] or [""]
    if event.told_by and event.told_by.quote.strip():
        lines.append(f"  > {_line(event.told_by.quote)} {first}")
    facts = [f"{name}: {escaped(text)}." for name, text in named(event)]
    facts += [f"Sources: {first} {' '.join(others)}"] if others else []
    if facts:
        lines.append(f"  {' '.join(facts)}")
    return "\n" + "\n\n".join(lines) + "\n"


def _note(number: int, source: Source) -> str:
    url = web_address(source.url)
    shown = f"<{url}>" if url else escaped(document_place(source))
    return f"[^{number}]: {', '.join(part for part in (_line(note_words(source)), shown) if part)}\n"


def _write(out: BinaryIO, text: str) -> None:
    out.write(text.encode())


EXPORTER = MarkdownExporter()
