"""What the files of a folder offer, imported when asked for: the one dynamic import of the house.

A folder of plug-ins is a package whose every module (but those that begin with ``_`` or are named in ``base``) defines
one attribute, ``READER`` say. A new file is a new plug-in; there is no list to keep.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from timeline.errors import MissingExtra, UnknownName


class Catalogue:
    """The plug-ins of one package, by the names of their files (``_`` reads as ``-``).

    >>> "timelinejs-csv" in Catalogue("timeline.exporters", "EXPORTER", "format").names()
    True
    """

    def __init__(self, package: str, attribute: str, kind: str, *, but: tuple[str, ...] = ("base",)) -> None:
        self._package, self._attribute, self._kind, self._but = package, attribute, kind, but

    def names(self) -> list[str]:
        """All names there are, sorted; nothing is imported but the package itself."""
        path = importlib.import_module(self._package).__path__
        found = (m.name for m in pkgutil.iter_modules(path))
        return sorted(n.replace("_", "-") for n in found if not n.startswith("_") and n not in self._but)

    def load(self, name: str) -> Any:
        """What the file of that name offers.

        Raises:
            UnknownName: If there is no such file; the message lists those there are.
            MissingExtra: If a library that the file imports is not installed.
        """
        if name not in self.names():
            raise UnknownName(self._kind, name, self.names())
        try:
            module = importlib.import_module(f"{self._package}.{name.replace('-', '_')}")
        except ModuleNotFoundError as missing:
            if missing.name and missing.name.startswith("timeline"):
                raise
            raise MissingExtra(self._kind, name, missing.name or "", _extra(missing.name or "")) from missing
        return getattr(module, self._attribute)

    def all(self) -> Iterator[tuple[str, Any]]:
        """Every name with what it offers; each file is imported."""
        for name in self.names():
            yield name, self.load(name)


def _extra(library: str) -> str:
    """What to hand to pip for a library: the extra of this package that brings it, else the library itself."""
    from importlib import metadata  # of no use until something is missing, and slow to load

    for requirement in metadata.requires("timeline") or ():
        needed, _, marker = requirement.partition(";")
        extra = marker.rpartition("extra == ")[2].strip(" \"'")
        if extra and extra != "dev" and needed.startswith(library):
            return f"timeline[{extra}]"
    return library
