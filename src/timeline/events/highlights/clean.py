"""Sentences that can stand alone under a date: whole, and nothing but a sentence.

Pages run headlines, datelines, captions, speakers' names and agencies into the text. A dateline is cut off; a sentence
with anything else of that kind is not one to be shown. All is told by marks and capitals, none of it by words.
"""

import re

from timeline.events.highlights.story import Sentence
from timeline.values.mention import TextSpan

_SHORTEST, _LONGEST = 30, 280  # characters; of a longer one F1 against journalists' sentences falls
# "VELM, May 3 (Agency) - The army", "May 3 - The army", "VELM -- The army", "(Agency) The army"
_DATELINE = re.compile(
    r"""(?: .{0,120}? \( [A-Z][\w\ .]* \) \s* (?:--|[-–—]) \s+
        | \w+\.?\ \d{1,2}(?:,\ \d{4})?\s+(?:--|[-–—])\s+
        | [A-Z]{3,}[^a-z]{0,40}? (?:[A-Z][a-z.]+,?\s*)? \s (?:--|[-–—]) \s+
        | \( [A-Z][\w\ .]* \) \s* )
        (?=[\w"“‘'])""",
    re.VERBOSE | re.DOTALL,
)
_ENDS = re.compile(r"[^.?…][.!。！][\"”’')\]]*$")
_REFUSED = re.compile(
    r"""^(?:[A-Z]+\ )?\w+\.?\ \d{1,2}(?:,\ \d{4})?:  # QN May 4: Workers …
      | ^[^"“:,]{15,120}:\s[A-Z]             # Storm over Velm as harbour shuts: The mayor …
      | ^[A-Z][A-Z\ .'’-]+(?:,[^:]{0,60})?:  # SPEAKER: …
      | ^[^"“]{0,60}\b[A-Z]{4,}\s*[-–—:]     # FILE - …
      | \b[A-Z]{2,}\d{4}\b                    # AP2010
      | \b[A-Z]{4,}(?:\s[A-Z]{3,})+\b         # RUSH TRANSCRIPT
      | \([^)]*[A-Z]{2,}[^)]*\)\W*$           # … (AP)
      | [|@©•*<>\[\]{}]|://|www\.|\.\.\.|…|--\s*$|\s/\s
    """,
    re.VERBOSE,
)
_PAIRS = (("“", "”"), ("(", ")"))


def clean(sentence: Sentence) -> TextSpan | None:
    """The characters of its document to be shown, a dateline left out; ``None`` if it cannot stand alone.

    Of a document that came without a title, what stands first may begin with one, which no mark parts from it.
    """
    text, start = sentence.text, sentence.span.start
    cut = _DATELINE.match(text)
    if cut:
        text, start = text[cut.end() :], start + cut.end()
    elif sentence.span.start < _SHORTEST and not sentence.about.title:
        return None
    if not _SHORTEST <= len(text) <= _LONGEST or not _whole(" ".join(text.split())):
        return None
    return TextSpan(start, sentence.span.end)


def _whole(text: str) -> bool:
    first = text.lstrip("\"“‘'")[:1]
    if not first.isalnum() or first.islower() or not _ENDS.search(text) or _REFUSED.search(text):
        return False
    return text.count('"') % 2 == 0 and all(text.count(a) == text.count(b) for a, b in _PAIRS)
