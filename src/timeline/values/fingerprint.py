"""What is kept of a document's text to know copies of it again, and what of two documents makes them one source.

A shingle is five words in a row. Of a text's shingles those are kept whose hashes are lowest, each with its place: two
texts keep the same ones of what they share, so the share that both kept tells what share of the words is the same,
whatever stands around it (MinHash; the sample of one passage is that passage's own, as in winnowing).
"""

import hashlib
import struct
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

from timeline.values.components import components

SHINGLE: Final = 5  # words; of a text in which one word in ten was replaced, 59 % stay
_COPY = 0.5  # share of the shorter text that makes it a copy
_PARTS = 0.15  # share that does where it comes in several long passages, of another publisher
_PASSAGES = 4
_LONG = 3  # kept shingles in a row that make a passage long: with one kept in four, some 12 to 20 words
_FEWEST = 12  # shingles; what shares less is alike by chance
_SEEN = 8  # kept shingles that must be shared: a share of fewer is a guess
_LATE, _SURE = 0.25, 0.75  # what is shared and begins late in both may be a footer, unless it is nearly all
_BESIDE = 0.4  # a text that is less of a longer one, and late in it, is a box that stands under many, not the report
_TENTH = 10  # what is shared begins where a tenth of it is read; a turn of phrase or two come before
_HEAD = struct.Struct("<qIIHH")
_KEPT = struct.Struct("<II")
_EVERY = 2**32
_BETWEEN = "another copy stands between them"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A text's fingerprint.

    ``whole`` is the hash of all its words, ``shingles`` how many different shingles it has. ``kept`` holds the lowest
    of their hashes (32 bits), ascending, each with the place of its first word. ``keys`` are what copies of it are
    looked up by: signed 64-bit numbers, ascending. ``house`` stands for the publisher, 0 where that is not known.
    ``origin`` is the agency that it credits.
    """

    whole: int
    shingles: int
    kept: tuple[tuple[int, int], ...]
    keys: tuple[int, ...]
    house: int = 0
    origin: str = ""

    @classmethod
    def of_group(cls, name: str, origin: str) -> Self:
        """That of a text which is not at hand, one of those of that name: these are copies, and no others are."""
        hashed = int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:8], "big", signed=True)
        return cls(hashed, _FEWEST, (), (hashed,), 0, origin)

    def pack(self) -> bytes:
        """All but the origin, in bytes."""
        head = _HEAD.pack(self.whole, self.shingles, self.house, len(self.kept), len(self.keys))
        kept = b"".join(_KEPT.pack(*one) for one in self.kept)
        return head + kept + struct.pack(f"<{len(self.keys)}q", *self.keys)

    @classmethod
    def unpack(cls, packed: bytes, origin: str = "") -> Self:
        """The fingerprint of what :meth:`pack` gave."""
        whole, shingles, house, many, keys = _HEAD.unpack_from(packed)
        middle = _HEAD.size + many * _KEPT.size
        kept = tuple(_KEPT.iter_unpack(packed[_HEAD.size : middle]))
        return cls(whole, shingles, kept, struct.unpack_from(f"<{keys}q", packed, middle), house, origin)

    @property
    def reaches(self) -> int:
        """The hash up to which every shingle of the text is kept."""
        return self.kept[-1][0] if len(self.kept) < self.shingles else _EVERY


@dataclass(frozen=True, slots=True)
class Copy:
    """A stored document as a source: ``group`` is the number of the first document of those that are its copies.

    ``origin`` is the agency that it credits, empty if none. ``why`` says, for people, what makes it a copy of
    ``of``, another document of those that were asked about; empty and ``None`` where it is the first of them.
    """

    document: int
    group: int
    origin: str = ""
    of: int | None = None
    why: str = ""


def copied(one: Fingerprint, other: Fingerprint) -> str:
    """Why two documents are copies, for people; empty where they are not. It is the same the other way round.

    A third of one text in the other, or a footer that both end with, makes no copies; nor does anything in texts of a
    line or two.
    """
    if min(one.shingles, other.shingles) < _FEWEST:
        return ""
    if one.whole == other.whole:
        return "the same text word for word"
    reach = min(one.reaches, other.reaches)
    sides = sorted((_up_to(one, reach), _up_to(other, reach)), key=lambda side: (len(side), side))
    places = [dict(side) for side in sides]
    shared = places[0].keys() & places[1].keys()
    share = len(shared) / len(places[0]) if shared else 0.0
    if len(shared) < _SEEN or share < _PARTS or share * min(one.shingles, other.shingles) < _FEWEST:
        return ""
    passages = _passages(sides[0], shared)
    if one.house and other.house and one.house != other.house and passages >= _PASSAGES:
        return f"they share {passages} long passages" if share < _COPY else _most(share)
    begins = [_begins(side, shared) for side in places]
    if (min(begins) > _LATE and share < _SURE) or (begins[1] > _LATE and len(shared) < _BESIDE * len(places[1])):
        return ""
    return _most(share) if share >= _COPY else ""


def _most(share: float) -> str:
    return f"{100 * share:.0f} % of the shorter text is in the other"


def _begins(side: Mapping[int, int], shared: Iterable[int]) -> float:
    """How much of a text is read when what is shared begins, between 0 and 1."""
    found = sorted(side[hashed] for hashed in shared)
    return found[len(found) // _TENTH] / (max(side.values()) or 1)


def _up_to(one: Fingerprint, reach: int) -> Sequence[tuple[int, int]]:
    return one.kept[: bisect_right(one.kept, (reach, _EVERY))]


def _passages(side: Iterable[tuple[int, int]], shared: set[int]) -> int:
    """How many runs of shared shingles a text has that are long."""
    found = run = 0
    for _, hashed in sorted((place, hashed) for hashed, place in side):
        run = run + 1 if hashed in shared else 0
        found += run == _LONG
    return found


def explained(sources: Sequence[tuple[Copy, Fingerprint | None]]) -> list[Copy]:
    """Each source with an earlier one of its group that it copies, the first that is like it, and the reason."""
    found: list[Copy] = []
    groups = defaultdict[int, list[tuple[int, Fingerprint | None]]](list)
    for copy, print_ in sources:
        earlier = groups[copy.group]
        whys = ((of, copied(p, print_)) for of, p in earlier if p and print_)
        of, why = next(((of, why) for of, why in whys if why), (earlier[0][0], _BETWEEN) if earlier else (None, ""))
        found.append(replace(copy, of=of, why=why))
        earlier.append((copy.document, print_))
    return found


def one_source(documents: Mapping[int, tuple[int, str]]) -> dict[int, int]:
    """Which of an event's documents are one source: copies, and those that credit one agency, and the copies of those.

    Args:
        documents: Each by its number with its group of copies and the agency it credits, empty if none.

    Returns:
        Each document with the first of its source.

    >>> one_source({3: (3, ""), 5: (3, "AFP"), 8: (8, "AFP"), 9: (9, "")})
    {3: 3, 5: 3, 8: 3, 9: 9}
    """
    first: dict[int | str, int] = {}
    pairs = [
        (number, first.setdefault(mark, number))
        for number, marks in sorted(documents.items())
        for mark in marks
        if mark != ""
    ]
    return components(documents, pairs)
