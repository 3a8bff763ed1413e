"""What ops complain of, in TensorFlow's words: its own tests look for them, and so do those who search for an error."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from heureum.python.ops.nn_ops import nth_element

import heureum as tf

_feeds: dict[tf.Tensor, np.ndarray] = {}


def fed(value: Any) -> tf.Tensor:
    """A placeholder of no known shape, which is fed this: what is wrong shows only when it runs."""
    array = np.asarray(value)
    narrow = {np.dtype(np.float64): np.float32, np.dtype(np.int64): np.int32}.get(array.dtype, array.dtype)
    made = tf.placeholder(narrow)
    _feeds[made] = array.astype(narrow)
    return made


@pytest.fixture(autouse=True)
def forgets_feeds() -> Iterator[None]:
    yield
    _feeds.clear()


def _array(**options: Any) -> tf.TensorArray:
    return tf.TensorArray(tf.float32, 2, **options)


WHEN_DESCRIBED: list[tuple[str, Callable[[], Any]]] = [
    (r"'ord' must be a supported matrix norm", lambda: tf.norm(tf.ones([2, 2]), ord="bad", axis=[0, 1])),
    (r"'ord' must be a supported vector norm", lambda: tf.norm(tf.ones([2, 2]), ord="bad", axis=0)),
    (r"'axis' must be None, an integer, or a tuple of 2", lambda: tf.norm(tf.ones([2, 2]), axis=[0, 1, 2])),
    (r"Shape must be rank 4 but is rank 3", lambda: tf.nn.max_pool(tf.ones([2, 3, 3]), [1] * 4, [1] * 4, "SAME")),
    (
        r"Dimensions must be equal, but are 3 and 2",
        lambda: tf.nn.conv2d(tf.ones([1, 3, 3, 3]), tf.ones([1, 1, 2, 1]), [1] * 4, "SAME"),
    ),
    (r"last dimension > n = 4 but is 3", lambda: nth_element(tf.ones([2, 3]), 4)),
    (
        r"Number of mask dimensions must be specified",
        lambda: tf.boolean_mask(tf.placeholder(tf.float32, [None, 2]), tf.placeholder(tf.bool, None)),
    ),
    (r"cannot be scalar", lambda: tf.boolean_mask(tf.placeholder(tf.float32, [2]), True)),
    (r"incompatible", lambda: tf.boolean_mask(tf.placeholder(tf.float32, [2, 3]), [True] * 5)),
    (r"Shape must be at least rank 3 but is rank 2", lambda: tf.gather(tf.ones([2, 2]), [0], axis=2)),
    (r"Shape must be rank 1", lambda: tf.segment_sum(tf.ones([2, 2]), [[0], [1]])),
    (r"slice index 4 of dimension 0 out of bounds", lambda: tf.constant([1.0, 2.0, 3.0])[4]),
    (r"Index out of range", lambda: tf.constant(1.0)[0]),
    (r"strides\[0\] must be non-zero", lambda: tf.constant([1.0, 2.0])[::0]),
    (r"Shape must be rank 2 but is rank 1", lambda: tf.pad([[1.0]], [1, 2])),
    (r"Unknown padding mode", lambda: tf.pad([[1.0]], [[0, 0], [0, 0]], mode="weird")),
    (r"evenly divi", lambda: tf.split(tf.ones([2, 3]), 2, 1)),
    (r"Cannot infer num from shape", lambda: tf.unstack(tf.placeholder(tf.float32))),
    (r"axis = -3 not in \[-2, 2\)", lambda: tf.unstack(tf.ones([2, 2]), axis=-3)),
    (r"axis = 2 not in \[-2, 2\)", lambda: tf.stack([[1], [2]], axis=2)),
    (r"Shapes must be equal rank, but are 1 and 0", lambda: tf.stack([tf.constant([1]), tf.constant(2)])),
    (r"Can not squeeze dim\[0\], expected a dimension of 1, got 2", lambda: tf.squeeze(tf.ones([2, 1]), [0])),
    (r"Dimensions must be equal", lambda: tf.matmul(tf.ones([2, 3]), tf.ones([2, 3]))),
    (r"Dimensions must be equal", lambda: tf.add(tf.ones([2, 3]), tf.ones([2, 2]))),
    (r"input must have last dimension >= k = 4 but is 2", lambda: tf.nn.top_k([1.0, 2.0], 4)),
    (r"Need k >= 0, got -7", lambda: tf.nn.top_k([1.0, 2.0], -7)),
    (r"Invalid reduction dimension", lambda: tf.reduce_join([["a"]], 3)),
    (r"Rank mismatch: Rank of labels", lambda: tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[[0]], logits=[[1.0]])),
    (
        r"Negative dimension size caused by subtracting 5 from 2",
        lambda: tf.nn.conv2d(tf.ones([1, 2, 2, 1]), tf.ones([5, 5, 1, 1]), [1, 1, 1, 1], "VALID"),
    ),
    (r"data\[0\]\.shape", lambda: tf.dynamic_stitch([[0, 1]], [tf.ones([3])])),
    (r"Cannot bitcast from", lambda: tf.bitcast(tf.constant([1, 2, 3], tf.uint8), tf.int32)),
    (r"Cannot reshape a tensor with 6 elements to shape \[4\]", lambda: tf.reshape(tf.ones([6]), [4])),
    (r"Invalid reduction dimension", lambda: tf.reduce_sum(tf.ones([2]), 3)),
    (r"diagonal.*", lambda: tf.matrix_diag(tf.placeholder(tf.float32, []))),
]
WHEN_RUN: list[tuple[str, Callable[[], Any]]] = [
    (r"batch_dim == seq_dim == 0", lambda: tf.reverse_sequence(tf.ones([2, 2]), [1, 1], seq_axis=0, batch_axis=0)),
    (r"Concat saw a scalar shape at index 0", lambda: _array(infer_shape=False).write(0, 1.0).write(1, 1.0).concat()),
    (
        r"inconsistent shapes.  Index 0 has shape: \[2\] but index 1 has shape: \[1\]",
        lambda: _array(infer_shape=False).write(0, [1.0, 2.0]).write(1, [1.0]).stack(),
    ),
    (r"Expected lengths to be a vector", lambda: _array().split([1.0, 2.0], fed(1)).flow),
    (r"sum of lengths is 1 and value's shape is: \[3\]", lambda: _array().split(fed([1.0, 2.0, 3.0]), fed([1])).flow),
    (r"Expected value to be at least a vector", lambda: _array().split(fed(1.0), fed([1])).flow),
    (r"size of lengths \(2 vs. 1\)", lambda: _array().split(fed([1.0]), fed([1])).flow),
    (r"not supported for datatype int32", lambda: tf.as_string(tf.constant(1), scientific=True)),
    (r"Fill string must be one or fewer characters", lambda: tf.as_string(tf.constant(1), width=2, fill="ab")),
    (r"Invalid character found in base64", lambda: tf.decode_base64(["@#"])),
    (r"indices\[0\] = \[7\] does not index into shape \[3\]", lambda: tf.scatter_nd(fed([[7]]), fed([1.0]), fed([3]))),
    (r"Need n >= 0, got -7", lambda: nth_element(fed([1.0]), fed(-7))),
    (r"Invalid pattern: \(, error: ", lambda: tf.regex_replace("a", "(", "x")),
    (r"Invalid rewrite .*the pattern has 0 groups", lambda: tf.regex_replace("a", "a", r"\1")),
    (r"not in \[0, 3\)", lambda: tf.gather([1, 2, 3], [7])),
    (r"indices\[0\] = 7 is not in \[0, 3\)", lambda: tf.gather(fed([1, 2, 3]), fed([7]))),
    (r"indices\[0,0\] = 7 is not in \[0, 3\)", lambda: tf.gather(fed([[1, 2, 3], [4, 5, 6]]), fed([[7]]), axis=1)),
    (r"Expected axis in the range", lambda: tf.gather(fed([1, 2, 3]), fed([0]), axis=fed(5))),
    (r"indices\[.*\] = \[7\] does not index into param", lambda: tf.gather_nd(fed([1.0, 2.0, 3.0]), fed([[7], [1], [2]]))),
    (r"Requested more than 0 entries, but params is empty", lambda: tf.gather_nd(fed(np.zeros([0, 2], np.float32)), fed([[0]]))),
    (r"segment ids must be >= 0", lambda: tf.segment_sum(fed([[1.0], [2.0]]), fed([-1, 0]))),
    (r"segment ids are not increasing", lambda: tf.segment_sum(fed([[1.0], [2.0]]), fed([1, 0]))),
    (r"segment_ids should be the same size as dimension 0 of input", lambda: tf.segment_sum(fed([[1.0], [2.0]]), fed([0, 0, 0]))),
    (
        r"segment_ids\[0,?0?\] = -?\d+ is out of range \[0, 2\)",
        lambda: tf.unsorted_segment_sum(fed([[1.0], [2.0]]), fed([7, 0]), 2),
    ),
    (r"indices\[0\] == -1 out of range \[0, 2\)", lambda: tf.sparse_segment_sum(fed([[1.0], [2.0]]), fed([-1, 1]), fed([0, 0]))),
    (r"segment ids are not increasing", lambda: tf.sparse_segment_sum(fed([[1.0], [2.0]]), fed([0, 1]), fed([1, 0]))),
    (
        r"Expected begin\[0\] == 0 \(got 1\) and size\[0\] == 0 \(got 1\) when input.dim_size\(0\) == 0",
        lambda: tf.slice(fed(np.zeros([0, 2], np.float32)), fed([1, 0]), fed([1, 1])),
    ),
    (r"Expected begin\[0\] in \[0, 3\], but got 4", lambda: tf.slice(fed([1.0, 2.0, 3.0]), fed([4]), fed([1]))),
    (r"Expected size\[0\] in \[0, 3\], but got 4", lambda: tf.slice(fed([1.0, 2.0, 3.0]), fed([0]), fed([4]))),
    (r"slice index 4 of dimension 0 out of bounds", lambda: fed([1.0, 2.0, 3.0])[4]),
    (r"[Pp]addings must be non-negative", lambda: tf.pad(fed([[1.0]]), fed([[-1, 0], [0, 0]]))),
    (r"The first dimension of paddings must be the rank of inputs", lambda: tf.pad(fed([[1.0]]), fed([[1, 0]]))),
    (r"paddings must be no greater than the dimension size", lambda: tf.pad(fed([[1.0]]), fed([[3, 0], [0, 0]]), mode="REFLECT")),
    (r"Expected multiples argument to be a vector of length 2 but got length 1", lambda: tf.tile(fed([[1.0]]), fed([1]))),
    (r"Expected multiples\[0\] >= 0, but got -1", lambda: tf.tile(fed([1.0]), fed([-1]))),
    (
        r"Number of ways to split should evenly divide the split dimension, but got split_dim 1 \(size = 3\) and num_split 2",
        lambda: tf.split(fed(np.ones([2, 3], np.float32)), 2, 1),
    ),
    (
        r"Determined shape must either match input shape along split_dim exactly",
        lambda: tf.split(fed(np.ones([4], np.float32)), fed([2, 3]), 0, num=2),
    ),
    (r"Can not squeeze dim\[0\], expected a dimension of 1, got 2", lambda: tf.squeeze(fed([[1.0], [2.0]]), [0])),
    (r"Tried to squeeze dim index 3 for tensor with 2 dimensions", lambda: tf.squeeze(fed([[1.0], [2.0]]), [3])),
    (r"Tried to expand dim index 3", lambda: tf.expand_dims(fed([1.0]), fed(3))),
    (r"is out of valid range", lambda: tf.reverse(fed([1.0]), fed([3]))),
    (r"specified more than once", lambda: tf.reverse(fed([[1.0]]), fed([0, -2]))),
    (r"Matrix size-incompatible", lambda: tf.matmul(fed(np.ones([2, 3])), fed(np.ones([2, 3])))),
    (r"Incompatible shapes: \[2,3\] vs. \[2,2\]", lambda: tf.add(fed(np.ones([2, 3])), fed(np.ones([2, 2])))),
    (r"Requires start <= limit when delta > 0", lambda: tf.range(fed(5), fed(1))),
    (r"Requires num > 0", lambda: tf.lin_space(fed(1.0), fed(2.0), fed(0))),
    (r"must have at least k columns", lambda: tf.nn.top_k(fed([1.0, 2.0]), fed(3))),
    (r"DecodeRaw has length 3 that is not a multiple of 2, the size of int16", lambda: tf.decode_raw([b"abc"], tf.int16)),
    (r"Field 0 in record 0 is not a valid int32: 1.1", lambda: tf.decode_csv(["1.1"], [[1]])),
    (r"Expect 2 fields but have 1 in record 0", lambda: tf.decode_csv(["1"], [[1], [1]])),
    (r"Field 0 is required but missing in record 0", lambda: tf.decode_csv([",1"], [tf.constant([], tf.int32), [1]])),
    (r"Unquoted fields cannot have quotes/CRLFs inside", lambda: tf.decode_csv(['a"b'], [[""]])),
    (r"StringToNumberOp could not correctly convert string: foo", lambda: tf.string_to_number("foo")),
    (r"pos 5 out of range for string", lambda: tf.substr(fed(np.array(b"abc", object)), 5, 1)),
    (r"Input is not invertible", lambda: tf.matrix_inverse([[1.0, 1.0], [1.0, 1.0]])),
    (r"Input matrix is not invertible", lambda: tf.matrix_solve([[1.0, 1.0], [1.0, 1.0]], [[1.0], [1.0]])),
    (r"Input matrix is not invertible", lambda: tf.matrix_triangular_solve([[1.0, 0.0], [1.0, 0.0]], [[1.0], [1.0]])),
    (r"is out of bounds", lambda: tf.sparse_to_dense(fed([[1], [10]]), fed([5]), 1, 0)),
    (
        r"indices\[1\] = \[10\] is out of bounds: need 0 <= index < \[5\]",
        lambda: tf.sparse_to_dense(fed([[1], [10]]), fed([5]), 1, 0),
    ),
    (r"indices\[1\] = \[3\] is out of order", lambda: tf.sparse_to_dense(fed([[4], [3]]), fed([5]), 1, 0)),
    (r"indices\[1\] = \[3\] is repeated", lambda: tf.sparse_to_dense(fed([[3], [3]]), fed([5]), 1, 0)),
    (
        r"logits and labels must be same size",
        lambda: tf.nn.softmax_cross_entropy_with_logits_v2(labels=fed(np.ones([2, 3])), logits=fed(np.ones([2, 2]))),
    ),
    (
        r"Received a label value of 4 which is outside the valid range of \[0, 4\)",
        lambda: tf.nn.sparse_softmax_cross_entropy_with_logits(labels=fed([4]), logits=fed(np.ones([1, 4]))),
    ),
    (r"partitions\[0\] = 99 is not in \[0, 4\)", lambda: tf.dynamic_partition(fed([1.0]), fed([99]), 4)),
    (r"Tried to read from index 3 but array size is: 3", lambda: tf.TensorArray(tf.float32, 3).read(3)),
    (r"Could not read from TensorArray index 0", lambda: tf.TensorArray(tf.float32, 3, element_shape=None).read(0)),
    (
        r"Input to reshape is a tensor with 6 values, but the requested shape has 4",
        lambda: tf.reshape(fed(np.ones([6])), fed([2, 2])),
    ),
    (
        r"Input to reshape is a tensor with 6 values, but the requested shape requires a multiple of 4",
        lambda: tf.reshape(fed(np.ones([6])), fed([4, -1])),
    ),
    (r"must be >= 0", lambda: tf.fill(fed([-1]), 1.0)),
    (r"msg : Tensor had NaN", lambda: tf.check_numerics([float("nan")], "msg")),
    (r"Tensor had Inf", lambda: tf.check_numerics([float("inf")], "msg")),
    (r"logits should be a matrix", lambda: tf.multinomial(fed([1.0]), 1)),
    (r"must be rank 1", lambda: tf.invert_permutation(fed([[1]]))),
    (r"is not between 0 and 2", lambda: tf.invert_permutation(fed([2, 0]))),
    (r"is duplicated", lambda: tf.invert_permutation(fed([0, 0]))),
    (r"Integer division by zero", lambda: tf.floordiv(fed([2]), fed([0]))),
    (r"Integers to negative integer powers are not allowed", lambda: tf.pow(fed([2]), fed([-1]))),
    (r"Expected dimension in the range \[-1, 1\), but got 3", lambda: tf.argmax(fed([1.0]), fed(3))),
    (r"Reduction axis 0 is empty", lambda: tf.argmax(fed(np.zeros([0], np.float32)), 0)),
    (r"Invalid reduction arguments", lambda: tf.reduce_sum(fed([1.0]), fed([0, 0]))),
    (r"Need minval < maxval", lambda: tf.random_uniform([2], minval=3, maxval=1, dtype=tf.int32)),
    (r"indices out of range", lambda: tf.unravel_index(fed([50]), fed([2, 2]))),
    (r"is not a permutation", lambda: tf.transpose(fed([[1.0]]), fed([3, 0]))),
    (r"is not a permutation", lambda: tf.transpose(fed([[1.0]]), fed([0, 0]))),
]


@pytest.mark.parametrize(("complaint", "describe"), WHEN_DESCRIBED, ids=[each for each, _ in WHEN_DESCRIBED])
def test_when_it_is_described(complaint: str, describe: Callable[[], Any]) -> None:
    with pytest.raises(ValueError, match=complaint):
        describe()


@pytest.mark.parametrize(("complaint", "describe"), WHEN_RUN, ids=[each for each, _ in WHEN_RUN])
def test_when_it_runs(complaint: str, describe: Callable[[], Any]) -> None:
    made = describe()
    with tf.Session() as session, pytest.raises(tf.errors.InvalidArgumentError, match=complaint):
        session.run(made, _feeds)
