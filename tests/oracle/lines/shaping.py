"""Lines for functions that move elements about, choose among them, or count them; and for random ones."""

from __future__ import annotations

from ..generating import FLOATS, INTS, REAL, line, shapes, some, whole

__all__ = ["LINES"]

_ALL = (*REAL, "bool", "object", "complex64", "uint8")
_ONE = shapes.map(lambda shape: [shape])
_PICTURE = ([(1, 4, 4, 2)], [(2, 2, 4, 4)], [(1, 3, 4, 1)], [(0, 4, 4, 4)], [(4, 4)])

LINES = {
    "batch_gather": line(
        lambda tf, x, i, n: (tf.batch_gather(x, i), tf.gather(x, i, axis=1, batch_dims=1)),
        some(REAL, [(2, 3)], [(2, 3, 2)]),
        whole(0, 2, (2, 2), (2, 1)),
        named=False,
    ),
    "broadcast_to": line(
        lambda tf, x, n: tf.broadcast_to(x, [abs(n[0]), 3, 2]),
        some(REAL, [(2,)], [(3, 2)], [()], [(3, 1)], [(1, 3, 1)], [(4,)], [(1, 1, 1, 2)]),
    ),
    "broadcast_dynamic_shape": line(
        lambda tf, x, y, n: tf.broadcast_dynamic_shape(x, y), whole(0, 3), whole(0, 3, (2,), (3,)), named=False
    ),
    "broadcast_static_shape": line(
        lambda tf, x, y, n: tf.constant(tf.broadcast_static_shape(x.shape, y.shape).as_list()),
        some(REAL, [(2, 1), (3,)], [(2,), (3,)]),
    ),
    "confusion_matrix": line(
        lambda tf, i, j, n: (tf.confusion_matrix(i, j, 4), tf.confusion_matrix(i, i)),
        whole(0, 3, (3,), (0,), (2,)),
        whole(0, 4, (3,), (0,)),
        named=False,
    ),
    "depth_to_space": line(lambda tf, x, n: tf.depth_to_space(x, abs(n[0])), some(REAL, *_PICTURE)),
    "space_to_depth": line(lambda tf, x, n: tf.space_to_depth(x, abs(n[0])), some(REAL, *_PICTURE)),
    "dynamic_stitch": line(
        lambda tf, x, i, n: tf.dynamic_stitch([[0, 2], i], [x[:2], x]),
        some(REAL, [(3,)], [(3, 2)]),
        whole(0, 4, dtypes=("int32",)),
        named=False,
    ),
    "ensure_shape": line(lambda tf, x, n: tf.ensure_shape(x, [None, 3] if n[0] else [2, 3]), some(REAL, _ONE)),
    "extract_image_patches": line(
        lambda tf, x, n: tf.image.extract_image_patches(
            x, [1, 2, 2, 1], [1, abs(n[0]) or 1, 1, 1], [1, 1, abs(n[1]) or 1, 1], "SAME" if n[2] > 0 else "VALID"
        ),
        some(REAL, *_PICTURE),
    ),
    "eye": line(
        lambda tf, x, n: tf.eye(abs(n[0]), abs(n[1]), batch_shape=[2] if n[2] > 0 else None, dtype=x.dtype),
        some(REAL, [()]),
        named=False,
    ),
    "fill": line(
        lambda tf, x, n: (tf.fill([abs(n[0]), 2], x), tf.ones([2, abs(n[1])], x.dtype), tf.zeros([abs(n[2])], x.dtype)),
        some((*REAL, "bool"), [()], [(2,)]),
    ),
    "invert_permutation": line(lambda tf, i, n: tf.invert_permutation(i), whole(0, 2, (3,), (2,), (1,), (0,), ())),
    "lin_space": line(
        lambda tf, x, y, n: tf.lin_space(x, y, abs(n[0]) + 1),
        some(FLOATS, [(), ()]),
        rough=1e-4,
        sloped=False,
        named=False,
        known=("all",),
    ),
    "range": line(lambda tf, x, n: tf.range(x, 7, n[0]), some(REAL, [()], [(1,)])),
    "meshgrid": line(
        lambda tf, x, y, n: tf.meshgrid(x, y, indexing="ij" if n[0] > 0 else "xy"),
        some(REAL, [(2,), (3,)], [(), (2,)]),
        named=False,
    ),
    "parallel_stack": line(
        lambda tf, x, n: tf.parallel_stack([x, x]), some(REAL, [(2,)], [()], [(2, 3)]), named=False, known=("all",)
    ),
    "placeholder_with_default": line(
        lambda tf, x, n: tf.placeholder_with_default(x, [None, 3] if n[0] else x.shape), some(REAL, _ONE)
    ),
    "segment_min": line(
        lambda tf, x, i, n: (tf.segment_min(x, tf.sort(i)), tf.segment_prod(x, tf.sort(i))),
        some(REAL, [(3,)], [(3, 2)], [(2,)]),
        whole(0, 4),
        named=False,
        sloped=False,
    ),
    "unsorted_segment_mean": line(
        lambda tf, x, i, n: (
            tf.unsorted_segment_mean(x, i, 4),
            tf.unsorted_segment_min(x, i, 4),
            tf.unsorted_segment_sqrt_n(x, i, 4),
        ),
        some(FLOATS, [(3,)], [(3, 2)], [(2,)]),
        whole(-1, 4),
        named=False,
    ),
    "setdiff1d": line(
        lambda tf, x, y, n: tf.setdiff1d(x, y), some((*INTS, "float32", "object"), [(3,), (4,)], [(0,), (2,)], [(2, 2), (2,)])
    ),
    "shape_n": line(
        lambda tf, x, n: (tf.shape_n([x, x]), tf.shape(x, out_type=tf.int64), tf.size(x, out_type=tf.int64)), some(REAL, _ONE)
    ),
    "strided_slice": line(
        lambda tf, x, n: (tf.strided_slice(x, [n[0]], [n[1]], [n[2] or 1], end_mask=n[0] > 0), tf.slice(x, [abs(n[0])], [n[1]])),
        some(_ALL, [(3,)], [(3, 2)], [()]),
    ),
    "tensor_scatter": line(
        lambda tf, x, i, n: (
            tf.tensor_scatter_nd_update(x, i, x[:2]),
            tf.tensor_scatter_nd_sub(x, i, x[:2]),
            tf.tensor_scatter_nd_max(x, i, x[:2]),
            tf.tensor_scatter_nd_min(x, i, x[:2]),
        ),
        some(REAL, [(3,)], [(3, 2)]),
        whole(0, 3, (2, 1), (1, 1)),
        sloped=False,
        named=False,
    ),
    "scatter_nd": line(
        lambda tf, x, i, n: tf.scatter_nd(i, x, tf.constant([4, 2], i.dtype)),
        some((*REAL, "bool"), [(2, 2)], [(2,)], [(3, 2)]),
        whole(-1, 4, (2, 1), (2, 2), (3, 1)),
    ),
    "unique_with_counts": line(
        lambda tf, x, n: (tf.unique_with_counts(x), tf.unique(x, tf.int64)), some((*REAL, "object"), [(4,)], [(0,)], [(2, 2)])
    ),
    "gather of all": line(
        lambda tf, x, i, n: tf.gather(x, i), some(_ALL, [(3,)], [(3, 2)], [(3, 0)], [()]), whole(-1, 3, (), (2,), (0,), (1, 2))
    ),
    "gather_nd of all": line(
        lambda tf, x, i, n: tf.gather_nd(x, i),
        some(_ALL, [(3,)], [(3, 2)], [(3, 2, 2)]),
        whole(-1, 2, (2, 1), (2,), (1, 2), (0, 2), (2, 0)),
    ),
    "concat of all": line(
        lambda tf, x, y, n: tf.concat([x, y], n[0]), some(_ALL, [(2, 3), (1, 3)], [(2, 3), (2, 2)], [(), ()], [(2,), (0,)])
    ),
    "stack of all": line(lambda tf, x, y, n: tf.stack([x, y], n[0]), some(_ALL, [(2, 3), (2, 3)], [(2,), (3,)], [(), ()])),
    "tile of all": line(lambda tf, x, n: tf.tile(x, [abs(n[0]), abs(n[1])]), some(_ALL, [(2, 3)], [(3,)], [(0, 2)])),
    "transpose of all": line(lambda tf, x, n: (tf.transpose(x), tf.transpose(x, [n[0], n[1]])), some(_ALL, _ONE)),
    "reverse of all": line(lambda tf, x, n: tf.reverse(x, n[:2]), some(_ALL, _ONE)),
    "one_hot": line(
        lambda tf, i, x, n: tf.one_hot(i, abs(n[0]), x, 0, axis=-1 if n[1] < 0 else 0, dtype=x.dtype),
        whole(0, 3, (), (2,), (2, 2), dtypes=("int32", "int64", "uint8")),
        some(REAL, [()]),
        sloped=False,
    ),
    "pad with": line(
        lambda tf, x, n: tf.pad(x, [[abs(n[0]), 1], [0, abs(n[1])]], constant_values=n[2]), some(REAL, [(2, 3)], [(2,)], [(0, 2)])
    ),
    "squeeze of all": line(
        lambda tf, x, n: (tf.squeeze(x), tf.squeeze(x, [n[0], n[1]])), some(_ALL, [(1, 2, 1)], [(1,)], [()], [(2, 1)])
    ),
    "expand of all": line(lambda tf, x, n: tf.expand_dims(x, n[0]), some(_ALL, _ONE)),
    "reshape of all": line(lambda tf, x, n: tf.reshape(x, [n[0], abs(n[1]), 2]), some(_ALL, _ONE)),
    "unstack of all": line(lambda tf, x, n: tf.unstack(x, axis=n[0]), some(_ALL, _ONE)),
    "split by sizes": line(lambda tf, x, n: tf.split(x, [n[0], 1, abs(n[1])], n[2]), some(_ALL, _ONE)),
    "fft of planes": line(
        lambda tf, x, n: [(tf.fft, tf.ifft)[n[0] > 0](x), (tf.fft2d, tf.ifft2d)[n[0] > 0](x), (tf.fft3d, tf.ifft3d)[n[0] > 0](x)][
            n[1]
        ],
        some(("complex64",), [(4,)], [(2, 3)], [(2, 2, 3)]),
        rough=1e-4,
    ),
    "rfft": line(
        lambda tf, x, n: [tf.signal.rfft(x), tf.signal.rfft(x, [abs(n[0]) + 1]), tf.signal.rfft2d(x), tf.signal.rfft3d(x)][n[1]],
        some(("float32",), [(4,)], [(2, 3)], [(2, 2, 3)]),
        rough=1e-4,
        named=False,
    ),
    "irfft": line(
        lambda tf, x, n: [tf.signal.irfft(x), tf.signal.irfft(x, [abs(n[0]) + 2]), tf.signal.irfft2d(x), tf.signal.irfft3d(x)][
            n[1]
        ],
        some(("complex64",), [(4,)], [(2, 3)], [(2, 2, 3)]),
        rough=1e-4,
        named=False,
        known=("all",),
    ),
    "dct": line(
        lambda tf, x, n: [
            tf.signal.dct(x, type=abs(n[0]) or 2),
            tf.signal.idct(x, type=abs(n[1]) or 2, norm="ortho" if n[0] > 1 else None),
        ],
        some(FLOATS, [(4,)], [(2, 3)]),
        rough=1e-4,
        named=False,
        known=("all",),
    ),
    "fftshift": line(
        lambda tf, x, n: (tf.signal.fftshift(x, 0), tf.signal.ifftshift(x)),
        some(REAL, [(3,)], [(2, 3)], [(0, 2)]),
        named=False,
        known=("all",),
    ),
    "overlap_and_add": line(
        lambda tf, x, n: tf.signal.overlap_and_add(x, abs(n[0]) + 1), some(FLOATS, [(3, 4)], [(2, 2, 3)], [(2,)]), named=False
    ),
    "stft": line(
        lambda tf, x, n: (tf.signal.stft(x, 4, 2, pad_end=n[0] > 0), tf.signal.inverse_stft(tf.signal.stft(x, 4, 2), 4, 2)),
        some(("float32",), [(8,)], [(2, 9)]),
        rough=1e-4,
        named=False,
        known=("all",),
    ),
    "windows": line(
        lambda tf, i, n: (
            tf.signal.hann_window(i, periodic=n[0] > 0),
            tf.signal.hamming_window(i, periodic=n[0] > 0),
            tf.signal.kaiser_window(i),
            tf.signal.vorbis_window(i),
            tf.signal.kaiser_bessel_derived_window(2 * i),
        ),
        whole(2, 6, (), dtypes=("int32",)),
        rough=1e-4,
        named=False,
    ),
    "mel": line(
        lambda tf, x, n: (
            tf.signal.mfccs_from_log_mel_spectrograms(x),
            tf.signal.linear_to_mel_weight_matrix(5, 9, 800, 10.0, 300.0),
        ),
        some(("float32",), [(2, 4)], [(1, 2, 3)]),
        rough=1e-4,
        named=False,
        known=("all",),
    ),
    "random": line(
        lambda tf, x, n: (
            tf.random_normal(tf.shape(x), n[0], 2.0, x.dtype),
            tf.random_uniform(tf.shape(x), -1, 4, x.dtype),
            tf.truncated_normal(x.shape, dtype=x.dtype),
            tf.random_shuffle(x),
            tf.random_crop(x, [2, 2]),
        ),
        some(FLOATS, [(2, 3)], [(3, 2)], [(2,)]),
        random=True,
    ),
    "random counts": line(
        lambda tf, x, n: (
            tf.random_gamma([2], tf.abs(x) + 1.0, dtype=x.dtype),
            tf.random_poisson(tf.abs(x), [2], x.dtype),
            tf.multinomial(x, abs(n[0])),
            tf.random.categorical(x, 2, tf.int32),
            tf.random_uniform([2], 0, 5, tf.int64),
        ),
        some(FLOATS, [(2, 3)], [(1, 2)], [(2,)]),
        random=True,
        named=False,
    ),
    "stateless": line(
        lambda tf, i, n: (
            tf.random.stateless_uniform([2, abs(n[0])], i),
            tf.random.stateless_normal([3], i, dtype=tf.float64),
            tf.random.stateless_truncated_normal([abs(n[1])], i),
            tf.random.stateless_multinomial([[1.0, 2.0]], 3, i),
            tf.random.stateless_categorical([[1.0, 2.0]], 3, i),
        ),
        whole(0, 9, (2,)),
        random=True,
        named=False,
    ),
    "histogram_fixed_width_bins": line(
        lambda tf, x, n: tf.histogram_fixed_width_bins(x, [-1.0, 3.0], nbins=abs(n[0]) + 1),
        some(("float32",), _ONE),
        named=False,
    ),
}
