"""A program that stores documents and says so: ``python writer.py DATABASE NAME FROM TO``."""

import sys

from store.samples import Read, read
from timeline.store import open_store
from timeline.values.time import DAY, TimeSpan, day_number

BATCH = 5


def batch(name: str, number: int) -> list[Read]:
    """Some documents of a few events each; what was ingested once is the same again."""
    first = day_number(2000) + number
    days = [TimeSpan(n * DAY, (n + 1 + n % 9) * DAY, TimeSpan.of(2000, 1, 1).grain) for n in range(first, first + 8)]
    text = ". ".join(f"Ship {number} reached port {n}" for n in range(8))
    return [read(f"{name}/{number}/{n}", f"{text}. Boat {n}", *days, publisher=name) for n in range(BATCH)]


if __name__ == "__main__":
    database, name, start, end = sys.argv[1:]
    with open_store(database, create=True) as store:
        for number in range(int(start), int(end)):
            store.put(batch(name, number), at=1)
            print(number, flush=True)
