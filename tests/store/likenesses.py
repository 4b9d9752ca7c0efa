"""A timeline whose mentions are compared by hand, with the scores that a test wants."""

import json
from collections.abc import Collection, Mapping, Sequence

from store.samples import told
from timeline.events.merging import cross, update
from timeline.store import open_store
from timeline.values.evidence import Evidence, Index, Link
from timeline.values.extract import Extract
from timeline.values.time import TimeSpan
from timeline.workflow import merger

Compared = tuple[int, int, float, str]  # a mention, the one it is most like, how much, and why

TITLES = ("The ferry sank", "A ferry went down", "The mill burned", "The old mill was on fire", "A bridge opened")
LIKENESSES: Sequence[Compared] = (
    (2, 1, 0.6, "same day, wording 0.61"),
    (3, 2, 0.45, "same day"),
    (4, 3, 0.51, "same day, wording 0.52"),
    (5, 1, 0.1, ""),
)


def compared(database: str, titles: Sequence[str] = TITLES, likenesses: Sequence[Compared] = LIKENESSES) -> str:
    """A new timeline of documents that tell of one happening each, merged by those likenesses."""
    with open_store(database, create=True, merger=ByHand()) as store:
        store.put(extracts(titles, likenesses), at=1)
    return database


def extracts(titles: Sequence[str] = TITLES, likenesses: Sequence[Compared] = LIKENESSES) -> list[Extract]:
    """Documents that tell of one happening each; they are compared by what is given of the n-th and the m-th."""
    found = evidence(len(titles), likenesses)
    return [
        Extract(*told(title, time=TimeSpan.of(2019, 5, 15)), [one]) for title, one in zip(titles, found, strict=True)
    ]


def evidence(count: int, likenesses: Sequence[Compared]) -> list[Evidence]:
    """What so many mentions are compared by: whoever is most like another is of a higher rank than that one."""
    above = {one: other for one, other, _, _ in likenesses}

    def depth(number: int) -> int:
        return 1 + depth(above[number]) if number in above else 0

    made = []
    for number in range(1, count + 1):
        like = {str(other): (score, why) for one, other, score, why in likenesses if one == number}
        keys = [10_000 * one + other for one, other, _, _ in likenesses if number in (one, other)]
        facts = json.dumps({"me": str(number), "like": like})
        made.append(Evidence(f"{depth(number):03}{number:06}", tuple(keys), facts))
    return made


def compare(one: Evidence, other: Evidence) -> Link | None:
    """What was said by hand of the two, if anything."""
    a, b = json.loads(one.facts), json.loads(other.facts)
    given = a["like"].get(b["me"]) or b["like"].get(a["me"])
    return Link(*given) if given else None


class ByHand(merger.Merging):
    """The program's own merger, but for what it compares by."""

    def update(self, index: Index, added: Collection[int], removed: Mapping[int, Evidence]) -> set[int]:
        """Link mentions by hand."""
        return update(index, added, removed, compare)

    def cross(self, mentions: Mapping[int, Evidence]) -> Sequence[tuple[int, int, Link]]:
        """Further links by hand."""
        return cross(mentions, compare)


def by_hand() -> None:
    """Let this whole program compare so; for one that a test has started."""
    merger._compared = compare
