"""Clusters of rows. `tf.contrib.factorization`."""

from .clustering import (
    COSINE_DISTANCE,
    RANDOM_INIT,
    SQUARED_EUCLIDEAN_DISTANCE,
    KMeans,
)

__all__ = ["COSINE_DISTANCE", "RANDOM_INIT", "SQUARED_EUCLIDEAN_DISTANCE", "KMeans"]
