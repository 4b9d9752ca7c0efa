"""JSON as bytes: one value, or an array whose members come one by one."""

import json
import math
from collections.abc import Iterable, Iterator


def encoded(value: object, indent: int | None = None) -> bytes:
    """A value as JSON, on one line unless it is to be indented; half a surrogate pair, which UTF-8 has not, is escaped.

    What is no number (NaN, infinity), which JSON has not, is ``null``.

    >>> encoded({"é": [1.5, float("nan")]}).decode()
    '{"é": [1.5, null]}'
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    except ValueError:
        text = json.dumps(_finite(value), ensure_ascii=False, allow_nan=False, indent=indent)
    return text.encode("utf-8", "backslashreplace")


def array(members: Iterable[bytes], before: bytes = b"", after: bytes = b"\n") -> Iterator[bytes]:
    """Members as pieces of one array, one a line, between what stands before and after it.

    >>> b"".join(array([b"1", b"2"])), b"".join(array([], b'{"a": ', b"}"))
    (b'[\\n1,\\n2\\n]\\n', b'{"a": []}')
    """
    yield before + b"["
    between = b"\n"
    for one in members:
        yield between + one
        between = b",\n"
    yield (b"]" if between == b"\n" else b"\n]") + after


def _finite(value: object) -> object:
    """The value with ``None`` for each float that is no number."""
    if isinstance(value, dict):
        return {key: _finite(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
