"""What a saved model can be asked: names for tensors that are given and tensors that are taken.

Takes tensors; gives records, and JSON of them.
Source: tf.saved_model.signature_def_utils, tf.saved_model.utils.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..dtypes import DType, as_dtype, float32, string
from ..graph import Graph, SparseTensor, Tensor, get_default_graph
from ..tensor_shape import TensorShape
from .signature_constants import (
    CLASSIFY_INPUTS,
    CLASSIFY_METHOD_NAME,
    CLASSIFY_OUTPUT_CLASSES,
    CLASSIFY_OUTPUT_SCORES,
    PREDICT_METHOD_NAME,
    REGRESS_INPUTS,
    REGRESS_METHOD_NAME,
    REGRESS_OUTPUTS,
)

__all__ = [
    "SignatureDef",
    "TensorInfo",
    "build_signature_def",
    "build_tensor_info",
    "classification_signature_def",
    "get_tensor_from_tensor_info",
    "is_valid_signature",
    "predict_signature_def",
    "read_signature",
    "regression_signature_def",
    "written_signature",
]


@dataclass(frozen=True)
class TensorInfo:
    """A tensor by name; a sparse one by the names of its parts. Source: TensorInfo in meta_graph.proto."""

    name: str
    dtype: DType
    tensor_shape: TensorShape
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class SignatureDef:
    """What is given and what is taken, by name, and the method that it is. Source: SignatureDef in meta_graph.proto."""

    inputs: dict[str, TensorInfo] = field(default_factory=dict)
    outputs: dict[str, TensorInfo] = field(default_factory=dict)
    method_name: str = ""


def build_tensor_info(tensor: Any) -> TensorInfo:
    """A tensor's name, dtype and shape. `[...] -> TensorInfo`. Source: tf.saved_model.build_tensor_info."""
    if isinstance(tensor, SparseTensor):
        parts = tuple(each.name for each in (tensor.indices, tensor.values, tensor.dense_shape))
        return TensorInfo(tensor.values.name, tensor.dtype, tensor.get_shape(), parts)
    found = tensor if isinstance(tensor, Tensor) else get_default_graph().convert(tensor)
    return TensorInfo(found.name, found.dtype, found.shape)


def get_tensor_from_tensor_info(tensor_info: TensorInfo, graph: Graph | None = None, import_scope: str | None = None) -> Any:
    """The tensor of a graph that has the name. Raises KeyError when there is none.

    `TensorInfo -> [...]`. Source: tf.saved_model.get_tensor_from_tensor_info.
    """
    where, prefix = graph or get_default_graph(), f"{import_scope}/" if import_scope else ""
    if tensor_info.parts:
        return SparseTensor(*(where.get_tensor_by_name(prefix + name) for name in tensor_info.parts))
    return where.get_tensor_by_name(prefix + tensor_info.name)


def build_signature_def(
    inputs: Mapping[str, TensorInfo] | None = None,
    outputs: Mapping[str, TensorInfo] | None = None,
    method_name: str | None = None,
) -> SignatureDef:
    """A signature of records. Source: tf.saved_model.build_signature_def."""
    return SignatureDef(dict(inputs or {}), dict(outputs or {}), method_name or "")


def predict_signature_def(inputs: Mapping[str, Any], outputs: Mapping[str, Any]) -> SignatureDef:
    """A signature of tensors that are given and others that are taken. Raises ValueError without any of either.

    Source: tf.saved_model.predict_signature_def.
    """
    if not inputs or not outputs:
        raise ValueError(f"Prediction {'inputs' if not inputs else 'outputs'} cannot be None or empty.")
    return build_signature_def(_infos(inputs), _infos(outputs), PREDICT_METHOD_NAME)


def classification_signature_def(examples: Tensor, classes: Tensor | None, scores: Tensor | None) -> SignatureDef:
    """A signature from serialized examples to classes, scores or both. Raises ValueError for neither or other dtypes.

    Source: tf.saved_model.classification_signature_def.
    """
    if examples is None or (classes is None and scores is None):
        raise ValueError("Classification needs examples, and classes or scores: they cannot both be None.")
    given = {CLASSIFY_OUTPUT_CLASSES: (classes, string), CLASSIFY_OUTPUT_SCORES: (scores, float32)}
    for name, (tensor, dtype) in {CLASSIFY_INPUTS: (examples, string), **given}.items():
        if tensor is not None and tensor.dtype is not dtype:
            raise ValueError(f"Classification {name} must be of type {dtype.name}, found {tensor.dtype.name}.")
    outputs = {name: tensor for name, (tensor, _) in given.items() if tensor is not None}
    return build_signature_def(_infos({CLASSIFY_INPUTS: examples}), _infos(outputs), CLASSIFY_METHOD_NAME)


def regression_signature_def(examples: Tensor, predictions: Tensor) -> SignatureDef:
    """A signature from serialized examples to numbers. Raises ValueError for other dtypes.

    Source: tf.saved_model.regression_signature_def.
    """
    if examples is None or examples.dtype is not string:
        raise ValueError(f"Regression inputs must be of type string, found {examples}.")
    if predictions is None or predictions.dtype is not float32:
        raise ValueError(f"Regression output tensors must be of type float, found {predictions}.")
    return build_signature_def(_infos({REGRESS_INPUTS: examples}), _infos({REGRESS_OUTPUTS: predictions}), REGRESS_METHOD_NAME)


def is_valid_signature(signature_def: SignatureDef | None) -> bool:
    """Whether it is what the server's methods expect. Source: tf.saved_model.is_valid_signature."""
    if signature_def is None or not signature_def.inputs or not signature_def.outputs:
        return False
    inputs, outputs = signature_def.inputs, signature_def.outputs
    if signature_def.method_name == PREDICT_METHOD_NAME:
        return True
    if signature_def.method_name == CLASSIFY_METHOD_NAME:
        known = {CLASSIFY_OUTPUT_CLASSES: string, CLASSIFY_OUTPUT_SCORES: float32}
        fits = all(name in known and info.dtype is known[name] for name, info in outputs.items())
        return set(inputs) == {CLASSIFY_INPUTS} and inputs[CLASSIFY_INPUTS].dtype is string and fits
    if signature_def.method_name == REGRESS_METHOD_NAME:
        is_numbers = set(outputs) == {REGRESS_OUTPUTS} and outputs[REGRESS_OUTPUTS].dtype is float32
        return set(inputs) == {REGRESS_INPUTS} and inputs[REGRESS_INPUTS].dtype is string and is_numbers
    return False


def written_signature(signature: SignatureDef) -> dict[str, Any]:
    """A signature as JSON."""

    def infos(given: Mapping[str, TensorInfo]) -> dict[str, Any]:
        return {
            key: {
                "name": info.name,
                "dtype": info.dtype.name,
                "shape": None if info.tensor_shape.rank is None else info.tensor_shape.as_list(),
                "parts": list(info.parts),
            }
            for key, info in given.items()
        }

    return {"inputs": infos(signature.inputs), "outputs": infos(signature.outputs), "method_name": signature.method_name}


def read_signature(record: Mapping[str, Any]) -> SignatureDef:
    """A signature from JSON. Raises KeyError or TypeError for what is none."""

    def infos(given: Mapping[str, Any]) -> dict[str, TensorInfo]:
        return {
            key: TensorInfo(each["name"], as_dtype(each["dtype"]), TensorShape(each["shape"]), tuple(each["parts"]))
            for key, each in given.items()
        }

    return SignatureDef(infos(record["inputs"]), infos(record["outputs"]), record["method_name"])


def _infos(tensors: Mapping[str, Any]) -> dict[str, TensorInfo]:
    return {name: build_tensor_info(tensor) for name, tensor in tensors.items()}
