"""The loader of MNIST under its second address. `tf.contrib.learn.datasets.mnist`."""

from ....examples.tutorials.mnist.input_data import (
    DataSet,
    dense_to_one_hot,
    extract_images,
    extract_labels,
    load_mnist,
    read_data_sets,
)

__all__ = ["DataSet", "dense_to_one_hot", "extract_images", "extract_labels", "load_mnist", "read_data_sets"]
