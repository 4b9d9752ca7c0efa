"""Atom (RFC 4287): an entry for each event, to be followed by a feed reader.

A feed tells when things were published, not when they happened: ``updated`` is the last publication that tells the
event, ``published`` that of the document whose words are quoted; 1970 stands in where none is known. When it happened
is in the content, so that undated events are entries like others. ``id`` is the same in every export under one title.

The feed's own ``updated`` is the latest of its entries and has to stand before them, so the entries wait in a file that
vanishes, not in memory.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from typing import BinaryIO

from timeline.exporters._instants import EPOCH, published_at, stamp, urn
from timeline.exporters._plain import facts, heading, line, quote, reference, web_address
from timeline.exporters._telling import documents
from timeline.values.event import Event, Source
from timeline.values.export import PLAIN, ExportOptions


class AtomExporter:
    """To be followed by a feed reader."""

    def write(self, events: Iterable[Event], out: BinaryIO, options: ExportOptions = PLAIN) -> Counter[str]:
        """Write the feed's head, when all entries are known, and those; none is left out."""
        latest = EPOCH
        with tempfile.TemporaryFile() as entries:
            for event in events:
                entries.write("".join(_entry(event, options)).encode())
                latest = max(latest, stamp(event))
            out.write("".join(_head(options, latest)).encode())
            entries.seek(0)
            shutil.copyfileobj(entries, out)
        out.write(b"</feed>\n")
        return Counter()


def _head(options: ExportOptions, latest: datetime) -> Iterator[str]:
    title = escape(line(options.title)) or "Timeline"
    yield '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    yield f"<id>{urn(options)}</id>\n<title>{title}</title>\n<updated>{_moment(latest)}</updated>\n"
    yield f"<author><name>{title}</name></author>\n<generator>timeline</generator>\n"


def _entry(event: Event, options: ExportOptions) -> Iterator[str]:
    yield f"<entry>\n<id>{urn(options, 'event', event.number)}</id>\n<title>{escape(heading(event))}</title>\n"
    yield f"<updated>{_moment(stamp(event))}</updated>\n"
    told = event.told_by
    if told and (published := published_at(told)):
        yield f"<published>{_moment(published)}</published>\n"
    if told and (address := web_address(told.url)):
        yield f'<link rel="alternate" href="{escape(address)}"/>\n'
    yield f'<category term="{event.kind.value}"/>\n'
    yield f'<content type="html">{escape("".join(_content(event)))}</content>\n</entry>\n'


def _content(event: Event) -> Iterator[str]:
    """The quote, what is known and the documents, as HTML."""
    if words := quote(event):
        yield f"<blockquote>{escape(words)}</blockquote>\n"
    yield f"<p>{'<br>'.join(map(escape, facts(event)))}</p>\n"
    yield f"<ul>{''.join(map(_item, documents(event)))}</ul>"


def _item(source: Source) -> str:
    name, address = escape(reference(source)), escape(web_address(source.url))
    return f'<li><a href="{address}">{name}</a></li>' if address else f"<li>{name}</li>"


def _moment(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


EXPORTER = AtomExporter()
