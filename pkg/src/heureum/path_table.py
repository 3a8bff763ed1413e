"""Which public modules hold what TensorFlow 1 keeps in each of its inner modules.

Source: the folders of TensorFlow 1.15: tensorflow/python, tensorflow/core, tensorflow/contrib.
"""

from __future__ import annotations

__all__ = ["PACKAGES", "PLACES"]

# The modules of ops take in all that is generated for theirs: so the ops by themselves come last everywhere.
_OPS = (
    *("", "nn", "math", "linalg", "bitwise", "random", "strings", "sets", "image", "test", "contrib.framework", "inner"),
    *("inner_ops", "raw_ops"),
)
_GENERATED = (
    *("array_ops", "bitwise_ops", "candidate_sampling_ops", "control_flow_ops", "ctc_ops", "data_flow_ops", "dataset_ops"),
    *("functional_ops", "image_ops", "io_ops", "linalg_ops", "list_ops", "logging_ops", "lookup_ops", "manip_ops", "math_ops"),
    *("nn_ops", "parsing_ops", "random_ops", "resource_variable_ops", "script_ops", "sdca_ops", "set_ops", "sparse_ops"),
    *("spectral_ops", "state_ops", "stateless_random_ops", "string_ops", "summary_ops", "training_ops"),
)
_OF_OPS = (
    *("array_grad", "array_ops", "batch_ops", "bincount_ops", "bitwise_ops", "candidate_sampling_ops", "check_ops"),
    *("clip_ops", "confusion_matrix", "control_flow_grad", "control_flow_ops", "control_flow_util", "ctc_ops"),
    *("custom_gradient", "data_flow_grad", "embedding_ops", "functional_ops", "gradient_checker", "gradients"),
    *("gradients_impl", "gradients_util", "histogram_ops", "image_grad", "inplace_ops", "linalg.linalg_impl", "linalg_grad"),
    *("linalg_ops", "linalg_ops_impl", "list_ops", "manip_grad", "manip_ops", "map_fn", "math_grad", "math_ops", "nn"),
    *("nn_grad", "nn_impl", "nn_ops", "numerics", "random_grad", "random_ops", "resource_variable_ops", "script_ops"),
    *("session_ops", "sets", "sets_impl", "sort_ops", "sparse_grad", "special_math_ops", "standard_ops", "state_grad"),
    *("state_ops", "stateless_random_ops", "template", "tensor_array_grad", "tensor_array_ops", "variable_scope"),
    *("cond_v2", "critical_section_ops", "variables", "weights_broadcast_ops", "while_v2"),
)

# By folder: module, then where its names are public, "" being the package itself.
_TABLE: dict[str, dict[str, tuple[str, ...]]] = {
    "python": {"pywrap_tensorflow": ("train", "errors"), "tf2": ()},
    "python.client": {"device_lib": ("device_lib",), "session": ("",), "timeline": ("timeline",)},
    "python.data.ops": {"dataset_ops": ("data",), "iterator_ops": ("data",), "readers": ("data",)},
    "python.debug": {},
    "python.compat": {"compat": ("compat",)},
    "python.eager": {"backprop": (), "context": ("test.modes", "compat", ""), "def_function": (), "function": ()},
    "python.framework": {
        **dict.fromkeys(
            (
                "constant_op",
                "device",
                "device_spec",
                "dtypes",
                "importer",
                "ops",
                "random_seed",
                "sparse_tensor",
                "tensor_spec",
            ),
            ("", "dtypes", "inner"),
        ),
        "common_shapes": ("inner",),
        "tensor_shape": ("tensor_shape", "inner", ""),
        "errors": ("errors",),
        "errors_impl": ("errors",),
        **dict.fromkeys(
            ("composite_tensor", "config", "func_graph", "function", "kernels", "load_library", "op_def_registry", "registry"), ()
        ),
        **dict.fromkeys(("test_ops", "type_spec"), ()),
        "indexed_slices": ("",),
        "graph_io": ("train",),
        "graph_util": ("graph_util",),
        "meta_graph": ("train",),
        "smart_cond": ("inner",),
        "tensor_util": ("", "inner"),
        "test_util": ("test.decorating", "test"),
        "versions": ("version", ""),
    },
    "python.layers": dict.fromkeys(
        ("base", "convolutional", "core", "layers", "normalization", "pooling", "utils"), ("layers", "inner")
    ),
    "python.lib.io": {"file_io": ("gfile", "io"), "python_io": ("python_io",), "tf_record": ("python_io", "io")},
    "python.ops": {
        **dict.fromkeys((f"gen_{name}" for name in _GENERATED), ("raw_ops", *_OPS[:-1])),
        **dict.fromkeys(_OF_OPS, _OPS),
        "data_flow_ops": ("", "lookup", "staging", "raw_ops"),
        "image_ops": ("image", "raw_ops"),
        "image_ops_impl": ("image", "raw_ops"),
        "gradient_checker_v2": ("test.differentiating",),
        "init_ops": ("", "initializers"),
        "init_ops_v2": ("", "initializers"),
        "io_ops": ("", "io", "raw_ops"),
        "logging_ops": ("", "summary", "raw_ops"),
        "lookup_ops": ("lookup", "contrib.lookup", ""),
        "losses.losses": ("losses",),
        "losses.losses_impl": ("losses",),
        "losses.util": ("losses",),
        "metrics": ("metrics", "inner"),
        "metrics_impl": ("metrics", "inner"),
        "parsing_ops": ("", "io", "raw_ops"),
        "partitioned_variables": ("",),
        "rnn": ("nn", "contrib.rnn"),
        "rnn_cell": ("nn.rnn_cell", "contrib.rnn"),
        "rnn_cell_impl": ("nn.rnn_cell", "contrib.rnn"),
        "seq2seq": ("contrib.legacy_seq2seq",),
        "sparse_ops": ("", "sparse", "raw_ops"),
        "spectral_ops": ("", "signal"),
        "signal": ("signal",),
        "signal.fft_ops": ("", "signal"),
        "signal.dct_ops": ("signal",),
        "signal.mfcc_ops": ("signal",),
        "signal.mel_ops": ("signal",),
        "signal.reconstruction_ops": ("signal",),
        "signal.shape_ops": ("signal",),
        "signal.signal": ("signal",),
        "signal.spectral_ops": ("signal",),
        "signal.window_ops": ("signal",),
        "linalg.linalg": ("linalg",),
        "string_ops": ("", "strings", "inner_ops", "raw_ops"),
        "summary_ops": ("summary",),
        "distributions.distributions": ("distributions",),
    },
    "python.platform": {
        "app": ("app",),
        "benchmark": ("test",),
        "sysconfig": ("version",),
        "flags": ("flags",),
        "gfile": ("gfile",),
        "googletest": ("test",),
        "resource_loader": ("resource_loader",),
        "test": ("test",),
        "tf_logging": ("logging",),
    },
    "python.saved_model": {
        "builder": ("saved_model.builder",),
        "builder_impl": ("saved_model.builder",),
        "loader": ("saved_model.loader",),
        "loader_impl": ("saved_model.loader",),
        "main_op": ("saved_model.main_op",),
        "signature_constants": ("saved_model.signature_constants",),
        "signature_def_utils": ("saved_model.signature_def_utils",),
        "tag_constants": ("saved_model.tag_constants",),
        "utils": ("saved_model.utils",),
    },
    "python.summary": {"summary": ("summary", "train"), "summary_iterator": ("train",), "writer.writer": ("summary",)},
    "python.tools": {
        "freeze_graph": ("graph_util",),
        "inspect_checkpoint": ("inspect_checkpoint",),
        "optimize_for_inference_lib": ("graph_util",),
    },
    "python.training": dict.fromkeys(
        (
            "adadelta",
            "adagrad",
            "adam",
            "basic_session_run_hooks",
            "checkpoint_management",
            "checkpoint_utils",
            "coordinator",
            "device_setter",
            "ftrl",
            "gradient_descent",
            "input",
            "learning_rate_decay",
            "momentum",
            "monitored_session",
            "moving_averages",
            "optimizer",
            "queue_runner",
            "queue_runner_impl",
            "rmsprop",
            "saver",
            "session_manager",
            "session_run_hook",
            "slot_creator",
            "supervisor",
            "sync_replicas_optimizer",
            "training",
            "training_ops",
            "training_util",
        ),
        ("train", "contrib.framework", "inner"),
    ),
    "python.util": {
        "compat": ("compat",),
        "nest": ("nest",),
        "deprecation": (),
        "object_identity": (),
        "tf_decorator": (),
        "tf_export": (),
        "tf_inspect": (),
    },
    "core.example": {"example_pb2": ("train",), "feature_pb2": ("train",)},
    "core.framework": {
        "graph_pb2": ("",),
        "node_def_pb2": ("",),
        "step_stats_pb2": ("timeline",),
        "summary_pb2": ("",),
        "types_pb2": (),
    },
    "core.protobuf": {
        "config_pb2": ("",),
        "meta_graph_pb2": ("train",),
        "saver_pb2": ("train",),
        "tensorflow_server_pb2": ("train",),
    },
    "core.util": {"event_pb2": ("",)},
    "models.rnn": {
        "rnn": ("nn", "contrib.rnn"),
        "rnn_cell": ("nn.rnn_cell", "contrib.rnn"),
        "seq2seq": ("contrib.legacy_seq2seq",),
    },
    "contrib.factorization.python.ops": {"clustering_ops": ("contrib.factorization",)},
    "contrib.framework.python.framework": {"checkpoint_utils": ("train",), "tensor_util": ("contrib.framework",)},
    "contrib.framework.python.ops": {"arg_scope": ("contrib.framework",), "variables": ("contrib.framework",)},
    "contrib.layers.python": {"layers": ("contrib.layers",)},
    "contrib.layers.python.layers": dict.fromkeys(
        ("encoders", "initializers", "layers", "normalization", "optimizers", "regularizers", "utils"), ("contrib.layers",)
    ),
    "contrib.learn.python.learn.datasets": {"base": ("contrib.learn.datasets.base",), "mnist": ("contrib.learn.datasets.mnist",)},
    "contrib.learn.python.learn.preprocessing": {"text": ("contrib.learn.preprocessing",)},
    "contrib.legacy_seq2seq.python.ops": {"seq2seq": ("contrib.legacy_seq2seq",)},
    "contrib.rnn.python.ops": dict.fromkeys(
        ("core_rnn", "core_rnn_cell", "core_rnn_cell_impl", "gru_ops", "lstm_ops", "rnn", "rnn_cell"),
        ("contrib.rnn", "nn.rnn_cell"),
    ),
    "contrib.seq2seq.python.ops": dict.fromkeys(
        ("attention_wrapper", "basic_decoder", "beam_search_decoder", "decoder", "helper", "loss"), ("contrib.seq2seq",)
    ),
}

PLACES: dict[str, tuple[str, ...]] = {
    f"{folder}.{module}": places for folder, modules in _TABLE.items() for module, places in modules.items()
}
# Folders, which are importable too: every beginning of a path that is no package of ours. Those inside a contrib
# module hold what it holds.
PACKAGES: frozenset[str] = frozenset(
    ".".join(parts[:depth])
    for path in (*PLACES, *_TABLE)
    for parts in [path.split(".")]
    for depth in range(1, len(parts) + (path in _TABLE))
    if parts[0] != "contrib" or depth > 2
)
