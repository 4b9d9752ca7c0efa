"""Where a page ended, in one opaque word that the next page is asked for with."""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final, NamedTuple

from timeline.errors import BadToken
from timeline.values.query import Sort

_LENGTHS: Final = {Sort.EARLIEST: 4, Sort.LATEST: 4}  # parts of a key; of all other orders one more
_LARGEST: Final = 2**63


class Token(NamedTuple):
    """The order of the answer, whether it had come to the undated, and the key of the last event of these, if any."""

    sort: Sort
    undated: bool
    key: tuple[int, ...]

    def __str__(self) -> str:
        said = json.dumps([self.sort.value, int(self.undated), *self.key], separators=(",", ":"))
        return urlsafe_b64encode(said.encode()).decode().rstrip("=")


def token(word: str) -> Token:
    """A token out of its word.

    >>> token(str(Token(Sort.LATEST, False, (0, 86_400, 40, 7)))).key
    (0, 86400, 40, 7)

    Raises:
        BadToken: If it is none.
    """
    try:
        sort, undated, *key = json.loads(urlsafe_b64decode(word.encode() + b"=" * (-len(word) % 4)))
        found = Token(Sort(sort), bool(undated), tuple(key))
    except (ValueError, TypeError, binascii.Error, RecursionError) as wrong:
        raise BadToken(word) from wrong
    whole = all(type(part) is int and -_LARGEST <= part < _LARGEST for part in key)
    if not whole or len(key) not in (0, _LENGTHS.get(found.sort, 5)):
        raise BadToken(word)
    return found
