"""Work on many rows, among which there is nothing to be swept up."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unswept() -> Iterator[None]:
    """Python does not look for cycles: a batch makes ten thousands of rows, none in one, and they would all be looked
    through again and again, for a fifth of the time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
