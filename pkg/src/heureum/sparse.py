"""Sparse tensors under the names of tf.sparse. Source: tf.sparse."""

from .graph.sparse import SparseTensor
from .ops.sparse.arithmetic import sparse_add as add
from .ops.sparse.arithmetic import sparse_maximum as maximum
from .ops.sparse.arithmetic import sparse_minimum as minimum
from .ops.sparse.arithmetic import sparse_tensor_dense_matmul as matmul
from .ops.sparse.converting import sparse_placeholder as placeholder
from .ops.sparse.converting import sparse_reorder as reorder
from .ops.sparse.converting import sparse_reset_shape as reset_shape
from .ops.sparse.converting import sparse_reshape as reshape
from .ops.sparse.converting import sparse_retain as retain
from .ops.sparse.converting import sparse_tensor_to_dense as to_dense
from .ops.sparse.converting import sparse_to_indicator as to_indicator
from .ops.sparse.converting import sparse_transpose as transpose
from .ops.sparse.crossing import cross_hashed
from .ops.sparse.elements import sparse_softmax as softmax
from .ops.sparse.joining import sparse_concat as concat
from .ops.sparse.joining import sparse_fill_empty_rows as fill_empty_rows
from .ops.sparse.joining import sparse_slice as slice
from .ops.sparse.joining import sparse_split as split
from .ops.sparse.making import expand_dims, eye, from_dense
from .ops.sparse.reducing import sparse_reduce_max as reduce_max
from .ops.sparse.reducing import sparse_reduce_max_sparse as reduce_max_sparse
from .ops.sparse.reducing import sparse_reduce_sum as reduce_sum
from .ops.sparse.reducing import sparse_reduce_sum_sparse as reduce_sum_sparse
from .ops.sparse.rows import sparse_mask as mask
from .ops.sparse.rows import sparse_merge as merge
from .ops.sparse.rows import sparse_segment_mean as segment_mean
from .ops.sparse.rows import sparse_segment_sqrt_n as segment_sqrt_n
from .ops.sparse.rows import sparse_segment_sum as segment_sum

sparse_dense_matmul = matmul

__all__ = [
    "SparseTensor",
    "add",
    "concat",
    "cross_hashed",
    "expand_dims",
    "eye",
    "fill_empty_rows",
    "from_dense",
    "mask",
    "matmul",
    "maximum",
    "merge",
    "minimum",
    "placeholder",
    "reduce_max",
    "reduce_max_sparse",
    "reduce_sum",
    "reduce_sum_sparse",
    "reorder",
    "reset_shape",
    "reshape",
    "retain",
    "segment_mean",
    "segment_sqrt_n",
    "segment_sum",
    "slice",
    "softmax",
    "sparse_dense_matmul",
    "split",
    "to_dense",
    "to_indicator",
    "transpose",
]
