"""The parser: which one, whether it is what it says it is, and sentences through it.

It is spaCy, imported when a sentence is to be parsed and not before. A model's own Python is never imported: only its
files are read. Each document's sentences go through in batches of their own, since what a network gives depends, in the
last digits, on what else is in the batch: so a document's mentions do not depend on its neighbours.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.errors import BadParser, ChangedParser, NoParser
from timeline.events.lexicon import parser_names
from timeline.events.namewords import NameWords, name_words
from timeline.events.naming import find_names
from timeline.events.trees import Tree, Word
from timeline.values.mention import TextSpan

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 24  # sentences; more saves no time and costs memory (32 MB for each doubling)
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
        parser = spacy.load(folder, exclude=["senter", "textcat", "ner"])
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
    parser = load(code, model)
    trees: list[Tree] = []
    with _forgetting(parser):
        docs = (_one_sentence(parser.make_doc(plain(span.of(text)))) for span in spans)
        for span, doc in zip(spans, parser.pipe(docs, batch_size=BATCH), strict=True):
            trees.append(_tree(span, doc, name_words(code)))
    return trees


def _forgetting(parser: "Language") -> AbstractContextManager[Any]:
    """Words first met here are forgotten after, so that memory does not grow with the number of documents."""
    return parser.memory_zone()


def _one_sentence(doc: "Doc") -> "Doc":
    for token in doc[1:]:
        token.is_sent_start = False
    return doc


def _tree(span: TextSpan, doc: "Doc", lexicon: NameWords) -> Tree:
    words = tuple(_words(span.start, doc))
    return Tree(span, words, find_names(words, lexicon))


def _words(base: int, doc: "Doc") -> Iterator[Word]:
    for t in doc:
        start = base + t.idx
        yield Word(
            t.i,
            t.text,
            t.lemma_.lower(),
            t.pos_,
            t.tag_,
            t.dep_,
            t.head.i,
            TextSpan(start, start + len(t.text)),
            bool(t.whitespace_),
        )
