"""What is compared of a mention: written once as compact JSON, read whenever it is a candidate.

Days are numbers (see :mod:`timeline.values.time`), both ends inside; an open end is the farthest day there is.
"""

import json
import math
from array import array
from base64 import b64decode, b64encode
from dataclasses import dataclass

from timeline.errors import OtherFormat
from timeline.events.likeness.words import YEAR

FORMAT = 2  # of what is written; raised whenever facts of before could not be compared with new ones
FARTHEST = 99_999_999
BEGINNING = f"[{FORMAT},"  # of all facts that this program can read
_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(slots=True)
class Facts:
    """A mention's facts. ``first`` and ``last`` are its days where ``dated``, else those that it must lie within."""

    document: str  # the beginning of its document's key
    sentence: int  # the character at which its sentence begins there
    published: int | None  # the day of its document
    dated: int
    first: int
    last: int
    kind: str
    status: str
    trigger: str  # the stem of the word that tells of it …
    force: int  # … and how rare that is
    words: dict[str, int]  # what its sentence says, by stem
    title: frozenset[str]  # those that are in its title and no names …
    cited: frozenset[str]  # … and those that are names
    names: tuple[str, ...] = ()  # who takes part, as written
    places: tuple[str, ...] = ()  # where it happened
    spots: tuple[tuple[float, float], ...] = ()  # where those lie: degrees north and east
    story: dict[str, int] | None = None  # of a lead: what its article says, by stem
    opening: dict[str, int] | None = None  # … and what it begins with; names weigh less there
    cast: tuple[str, ...] = ()  # those of the story that are names, the heaviest first
    breadth: int = 0  # how many stems it says in all
    vector: tuple[int, ...] = ()  # what it says as a vector, where that was asked for
    who: frozenset[str] = frozenset()  # the last words of the names
    where: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()  # those of the words; no years
    size: float = 1.0  # the length of ``words`` as a vector …
    bulk: float = 1.0  # … of ``story`` …
    outset: float = 1.0  # … and of ``opening``


def write(facts: Facts) -> str:
    """As JSON: the format and the fields in their order, the sets of words by how many of the words they are."""
    words = {stem: facts.words[stem] for stem in _in_parts(facts)}
    kept = [FORMAT, facts.document, facts.sentence, facts.published, int(facts.dated), facts.first, facts.last]
    kept += [facts.kind, facts.status, facts.trigger, facts.force, words, len(facts.title), len(facts.cited)]
    kept += [list(facts.names), list(facts.places), [north_east for spot in facts.spots for north_east in spot]]
    if facts.story:
        kept += [facts.story, facts.opening or {}, list(facts.cast), facts.breadth]
        kept += [_packed(facts.vector)] if facts.vector else []
    return _AS_JSON(kept)


def _in_parts(facts: Facts) -> list[str]:
    """The words: those of the title, the names, the others; each the heaviest first, as they are given."""
    rest = [stem for stem in facts.words if stem not in facts.title and stem not in facts.cited]
    return [*(s for s in facts.words if s in facts.title), *(s for s in facts.words if s in facts.cited), *rest]


def read(facts: str) -> Facts:
    """Facts out of their JSON.

    Raises:
        OtherFormat: If a program of another version wrote them.
    """
    if not facts.startswith(BEGINNING):
        raise OtherFormat
    kept = json.loads(facts)[1:]
    document, sentence, published, dated, first, last, kind, status, trigger, force, words = kept[:11]
    titled, named, names, places, spots = kept[11:16]
    stems = list(words)
    story, opening, cast, breadth, *vector = kept[16:] or (None, None, (), 0)
    return Facts(
        *(document, sentence, published, dated, first, last, kind, status, trigger, force, words),
        title=frozenset(stems[:titled]),
        cited=frozenset(stems[titled : titled + named]),
        names=names,
        places=places,
        spots=tuple(zip(spots[::2], spots[1::2], strict=True)) if spots else (),
        story=story,
        opening=opening,
        cast=cast,
        breadth=breadth,
        vector=_unpacked(vector[0]) if vector else (),
        who=frozenset([name[name.rfind(" ") + 1 :].lower() for name in names]) if names else _NONE,
        where=frozenset([name.lower() for name in places]) if places else _NONE,
        numbers=frozenset([stem for stem in stems if stem < ":" and words[stem] > YEAR]),
        size=_length(words),
        bulk=_length(story) if story else 1.0,
        outset=_length(opening) if opening else 1.0,
    )


def _packed(vector: tuple[int, ...]) -> str:
    return b64encode(array("b", vector).tobytes()).decode("ascii")


def _unpacked(word: str) -> tuple[int, ...]:
    return tuple(array("b", b64decode(word)))


_NONE: frozenset[str] = frozenset()


def _length(vector: dict[str, int]) -> float:
    weights = vector.values()
    return math.sqrt(sum([weight * weight for weight in weights])) or 1.0
