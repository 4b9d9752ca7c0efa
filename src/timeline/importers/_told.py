"""Single values of the objects that ``timeline export --to jsonl`` writes, each of the kind that stands there."""

from collections.abc import Mapping
from typing import Any, Final

Object = Mapping[str, Any]

_NUMBERS: Final = 10**18  # a database has room for more, so that after each there is a next one


def number(told: Object, name: str) -> int:
    """One that a timeline gave.

    Raises:
        KeyError, ValueError: If it is none.
    """
    found = told[name]
    if type(found) is not int or not 0 < found < _NUMBERS:
        raise ValueError(f"its {name} is {str(found)[:40]!r}, which is no number that a timeline gives")
    return found


def maybe(told: Object, name: str) -> str | None:
    """A text, or nothing.

    Raises:
        KeyError, ValueError: If it is something else, or not there at all.
    """
    found = told[name]
    if found is None or isinstance(found, str):
        return found
    raise ValueError(f"its {name} is {str(found)[:40]!r}, which is no text")


def words(told: Object, name: str) -> str:
    """A text.

    Raises:
        KeyError, ValueError: If it is none.
    """
    found = maybe(told, name)
    if found is None:
        raise ValueError(f"its {name} is empty")
    return found


def texts(told: Object, name: str) -> tuple[str, ...]:
    """A list of texts.

    Raises:
        KeyError, ValueError: If it is none.
    """
    found = told[name]
    if isinstance(found, list) and all(isinstance(one, str) for one in found):
        return tuple(found)
    raise ValueError(f"its {name} are {str(found)[:40]!r}, which are no texts")


def share(told: Object, name: str) -> float:
    """A number from 0 to 1.

    Raises:
        KeyError, TypeError, ValueError: If it is none.
    """
    found = float(told[name])
    if not 0 <= found <= 1:
        raise ValueError(f"its {name} is {found}, and not from 0 to 1")
    return found
