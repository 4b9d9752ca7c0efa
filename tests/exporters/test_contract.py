"""What every format owes, whatever is in the folder."""

import io
import tracemalloc
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.samples import events, sample
from timeline.exporters.base import EXPORTERS, Exporter
from timeline.values.event import Event

pytestmark = pytest.mark.parametrize("name", EXPORTERS.names())


def written(name: str, items: list[Event]) -> bytes:
    out = io.BytesIO()
    exporter: Exporter = EXPORTERS.load(name)
    exporter.write(iter(items), out)
    assert not out.closed
    return out.getvalue()


def unpacked(data: bytes) -> bytes:
    """What an archive holds, or the data as they are."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(map(archive.read, archive.namelist()))


@given(st.lists(events(), max_size=4))
def test_the_same_events_are_the_same_bytes(name: str, items: list[Event]) -> None:
    assert written(name, items) == written(name, items)


def test_no_events_are_a_file_all_the_same(name: str) -> None:
    assert isinstance(written(name, []), bytes)


def test_an_event_is_told_from_another_by_its_title(name: str) -> None:
    assert b"The ferry sinks" in unpacked(written(name, [sample()]))
    assert written(name, [sample()]) != written(name, [sample(title="The ferry is raised")])


def test_events_are_written_as_they_come_and_not_kept(name: str) -> None:
    class Nowhere(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            return len(data)  # type: ignore[arg-type]

    def many() -> Iterator[Event]:
        for number in range(3_000):
            yield sample(number, quote="x" * 1_000)

    tracemalloc.start()
    EXPORTERS.load(name).write(many(), Nowhere())
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000  # a third of what they hold together
