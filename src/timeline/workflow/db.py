"""The database itself."""

from timeline.store import open_store
from timeline.values.report import StoreInfo


def info(database: str) -> StoreInfo:
    """What it holds, counted; nothing is written."""
    with open_store(database, read_only=True) as store:
        return store.info()


def upgrade(database: str) -> StoreInfo:
    """Bring it to this program's version, if it is older; then what it holds."""
    with open_store(database) as store:
        return store.info()
