"""From what a person names to files: a file, a folder with all below it, a pattern, ``-``, a URL.

Files of a folder come in the order of their names, folder by folder; names that begin with a dot are passed over, as
patterns pass them over too. A link to a folder inside the same folder, or around it, is not followed. A
file that two of the names lead to is read once.
"""

import glob
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from timeline.readers.base import NotRead
from timeline.values.problem import Problem

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def is_url(path: str) -> bool:
    """Whether a name is an address and no path.

    >>> is_url("https://example.org/a"), is_url("news/a.html"), is_url("C:/news")
    (True, False, False)
    """
    return _SCHEME.match(path) is not None


def address(path: str) -> str:
    """A path as it is kept: with ``/``, without ``./`` and doubled slashes, otherwise as it was given.

    >>> address("./news//a.txt"), address("../a.txt")
    ('news/a.txt', '../a.txt')
    """
    return PurePath(path).as_posix()


def places(paths: Iterable[str], passed_over: frozenset[str] = frozenset()) -> Iterator[str | Problem]:
    """Each file, URL or ``-`` that the names lead to, once, in their order; what leads nowhere is a problem.

    What is ``passed_over`` is read only where it is given by its own name.
    """
    named: set[str] = set()  # files and URLs given by name: as many as there are arguments
    roots: list[str] = []  # folders already walked: what lies below one has been read
    for path in paths:
        if path == "-" or is_url(path):
            found: Iterable[str | Problem] = [path]
        else:
            try:
                found = _expanded(path)
            except NotRead as why:
                found = [Problem(address(path) if path else "''", why.what, why.advice)]
        for one in found:
            if isinstance(one, Problem):
                yield one
            elif os.path.isdir(one) and not is_url(one):
                yield from _new_below(one, named | passed_over, roots)
                roots.append(os.path.abspath(one))
            elif (key := one if one == "-" or is_url(one) else os.path.abspath(one)) not in named:
                if not _below(key, roots):
                    yield one
                named.add(key)


def _expanded(path: str) -> list[str]:
    if not path:
        raise NotRead("is an empty name", "give a file, a folder, a pattern, a URL, or - for standard input")
    if os.path.lexists(path):
        return [path]
    if not glob.has_magic(path):
        raise NotRead("is not there", "check the path")
    found = sorted(glob.glob(path, recursive=True))
    if not found:
        raise NotRead("matches no file", "check the pattern")
    return found


def _new_below(folder: str, named: set[str] | frozenset[str], roots: list[str]) -> Iterator[str | Problem]:
    """The files below a folder that no earlier name led to."""
    if _below(os.path.abspath(folder), roots) or os.path.abspath(folder) in roots:
        return
    empty = True
    for one in _walked(folder, os.path.realpath(folder), set()):
        empty = False
        if isinstance(one, Problem) or not ((key := os.path.abspath(one)) in named or _below(key, roots)):
            yield one
    if empty:
        yield Problem(address(folder), "is a folder without files", "give one that has articles in it")


def _walked(folder: str, root: str, linked: set[str]) -> Iterator[str | Problem]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as wrong:
        yield Problem(address(folder), f"cannot be read: {wrong.strerror}", "check its permissions")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if not entry.is_dir():
            if entry.is_file() or not entry.is_symlink():
                yield from _regular(entry)
            else:
                yield Problem(address(entry.path), "is a link that leads nowhere", "mend or remove it")
        elif not entry.is_symlink():
            yield from _walked(entry.path, root, linked)
        elif not _in_circle(real := os.path.realpath(entry.path), root) and real not in linked:
            linked.add(real)
            yield from _walked(entry.path, root, linked)


def _in_circle(real: str, root: str) -> bool:
    """Whether a folder is read anyway, being in the root, or holds the root itself."""
    return real == root or _below(real, [root]) or _below(root, [real])


def _regular(entry: "os.DirEntry[str]") -> Iterator[str | Problem]:
    if entry.is_file():
        yield entry.path
    else:
        yield Problem(address(entry.path), "is no file, but a pipe or a device", "give it by name to read it")


def _below(path: str, folders: Iterable[str]) -> bool:
    return any(Path(path).is_relative_to(folder) and path != folder for folder in folders)
