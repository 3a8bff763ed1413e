"""Layers with their own habits of naming, regularizers and initializers. `tf.contrib.layers`."""

from .columns import *
from .composing import *
from .functions import *
from .grouping import *
from .normalizing import *
from .regularizers import *

__all__ = [
    "OPTIMIZER_CLS_NAMES",
    "apply_regularization",
    "avg_pool2d",
    "batch_norm",
    "bucketized_column",
    "conv2d",
    "conv2d_transpose",
    "convolution2d",
    "crossed_column",
    "dropout",
    "embed_sequence",
    "embedding_column",
    "flatten",
    "fully_connected",
    "group_norm",
    "instance_norm",
    "l1_l2_regularizer",
    "l1_regularizer",
    "l2_regularizer",
    "layer_norm",
    "linear",
    "max_pool2d",
    "one_hot_column",
    "one_hot_encoding",
    "optimize_loss",
    "real_valued_column",
    "relu_layer",
    "repeat",
    "separable_conv2d",
    "separable_convolution2d",
    "sparse_column_with_hash_bucket",
    "sparse_column_with_integerized_feature",
    "sparse_column_with_keys",
    "stack",
    "sum_regularizer",
    "unit_norm",
    "variance_scaling_initializer",
    "xavier_initializer",
    "xavier_initializer_conv2d",
]

separable_convolution2d = separable_conv2d
