"""What a workbook is held in: a ZIP file, looked over before it is opened; and what its cells say, as text."""

import copy
import re
import zipfile
from datetime import date, datetime, time, timedelta
from tempfile import SpooledTemporaryFile
from typing import IO, Final, Protocol

from timeline.importers.base import ImportOptions, NotRead, Source

_PIECE: Final = 1 << 20
_IN_MEMORY: Final = 16 << 20
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_MEMBERS: Final = 10_000
_RATIO: Final = 200  # times the packed size; sheets pack 5 to 30 times, a bomb about 1,000 times
_HARMLESS: Final = 50_000_000  # bytes that may be packed as tightly as they like
_TEXTS: Final = 300_000_000  # bytes of texts that sheets share; they are all kept while it is read
_QUOTED: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')  # of a number's format what is no code
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")  # a character that XML has not, or a line end
_CUT: Final = ("is cut off or damaged", "fetch or copy it again")


class Cell(Protocol):
    """What openpyxl has for a cell."""

    value: object
    number_format: str


def spooled(source: Source, options: ImportOptions) -> IO[bytes]:
    """The workbook as a file in which one can go back, once its ZIP directory is found harmless.

    Raises:
        NotRead: If it is no workbook, is locked, or would unpack to too much.
    """
    file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the caller closes it
    size = 0
    while piece := source.stream.read(_PIECE):
        size += len(piece)
        if size > options.max_unpacked:
            raise NotRead(f"has more than {options.max_unpacked:,} bytes", "raise --max-bytes if you trust it")
        file.write(piece)
    file.seek(0)
    head = file.read(_PIECE)
    if not head.strip():
        raise NotRead("is empty")
    if head.startswith(_OLD):
        if _LOCKED in head:
            raise NotRead("is locked by a password", "save it without one")
        raise NotRead("is an old .xls workbook", "save it as .xlsx")
    if not head.startswith(b"PK"):
        raise NotRead("is no workbook (.xlsx)", "pass --as csv if it is text")
    try:
        with zipfile.ZipFile(file) as held:
            _look_over(held.infolist(), size, options)
            if any(_lies(held, member) for member in held.infolist()):
                raise NotRead("unpacks to more than it says, as a decompression bomb does", "save it as CSV")
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        raise NotRead(*_CUT) from None
    file.seek(0)
    return file


def _look_over(members: list[zipfile.ZipInfo], size: int, options: ImportOptions) -> None:
    names = {member.filename for member in members}
    if not any(name.endswith("workbook.xml") for name in names):
        kind = "a binary workbook (.xlsb)" if "xl/workbook.bin" in names else "a ZIP file, but no workbook"
        raise NotRead(f"is {kind}", "save it as .xlsx")
    if any(member.flag_bits & 1 for member in members):
        raise NotRead("is locked by a password", "save it without one")
    total = sum(member.file_size for member in members)
    if len(members) > _MEMBERS or total > options.max_unpacked or (total > _HARMLESS and total > _RATIO * size):
        what = f"would unpack from {size:,} to {total:,} bytes in {len(members):,} files"
        raise NotRead(f"{what}, as a decompression bomb does", "save it as CSV if you trust it")
    if any(m.file_size > _TEXTS for m in members if m.filename.endswith("sharedStrings.xml")):
        raise NotRead(f"has more than {_TEXTS:,} bytes of texts", "save it as CSV")


def _lies(held: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether a file is larger than the directory says: whoever reads it at once would hold all of it."""
    asked = copy.copy(member)
    asked.file_size += 1
    del asked.CRC  # of a byte more than there should be
    with held.open(asked) as stream:
        left = asked.file_size
        while piece := stream.read(_PIECE):
            left -= len(piece)
    return left <= 0


def has_formulas(file: IO[bytes]) -> bool:
    """Whether a cell of any sheet has one."""
    with zipfile.ZipFile(file) as held:
        for member in held.infolist():
            if not re.fullmatch(r"/?xl/worksheets/[^/]+\.xml", member.filename):
                continue
            with held.open(member) as sheet:
                end = b""
                while piece := sheet.read(_PIECE):
                    if re.search(rb"<(?:\w+:)?f[\s/>]", end + piece):
                        return True
                    end = piece[-16:]
    return False


def said(cell: Cell) -> str:
    """What a cell says: dates and times in ISO 8601, as finely as it shows them; numbers without ``.0``."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return _shown(value, cell.number_format or "")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    text = str(value)
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(escaped: re.Match[str]) -> str:
    """The character that XML cannot hold and a workbook therefore writes as ``_x001B_``; no NUL and no half a pair."""
    code = int(escaped[1], 16)
    return chr(code) if code and not 0xD800 <= code <= 0xDFFF else escaped[0]


def _shown(value: datetime, form: str) -> str:
    """A moment as its cell shows it: a month where that is all, a day where no hour is.

    >>> day = datetime(2020, 3, 1)
    >>> _shown(day, "mmm yyyy"), _shown(day, "yyyy"), _shown(day, "dd/mm/yyyy"), _shown(day, "d mmm yyyy hh:mm")
    ('2020-03', '2020', '2020-03-01', '2020-03-01T00:00')
    """
    codes = _QUOTED.sub("", form.lower())
    if "h" in codes or (value.hour, value.minute, value.second) != (0, 0, 0):
        whole = value.replace(microsecond=0)
        return whole.isoformat(timespec="seconds" if value.second or "s" in codes else "minutes")
    if "y" in codes and "d" not in codes:
        return f"{value:%Y-%m}" if "m" in codes else f"{value:%Y}"
    return f"{value:%Y-%m-%d}"
