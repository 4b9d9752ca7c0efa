"""One line for a timeline out of what a row tells."""

import re
from typing import Final

_LONGEST: Final = 200  # characters of a title; 83 of 100 first sentences of ACLED and 88 of Wikipedia are no longer
_LOOK: Final = 4_000  # characters that are looked at
_END: Final = re.compile(r"(?<=[a-z0-9\])\"”'’%][.!?])[\"”’)\]]?\s+(?=[^\sa-z])")
_SHORT: Final = re.compile(r"(?:^|[\s(])(?:[^\W\d_a-z]\w{0,3}|[^\W\d_]{1,2})\.$")  # "Gen.", "v.": perhaps no end
_LETTERS: Final = re.compile(r"\w\.\w{1,2}\.$")  # "U.S."
_COMMA: Final = re.compile(r",\s+(?![^()]*\))")


def first_sentence(text: str) -> str:
    """The first sentence, without its stop, on one line; a stop after a short word that may be cut ends none.

    >>> first_sentence("Gen. Omar fled. He is\\nstill at large.")
    'Gen. Omar fled'
    """
    line = " ".join(text[:_LOOK].split())
    for end in _END.finditer(line):
        if not _SHORT.search(line[: end.start()]):
            line = line[: end.end()].rstrip()
            break
    return line if _LETTERS.search(line) else line.removesuffix(".")


def shortened(text: str) -> str:
    """As much as a title holds, cut between two words.

    >>> shortened("a " * 200)[-5:], shortened("fine")
    ('a a …', 'fine')
    """
    line = " ".join(text[:_LOOK].split())
    if len(line) <= _LONGEST:
        return line
    head = line[: _LONGEST - 2]
    return f"{(head.rpartition(' ')[0] or head).rstrip(' ,;:')} …"


def without_lead(text: str, *known: str) -> str:
    """The sentence without what it says first, as far as its parts up to a comma tell what is known already.

    >>> without_lead("On 3 June 2022, near Salta (Salta, 2 km off), drivers blocked roads, as before", "2022", "Salta")
    'Drivers blocked roads, as before'
    """
    words = [word.casefold() for word in known if word]
    while comma := _COMMA.search(text):
        lead = text[: comma.start()].casefold()
        if not any(word in lead for word in words) or not text[comma.end() :].strip():
            break
        text = text[comma.end() :]
    return text[:1].upper() + text[1:]
