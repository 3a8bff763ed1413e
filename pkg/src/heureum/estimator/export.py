"""A trained model for others to ask: what it is given when it serves, and what it offers. `tf.estimator.export`.

Source: tensorflow_estimator/python/estimator/export.
"""

from __future__ import annotations

import os
import shutil
import time
from collections import namedtuple
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..dtypes import string
from ..graph import GraphKeys, SparseTensor, Tensor, get_default_graph
from ..ops.examples.parsing import parse_example
from ..ops.grouping import group
from ..ops.inputs import placeholder
from ..saved_model import Builder, SignatureDef, classification_signature_def, predict_signature_def, regression_signature_def
from ..saved_model.signature_constants import DEFAULT_SERVING_SIGNATURE_DEF_KEY
from ..saved_model.tag_constants import SERVING

__all__ = [
    "ClassificationOutput",
    "ExportOutput",
    "PredictOutput",
    "RegressionOutput",
    "ServingInputReceiver",
    "TensorServingInputReceiver",
    "build_parsing_serving_input_receiver_fn",
    "build_raw_serving_input_receiver_fn",
    "first_of_all",
    "signatures_of",
    "write_export",
]


class ServingInputReceiver(namedtuple("ServingInputReceiver", ["features", "receiver_tensors", "receiver_tensors_alternatives"])):
    """The features for the model, and the tensors that are fed for them. Raises ValueError without any.

    Source: tf.estimator.export.ServingInputReceiver.
    """

    def __new__(cls, features: Any, receiver_tensors: Any, receiver_tensors_alternatives: Any = None) -> ServingInputReceiver:
        if features is None or receiver_tensors is None:
            raise ValueError("features and receiver_tensors must be defined.")
        fed = receiver_tensors if isinstance(receiver_tensors, Mapping) else {"input": receiver_tensors}
        for name, tensor in fed.items():
            if not isinstance(tensor, (Tensor, SparseTensor)):
                raise ValueError(f"receiver_tensor {name} must be a Tensor, found {tensor!r}.")
        return super().__new__(cls, features, dict(fed), receiver_tensors_alternatives)


class TensorServingInputReceiver(ServingInputReceiver):
    """As ServingInputReceiver, for a model function that takes one tensor. Source: tf.estimator.export."""


@dataclass(frozen=True)
class ExportOutput:
    """What a model offers under a name. Source: tf.estimator.export.ExportOutput."""


@dataclass(frozen=True)
class PredictOutput(ExportOutput):
    """Any tensors by name; a single one is called `output`. Source: tf.estimator.export.PredictOutput."""

    outputs: Any


@dataclass(frozen=True)
class ClassificationOutput(ExportOutput):
    """Classes, their scores, or both. Source: tf.estimator.export.ClassificationOutput."""

    scores: Tensor | None = None
    classes: Tensor | None = None


@dataclass(frozen=True)
class RegressionOutput(ExportOutput):
    """Numbers. Source: tf.estimator.export.RegressionOutput."""

    value: Tensor


def build_raw_serving_input_receiver_fn(
    features: Mapping[str, Any], default_batch_size: int | None = None
) -> Callable[[], ServingInputReceiver]:
    """A function that makes a placeholder like each feature, of any batch size unless told.

    Source: tf.estimator.export.build_raw_serving_input_receiver_fn.
    """

    def serving_input_receiver_fn() -> ServingInputReceiver:
        fed = {}
        for name, tensor in features.items():
            shape = tensor.shape.as_list()
            fed[name] = placeholder(tensor.dtype, [default_batch_size, *shape[1:]], name=tensor.op.name)
        return ServingInputReceiver(dict(fed), fed)

    return serving_input_receiver_fn


def build_parsing_serving_input_receiver_fn(
    feature_spec: Mapping[str, Any], default_batch_size: int | None = None
) -> Callable[[], ServingInputReceiver]:
    """A function that takes serialized tf.train.Examples apart as `feature_spec` says.

    Source: tf.estimator.export.build_parsing_serving_input_receiver_fn.
    """

    def serving_input_receiver_fn() -> ServingInputReceiver:
        serialized = placeholder(string, [default_batch_size], name="input_example_tensor")
        return ServingInputReceiver(parse_example(serialized, dict(feature_spec)), {"examples": serialized})

    return serving_input_receiver_fn


def signatures_of(
    receivers: Mapping[str, Tensor], predictions: Any, outputs: Mapping[str, Any] | None
) -> dict[str, SignatureDef]:
    """What can be asked of a model, by name; classes and numbers only where it is fed serialized examples.

    Raises ValueError when nothing is left under the name that is asked by default.
    """
    offered = dict(outputs or {DEFAULT_SERVING_SIGNATURE_DEF_KEY: PredictOutput(predictions)})
    if len(offered) == 1:
        offered = {DEFAULT_SERVING_SIGNATURE_DEF_KEY: next(iter(offered.values())), **offered}
    elif DEFAULT_SERVING_SIGNATURE_DEF_KEY not in offered:
        raise ValueError(
            f"Multiple export_outputs were provided, but none of them is specified as the default: {sorted(offered)}. "
            f"Name one of them {DEFAULT_SERVING_SIGNATURE_DEF_KEY!r}."
        )
    only = next(iter(receivers.values())) if len(receivers) == 1 else None
    examples = only if only is not None and only.dtype is string else None
    found: dict[str, SignatureDef] = {}
    for name, output in offered.items():
        if isinstance(output, PredictOutput):
            taken = output.outputs if isinstance(output.outputs, Mapping) else {"output": output.outputs}
            found[name] = predict_signature_def(receivers, taken)
        elif examples is None:
            continue
        elif isinstance(output, ClassificationOutput):
            found[name] = classification_signature_def(examples, output.classes, output.scores)
        elif isinstance(output, RegressionOutput):
            value = output.value
            found[name] = regression_signature_def(examples, get_default_graph().convert(value))
    return found


def first_of_all() -> Any:
    """What a loaded model must run first: the operation that fills its tables, None when it has none."""
    tables = get_default_graph().get_collection(GraphKeys.TABLE_INITIALIZERS)
    return group(*tables) if tables else None


def write_export(
    session: Any, base: str, signatures: Mapping[str, SignatureDef], first: Any, assets_extra: Mapping[str, str] | None
) -> bytes:
    """Write what a session holds into a new folder inside `base`, named by the seconds since 1970; gives its path."""
    second = int(time.time())
    while os.path.exists(folder := os.path.join(os.fspath(base), str(second))):
        second += 1
    builder = Builder(folder)
    files = session.graph.get_collection(GraphKeys.ASSET_FILEPATHS)
    builder.add_meta_graph_and_variables(session, [SERVING], signatures, files, main_op=first)
    for name, source in (assets_extra or {}).items():
        path = os.path.join(folder, "assets.extra", name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        shutil.copyfile(source, path)
    builder.save()
    return folder.encode()
