"""SQL: the tables, and everything that is asked of them."""

from timeline.store.store import Store, open_store

__all__ = ["Store", "open_store"]
