"""What a word has wherever it stands, worked out once: the vector of its form, its part of speech, its lemma.

Each is kept by all that it depends on, and worked out alone or in a block of one fixed shape: so what is found for a
text does not depend, to the last digit, on the texts that were read before it. All is forgotten when it is too much.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Key = tuple[str, str, str]  # a word, its tag, its dependency
Form = tuple[str, str]

KEPT = 40_000  # forms of either kind, 25 MB in all; of the words of a news article 19 in 20 were met in 500 others
_RULES = ("attribute_ruler", "lemmatizer")
_BLOCK = 16  # forms whose vectors are worked out at once: a matrix product of another shape may differ in a last digit


def vectors(model: Any) -> Any:
    """A network that makes the same vectors as a parser's first one, faster where that is of the usual kind."""
    usual = model.has_ref("embed") and model.get_ref("embed").layers[0].name == "extract_features"
    return Vectors(model) if usual else model


class Vectors:
    """A parser's first network: it makes a vector of each word's form, then one of that and of its neighbours'.

    The first step is a third of its work, and gives the same wherever a form stands.
    """

    def __init__(self, model: Any) -> None:
        embed, self._encode = model.get_ref("embed"), model.get_ref("encode")
        self._features, self._layers = embed.layers[0], embed.layers[1:]
        self._numpy = model.ops.xp
        self._kept: dict[bytes, Any] = {}

    def predict(self, docs: "Sequence[Doc]") -> Any:
        """As the network's own ``predict``: for each text an array with a row a word."""
        if len(self._kept) > KEPT:
            self._kept.clear()
        features = self._features.predict(docs)
        forms = [f.view(f"V{f.itemsize * f.shape[1]}").ravel().tolist() for f in features]
        self._learn(dict(zip(chain.from_iterable(forms), chain.from_iterable(features), strict=True)))
        return self._encode.predict([self._numpy.array([self._kept[form] for form in few]) for few in forms])

    def _learn(self, rows: Mapping[bytes, Any]) -> None:
        new = [form for form in rows if form not in self._kept]
        for at in range(0, len(new), _BLOCK):
            some = new[at : at + _BLOCK]
            found: Any = [self._numpy.array([rows[form] for form in some] + [rows[some[0]]] * (_BLOCK - len(some)))]
            for layer in self._layers:
                found = layer.predict(found)
            self._kept.update(zip(some, found[0], strict=False))


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
        return [self._kept.get(key) or self._learn(key) for key in keys]

    def _learn(self, key: Key) -> Form:
        from spacy.tokens import Doc

        if len(self._kept) >= KEPT:
            self._kept.clear()
            for rule in self._rules:
                getattr(rule, "cache", {}).clear()
        word, tag, dep = key
        [form] = self._by_rule(Doc(self._vocab, [word], tags=[tag], deps=[dep], heads=[0]))
        return self._kept.setdefault(key, form)

    def _by_rule(self, doc: "Doc") -> list[Form]:
        for rule in self._rules:
            doc = rule(doc)
        return [(t.pos_, t.lemma_.lower()) for t in doc]


def _named(asked: Any) -> list[str]:
    """The values that a part of a pattern asks for; empty where it names those that it does not want."""
    return [asked] if isinstance(asked, str) else (asked or {}).get("IN", [])
