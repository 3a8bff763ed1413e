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
}

# Dotted name: why its parameters are not TensorFlow's.
DIFFERENCES: dict[str, str] = {
    "Session.__init__": "`workers`, `placement` and `optimize` are how a session here names its workers",
}

# Names from beginners' scripts that we leave out, and why.
UNSUPPORTED: dict[str, str] = {}
