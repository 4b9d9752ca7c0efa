"""Everything compared anew, as if it were read for the first time."""

from collections.abc import Callable
from functools import partial

from timeline.extract import compared
from timeline.store import open_store
from timeline.values.report import StoreInfo
from timeline.workflow.merger import Merging


def rebuild(
    database: str, progress: Callable[[int, int], None] = lambda _done, _all: None, *, embed: bool = False, at: int
) -> StoreInfo:
    """Compare all that is stored and make all events anew; what people decided is obeyed.

    Documents are not read again, and mentions stay as they are. ``progress`` is called with the number of documents
    that have been compared, and of all. With ``embed`` articles are compared by vectors of meaning too. ``at`` is the
    moment, in seconds since 1970 in UTC.

    Raises:
        TimelineError: If the database cannot be written; then nothing has changed.
    """
    with open_store(database, merger=Merging()) as store:
        everything = store.info().documents
        done = 0

        def tell(documents: int) -> None:
            nonlocal done
            done += documents
            progress(done, everything)

        tell(0)
        store.rebuild(partial(compared, embed=embed), tell, at=at)
        return store.info()
