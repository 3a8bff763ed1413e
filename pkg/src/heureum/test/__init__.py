"""Tests of programs that describe graphs: a TestCase, and gradients against differences. `tf.test`."""

from __future__ import annotations

import tempfile
import unittest
from typing import Any
from unittest import mock

from .benchmark import Benchmark, benchmark_config
from .case import TestCase
from .comparing import StubOutForTesting, assert_equal_graph_def, test_src_dir_path
from .differentiating import compute_gradient, compute_gradient_error

__all__ = [
    "Benchmark",
    "StubOutForTesting",
    "TestCase",
    "assert_equal_graph_def",
    "benchmark_config",
    "compute_gradient",
    "compute_gradient_error",
    "get_temp_dir",
    "gpu_device_name",
    "is_built_with_cuda",
    "is_built_with_gpu_support",
    "is_built_with_rocm",
    "is_built_with_xla",
    "is_gpu_available",
    "main",
    "mock",
    "test_src_dir_path",
]


def main(argv: Any = None) -> None:
    """Run the tests of the program. Source: tf.test.main."""
    unittest.main(argv=argv)


def get_temp_dir() -> str:
    """A new folder for files of tests. Source: tf.test.get_temp_dir."""
    return tempfile.mkdtemp()


def is_gpu_available(cuda_only: bool = False, min_cuda_compute_capability: Any = None) -> bool:
    """False: nothing here runs on a GPU. Source: tf.test.is_gpu_available."""
    return False


def is_built_with_cuda() -> bool:
    """False. Source: tf.test.is_built_with_cuda."""
    return False


def is_built_with_gpu_support() -> bool:
    """False. Source: tf.test.is_built_with_gpu_support."""
    return False


def is_built_with_rocm() -> bool:
    """False. Source: tf.test.is_built_with_rocm."""
    return False


def is_built_with_xla() -> bool:
    """False. Source: tf.test.is_built_with_xla."""
    return False


def gpu_device_name() -> str:
    """The empty string: there is no GPU. Source: tf.test.gpu_device_name."""
    return ""
