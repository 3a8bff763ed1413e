"""What TensorFlow's modules of ops call otherwise than its public modules do: `string_ops.string_lower` is tf.strings.lower.

Source: tensorflow/python/ops, where these names are defined, and exported under others.
"""

from __future__ import annotations

__all__ = ["RENAMED"]

RENAMED: dict[str, str] = {
    **{f"string_{name}": f"strings.{name}" for name in ("format", "length", "lower", "upper")},
    "string_length_v2": "strings.length",
    "string_split_v2": "strings.split",
    "string_to_hash_bucket_v1": "strings.to_hash_bucket",
    "substr_deprecated": "substr",
    "substr_v2": "strings.substr",
    **{f"sparse_{name}": f"sparse.{name}" for name in ("cross_hashed", "expand_dims", "eye")},
    "_sparse_cross_hashed": "sparse.cross_hashed",
    "sparse_tensor_dense_mat_mul": "sparse.matmul",
    **{name: f"summary.{name.partition('_')[0]}" for name in ("audio_summary", "histogram_summary", "image_summary")},
    "GetTempDir": "test.get_temp_dir",
    "MakeNdarray": "make_ndarray",
    "listdiff": "setdiff1d",
    "batch_matrix_diag": "matrix_diag",
    "constant_v1": "constant",
    "conv3d_backprop_filter_v2": "nn.conv3d_backprop_filter",
    "assert_equal_v2": "assert_equal",
    "RefVariable": "Variable",
    "StaticHashTableV1": "lookup.StaticHashTable",
    "StaticVocabularyTableV1": "lookup.StaticVocabularyTable",
    "TensorShapeV1": "TensorShape",
    "VariableV1": "Variable",
    "convert_to_tensor_or_composite": "convert_to_tensor_or_indexed_slices",
    "internal_convert_to_tensor": "convert_to_tensor",
    "log_matrix_determinant": "linalg.slogdet",
    "multinomial_categorical_impl": "random.categorical",
    "resize_images_v2": "image.resize",
    "ones_like_impl": "ones_like",
    "repeat_with_axis": "repeat",
    "_as_indexed_slices": "inner_ops.as_indexed_slices",
}
