"""Markdown: a table, one event a row, to be read as it is or in a page.

What each column says: :mod:`timeline.exporters._fields`. Characters that would be marks are escaped, so that a title
stays the title.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import BinaryIO, Final

from timeline.exporters._fields import fields
from timeline.values.event import Event
from timeline.values.export import PLAIN, ExportOptions

COLUMNS: Final = ("event", "edtf", "title", "who", "where", "sources", "quote", "document", "url")
_MARKS: Final = re.compile(r"([\\\\`*_{}\[\]<>|#~&])")


def escaped(text: str) -> str:
    """The text on one line, none of it a mark.

    >>> escaped("a|b *c*\\n<script>")
    'a\\\\|b \\\\*c\\\\* \\\\<script\\\\>'
    """
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


class MarkdownExporter:
    """To be put into a text."""

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write a header and a row for each event; half a surrogate pair, which UTF-8 has not, becomes ``?``."""
        names = options.columns or COLUMNS
        filled = fields(names)
        _write(out, names)
        _write(out, ["---"] * len(names))
        for event in events:
            _write(out, [escaped(str(field(event))) for field in filled])
        return Counter()


def _write(out: BinaryIO, cells: Sequence[str]) -> None:
    out.write(f"| {' | '.join(cells)} |\n".encode("utf-8", "replace"))


EXPORTER = MarkdownExporter()
