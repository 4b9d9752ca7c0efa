"""Documents as sources, read back: which are copies of which."""

from collections.abc import Sequence

from timeline.store.dialects.base import Reader
from timeline.store.parts import in_parts
from timeline.values.fingerprint import Copy, Fingerprint, explained


def copies(reader: Reader, documents: Sequence[int]) -> list[Copy]:
    """Documents as sources, in their order; one without fingerprint is a source of its own."""
    found: dict[int, tuple[Copy, Fingerprint | None]] = {n: (Copy(n, n), None) for n in documents}
    for some in in_parts(found):
        numbers = ", ".join(str(int(n)) for n in some)
        rows = reader.rows(f"SELECT document, copies_of, origin, packed FROM fingerprint WHERE document IN ({numbers})")
        for number, group, origin, packed in rows:
            found[number] = Copy(number, group, origin), Fingerprint.unpack(bytes(packed), origin)
    return explained(list(found.values()))
