"""What is compared of a mention: written once as compact JSON, read whenever it is a candidate.

Days are numbers (see :mod:`timeline.values.time`), both ends inside; an open end is the farthest day there is.
"""

import json
import math
from dataclasses import dataclass

FARTHEST = 99_999_999


@dataclass(slots=True)
class Facts:
    """A mention's facts. ``first`` and ``last`` are its days where ``dated``, else those that it must lie within."""

    document: str  # the beginning of its document's key
    sentence: int  # the character at which its sentence begins there
    dated: bool
    first: int
    last: int
    kind: str
    status: str
    trigger: str  # the stem of the word that tells of it
    words: dict[str, int]  # what its sentence says, by stem
    names: tuple[str, ...] = ()  # who takes part, as written
    places: tuple[str, ...] = ()  # where it happened
    spots: tuple[tuple[float, float], ...] = ()  # where those lie: degrees north and east
    story: dict[str, int] | None = None  # of a lead: what its article says, by stem
    size: float = 0.0  # the length of ``words`` as a vector …
    bulk: float = 0.0  # … and of ``story``


def write(facts: Facts) -> str:
    """As JSON; what is empty is left out."""
    kept: dict[str, object] = {"d": [facts.document, facts.sentence], "t": [int(facts.dated), facts.first, facts.last]}
    kept |= {"k": facts.kind, "s": facts.status, "v": facts.trigger, "w": facts.words}
    more = {"n": facts.names, "p": facts.places, "x": facts.spots, "b": facts.story}
    kept |= {key: value for key, value in more.items() if value}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def read(facts: str) -> Facts:
    """Facts out of their JSON."""
    kept = json.loads(facts)
    document, sentence = kept["d"]
    dated, first, last = kept["t"]
    words = kept["w"]
    story = kept.get("b")
    return Facts(
        document,
        sentence,
        bool(dated),
        first,
        last,
        kept["k"],
        kept["s"],
        kept["v"],
        words,
        tuple(kept.get("n", ())),
        tuple(kept.get("p", ())),
        tuple((north, east) for north, east in kept.get("x", ())),
        story,
        _length(words),
        _length(story) if story else 0.0,
    )


def _length(vector: dict[str, int]) -> float:
    return math.sqrt(sum([weight * weight for weight in vector.values()])) or 1.0
