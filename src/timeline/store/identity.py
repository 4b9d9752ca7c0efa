"""Which documents are new, and what an address leads to now.

A document is its key (title, text, publication). Found again, under whatever address, it is known; the address is kept
with it. An address that leads to other text than before leads to a new version: the former document is superseded where
no other address leads to it any more. Should an address lead back to it, it stands again.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from timeline.store.parts import in_parts
from timeline.values.report import Outcome

Link = tuple[str, int]  # an address's key and a document


@dataclass
class Ledger:
    """What is stored about the documents of a batch, and then what is to be.

    Everything up to ``current`` is as the database has it until :meth:`enter` is called for a document.
    """

    numbers: dict[str, int] = field(default_factory=dict)  # of documents, by key
    links: dict[Link, bool] = field(default_factory=dict)  # whether the address leads to the document now
    current: dict[str, int] = field(default_factory=dict)  # an address's key → the document it leads to
    leading: defaultdict[int, set[str]] = field(
        default_factory=lambda: defaultdict(set)
    )  # current, the other way round
    new: dict[int, int] = field(default_factory=dict)  # a new document → its place in the batch
    replaced: dict[int, int] = field(default_factory=dict)  # a new document → the one that its address led to
    new_links: dict[Link, str] = field(default_factory=dict)  # → the address itself
    stood: dict[int, bool] = field(default_factory=dict)  # whether a stored document stood before the batch
    give: Callable[[int], int] = lambda wanted: wanted  # a new document's number, by the one that it wants

    def enter(self, place: int, key: str, where: str, at: str, wanted: int = 0) -> Outcome:
        """Note that a document, the batch's ``place``-th, stands at an address now; ``at`` is the address's key."""
        number, former = self.numbers.get(key), self.current.get(at)
        if number is None:
            number = self.numbers[key] = self.give(wanted)
            self.new[number] = place
            if former is not None:
                self.replaced[number] = former
            outcome = Outcome.NEW if former is None else Outcome.CHANGED
        elif former == number:
            return Outcome.KNOWN
        else:
            stood = former is None and self.leading[number]
            outcome = Outcome.KNOWN if stood else Outcome.CHANGED
        if (at, number) not in self.links:
            self.new_links[at, number] = where
        if former is not None:
            self.links[at, former] = False
            self.leading[former].discard(at)
        self.links[at, number] = True
        self.leading[number].add(at)
        self.current[at] = number
        return outcome

    def stands(self, number: int) -> bool:
        """Whether some address leads to the document."""
        return bool(self.leading[number])

    def turned(self) -> dict[int, bool]:
        """The stored documents that stood before the batch and do not now, or the other way round."""
        return {n: self.stands(n) for n, before in self.stood.items() if self.stands(n) != before}


def ledger(connection: Connection, keys: Collection[str], at: Collection[str], give: Callable[[int], int]) -> Ledger:
    """What the database knows of documents of those keys, and of addresses of these."""
    found = Ledger(give=give)
    for some in in_parts(set(keys)):
        sql = f"SELECT key, id FROM document WHERE key IN ({_listed(some)})"
        found.numbers.update((key, number) for key, number in connection.exec_driver_sql(sql))
    for some in in_parts(set(at)):
        sql = f"SELECT key, document, current FROM address WHERE key IN ({_listed(some)})"
        for key, number, current in connection.exec_driver_sql(sql):
            found.links[key, number] = bool(current)
            if current:
                found.current[key] = number
    # Every document whose standing this batch could change is one it holds or one that its addresses lead to.
    touched = {*found.numbers.values(), *found.current.values()}
    found.stood = dict.fromkeys(touched, False)
    for numbers in in_parts(touched):
        listed = ", ".join(map(str, numbers))
        sql = f"SELECT key, document FROM address WHERE document IN ({listed}) AND current = 1"
        for key, number in connection.exec_driver_sql(sql):
            found.leading[number].add(key)
            found.stood[number] = True
    return found


def _listed(keys: Iterable[str]) -> str:
    """Keys, which are hexadecimal digits, as a statement names them: to bind them takes longer than to look them up."""
    return "'" + "', '".join(keys) + "'"
