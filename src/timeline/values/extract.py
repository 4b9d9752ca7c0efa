"""A document with all that was found out about it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from timeline.values.document import Document
from timeline.values.evidence import Evidence
from timeline.values.mention import Mention

if TYPE_CHECKING:
    from timeline.values.fingerprint import Fingerprint


class Wanted(NamedTuple):
    """The numbers that a document and its claims bore where they come from, to be borne again if free; 0 for any."""

    document: int = 0
    claims: Sequence[int] = ()


class Extract(NamedTuple):
    """What the store is handed: ``evidence`` is that of each mention, or empty where none is to be merged."""

    document: Document
    mentions: Sequence[Mention]
    evidence: Sequence[Evidence] = ()
    fingerprint: "Fingerprint | None" = None
    wanted: Wanted = Wanted()
