"""What differs from TensorFlow's names and signatures on purpose, and why."""

__all__ = ["DIFFERENCES", "NEWER", "OURS", "UNSUPPORTED"]

# Ours alone, with all that is in them.
OURS = {
    "trace": "observing runs is TensorFlow's RunMetadata and timeline there",
    "NodeDef": "a protocol buffer there, a record of ours here",
    "GraphDef": "a protocol buffer there, versioned JSON here",
    "contrib": "TensorFlow 2 took it out; TensorFlow 1's scripts import it",
    "examples": "TensorFlow 2 took it out; TensorFlow 1's scripts import it",
    "compat": "the module itself is what tf.compat.v1 is there",
    "Session.run_async": "a page cannot wait without giving way",
}

# Parameters that came after TensorFlow 1: scripts of its time do not know them, and we may do without.
NEWER = {
    "bad_indices_policy",
    "experimental_aggregate_gradients",
    "fn_output_signature",
    "grad_a",
    "grad_b",
    "gradient_aggregation",
    "layout",
    "skip_gradients_aggregation",
    "use_legacy_indexed_slices",
    "use_own_namescope_for_non_slot_vars",
}

# Dotted name: why its parameters are not TensorFlow's.
DIFFERENCES: dict[str, str] = {
    "VariableScope.get_variable": "the store of variables, its first argument there, is found by itself",
    "Session.__init__": "`workers`, `placement` and `optimize` are how a session here names its workers",
}

# Names from beginners' scripts that we leave out, and why.
UNSUPPORTED: dict[str, str] = {}

# Messages are protocol buffers there, written in C, whose methods tell nothing of their parameters.
_MESSAGES = ("Event", "HistogramProto", "SessionLog", "Summary", "summary.Event", "summary.SessionLog", "summary.Summary")
_METHODS = ("FromString", "HasField", "ParseFromString")
DIFFERENCES |= {f"{message}.{method}": "written in C there" for message in _MESSAGES for method in _METHODS}
