"""JSON Lines as ``timeline export --to jsonl`` writes it: events with their claims, which become documents again.

A line is an event, and a document's claims stand with their events, so the file is gone through twice: once to lay each
claim aside in a temporary file, once to take them up document by document. In memory stay sixteen bytes a claim.

The text of a document is not written down but for its quotes; what is made of these is blank between them. A claim is
known by where it stands: the document's first address, the place of its words, its time and its title.
"""

import hashlib
import json
import tempfile
from array import array
from collections.abc import Iterator, Mapping
from typing import IO, Any, Final

from timeline.errors import TimelineError
from timeline.importers import _claims
from timeline.importers._lines import lines
from timeline.importers._objects import first_line, parsed
from timeline.importers._told import maybe, number, share, texts
from timeline.importers.base import PLAIN, ImportOptions, NotRead, Source
from timeline.values.document import Document
from timeline.values.problem import Problem
from timeline.values.record import Layout, Named, Restored

FORM: Final = "timeline"  # of the documents that are restored
_WRONG: Final = (KeyError, TypeError, ValueError, OverflowError, AttributeError, TimelineError)
_ADVICE: Final = "export it again with --to jsonl, without --columns"

Object = Mapping[str, Any]


class JSONLImporter:
    """What one timeline wrote, for another."""

    suffixes = (".jsonl", ".ndjson")

    def likeness(self, head: bytes) -> int:
        """Its first object begins with an event and has mentions."""
        first = first_line(head)
        return 9 * (first.startswith(b"{") and b'"event":' in first[:60] and b'"edtf":' in first[:120])

    def read(self, source: Source, options: ImportOptions = PLAIN) -> Iterator[Layout | Restored | Problem]:
        """Each document of the file, in the order of the numbers that they bore."""
        fields = {"document": ["document"], "claim": ["claim"], "link": ["like", "score", "why"]}
        yield Layout("jsonl", fields, ("addresses", "sentence", "trigger", "edtf", "title"))
        with tempfile.TemporaryFile() as laid:
            aside = _Aside(laid)
            for one in lines(source, options):
                if isinstance(one, Problem):
                    yield one
                else:
                    yield from aside.lay(f"{source.origin}:{one[0]}", one[0], one[1])
            yield from aside.take_up(source.origin)


class _Aside:
    """Claims in a file, and where in it those of each document stand."""

    def __init__(self, laid: IO[bytes]) -> None:
        self._laid = laid
        self._documents, self._places = array("q"), array("q")
        self._file = hashlib.sha256()  # numbers mean nothing outside it

    def lay(self, where: str, place: int, line: str) -> Iterator[Problem]:
        """Lay the claims of an event aside."""
        if line.isspace():
            return
        self._file.update(line.encode("utf-8", "surrogatepass"))
        try:
            claims = list(self._packed(parsed(line), place))
        except NotRead as why:
            yield Problem(where, why.what, _ADVICE)
        except _WRONG as wrong:
            yield Problem(where, f"is no event of a timeline: {_said(wrong)}", _ADVICE)
        else:
            for document, packed in claims:
                self._documents.append(document)
                self._places.append(self._laid.tell())
                self._laid.write(packed)

    def _packed(self, event: Object, line: int) -> Iterator[tuple[int, bytes]]:
        """Each claim of an event with the document's number: whom it is like by name, and its place among them."""
        claims = event["mentions"]
        names = {number(claim, "claim"): _name(claim) for claim in claims}
        for place, claim in enumerate(claims):
            name = names[claim["claim"]]
            like, why = "", ""
            if claim["like"] is not None:
                like, why = names[claim["like"]], maybe(claim, "why") or ""
            elif place:  # people put it there
                like = names[claims[0]["claim"]]
            rank = f"{number(event, 'event'):012}.{place:06}.{_short(name)}"
            told = dict(claim) | {"line": line, "named": [name, like, share(claim, "score"), why, rank]}
            yield number(claim, "document"), json.dumps(told).encode() + b"\n"

    def take_up(self, origin: str) -> Iterator[Restored | Problem]:
        """Each document with its claims."""
        order = sorted(range(len(self._places)), key=lambda n: (self._documents[n], self._places[n]))
        waiting: list[dict[str, Any]] = []
        for place, n in enumerate(order):
            self._laid.seek(self._places[n])
            waiting.append(json.loads(self._laid.readline()))
            document = self._documents[n]
            if place + 1 == len(order) or self._documents[order[place + 1]] != document:
                yield from _restored(origin, self._file.hexdigest(), document, waiting)
                waiting = []


def _restored(origin: str, file: str, number: int, told: list[dict[str, Any]]) -> Iterator[Restored | Problem]:
    told.sort(key=lambda one: one["claim"])
    first = told[0]
    where = f"{origin}:{first['line']}"
    try:
        pieces = [(one["sentence"]["start"], one["quote"]) for one in told]
        pieces += [(one["expression"]["start"], one["expression"]["text"]) for one in told if one["expression"]]
        found = texts(first, "addresses")
        document = Document(
            origin=maybe({"origin": where} | first, "origin") or "",
            address=next(iter(found), f"timeline:{number}"),
            text=_claims.text(pieces),
            published=_claims.published(first),
            doc_id=maybe(first, "doc_id"),
            url=maybe(first, "url"),
            title=maybe(first, "document_title"),
            publisher=maybe(first, "publisher"),
            form=FORM,
            apart=next(iter(found), str(number)),
        )
        mentions = tuple(_claims.inside(_claims.mention(one), document.text) for one in told)
        names = tuple(Named(*one["named"]) for one in told)
        claims = tuple(one["claim"] for one in told)
        copies = f"{file} {first['copies_of']}"
        agency = maybe(first, "agency") or ""
    except _WRONG as wrong:
        yield Problem(where, f"its document {number} cannot be made again: {_said(wrong)}", _ADVICE)
        return
    addresses = found or (document.address,)
    yield Restored(first["line"], document, addresses, mentions, names, number, claims, copies, agency)


def _name(claim: Object) -> str:
    """What a claim is known by, whichever file it stands in."""
    found = next(iter(claim["addresses"]), f"{claim['doc_id']} {claim['document_title']} {claim['published']}")
    trigger = claim["trigger"] or claim["expression"] or claim["sentence"]
    return f"{found} {claim['sentence']['start']} {trigger['start']} {claim['edtf']} {claim['title']}"


def _short(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _said(wrong: Exception) -> str:
    return f"it has no {wrong.args[0]!r}" if isinstance(wrong, KeyError) and wrong.args else str(wrong)


IMPORTER = JSONLImporter()
