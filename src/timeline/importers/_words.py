"""Words as headers and dates write them, folded so that case, accents and separators make no difference."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any, Final

_WORD: Final = re.compile("[a-z0-9]+")
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_HUMP: Final = re.compile("(?<=[a-z])(?=[A-Z][a-z])")


def folded(text: str) -> str:
    """Lower case, without accents; all that is no letter and no digit is a space.

    >>> folded(" Date_de l'Événement "), folded("дата")
    ('date de l evenement', 'дата')
    """
    if text.isascii():
        bare = text.lower()
        return bare if bare.isalnum() else " ".join(_WORD.findall(bare))
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def heading(name: str) -> str:
    """The name of a column, folded, without what is in brackets; its words have lost the ``s`` of a plural.

    >>> heading("Source_URLs"), heading("startDate"), heading("Press"), heading("Location (city)"), heading("(x)")
    ('source url', 'start date', 'press', 'location', 'x')
    """
    plain = _HUMP.sub(" ", name)
    words = (folded(_BRACKETS.sub(" ", plain)) or folded(plain)).split()
    return " ".join(w[:-1] if len(w) > 2 and w.endswith("s") and not w.endswith("ss") else w for w in words)


@cache
def table(name: str) -> dict[str, Any]:
    """A file of words beside this one."""
    return tomllib.loads((files("timeline.importers") / name).read_text(encoding="utf-8"))
