"""CSV on the Web (W3C): what the columns of a CSV file are, in a file of JSON beside it.

``events.csv-metadata.json`` beside ``events.csv`` is where its readers look. An empty cell is unknown. A day of a year
after 9999 bears a ``+``, which XML Schema, whose ``date`` this is otherwise, has not.
"""

from collections.abc import Sequence
from typing import Any, Final

from timeline.exporters._fields import Holds, columns
from timeline.exporters._json import encoded
from timeline.values.export import PLAIN, ExportOptions

_TYPES: Final[dict[Holds, Any]] = {
    Holds.DAY: "date",
    Holds.COUNT: "integer",
    Holds.NUMBER: "number",
    Holds.FLAG: {"base": "boolean", "format": "1|0"},
}
_NAMES_BETWEEN: Final = "; "
_GUARDED: Final = "A text that a spreadsheet would take for a formula has a ' before it, which is none of its own."


def csvw(names: Sequence[str], url: str, options: ExportOptions = PLAIN) -> bytes:
    """The metadata of a file of those columns at ``url`` (its name, if they lie side by side).

    Raises:
        UnknownName: If there is no such column; the message lists those there are.
    """
    described = []
    for name, column in zip(names, columns(names), strict=True):
        says = {"name": name, "titles": name, "dc:description": column.says}
        kind: dict[str, Any] = {"datatype": _TYPES.get(column.holds, "string"), "null": ""}
        if column.many:
            kind["separator"] = _NAMES_BETWEEN
        described.append({**says, **kind})
    schema: dict[str, Any] = {"columns": described}
    if "event" in names:
        schema["primaryKey"] = "event"
    table = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": url,
        **({} if options.raw else {"dc:description": _GUARDED}),
        "dialect": {
            "encoding": "utf-8",
            "delimiter": ",",
            "quoteChar": '"',
            "doubleQuote": True,
            "lineTerminators": ["\r\n"],
            "header": True,
            "headerRowCount": 1,
            "trim": False,
        },
        "tableSchema": schema,
    }
    return encoded(table, indent=2) + b"\n"
