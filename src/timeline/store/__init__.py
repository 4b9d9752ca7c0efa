"""SQL: the tables, and everything that is asked of them.

The store is loaded when it is asked for, so that which databases there are can be told without it.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.store.store import Store, open_store

__all__ = ["Store", "open_store"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    from timeline.store import store

    return getattr(store, name)
