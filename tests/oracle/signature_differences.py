"""What differs from TensorFlow's names and signatures on purpose, and why. Names may be patterns, `layers.*.call`."""

from .keras_differences import NAMES

__all__ = ["DIFFERENCES", "NEWER", "OURS", "UNSUPPORTED"]

# Ours alone, with all that is in them.
OURS = {
    "show": "plots and tables beside a program, on a page or as text",
    "trace": "observing runs is TensorFlow's RunMetadata and timeline there",
    "NodeDef": "a protocol buffer there, a record of ours here",
    "GraphDef": "a protocol buffer there, versioned JSON here",
    "contrib": "TensorFlow 2 took it out; TensorFlow 1's scripts import it",
    "estimator": "TensorFlow 2.16 took it out; TensorFlow 1's scripts use it",
    "examples": "TensorFlow 2 took it out; TensorFlow 1's scripts import it",
    "compat": "the module itself is what tf.compat.v1 is there",
    "Session.run_async": "a page cannot wait without giving way",
    "errors.error_for_code": "workers send errors as codes",
    "raw_ops.function_of": "names are looked up by a function there",
    "raw_ops.lower_case": "as raw_ops.function_of",
}

# Pattern: parameters that came after TensorFlow 1. Scripts of its time do not know them, and we may do without.
NEWER = {
    "*": {
        "bad_indices_policy",
        "experimental_aggregate_gradients",
        "fn_output_signature",
        "grad_a",
        "grad_b",
        "gradient_aggregation",
        "index_type",
        "layout",
        "skip_gradients_aggregation",
        "use_legacy_indexed_slices",
        "use_own_namescope_for_non_slot_vars",
    },
    "*matmul": {"output_type"},
    "random.stateless_*": {"alg"},
    "nn.*embedding_lookup_sparse": {"allow_fast_lookup"},
    "data.*": {"name", "deterministic", "synchronous", "use_unbounded_threadpool", "output_signature", "num_parallel_reads"},
    "data.*.batch": {"num_parallel_calls"},
    "data.experimental.*": {"encoding", "exclude_cols"},
    "saved_model.*": {"defaults", "experimental_image_format", "experimental_image_writer_options"},
    "linalg.tridiagonal_solve": {"perturb_singular"},
    "lookup.*": {"experimental_is_anonymous", "value_index_offset"},
    "sparse*.segment_*": {"sparse_gradient"},
    "image.non_max_suppression_padded": {"sorted_input", "canonicalized_coordinates", "tile_size"},
    "layers.InputSpec.__init__": {"allow_last_axis_squeeze", "name", "optional"},
}

_IN_C = "messages are protocol buffers there, written in C, whose methods tell nothing of their parameters"

# Name or pattern: why its parameters are not TensorFlow's.
DIFFERENCES: dict[str, str] = {
    **dict.fromkeys(NAMES, "the oracle's keras is newer than TensorFlow 1.15's; see keras_differences.py"),
    **{
        f"test.TestCase.{name}": "what unittest offers is left as it is"
        for name in ("assertDictEqual", "assertMultiLineEqual", "fail")
    },
    "layers.Layer.call": "what a call may take is left to the layers that inherit",
    **dict.fromkeys(
        (
            "nn.softmax_cross_entropy_with_logits",
            "nn.sparse_softmax_cross_entropy_with_logits",
            "nn.sigmoid_cross_entropy_with_logits",
        ),
        "TensorFlow 1 takes labels and logits by name alone, so that nobody exchanges them",
    ),
    **{f"nn.rnn_cell.{cell}.build": "wrapped there" for cell in ("BasicLSTMCell", "BasicRNNCell", "GRUCell", "LSTMCell")},
    "DType.__init__": "dtypes are made once, in dtypes.py; nobody makes further ones",
    "Graph.as_graph_def": "a GraphDef here always holds all nodes, and their shapes are found again when it is read",
    "Session.__init__": "`workers`, `placement`, `transfer_dtype` and `optimize` are how a session here names its workers",
    "InteractiveSession.__init__": "as Session",
    "TensorShape.__init__": "`TensorShape()` is the unknown shape, for rules of shapes",
    "VariableScope.get_variable": "the store of variables, its first argument there, is found by itself",
    "data.Dataset.from_generator": "TensorFlow 1's: the types are not optional, there is no signature",
    "data.Dataset.interleave": "TensorFlow 1's: numbers instead of leaving them to a tuner",
    "data.Dataset.padded_batch": "TensorFlow 1's: the shapes are not optional",
    "data.Dataset.shuffle": "None is TensorFlow 1's default",
    "data.Dataset.zip": "TensorFlow 1's: one nest of data sets",
    "data.Iterator.__init__": "made by data sets, from what they know",
    "layers.*.add_update": "TensorFlow 1's, with the inputs that an update belongs to",
    "layers.*.build": "wrapped there, so that Python sees the wrapper's parameters",
    "layers.*.call": "one signature for all layers",
    "nn.rnn_cell.*.build": "as in layers",
    "nn.rnn_cell.*.call": "as in layers",
    "nn.s*_cross_entropy_with_logits": "TensorFlow 1's `_sentinel`, which refuses positions",
    "shape": "int32 is TensorFlow 1's default",
    "lookup.StaticVocabularyTable.__init__": "a secret key for the hash, and a table that is there, which tf.contrib.lookup has",
    "lookup.experimental.DenseHashTable.lookup": "one default, as TensorFlow 1",
    "distributions.Distribution.__init__": "what a kind of distribution tells its base is shorter here",
    "sparse.split": "TensorFlow's default is an object that says that names are needed",
    "size": "int32 is TensorFlow 1's default",
    "*.FromString": _IN_C,
    "*.HasField": _IN_C,
    "*.CopyFrom": _IN_C,
    "*.MergeFromString": _IN_C,
    "*.WhichOneof": _IN_C,
    "train.MonitoredTrainingSession": "its default is an object of its own too",
    "train.QueueRunner.__init__": "there are no protocol buffers to restore it from",
}

# Names from beginners' scripts that we leave out, and why.
UNSUPPORTED: dict[str, str] = {
    "nn.static_state_saving_rnn": "it belongs to sharing states between servers",
    "train.Checkpoint": "TensorFlow 2's way of saving: use tf.train.Saver",
    "train.SummaryWriter": "the name of TensorFlow 0.11: use tf.summary.FileWriter",
    "train.maybe_batch": "use tf.train.batch",
    "train.noisy_linear_cosine_decay": "use tf.train.cosine_decay",
}
