"""The networks of a model, two of them made to give the same in half of the time.

What is kept of a form is worked out in blocks of one fixed shape: what is found for a text does not depend, to the last
digit, on the texts that were read before it. All is forgotten when it is too much.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc

KEPT = 40_000  # forms, 25 MB; of the words of a news article 19 in 20 were met in 500 others
_BLOCK = 32  # forms whose vectors are worked out at once: a matrix product of another shape may differ in a last digit


def network(pipe: Any) -> Any:
    """What has the ``predict`` of a part of a model's pipeline, quicker where that is of the usual kind."""
    model: Any = pipe.model
    if model.has_ref("embed") and model.get_ref("embed").layers[0].name == "extract_features":
        return Vectors(model)
    greedy = hasattr(pipe, "transition_states") and pipe.cfg["beam_width"] == 1
    if greedy and model.attrs["has_upper"] and not model.attrs["unseen_classes"]:
        return Arcs(pipe)
    return pipe


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


class Arcs:
    """The network that builds trees, a step for each word and arc, in all sentences at the same time.

    The model's own loop over the steps is compiled, but takes and gives back the interpreter's lock some sixty times
    for each sentence and step (spaCy 3.8): half of its time.
    """

    def __init__(self, pipe: Any) -> None:
        self._pipe, self._ops = pipe, pipe.model.ops
        upper = pipe.model.get_ref("upper")
        self._weights, self._bias = upper.get_param("W"), upper.get_param("b")

    def predict(self, docs: "Sequence[Doc]") -> Any:
        """As the parser's own ``predict``: the last state of each text."""
        step = self._pipe.model.predict(docs)
        states = self._pipe.moves.init_batch(docs)
        going = [state for state in states if not state.is_final()]
        while going:
            hidden = step.state2vec.predict(step.get_token_ids(going))
            scores = self._ops.gemm(hidden, self._weights, trans2=True) + self._bias
            going = self._pipe.transition_states(going, scores)
        return states
