"""Documents as sources, read back: which are copies of which, and which have no fingerprint yet."""

from collections.abc import Sequence

from timeline.store.answers import stored_text
from timeline.store.dialects.base import Reader
from timeline.store.parts import in_parts
from timeline.values.document import Document
from timeline.values.fingerprint import Copy, Fingerprint, explained

_FACTS = "d.id, d.doc_id, d.url, d.title, d.author, d.publisher, d.language, d.text, d.raw"


def unmarked(reader: Reader, after: int, limit: int) -> list[tuple[int, Document]]:
    """Documents without a fingerprint, by number; as far as one is made of them."""
    rows = reader.rows(
        f"SELECT {_FACTS} FROM document d LEFT JOIN fingerprint f ON f.document = d.id "
        f"WHERE f.document IS NULL AND d.id > {int(after)} ORDER BY d.id LIMIT {int(limit)}"
    )
    found = []
    for number, doc_id, url, title, author, publisher, language, text, raw in rows:
        name = f"document {number}"
        facts = {"doc_id": doc_id, "url": url, "title": title, "author": author, "publisher": publisher}
        found.append((number, Document(name, name, stored_text(text, raw), language=language, **facts)))
    return found


def copies(reader: Reader, documents: Sequence[int]) -> list[Copy]:
    """Documents as sources, in their order; one without fingerprint is a source of its own."""
    found: dict[int, tuple[Copy, Fingerprint | None]] = {n: (Copy(n, n), None) for n in documents}
    for some in in_parts(found):
        numbers = ", ".join(str(int(n)) for n in some)
        rows = reader.rows(f"SELECT document, copies_of, origin, packed FROM fingerprint WHERE document IN ({numbers})")
        for number, group, origin, packed in rows:
            found[number] = Copy(number, group, origin), Fingerprint.unpack(bytes(packed), origin)
    return explained(list(found.values()))
