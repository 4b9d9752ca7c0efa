"""Events as a database may have them, for the round trips of tables."""

from dataclasses import replace

from hypothesis import strategies as st

from exporters.samples import TEXTS, sample
from timeline.values.event import Event
from timeline.values.mention import Basis, Kind, Party, Place, Status
from timeline.values.time import DAY, Grain, TimeSpan
from values.spans import DAYS, day_spans

LINES = TEXTS.map(lambda text: " ".join(text.replace("\0", "").encode("utf-8", "replace").decode().split()))
NAMES = LINES.map(lambda text: text.replace(";", ",")).filter(bool)
WORDS = TEXTS.map(lambda text: text.replace("\0", "").encode("utf-8", "replace").decode()).filter(str.strip)
PLACES = st.builds(Place, st.sampled_from(["", "GB", "UA"]), st.floats(-90, 90), st.floats(-180, 180))


@st.composite
def fine_spans(draw: st.DrawFn) -> TimeSpan:
    """Spans of a clock: a second, a minute, some hours."""
    start = draw(DAYS) * DAY + draw(st.integers(0, DAY - 1))
    long = draw(st.sampled_from([1, 60, 3_600, 6 * 3_600]))
    grain = draw(st.sampled_from([g for g in Grain if g < Grain.DAY]))
    return TimeSpan(start, start + long, grain, zone=draw(st.sampled_from([None, "Z", "+03:00"])))


SPANS = st.one_of(day_spans(), fine_spans())


@st.composite
def stored(draw: st.DrawFn) -> Event:
    """An event as a database may have it: texts on one line where they are stored so, any quote, any time."""
    time = draw(st.none() | SPANS)
    event = sample(
        draw(st.integers(1, 10**12)),
        draw(LINES.filter(bool)),
        time,
        tuple(draw(st.lists(NAMES, max_size=3, unique=True))),
        draw(WORDS),
        draw(st.none() | LINES),
        draw(LINES.filter(bool)),
        None,
        draw(LINES),
        confidence=draw(st.floats(0, 1)),
    )
    where = draw(st.lists(NAMES, max_size=2, unique=True))
    place = draw(st.none() | PLACES) if where else None
    parties = tuple(Party(name, "place", "place", place=None if turn else place) for turn, name in enumerate(where))
    [source] = event.sources
    mention = replace(source.mention, parties=parties)
    documents = draw(st.integers(1, 500))
    return replace(
        event,
        where=tuple(where),
        basis=draw(st.sampled_from([b for b in Basis if b is not Basis.UNKNOWN])) if time else Basis.UNKNOWN,
        status=draw(st.sampled_from(Status)),
        kind=draw(st.sampled_from(Kind)),
        documents=documents,
        independent=draw(st.integers(1, documents)),
        mentions=draw(st.integers(documents, 999)),
        disputed=draw(st.booleans()),
        sources=(replace(source, mention=mention, published=draw(st.none() | SPANS)),),
    )
