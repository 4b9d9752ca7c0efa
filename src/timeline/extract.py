"""A document in, what it says happened out: the one place where time expressions and happenings meet. Pure."""

from timeline.events.lexicon import knows_events
from timeline.events.mentions import find_mentions
from timeline.languages import language, languages
from timeline.timex import tag
from timeline.values.document import Document
from timeline.values.mention import Mention

DEFAULT = "en"  # what a document is read as that does not say its language


def extract(document: Document, *, model: str | None = None, thorough: bool = False) -> list[Mention]:
    """The mentions of a document, the lead first, then in the order of the text.

    A document that does not state its language is read as English. One in a language without a file gives its lead
    alone, whose ``reason`` says so.

    Args:
        model: The parser to use: an installed spaCy model's name, or a path; else the first that the language names.
        thorough: Read every sentence of a long document too, for what it says without a time.

    Raises:
        NoParser, ChangedParser, BadParser: If sentences must be parsed and no model can be used.
    """
    code = language_code(document.language)
    known = code in languages()
    region = language_region(document.language)
    found = tag(document.text, published=document.published, language=code, region=region) if known else []
    expressions = [e for e in found if e.span.start >= document.body]
    named = model if knows_events(code) else None
    return find_mentions(document, expressions, language=code, model=named, thorough=thorough)


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
