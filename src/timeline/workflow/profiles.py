"""How a person's tables are to be read: from the words of a door, and kept by a name."""

from collections.abc import Iterable, Sequence

from timeline.errors import BadMapping, NoSuchProfile
from timeline.importers.base import ImportOptions
from timeline.store import open_store
from timeline.values.record import Layout
from timeline.workflow.saved import named


def options(
    database: str,
    columns: Iterable[str],
    *,
    profile: str = "",
    zone: str = "",
    day_first: bool | None = None,
    sheet: str = "",
    max_bytes: int | None = None,
) -> ImportOptions:
    """What holds for the files of one import; a ``FIELD=COLUMN`` stands before what the profile says of the field.

    Raises:
        BadMapping: If one of the columns has no ``=``.
        NoSuchProfile: If nothing is kept under that name.
        TimelineError: If the database cannot be read.
    """
    found: dict[str, str] = {}
    if profile:
        with open_store(database, read_only=True) as store:
            kept = store.profiles()
        if profile not in kept:
            raise NoSuchProfile(profile, sorted(kept))
        found.update(kept[profile])
    for one in columns:
        name, equals, column = one.partition("=")
        if not (equals and name.strip() and column.strip()):
            raise BadMapping(one)
        found[name.strip()] = column.strip()
    limit = {} if max_bytes is None else {"max_bytes": max_bytes}
    return ImportOptions(columns=found, zone=zone or None, day_first=day_first, sheet=sheet or None, **limit)


def keep(database: str, name: str, layouts: Sequence[Layout], asked: ImportOptions, *, at: int) -> None:
    """Keep how a file was read under a name: what fills each field by one column, and what was asked for.

    Raises:
        BadQuestionName: If it is no name.
    """
    named(name)
    found = {field: columns[0] for layout in layouts for field, columns in layout.fields.items() if len(columns) == 1}
    with open_store(database, create=True) as store:
        store.keep_profile(name, found | dict(asked.columns), at=at)
