"""A report as one page of HTML, to be read on a screen or a telephone, or printed: no script, and nothing is fetched.

Grouped by the year in which it began: date, what happened, the words that say so, where they stand. The numbers lead to
the list of documents at the end. Text is never markup, and an address is a link only if it is of the web.
"""

from collections import Counter
from collections.abc import Iterable
from importlib import resources
from itertools import groupby
from typing import BinaryIO, Final

from timeline.exporters._html import escaped
from timeline.exporters._notes import Notes, notes, runs
from timeline.exporters._plain import web_address
from timeline.exporters._telling import (
    date_in_words,
    document_name,
    document_place,
    named,
    published,
    remarks,
    section,
    unit,
)
from timeline.values.event import Event, Source
from timeline.values.export import PLAIN, ExportOptions
from timeline.values.time import TimeSpan

_HEAD: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<header><h1 dir="auto">{title}</h1></header>
<main>
"""
_SECTION: Final = """<section>
<table>
<caption><h2>{0}</h2></caption>
<colgroup><col class="when"><col></colgroup>
<thead><tr><th scope="col">{0}</th><th scope="col">What happened</th></tr></thead>
<tbody>
"""
_SECTION_END: Final = "</tbody>\n</table>\n</section>\n"
_NOTES: Final = '<section class="sources">\n<h2>Sources</h2>\n<ol>\n'
_NOTES_END: Final = "</ol>\n</section>\n"


class HTMLExporter:
    """To be read by people, and to be printed."""

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write a page that the title heads; events in another order than that of time make a year's heading anew."""
        told = 0
        style = resources.files(__package__).joinpath("_report.css").read_text("utf-8")
        _write(out, _HEAD.format(title=escaped(options.title), style=style))
        with notes(_note) as found:
            for heading, group in groupby(events, section):
                _write(out, _SECTION.format(heading))
                for event in group:
                    _write(out, _row(event, found))
                    told += 1
                _write(out, _SECTION_END)
            if found:
                _write(out, _NOTES)
                found.copy_to(out)
                _write(out, _NOTES_END)
            _write(out, f"</main>\n<footer><p>{_counted(told, 'event')} from {_counted(len(found), 'document')}.</p>")
        _write(out, "</footer>\n</body>\n</html>\n")
        return Counter()


def _row(event: Event, found: Notes) -> str:
    parts = [f'<p class="title" dir="auto">{escaped(event.title)}</p>']
    if said := remarks(event):
        parts.append(f'<p class="remarks" dir="auto">{" · ".join(map(escaped, said))}</p>')
    numbers = found.of(event)
    if event.told_by and event.told_by.quote.strip():
        quote = f"<p>{escaped(event.told_by.quote)} {_reference(numbers[0])}</p>"
        parts.append(f'<blockquote dir="auto">{quote}</blockquote>')
    facts = [(name, f"<bdi>{escaped(text)}</bdi>") for name, text in named(event)]
    facts += [("Sources", ", ".join(map(_run, runs(numbers))))] if len(numbers) > 1 else []
    if facts:
        parts.append(f"<dl>{''.join(f'<div><dt>{name}</dt> <dd>{text}</dd></div>' for name, text in facts)}</dl>")
    return f'<tr><th scope="row">{_date(event)}</th><td>{"".join(parts)}</td></tr>\n'


def _date(event: Event) -> str:
    words = escaped(date_in_words(event)) or "no date"
    stamp = _stamp(event.time) if event.time else ""
    return f'<time datetime="{stamp}">{words}</time>' if stamp else words


def _stamp(time: TimeSpan) -> str:
    """What HTML can say of a time: a year, a month, a day or a minute of our era, and no doubt of it.

    >>> _stamp(TimeSpan.of(2019, 5)), _stamp(TimeSpan.of(2019, 5, 15, 6, 30)), _stamp(TimeSpan.of(-43))
    ('2019-05', '2019-05-15T06:30', '')
    """
    parts = unit(time)
    if time.doubt or time.end_doubt or not parts or parts[0] < 1 or len(parts) == len(("year", "month", "day", "hour")):
        return ""
    return f"{parts[0]:04}" + "".join(mark + f"{part:02}" for mark, part in zip("--T::", parts[1:], strict=False))


def _reference(number: int) -> str:
    return f'<a class="reference" href="#source-{number}">[{number}]</a>'


def _run(run: tuple[int, int]) -> str:
    first, last = (f'<a href="#source-{number}">{number}</a>' for number in run)
    return first if run[0] == run[1] else f"{first}–{last}"


def _note(number: int, source: Source) -> str:
    cited = f'<cite dir="auto">{escaped(document_name(source))}</cite>'
    if url := web_address(source.url):
        cited = f'<a href="{escaped(url)}" rel="noreferrer">{cited}</a>'
    parts = (cited, escaped(published(source)), "" if url else escaped(document_place(source)))
    return f'<li id="source-{number}">{", ".join(part for part in parts if part)}</li>\n'


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("s" if number != 1 else "")


def _write(out: BinaryIO, text: str) -> None:
    out.write(text.encode())


EXPORTER = HTMLExporter()
