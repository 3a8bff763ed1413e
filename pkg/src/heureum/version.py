"""Which TensorFlow this is like, and which engine it is. `tf.version`.

Law: VERSION is TensorFlow's: scripts take it apart to find out what they may call. What is said of us is in GIT_VERSION.
"""

__all__ = ["COMPILER_VERSION", "GIT_VERSION", "GRAPH_DEF_VERSION", "VERSION"]

VERSION = "1.15.0"
GIT_VERSION = "heureum 0.1.0"
COMPILER_VERSION = "Python"
GRAPH_DEF_VERSION = 1
