"""Events of every odd kind, for the tests of exporters and of what is printed."""

from hypothesis import strategies as st

from timeline.values.event import Event, Source
from timeline.values.mention import Basis, Kind, Mention, Party, Place, Status, TextSpan, TimeExpression
from timeline.values.time import TimeSpan, day_number
from values.spans import day_spans

PUBLISHED = TimeSpan.of(2019, 5, 15)


def sample(
    number: int = 1,
    title: str = "The ferry sinks",
    time: TimeSpan | None = PUBLISHED,
    who: tuple[str, ...] = ("Port Authority",),
    quote: str = "The ferry sank three days ago.",
    url: str | None = "https://news.example/ferry",
    doc_id: str | None = "ferry-1",
    place: Place | None = None,
    alleged_by: str = "",
    bounds: TimeSpan | None = None,
    confidence: float = 0.5,
    likely: TimeSpan | None = None,
) -> Event:
    """An event of one document, whose sentence is ``quote``."""
    words = TextSpan(max(0, len(quote) - 5), len(quote)) if quote else TextSpan(0, 0)
    found = TimeExpression(words, "DATE", "2019-05-12", "ago", time, Basis.RELATIVE, day_number(2019, 5, 15))
    dover = Party("Dover", "place", "place", place=place)
    mention = Mention(
        quote=TextSpan(0, len(quote)),
        title=title,
        status=Status.OCCURRED,
        time=time,
        basis=Basis.RELATIVE if time else Basis.UNKNOWN,
        expression=found if time else None,
        trigger=TextSpan(0, 3),
        parties=(*(Party(name, "organisation", "agent", "the port") for name in who), dover),
        kind=Kind.DISASTER,
        alleged_by=alleged_by,
        bounds=bounds,
        likely=likely,
        confidence=confidence,
    )
    source = Source(
        mention=mention,
        quote=quote,
        expression=words.of(quote),
        document=7,
        doc_id=doc_id,
        title="Ferry lost",
        addresses=("news.jsonl#ferry-1",),
        url=url,
        publisher="Harbour News",
        published=PUBLISHED,
    )
    facts = (mention.kind, confidence, bounds, likely, alleged_by)
    return Event(number, title, mention.status, time, mention.basis, who, ("Dover",), 1, (source,), *facts)


HOSTILE = (
    "=HYPERLINK(1)",
    " =1+1",
    "\ufeff@x",
    "-33.9",
    "+1",
    "\t=1",
    "＝1",
    "'=1",
    "''@",
    'say "no", twice',
    "two\r\nlines",
    "one\rreturn",
    "\N{PARAGRAPH SEPARATOR}",
    "שלום 🚢",
    "nul\0inside",
    "half \ud800 pair",
    "</script>",
    "x" * 10_000,
    "",
)
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))
DEGREES = st.floats(-180, 180)


@st.composite
def events(draw: st.DrawFn) -> Event:
    """An event with any text in it and any span of days, or none."""
    return sample(
        draw(st.integers(1, 10**12)),
        draw(TEXTS),
        draw(st.none() | day_spans()),
        tuple(draw(st.lists(TEXTS, max_size=3))),
        draw(TEXTS),
        draw(st.none() | TEXTS),
        draw(st.none() | TEXTS),
        draw(st.none() | st.builds(Place, TEXTS, st.floats(-90, 90), DEGREES, st.booleans())),
        draw(TEXTS),
        draw(st.none() | day_spans()),
        draw(st.floats(0, 1)),
    )
