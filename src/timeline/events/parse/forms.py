"""What a word is wherever it stands: its part of speech and its lemma, worked out once for each form.

Each is kept by all that it depends on, and worked out by itself: what is found for a text does not depend on the texts
that were read before it. All is forgotten when it is too much.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Key = tuple[str, str, str]  # a word, its tag, its dependency
Form = tuple[str, str]

KEPT = 40_000  # forms, 15 MB; of the words of a news article 19 in 20 were met in 500 others
_EMPTY = "\n", "_SP", "dep"
_RULES = ("attribute_ruler", "lemmatizer")


class Forms:
    """Parts of speech and lemmas by the model's own rules, which look at a word, its tag and its dependency.

    A few look at the word after it too: a sentence that may have such a pair is given to the rules as it is.
    """

    def __init__(self, parser: "Language") -> None:
        self._vocab = parser.vocab
        self._rules: list[Any] = [parser.get_pipe(name) for name in _RULES if parser.has_pipe(name)]
        self._kept: dict[Key, Form] = {}
        self._pairs: set[str] = set()
        self._telling: dict[str, set[str]] = {"LOWER": set(), "TAG": set(), "DEP": set()}
        arcs: Any = parser.get_pipe("parser")
        entries = [e for rule in self._rules for e in getattr(rule, "patterns", ()) if e["attrs"].keys() - {"DEP"}]
        for pattern in (p for entry in entries for p in entry["patterns"]):
            if len(pattern) > 1:
                self._pairs.update(value for value in pattern[0].values() if isinstance(value, str))
            for token in (t for t in pattern if "DEP" in t):
                asked = ((key, values) for key in self._telling if (values := _named(token.get(key))))
                key, values = next(asked, ("DEP", arcs.labels))
                self._telling[key].update(values)
        for rule in self._rules:
            if "lemma_index" in getattr(rule, "lookups", ()):
                index = rule.lookups.get_table("lemma_index")
                for part, known in list(index.items()):
                    index[part] = frozenset(known)  # it is a list, up to 57,000 long, in which every lemma is sought

    def of(self, doc: "Doc", words: Sequence[Key]) -> Sequence[Form]:
        """What each word of a sentence has: its universal part of speech, and its lemma in lower case."""
        lows, tags, deps = self._telling.values()
        keys = []
        for word, tag, dep in words:
            low = word.lower()
            if low in self._pairs or dep in self._pairs:
                return self._by_rule(doc)
            keys.append((word, tag, dep if low in lows or tag in tags or dep in deps else ""))
        if len(self._kept) > KEPT:
            self._kept.clear()
            for rule in self._rules:
                getattr(rule, "cache", {}).clear()
        self._learn([key for key in dict.fromkeys(keys) if key not in self._kept])
        return [self._kept[key] for key in keys]

    def _learn(self, keys: Sequence[Key]) -> None:
        """Give the rules each word with an empty one behind it, so that none has another beside it."""
        from spacy.tokens import Doc

        if not keys:
            return
        words, tags, deps = map(list, zip(*(k for key in keys for k in (key, _EMPTY)), strict=True))
        doc = Doc(self._vocab, words, tags=tags, deps=deps, heads=list(range(len(words))))
        self._kept.update(zip(keys, self._by_rule(doc)[::2], strict=True))

    def _by_rule(self, doc: "Doc") -> list[Form]:
        for rule in self._rules:
            doc = rule(doc)
        return [(t.pos_, t.lemma_.lower()) for t in doc]


def _named(asked: Any) -> list[str]:
    """The values that a part of a pattern asks for; empty where it names those that it does not want."""
    return [asked] if isinstance(asked, str) else (asked or {}).get("IN", [])
