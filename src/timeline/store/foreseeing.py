"""What would become of documents if they were stored; nothing is."""

from collections.abc import Iterable, Sequence

from timeline.store.dialects.base import Reader
from timeline.store.parts import rows_of
from timeline.store.rows import address_key
from timeline.values.document import Document
from timeline.values.report import Outcome

_KEPT = 16  # hexadecimal digits of a key: two of a billion are the same with a chance of one in forty


class Foresight:
    """Documents in the order in which they would be stored; of each no more than some 32 bytes are kept."""

    def __init__(self) -> None:
        self._leads: dict[int, int] = {}  # where it would lead by now, by address
        self._led: dict[int, int] = {}  # how many addresses would lead there by now, by document

    def outcomes(self, reader: Reader | None, documents: Sequence[Document]) -> list[Outcome]:
        """What :meth:`timeline.store.store.Store.put` would say of them; without a reader nothing is stored yet."""
        at = [address_key(one.address) for one in documents]
        leads = _leads(reader, set(at)) if reader else {}
        stored = _led(reader, {*(one.key for one in documents), *leads.values()}) if reader else {}
        for key, addresses in stored.items():
            self._led.setdefault(_short(key), addresses)
        return [
            self._enter(_short(one.key), _short(where), leads.get(where))
            for one, where in zip(documents, at, strict=True)
        ]

    def _enter(self, key: int, at: int, led: str | None) -> Outcome:
        former = self._leads.get(at, _short(led) if led else None)
        if former == key:
            return Outcome.KNOWN
        self._leads[at] = key
        standing = self._led.get(key)
        self._led[key] = (standing or 0) + 1
        if former is not None:
            self._led[former] -= 1
            return Outcome.CHANGED
        if standing is None:
            return Outcome.NEW
        return Outcome.KNOWN if standing else Outcome.CHANGED  # one that gave way stands again


def _short(key: str) -> int:
    return int(key[:_KEPT], 16)


def _led(reader: Reader, keys: Iterable[str]) -> dict[str, int]:
    """How many addresses lead to each of those documents that is stored."""
    sql = (
        "SELECT d.key, count(a.id) FROM document d LEFT JOIN address a ON a.document = d.id AND a.current = 1 "
        "WHERE d.key IN ({keys}) GROUP BY d.key"
    )
    return dict(rows_of(reader, sql, keys))


def _leads(reader: Reader, addresses: Iterable[str]) -> dict[str, str]:
    """The key of the document that each address leads to, by the address's own."""
    sql = (
        "SELECT a.key, d.key FROM address a JOIN document d ON d.id = a.document "
        "WHERE a.current = 1 AND a.key IN ({keys})"
    )
    return dict(rows_of(reader, sql, addresses))
