"""What would become of documents if they were stored; nothing is."""

from collections.abc import Iterable, Sequence

from timeline.store.dialects.base import Reader
from timeline.store.parts import in_parts
from timeline.store.rows import address_key
from timeline.values.document import Document
from timeline.values.report import Outcome

_KEPT = 16  # hexadecimal digits of a key: two of a billion are the same with a chance of one in forty


class Foresight:
    """Documents in the order in which they would be stored; of each no more than 16 bytes are kept."""

    def __init__(self) -> None:
        self._come: set[int] = set()
        self._leads: dict[int, int] = {}  # where it would lead by now, by address

    def outcomes(self, reader: Reader | None, documents: Sequence[Document]) -> list[Outcome]:
        """What :meth:`timeline.store.store.Store.put` would say of them; without a reader nothing is stored yet."""
        at = [address_key(one.address) for one in documents]
        stored = _keys(reader, {one.key for one in documents}) if reader else set()
        led = _led(reader, set(at)) if reader else {}
        return [
            self._enter(_short(one.key), _short(where), one.key in stored, led.get(where))
            for one, where in zip(documents, at, strict=True)
        ]

    def _enter(self, key: int, at: int, is_stored: bool, led: str | None) -> Outcome:
        former = self._leads.get(at, _short(led) if led else None)
        self._leads[at] = key
        known = is_stored or key in self._come
        self._come.add(key)
        if former is None:
            return Outcome.KNOWN if known else Outcome.NEW
        return Outcome.KNOWN if former == key else Outcome.CHANGED


def _short(key: str) -> int:
    return int(key[:_KEPT], 16)


def _keys(reader: Reader, keys: Iterable[str]) -> set[str]:
    from timeline.store.reading import known

    return known(reader, keys)


def _led(reader: Reader, addresses: Iterable[str]) -> dict[str, str]:
    """The key of the document that each address leads to, by the address's own."""
    found: dict[str, str] = {}
    for some in in_parts(addresses):
        names = {f"k{n}": key for n, key in enumerate(some)}
        sql = (
            "SELECT a.key, d.key FROM address a JOIN document d ON d.id = a.document "
            f"WHERE a.current = 1 AND a.key IN ({', '.join(f':{name}' for name in names)})"
        )
        found.update(reader.rows(sql, **names))
    return found
