"""The words that placing asks for, from a language's file, read once; see ``[bounds]`` there."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from timeline.errors import BadLanguageFile
from timeline.languages import language

BoundWords = Mapping[str, frozenset[str]]


@cache
def bound_words(code: str) -> BoundWords:
    """Its lists by name.

    >>> "until" in bound_words("en")["before"]
    True

    Raises:
        UnknownName: If the language has no file.
        BadLanguageFile: If its file has no such words.
    """
    table = language(code).get("bounds")
    if table is None:
        raise BadLanguageFile(f"{code}.toml", "has no table [bounds], so that nothing undated can be placed")
    return {name: frozenset(words.split()) for name, words in table.items()}


class Place(StrEnum):
    """Where what nothing dates may be put."""

    PUBLISHED = "published"  # on the day of publication
    REPORT = "report"  # on the day that the report is of
    BEFORE = "before"  # before that
    AFTER = "after"  # after the publication
    LASTING = "lasting"  # throughout


@cache
def choices(code: str) -> Mapping[str, Place]:
    """Of each way to tell of something, where the language puts it; see ``[bound_choices]`` in its file.

    >>> str(choices("en")["future"])
    'after'
    """
    return {telling: Place(place) for telling, place in language(code).get("bound_choices", {}).items()}


@cache
def families(code: str) -> Mapping[str, str]:
    """Of each word by which a document may tell of one happening in several, the name of its family.

    >>> families("en")["blaze"] == families("en")["fire"]
    True
    """
    table = language(code).get("bound_families", {})
    return {word: name for name, words in table.items() for word in words.split()}
