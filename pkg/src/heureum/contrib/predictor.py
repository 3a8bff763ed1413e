"""A saved model as a function from arrays to arrays. `tf.contrib.predictor`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..graph import Graph, Tensor
from ..saved_model import get_tensor_from_tensor_info, load
from ..saved_model.signature_constants import DEFAULT_SERVING_SIGNATURE_DEF_KEY
from ..saved_model.tag_constants import SERVING
from ..session import Session

__all__ = ["Predictor", "from_saved_model"]


class Predictor:
    """Call it with a dict of arrays. It keeps its session until `close`. Source: tf.contrib.predictor.predictor.Predictor."""

    def __init__(self, session: Session, feed_tensors: dict[str, Tensor], fetch_tensors: dict[str, Tensor]) -> None:
        self._session, self._feeds, self._fetches = session, feed_tensors, fetch_tensors

    @property
    def graph(self) -> Graph:
        """The graph."""
        return self._session.graph

    @property
    def session(self) -> Session:
        """The session."""
        return self._session

    @property
    def feed_tensors(self) -> dict[str, Tensor]:
        """What is fed, by name."""
        return self._feeds

    @property
    def fetch_tensors(self) -> dict[str, Tensor]:
        """What is fetched, by name."""
        return self._fetches

    def __call__(self, input_dict: Mapping[str, Any]) -> dict[str, Any]:
        """What the model says. Raises ValueError for a name that it is not fed by."""
        unknown = sorted(set(input_dict) - set(self._feeds))
        if unknown:
            raise ValueError(f"Got unexpected keys in input_dict: {unknown}, expected: {sorted(self._feeds)}")
        found: dict[str, Any] = self._session.run(self._fetches, {self._feeds[name]: value for name, value in input_dict.items()})
        return found

    def close(self) -> None:
        """Let go of the session."""
        self._session.close()


def from_saved_model(
    export_dir: str,
    signature_def_key: str | None = None,
    signature_def: Any = None,
    input_names: Mapping[str, str] | None = None,
    output_names: Mapping[str, str] | None = None,
    tags: Any = None,
    graph: Graph | None = None,
    config: Any = None,
) -> Predictor:
    """The model in a folder, by one of its signatures, or by names of tensors. `dict -> dict`.

    Raises ValueError when the signature is not there. Source: tf.contrib.predictor.from_saved_model.
    """
    own = graph or Graph()
    with own.as_default():
        session = Session(graph=own, config=config)
        wanted = tags.split(",") if isinstance(tags, str) else tags or [SERVING]
        loaded = load(session, wanted, export_dir)
        if input_names and output_names:
            feeds = {key: own.get_tensor_by_name(name) for key, name in input_names.items()}
            return Predictor(session, feeds, {key: own.get_tensor_by_name(name) for key, name in output_names.items()})
        key = signature_def_key or DEFAULT_SERVING_SIGNATURE_DEF_KEY
        if signature_def is None and key not in loaded.signature_def:
            raise ValueError(f'Got signature_def_key "{key}". Available signatures are {sorted(loaded.signature_def)}.')
        asked = signature_def or loaded.signature_def[key]
        feeds, fetches = (
            {name: get_tensor_from_tensor_info(info, own) for name, info in infos.items()}
            for infos in (asked.inputs, asked.outputs)
        )
        return Predictor(session, feeds, fetches)
