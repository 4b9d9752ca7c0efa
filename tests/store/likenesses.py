"""A timeline whose mentions have been compared: by hand, with the scores that a test wants."""

from collections.abc import Sequence

from store.samples import told
from timeline.store import open_store
from timeline.store.dialects import database_at
from timeline.values.time import TimeSpan

Compared = tuple[int, int | None, float | None, str]

TITLES = ("The ferry sank", "A ferry went down", "The mill burned", "The old mill was on fire", "A bridge opened")
LIKENESSES: Sequence[Compared] = (
    (1, None, None, ""),
    (2, 1, 0.6, "same day, wording 0.61"),
    (3, 2, 0.45, "same day"),
    (4, 3, 0.51, "same day, wording 0.52"),
    (5, 1, 0.1, ""),
)


def compared(database: str, titles: Sequence[str] = TITLES, likenesses: Sequence[Compared] = LIKENESSES) -> str:
    """A new timeline of documents that tell of one happening each, with what was found between them."""
    with open_store(database, create=True) as store:
        store.put([told(title, time=TimeSpan.of(2019, 5, 15)) for title in titles], at=1)
    liken(database, likenesses)
    return database


def liken(database: str, likenesses: Sequence[Compared]) -> None:
    """Put down what was found between mentions."""
    from timeline.store.tables import likeness

    rows = [(mention, f"{mention:06}", b"", "{}", best, score or 0.0, why) for mention, best, score, why in likenesses]
    dialect = database_at(database)
    with dialect.writing() as connection:
        dialect.insert(connection, likeness, rows)
    dialect.close()


def gather(database: str, event: int, *mentions: int) -> None:
    """Let mentions tell of an event, as merging will."""
    dialect = database_at(database)
    with dialect.writing() as connection:
        for mention in mentions:
            connection.exec_driver_sql(f"UPDATE event_mention SET event = {event} WHERE mention = {mention}")
    dialect.close()
