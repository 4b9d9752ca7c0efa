"""Words as headers and dates write them, folded so that case, accents and separators make no difference."""

import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any


def folded(text: str) -> str:
    """Lower case, without accents; all that is no letter and no digit is a space.

    >>> folded(" Date_de l'Événement "), folded("дата")
    ('date de l evenement', 'дата')
    """
    if text.isascii():
        bare = text.lower()
    else:
        bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def singular(name: str) -> str:
    """A folded name whose words have lost the ``s`` of a plural.

    >>> singular("source urls"), singular("press"), singular("ids")
    ('source url', 'press', 'id')
    """
    return " ".join(w[:-1] if len(w) > 2 and w.endswith("s") and not w.endswith("ss") else w for w in name.split())


@cache
def table(name: str) -> dict[str, Any]:
    """A file of words beside this one."""
    return tomllib.loads((files("timeline.importers") / name).read_text(encoding="utf-8"))
