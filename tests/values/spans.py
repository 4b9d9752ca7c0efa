"""Strategies of spans of time, for the property tests of several rooms."""

from hypothesis import strategies as st

from timeline.values.time import DAY, Doubt, Extent, Grain, TimeSpan

YEARS = st.one_of(st.integers(1800, 2100), st.integers(-12_000, 12_000), st.integers(-3_000_000, 3_000_000))
DAYS = st.one_of(st.integers(-60_000, 60_000), st.integers(-5_000_000, 4_000_000), st.integers(-(10**9), 10**9))
DOUBTS = st.sampled_from([Doubt.NONE, Doubt.UNCERTAIN, Doubt.APPROXIMATE, Doubt.UNCERTAIN | Doubt.APPROXIMATE])
COARSE = st.sampled_from([g for g in Grain if g >= Grain.DAY])


@st.composite
def day_spans(draw: st.DrawFn) -> TimeSpan:
    """Spans of whole days: calendar units and others, some with an open end."""
    unit = draw(st.integers(0, 3))
    if unit == 0:
        start = draw(DAYS)
        bounds: tuple[int | None, int | None] = (start * DAY, (start + draw(st.integers(1, 400))) * DAY)
    elif unit == 1:
        year, month = draw(YEARS), draw(st.integers(1, 12))
        end = TimeSpan.of(year + draw(st.integers(0, 2)), draw(st.integers(month, 12))).end
        bounds = (TimeSpan.of(year, month).start, end)
    else:
        year, power = draw(YEARS), 10 ** draw(st.integers(0, 3))
        year -= year % power
        bounds = (TimeSpan.of(year).start, TimeSpan.of(year + power - 1).end)
    opened = draw(st.sampled_from(["no", "no", "no", "start", "end", "both"]))
    start_second = None if opened in ("start", "both") else bounds[0]
    end_second = None if opened in ("end", "both") else bounds[1]
    extent = draw(st.sampled_from(Extent))
    doubt = Doubt.NONE if opened == "both" and extent is Extent.THROUGHOUT else draw(DOUBTS)
    end_doubt = draw(DOUBTS) if opened == "no" else Doubt.NONE
    return TimeSpan(start_second, end_second, draw(COARSE), extent, doubt, end_doubt)
