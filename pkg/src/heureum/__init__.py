"""heureum: TensorFlow 1's dataflow graphs in pure Python. `import heureum as tf`.

describe -> optimise -> place -> partition -> plan -> execute -> trace: each stage is the module of that name.
Law: what a module's `__all__` lists is public here too, but where a module also holds what is public elsewhere (tf.nn,
tf.math): from those a few names are taken. Nothing is listed twice.
"""

import importlib
import sys
import typing

from . import (
    app,
    bitwise,
    compat,
    data,
    debugging,
    distributions,
    errors,
    examples,
    flags,
    gfile,
    graph_util,
    image,
    initializers,
    io,
    layers,
    linalg,
    logging,
    lookup,
    losses,
    manip,
    math,
    metrics,
    nn,
    python_io,
    quantization,
    queue,
    random,
    raw_ops,
    resource_loader,
    sets,
    show,
    signal,
    sparse,
    strings,
    summary,
    trace,
    train,
    version,
)
from . import dtype_names as dtypes
from .absent import absence as _absence
from .accumulators import *
from .aliases import *
from .checks import *
from .compat import (
    disable_eager_execution,
    disable_resource_variables,
    disable_v2_behavior,
    enable_eager_execution,
    enable_resource_variables,
    enable_v2_behavior,
    executing_eagerly,
)
from .control_flow import *
from .custom_gradient import *
from .dtypes import *
from .gradients import *
from .graph import (
    Graph,
    GraphDef,
    GraphKeys,
    IndexedSlices,
    IndexedSlicesValue,
    NodeDef,
    NoGradient,
    NotDifferentiable,
    Operation,
    RegisterGradient,
    SparseTensor,
    SparseTensorValue,
    Tensor,
    get_default_graph,
    import_graph_def,
    register_tensor_conversion_function,
    reset_default_graph,
)
from .graph.device import *
from .graph.seeds import *
from .init_ops import (
    constant_initializer,
    glorot_normal_initializer,
    glorot_uniform_initializer,
    ones_initializer,
    orthogonal_initializer,
    random_normal_initializer,
    random_uniform_initializer,
    truncated_normal_initializer,
    uniform_unit_scaling_initializer,
    variance_scaling_initializer,
    zeros_initializer,
)
from .numerics import *
from .ops.arguments import arg_max, arg_min, argmax, argmin
from .ops.array import *
from .ops.casting import *
from .ops.clipping import *
from .ops.comparing import (
    equal,
    greater,
    greater_equal,
    is_finite,
    is_inf,
    is_nan,
    less,
    less_equal,
    logical_and,
    logical_not,
    logical_or,
    logical_xor,
    not_equal,
)
from .ops.contraction import einsum, tensordot
from .ops.csv import *
from .ops.datasets.files import matching_files
from .ops.decompose import *
from .ops.division import *
from .ops.elementwise import *
from .ops.examples.parsing import (
    FixedLenFeature,
    FixedLenSequenceFeature,
    SparseFeature,
    VarLenFeature,
    parse_example,
    parse_single_example,
)
from .ops.examples.sequences import *
from .ops.examples.tensors import *
from .ops.files import read_file, write_file
from .ops.filling import *
from .ops.fitting import matrix_solve_ls
from .ops.fourier import *
from .ops.gathering import batch_gather, gather, gather_nd, one_hot, scatter_nd
from .ops.grouping import *
from .ops.hashing import string_to_hash_bucket, string_to_hash_bucket_fast, string_to_hash_bucket_strong
from .ops.incomplete import *
from .ops.inputs import *
from .ops.joining import *
from .ops.linear import *
from .ops.math import *
from .ops.matrix import *  # type: ignore[no-redef]  # `trace` is a function, as in TensorFlow
from .ops.matrix_functions import matrix_square_root
from .ops.nn.activation import sigmoid, tanh
from .ops.nn.patches import extract_image_patches
from .ops.nn.volume_patches import extract_volume_patches
from .ops.norms import confusion_matrix, count_nonzero, norm, reduce_logsumexp
from .ops.ordering import *
from .ops.padding import *
from .ops.passing import *
from .ops.patterns import regex_replace
from .ops.printing import *
from .ops.python import py_func
from .ops.quantizing import *
from .ops.random import (
    multinomial,
    random_crop,
    random_gamma,
    random_normal,
    random_poisson,
    random_shuffle,
    random_uniform,
    truncated_normal,
)
from .ops.ranging import *
from .ops.reductions import reduce_all, reduce_any, reduce_max, reduce_mean, reduce_min, reduce_prod, reduce_sum
from .ops.reshaping import *
from .ops.scanning import *
from .ops.searching import *
from .ops.segments import *
from .ops.selecting import *
from .ops.slicing import *
from .ops.sparse.arithmetic import *
from .ops.sparse.converting import *
from .ops.sparse.elements import *
from .ops.sparse.joining import *
from .ops.sparse.making import edit_distance, string_split
from .ops.sparse.reducing import *
from .ops.sparse.rows import *
from .ops.sparse.serializing import deserialize_many_sparse, serialize_many_sparse, serialize_sparse
from .ops.spatial import *
from .ops.special import digamma, erf, erfc, lbeta, lgamma, polygamma, zeta
from .ops.spectral import qr, self_adjoint_eig, self_adjoint_eigvals, svd
from .ops.state.assign import *
from .ops.state.scatter import *
from .ops.state.variable import *
from .ops.string_codes import *
from .ops.strings import reduce_join, string_join, string_strip, substr
from .ops.summary.messages import Event, HistogramProto, SessionLog, Summary
from .ops.tensor_scatter import tensor_scatter_add, tensor_scatter_sub, tensor_scatter_update
from .ops.texts import fingerprint
from .ops.trigonometry import *
from .ops.unsorted import (
    unsorted_segment_max,
    unsorted_segment_mean,
    unsorted_segment_min,
    unsorted_segment_prod,
    unsorted_segment_sqrt_n,
    unsorted_segment_sum,
)
from .partitioning import *
from .paths import install
from .queues import *
from .readers import *
from .scopes import *
from .session import *
from .tensor_shape import Dimension, TensorShape
from .variable_scopes import (
    AUTO_REUSE,
    VariableScope,
    get_local_variable,
    get_variable,
    get_variable_scope,
    make_template,
    no_regularizer,
    variable_op_scope,
    variable_scope,
)
from .variables import *
from .version import *

# `import heureum.compat.v1 as tf` is another name for this package.
sys.modules[f"{__name__}.compat.v1"] = compat.v1 = sys.modules[__name__]  # type: ignore[attr-defined]

install()
del install

spectral = signal  # its older name
newaxis = None  # As NumPy's: `x[:, tf.newaxis]`.
__version__ = version.VERSION

_MODULES = {
    "app", "bitwise", "compat", "data", "debugging", "distributions", "dtypes", "errors", "examples", "flags", "gfile",
    "graph_util", "image", "initializers", "io", "layers", "linalg", "logging", "lookup", "losses", "manip", "math",
    "metrics", "nn", "python_io", "quantization", "queue", "random", "raw_ops", "resource_loader", "sets", "show", "signal",
    "sparse", "spectral", "strings", "summary", "train", "version",
}  # fmt: skip
# Imported when somebody asks for them: they are large, and most programs do without. A page starts the sooner.
_LATE = ("contrib", "estimator", "feature_column", "keras", "saved_model", "test")
__all__ = sorted(
    [
        *_LATE,
        *(
            name
            for name, value in globals().items()
            if not name.startswith("_") and (type(value) is not type(sys) or name in _MODULES)
        ),
    ]
)

if not typing.TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """What is imported late, and TensorFlow's inner modules; for any other name an error that says what to use."""
        if name in (*_LATE, "core", "models", "python"):
            return importlib.import_module(f"{__name__}.{name}")
        raise _absence(name, __all__)

    def __dir__() -> list[str]:
        return sorted({*globals(), *_LATE})
