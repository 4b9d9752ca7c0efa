"""A document in, what it says happened out: the one place where time expressions and happenings meet. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from timeline.events.copies import fingerprint
from timeline.events.lexicon import knows_events
from timeline.events.likeness import evidence
from timeline.events.mentions import find_mentions
from timeline.languages import language, languages
from timeline.timex import tag
from timeline.values.document import Document
from timeline.values.extract import Extract
from timeline.values.mention import Mention

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

DEFAULT = "en"  # what a document is read as that does not say its language, and whose words do not tell it
UNKNOWN = "und"  # of ISO 639: undetermined; its file has the dates in figures, which mean the same everywhere
_LOOKED_AT = 1_000  # characters; with 200 of T17's articles, 10 of 2,504 are taken for another language, with 500 none
_FEWEST = 200  # letters; German sentences of 100 to 170 are told as well as not
_SURE = 0.9  # of T17's articles none is another language with more than .74; of the English ones 99 % have .99
_FREQUENT = 0.13  # share of frequent words that settles it without the model, which takes 1 s to load; Danish has .03
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """The language that a document is read as: its code, and whether its words told it and not its own statement."""

    code: str
    guessed: bool = False

    @property
    def is_known(self) -> bool:
        """Whether it has a file."""
        return self.code in languages() and self.code != UNKNOWN


def extract(document: Document, *, model: str | None = None, thorough: bool = False) -> list[Mention]:
    """The mentions of a document, the lead first, then in the order of the text.

    What language it is read as says :func:`reading`. One in a language without a file gives its lead and the sentences
    with dates in figures; the ``reason`` of each says so.

    Args:
        model: The parser to use: an installed spaCy model's name, or a path; else the first that the language names.
        thorough: Read every sentence of a long document too, for what it says without a time.

    Raises:
        NoParser, ChangedParser, BadParser: If sentences must be parsed and no model can be used.
    """
    read = reading(document)
    region = language_region(document.language)
    rules = read.code if read.is_known else UNKNOWN
    found = tag(document.text, published=document.published, language=rules, region=region)
    expressions = [e for e in found if e.span.start >= document.body]
    code = read.code
    named = model if knows_events(code) else None
    mentions = find_mentions(document, expressions, language=code, model=named, thorough=thorough)
    return mentions if read.is_known else [replace(m, reason=_unsupported(read, m)) for m in mentions]


def understand(document: Document, *, model: str | None = None, thorough: bool = False, embed: bool = False) -> Extract:
    """A document's mentions, and what is kept to compare them and it with others.

    See :func:`extract` and :func:`timeline.events.likeness.evidence`.
    """
    return compared(document, extract(document, model=model, thorough=thorough), embed=embed)


def compared(document: Document, mentions: Sequence[Mention], *, embed: bool = False) -> Extract:
    """What is kept of a document and its mentions to compare them with others."""
    code = reading(document).code
    said = evidence(document, mentions, language=code, embed=embed)
    return Extract(document, mentions, said, fingerprint(document, language=code))


def _unsupported(read: Reading, mention: Mention) -> str:
    seems = "seems to be" if read.guessed else "is"
    reason = f"the language {seems} '{read.code}', which has no file: only dates in figures are read"
    return "; ".join(filter(None, [reason, "" if mention.time else mention.reason]))


def reading(document: Document) -> Reading:
    """The language a document states, else the one that its words tell clearly, else the default.

    They do where it is long enough, and either one known language's most frequent words are many, or the model is sure.
    """
    code = language_code(document.language)
    if document.language and document.language.strip() and code != UNKNOWN:
        return Reading(code)
    text = document.text[document.body : document.body + _LOOKED_AT]
    if sum(map(str.isalpha, text)) < _FEWEST:
        return Reading(DEFAULT)
    words = _WORD.findall(text.lower())
    for known in languages():
        if sum(w in _frequent(known) for w in words) >= _FREQUENT * len(words):
            return Reading(known)
    told, sure = _identifier().classify(text)
    return Reading(told, guessed=True) if sure >= _SURE else Reading(DEFAULT)


@cache
def _frequent(code: str) -> frozenset[str]:
    return frozenset(language(code).get("frequent", "").split())


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_code(name: str | None) -> str:
    """The ISO 639-1 code of what a document calls its language; the default where it says nothing.

    >>> [language_code(n) for n in ("en-GB", "EN_us", "eng", "fr", None)]
    ['en', 'en', 'en', 'fr', 'en']
    """
    if not name or not name.strip():
        return DEFAULT
    code = name.strip().lower().replace("_", "-").split("-")[0]
    if code in languages():
        return code
    return next((known for known in languages() if code in language(known).get("also_called", ())), code)


def language_region(name: str | None) -> str | None:
    """The ISO 3166 code of the country in a language's name (BCP 47), whose order of day and month a document has.

    >>> [language_region(n) for n in ("en-GB", "en_us", "zh-Hant-TW", "en", None)]
    ['GB', 'US', 'TW', None, None]
    """
    parts = (name or "").replace("_", "-").split("-")[1:]
    return next((part.upper() for part in parts if len(part) == 2 and part.isalpha()), None)
