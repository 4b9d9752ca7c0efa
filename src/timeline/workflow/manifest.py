"""What an export is, for whoever is handed the file: what was asked, what is in it and what is not, and its hash.

It bears no date: two exports of one database give the same manifest.
"""

import json
import platform
from collections.abc import Sequence
from typing import Any

from timeline import __version__
from timeline.values.export import ExportOptions, ExportReport
from timeline.values.query import EventQuery
from timeline.workflow.explain import in_words


def manifest(
    report: ExportReport,
    query: EventQuery,
    form: str,
    options: ExportOptions,
    *,
    undated: bool = False,
    arguments: Sequence[str] = (),
    name: str | None = None,
) -> bytes:
    """The manifest of an export, as JSON.

    Args:
        arguments: The question as it was written to the command.
        name: The file's; ``None`` where there is none.
    """
    made = report.made
    assert made is not None
    told: dict[str, Any] = {
        "format": form,
        "query": {"words": list(in_words(query, undated=undated)), "arguments": list(arguments), "undated": undated},
        "options": {
            "columns": list(options.columns),
            "title": options.title,
            "excel": options.excel,
            "formula_guard": not options.raw,
        },
        "events": {
            "written": report.written,
            "left_out": dict(sorted(report.left_out.items())),
            "more_after": report.token or None,
        },
        "file": {"name": name, "bytes": made.bytes, "sha256": made.sha256},
        "database": {"label": made.database, "schema": made.version},
        "versions": {"timeline": __version__, "python": platform.python_version(), "library": made.library or None},
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace") + b"\n"
