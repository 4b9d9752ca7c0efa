"""The parser: which one, whether it is what it says it is, and sentences through it.

It is spaCy, imported when a sentence is to be parsed and not before. A model's own Python is never imported: only its
files are read. Each document's sentences go through in batches of their own, since what a network gives depends, in the
last digits, on what else is in the batch: so a document's mentions do not depend on its neighbours.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.errors import BadParser, ChangedParser, NoParser
from timeline.events.lexicon import parser_names
from timeline.events.parse.forms import Forms
from timeline.events.parse.networks import network
from timeline.events.parse.retagged import retagged
from timeline.events.parse.trees import Tree, Word
from timeline.events.who.namewords import NameWords, name_words
from timeline.events.who.naming import find_names
from timeline.values.mention import TextSpan

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 64  # sentences; the longest take 100 MB more than 24 of them would, usual ones hardly any
WORDS = 100_000  # of a language that the model remembers, some 40 MB
LEFT_OUT = ["senter", "textcat", "ner"]  # names are found without it: it would be half of the work
# One character for one, so that offsets hold: the model was trained on text with plain quotes and spaces.
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "‛": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
    | dict.fromkeys("\t\n\r\v\f\u00a0\u2007\u202f\u2009\u200a\u2028\u2029\u0085", " ")
    | {"–": "-", "—": "-", "−": "-"}
)


def plain(text: str) -> str:
    """The text with straight quotes, plain dashes and plain spaces, character for character.

    >>> plain("Herzog’s “plea”")
    'Herzog\\'s "plea"'
    """
    return text.translate(_PLAIN)


def model_folder(name: str) -> Path | None:
    """Where an installed model's files are, or those of a path; ``None`` if there is no such model."""
    if not name.isidentifier():
        path = Path(name)
        return path if (path / "config.cfg").is_file() else None
    try:
        package = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None
    folder = Path(str(package.locate_file(f"{name}/{name}-{package.version}")))
    return folder if folder.is_dir() else None


def differences(folder: Path, listed: str) -> list[str]:
    """The files of a model that are missing or not those of a release, whose hashes the file ``listed`` gives."""
    wrong = []
    for line in (resources.files(__package__) / listed).read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        file = folder / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            wrong.append(name)
    return wrong


@cache
def load(code: str, model: str | None = None) -> "Language":
    """The parser for a language; loaded once a process.

    Args:
        model: An installed spaCy model's name, or a path; being a person's word, its files are not checked.

    Raises:
        NoParser: If the model, or without one any that the language's file names, is not installed.
        ChangedParser: If the one found should be a release whose hashes are known, and is not.
        BadParser: If it cannot be loaded, or does not parse.
    """
    names = parser_names(code)
    tried = [model] if model else list(names.models)
    found = next(((name, folder) for name in tried if (folder := model_folder(name))), None)
    if found is None:
        raise NoParser(tried, names.install)
    name, folder = found
    if not model and name in names.checked and (wrong := differences(folder, names.checked[name])):
        raise ChangedParser(name, wrong, names.install)
    import spacy

    try:
        parser = spacy.load(folder, exclude=LEFT_OUT)
    except (OSError, ValueError, ImportError) as why:
        raise BadParser(name, str(why).splitlines()[0]) from why
    if missing := [pipe for pipe in ("parser", "tagger", "lemmatizer") if pipe not in parser.pipe_names]:
        raise BadParser(name, f"it has no {', '.join(missing)}")
    return parser


def parse(text: str, spans: Sequence[TextSpan], code: str, model: str | None = None) -> list[Tree]:
    """The sentences at ``spans``, each as one tree, in the same order.

    Raises:
        NoParser, ChangedParser, BadParser: As :func:`load`.
    """
    if not spans:
        return []
    parser = _at_work(code, model)
    with parser.forgetting():
        return [tree for at in range(0, len(spans), BATCH) for tree in parser.trees(text, spans[at : at + BATCH])]


@cache
def _at_work(code: str, model: str | None) -> "_Parser":
    return _Parser(load(code, model), name_words(code))


class _Parser:
    """A model at work: its networks go over each batch one after the other; what its rules say of a word is kept."""

    def __init__(self, parser: "Language", names: NameWords) -> None:
        self._parser, self._forms, self._names = parser, Forms(parser), names
        self._networks: list[tuple[Any, Any]] = [
            (network(pipe), pipe) for _, pipe in parser.pipeline if hasattr(pipe, "predict")
        ]
        self._labels: dict[int, str] = {}  # their names, by the numbers that the parser has for them

    def forgetting(self) -> AbstractContextManager[Any]:
        """Of the words that are met, the first are remembered, which saves time, and the later ones forgotten."""
        return nullcontext() if len(self._parser.vocab) < WORDS else self._parser.memory_zone()

    def trees(self, text: str, spans: Sequence[TextSpan]) -> list[Tree]:
        """A batch of sentences, parsed."""
        sentences = [plain(span.of(text)) for span in spans]
        docs = [self._parser.make_doc(sentence) for sentence in sentences]
        for doc in docs:
            _one_sentence(doc)
        for quick, pipe in self._networks:
            pipe.set_annotations(docs, quick.predict(docs))
        return [self._tree(*one) for one in zip(spans, sentences, docs, strict=True)]

    def _tree(self, span: TextSpan, sentence: str, doc: "Doc") -> Tree:
        words = retagged(self._words(span.start, sentence, doc))
        return Tree(span, words, find_names(words, self._names))

    def _words(self, base: int, sentence: str, doc: "Doc") -> Iterator[Word]:
        rows = doc.to_array(["IDX", "LENGTH", "TAG", "DEP", "HEAD", "SPACY"]).astype("int64").tolist()
        keys = [(sentence[at : at + n], self._label(tag), self._label(dep)) for at, n, tag, dep, _, _ in rows]
        forms = self._forms.of(doc, keys)
        for i, ((at, n, _, _, head, spaced), key, (pos, lemma)) in enumerate(zip(rows, keys, forms, strict=True)):
            text, tag, dep = key
            yield Word(i, text, lemma, pos, tag, dep, i + head, TextSpan(base + at, base + at + n), bool(spaced))

    def _label(self, number: int) -> str:
        if (label := self._labels.get(number)) is None:
            label = self._labels[number] = self._parser.vocab.strings[number % 2**64]
        return label


def _one_sentence(doc: "Doc") -> None:
    rows: Any = doc.to_array(["SENT_START"])
    rows[1:] = 2**64 - 1  # that is -1: no
    doc.from_array(["SENT_START"], rows)
