"""Events that happened at some time of a day, for the tests of the formats that know clocks and zones."""

from hypothesis import strategies as st

from exporters.samples import TEXTS, sample
from timeline.values.event import Event
from timeline.values.time import DAY, Extent, Grain, TimeSpan, day_number

SECONDS = st.integers(day_number(1701) * DAY, day_number(2261) * DAY)
ZONES = st.one_of(st.none(), st.sampled_from(["Z", "UTC", "+03:00", "-05:30", "+0530", "EST", "+99:00"]), TEXTS)


@st.composite
def clocks(draw: st.DrawFn) -> TimeSpan:
    """A span that begins or ends inside a day, or is open on one side; its zone may be any text."""
    start, length = draw(SECONDS), draw(st.integers(1, 3 * DAY))
    opened = draw(st.sampled_from(["no", "no", "start", "end"]))
    grain = draw(st.sampled_from([g for g in Grain if g < Grain.DAY]))
    return TimeSpan(
        None if opened == "start" else start,
        None if opened == "end" else start + length,
        grain,
        draw(st.sampled_from(Extent)),
        zone=draw(ZONES),
    )


@st.composite
def events_with_clocks(draw: st.DrawFn) -> Event:
    """The same as events of any words."""
    return sample(draw(st.integers(1, 10**6)), draw(TEXTS), draw(clocks()), quote=draw(TEXTS))
