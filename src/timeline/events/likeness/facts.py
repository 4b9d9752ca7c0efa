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
    trigger: str  # the stem of the word that tells of it …
    force: int  # … and how rare that is
    words: dict[str, int]  # what its sentence says, by stem: the title's words, then names, then the others
    titled: int  # how many of them are the title's …
    named: int  # … and how many the names
    names: tuple[str, ...] = ()  # who takes part, as written
    places: tuple[str, ...] = ()  # where it happened
    spots: tuple[tuple[float, float], ...] = ()  # where those lie: degrees north and east
    story: dict[str, int] | None = None  # of a lead: what its article says, by stem
    cast: tuple[str, ...] = ()  # those of them that are names, the heaviest first
    breadth: int = 0  # how many stems it says in all
    published: int | None = None  # the day of its article
    title: frozenset[str] = frozenset()  # the words of its title that are no names
    cited: frozenset[str] = frozenset()  # the words that are
    who: frozenset[str] = frozenset()  # the last words of the names
    where: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()  # but for years
    size: float = 0.0  # the length of ``words`` as a vector …
    bulk: float = 0.0  # … and of ``story``


def write(facts: Facts) -> str:
    """As JSON; what is empty is left out."""
    kept: dict[str, object] = {"d": [facts.document, facts.sentence], "t": [int(facts.dated), facts.first, facts.last]}
    kept |= {"k": facts.kind, "s": facts.status, "v": [facts.trigger, facts.force], "w": facts.words, "h": [facts.titled, facts.named]}
    more = {"n": facts.names, "p": facts.places, "x": facts.spots, "b": facts.story, "c": facts.cast, "m": facts.breadth, "q": facts.published}
    kept |= {key: value for key, value in more.items() if value not in (None, (), 0)}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def read(facts: str) -> Facts:
    """Facts out of their JSON."""
    kept = json.loads(facts)
    document, sentence = kept["d"]
    dated, first, last = kept["t"]
    words = kept["w"]
    titled, named = kept["h"]
    stems = list(words)
    story = kept.get("b")
    return Facts(
        document,
        sentence,
        bool(dated),
        first,
        last,
        kept["k"],
        kept["s"],
        *kept["v"],
        words,
        titled,
        named,
        tuple(kept.get("n", ())),
        tuple(kept.get("p", ())),
        tuple((north, east) for north, east in kept.get("x", ())),
        story,
        tuple(kept.get("c", ())),
        kept.get("m", 0),
        kept.get("q"),
        frozenset(stems[:titled]),
        frozenset(stems[titled : titled + named]),
        frozenset([name.rpartition(" ")[2].lower() for name in kept.get("n", ())]),
        frozenset([name.lower() for name in kept.get("p", ())]),
        frozenset([stem for stem in stems if stem[0].isdigit() and words[stem] > 10]),
        _length(words),
        _length(story) if story else 0.0,
    )


def _length(vector: dict[str, int]) -> float:
    return math.sqrt(sum([weight * weight for weight in vector.values()])) or 1.0
