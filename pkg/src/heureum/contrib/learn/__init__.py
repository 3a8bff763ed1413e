"""What beginners' scripts take from tf.contrib.learn: data sets and the processing of text. Its estimators are `tf.estimator`."""

from . import datasets, preprocessing

__all__ = ["datasets", "preprocessing"]
