"""Words to be searched: the same on every database, because they are made here.

A text is folded (case and accents go) and cut into words: runs of letters and digits. What is stored and what is asked
go through the same functions, so a database never sees the marks of its own query language.

A word is stored by its stem, at its place. Behind them stand, marked, those words that are written otherwise than their
stems, once each: so the beginning of a word is found whether the stem still has it or not.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Final

WRITTEN: Final = "·"  # before a word as it is written; no letter, and yet kept by the databases
_WORD = re.compile(r"[^\W_]+")
_ASCII = "".join(chr(i).lower() if chr(i).isalnum() else " " for i in range(128))  # a table for str.translate
_TYPOGRAPHY = re.compile("[‘’“”„‚«»–—…•\u00a0]")  # no letters, alone or resolved
_LONGEST = 255  # characters; PostgreSQL takes no word over 2 KB, and a longer run of letters is no word
_READ = 50_000  # characters of a text; PostgreSQL takes no 1 MB of words
_MOST = 4_000  # words of a text; PostgreSQL counts places to 16,383, in the title, its words as written, and the quote
_OFTEN = 127  # places of a word in a text; PostgreSQL counts 255 in both
_ALGORITHM = "english"  # Snowball's; a question does not say its language, so there is one for all


def fold(text: str) -> str:
    """The text without case and accents, compatibility forms resolved.

    >>> fold("Élysée № ＷＩＤＥ straße")
    'elysee no wide strasse'
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if unicodedata.category(c) != "Mn").casefold()


def words(text: str) -> list[str]:
    """The folded words of a text, in order; an overlong one is cut.

    >>> words("The U.S. said: déjà-vu!")
    ['the', 'u', 's', 'said', 'deja', 'vu']
    """
    # The table says the same of ASCII, five times as fast; and much text is not ASCII for its quotes and dashes alone.
    if not text.isascii() and (plainer := _TYPOGRAPHY.sub(" ", text)).isascii():
        text = plainer
    found = text.translate(_ASCII).split() if text.isascii() else _WORD.findall(fold(text))
    return [word[:_LONGEST] for word in found] if len(text) > _LONGEST else found


@lru_cache(maxsize=65_536)  # a word takes four times as long as a look; 2,500 articles have 25,000
def stem(word: str) -> str:
    """What the forms of a folded word have in common.

    >>> [stem(word) for word in ("kidnapped", "kidnapping", "elections", "news")]
    ['kidnap', 'kidnap', 'elect', 'news']
    """
    return _stemmer()(word)


def indexed(text: str) -> list[str]:
    """What is stored of a text: the stems in order, then the words that are not their own stem.

    >>> indexed("Rebels freed the kidnapped")
    ['rebel', 'freed', 'the', 'kidnap', '·rebels', '·kidnapped']
    """
    if "\n" in text and len(text) <= _READ:
        parts = [_of_line(line) for line in text.split("\n")]
        stems = [one for part, _ in parts for one in part]
        if len(stems) <= _OFTEN:
            return stems + list(dict.fromkeys([one for _, part in parts for one in part]))
    found = words(text[:_READ])[:_MOST]
    stems = list(map(stem, found))
    written = [WRITTEN + w for w in dict.fromkeys([w for w, s in zip(found, stems, strict=True) if w != s])]
    return (_thinned(stems) if len(stems) > _OFTEN else stems) + written


@lru_cache(maxsize=16_384)  # the cells of rows come again and again, each a line
def _of_line(line: str) -> tuple[list[str], list[str]]:
    """The stems of a line, and its words as they are written where they are not their own stems."""
    found = words(line)
    stems = list(map(stem, found))
    return stems, [WRITTEN + w for w, s in zip(found, stems, strict=True) if w != s]


def _thinned(stems: Sequence[str]) -> list[str]:
    """The stems without those places that PostgreSQL would not count, where a mark stands that nobody asks for."""
    seen = Counter[str]()
    kept = []
    for one in stems:
        seen[one] += 1
        kept.append(one if seen[one] <= _OFTEN else WRITTEN)
    return kept


@cache
def _stemmer() -> Callable[[str], str]:
    from Stemmer import Stemmer  # where nothing is searched, it is not loaded

    return Stemmer(_ALGORITHM, 0).stemWord  # type: ignore[no-any-return]
