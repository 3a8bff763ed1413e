"""What differs from TensorFlow's names and signatures on purpose, and why."""

__all__ = ["DIFFERENCES", "OURS", "UNSUPPORTED"]

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

# Dotted name: why its parameters are not TensorFlow's.
DIFFERENCES: dict[str, str] = {
    "Session.__init__": "`workers`, `placement` and `optimize` are how a session here names its workers",
}

# Names from beginners' scripts that we leave out, and why.
UNSUPPORTED: dict[str, str] = {}
