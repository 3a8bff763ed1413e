"""A model in a folder, to be loaded where its code is not: graph, variables and what it can be asked. `tf.saved_model`."""

from . import builder, constants, loader, main_op, signature_constants, signature_def_utils, tag_constants, utils
from .building import Builder, simple_save
from .loading import MetaGraphDef, contains_saved_model, load, maybe_saved_model_directory
from .signatures import (
    SignatureDef,
    TensorInfo,
    build_signature_def,
    build_tensor_info,
    classification_signature_def,
    get_tensor_from_tensor_info,
    is_valid_signature,
    predict_signature_def,
    regression_signature_def,
)

__all__ = [
    "Builder",
    "MetaGraphDef",
    "SignatureDef",
    "TensorInfo",
    "build_signature_def",
    "build_tensor_info",
    "builder",
    "classification_signature_def",
    "constants",
    "contains_saved_model",
    "get_tensor_from_tensor_info",
    "is_valid_signature",
    "load",
    "loader",
    "main_op",
    "maybe_saved_model_directory",
    "predict_signature_def",
    "regression_signature_def",
    "signature_constants",
    "signature_def_utils",
    "simple_save",
    "tag_constants",
    "utils",
]
