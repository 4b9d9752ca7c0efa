"""What GDELT's tables have in common: rows without quotation marks or header, numbers, moments and addresses."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from timeline.errors import NoSuchDay
from timeline.importers._lines import lines
from timeline.importers.base import ImportOptions, NotRead, Source
from timeline.values.problem import Problem
from timeline.values.record import Layout, Record
from timeline.values.time import TimeSpan

Columns = Mapping[int, tuple[str, ...]]  # the names of the columns, by how many there are
Row = tuple[int, list[str]]

ID: Final = "GLOBALEVENTID"
CONFIDENCE: Final = 0.4
"""How often GDELT's day is taken to be right, at most: no person has read what it codes, and where a text names no day
it puts that of publication. Not measured; under 0.65, which is measured for the publication day of whole articles."""

_HEAD_LINES: Final = 20


@dataclass(frozen=True, slots=True)
class Table:
    """One of GDELT's tables.

    ``what`` names a row for people, ``versions`` the whole by the number of its columns; ``fields`` and ``key`` are
    those of :class:`~timeline.values.record.Layout`. ``digits`` are the columns that have nothing but digits, with how
    many. ``records`` makes of a row, which stands at ``origin:line``, what it claims, or a problem, or both.
    """

    what: str
    versions: Mapping[int, str]
    columns: Columns
    fields: Mapping[str, tuple[str, ...]]
    key: tuple[str, ...]
    digits: Mapping[int, int]
    records: Callable[[str, int, list[str]], Iterable[Record | Problem]]

    def likeness(self, head: bytes) -> int:
        """9 if most of the first lines are such rows, or the names of the columns; 5 if some are; else 0."""
        found = head.removeprefix(b"\xef\xbb\xbf").split(b"\n")[:_HEAD_LINES]
        if len(found) > 1:
            found.pop()  # cut off; or it is what follows the last line's end, nothing
        full = [line.rstrip(b"\r").split(b"\t") for line in found if line.strip()]
        alike = sum(self._is_row(cells) for cells in full)
        return 9 if 2 * alike > len(full) else 5 if alike else 0

    def _is_row(self, cells: list[bytes]) -> bool:
        if len(cells) not in self.columns:
            return False
        if _is_header(cells[0].decode("utf-8", "replace")):
            return True
        return cells[0].isdigit() and all(len(cells[i]) == n and cells[i].isdigit() for i, n in self.digits.items())

    def read(self, source: Source, options: ImportOptions) -> Iterator[Layout | Record | Problem]:
        """See :class:`timeline.importers.base.Importer`."""
        if options.columns:
            raise NotRead(f"is made of {self.what}s, whose columns are always the same", "leave --map out")
        found = self._rows(source, options)
        first = next(found, None)
        count = len(first[1]) if isinstance(first, tuple) else min(self.columns)
        columns = self.columns[count]
        fields = {field: names for field, names in self.fields.items() if set(names) <= set(columns)}
        used = {*self.key, *chain.from_iterable(fields.values())}
        yield Layout(self.versions[count], fields, self.key, tuple(name for name in columns if name not in used))
        for one in chain((first,) if first else (), found):
            if isinstance(one, Problem):
                yield one
            else:
                yield from self.records(source.origin, *one)

    def _rows(self, source: Source, options: ImportOptions) -> Iterator[Row | Problem]:
        """Each row with the number of its line, its event's number checked; a line of the columns' names is left out.

        Raises:
            NotRead: As :func:`timeline.importers._lines.lines`; if the first line is not parted by tabs.
        """
        first = True
        for one in lines(source, options):
            if isinstance(one, Problem):
                yield one
                continue
            number, line = one
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) in self.columns:
                if cells[0].isdecimal() and cells[0].isascii():
                    yield number, cells
                elif not _is_header(cells[0]):
                    wrong = f"has {short(cells[0])} for {ID}, which is a number"
                    yield Problem(f"{source.origin}:{number}", wrong, "mend it, or leave the row out")
            elif line.strip():
                if first and (mark := self._other_mark(line)):
                    raise NotRead(f"parts its columns with {mark!r}, not with tabs", "save it with tabs")
                wrong = f"has {len(cells)} cells where a {self.what} has {_one_of(self.columns)}"
                yield Problem(f"{source.origin}:{number}", wrong, "fetch the file again, or mend its tabs")
            first = False

    def _other_mark(self, line: str) -> str:
        """What else than a tab parts so many columns; empty if nothing does."""
        return next((mark for mark in ",;|" if line.count(mark) + 1 >= min(self.columns)), "")


@lru_cache(16_384)
def moment(text: str) -> TimeSpan | None:
    """The day that eight digits name, or the second of UTC that fourteen do; ``None`` for all else.

    Where the day is 00 it is a month, where the month is 00 too a year.

    >>> str(moment("20160700").grain.label), moment("20160728101500").zone, moment("20060231")
    ('month', 'Z', None)
    """
    if len(text) not in (8, 14) or not (text.isascii() and text.isdecimal()):
        return None
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:8])
    if not year:
        return None
    try:
        if len(text) == 14:
            return TimeSpan.of(year, month, day, int(text[8:10]), int(text[10:12]), int(text[12:]), zone="Z")
        return TimeSpan.of(year, month or None, (day or None) if month else None)
    except NoSuchDay:
        return None


def host(url: str) -> str | None:
    """Whose page it is: the name between ``//`` and ``/``; ``None`` for what is no address of the web.

    >>> host("http://www.dailyexcelsior.com/1-addl-tax"), host("BBC Monitoring")
    ('www.dailyexcelsior.com', None)
    """
    return _server(url.split("/", 3)[2]) if url.startswith(("http://", "https://")) else None


@lru_cache(16_384)
def _server(name: str) -> str | None:
    return name.rpartition("@")[2].partition("?")[0].partition(":")[0].strip().lower() or None


def _is_header(cell: str) -> bool:
    return cell.strip('" ').upper() == ID


def _one_of(columns: Columns) -> str:
    *most, last = map(str, sorted(columns))
    return f"{', '.join(most)} or {last}" if most else last


def short(cell: str) -> str:
    """A cell as a problem quotes it."""
    return repr(cell if len(cell) <= 40 else f"{cell[:39]}…")
