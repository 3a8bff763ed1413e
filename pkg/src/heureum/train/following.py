"""Checkpoints as they come: what evaluates beside a training run waits for them here.

Source: tensorflow/python/training/checkpoint_utils.py, tensorflow/contrib/training/python/training/evaluation.py.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from .. import logging
from .checkpoint_state import latest_checkpoint

__all__ = ["checkpoints_iterator", "wait_for_new_checkpoint"]


def wait_for_new_checkpoint(
    checkpoint_dir: str, last_checkpoint: str | None = None, seconds_to_sleep: float = 1, timeout: float | None = None
) -> str | None:
    """The newest checkpoint of a folder, once it is not `last_checkpoint`; None after `timeout` seconds.

    Source: tf.contrib.training.wait_for_new_checkpoint.
    """
    logging.info("Waiting for new checkpoint at %s", checkpoint_dir)
    end = None if timeout is None else time.time() + timeout
    while True:
        found = latest_checkpoint(checkpoint_dir)
        if found is not None and found != last_checkpoint:
            logging.info("Found new checkpoint at %s", found)
            return found
        if end is not None and time.time() + seconds_to_sleep > end:
            return None
        time.sleep(seconds_to_sleep)


def checkpoints_iterator(
    checkpoint_dir: str,
    min_interval_secs: float = 0,
    timeout: float | None = None,
    timeout_fn: Callable[[], bool] | None = None,
) -> Iterator[str]:
    """Each new checkpoint of a folder as it comes; ends after `timeout` seconds without one, if `timeout_fn` agrees.

    Source: tf.train.checkpoints_iterator.
    """
    last = None
    while True:
        found = wait_for_new_checkpoint(checkpoint_dir, last, timeout=timeout)
        if found is None:
            if timeout_fn is None or timeout_fn():
                logging.info("Timed-out waiting for a checkpoint.")
                return
            continue
        start = time.time()
        last = found
        yield found
        rest = start + min_interval_secs - time.time()
        if rest > 0:
            time.sleep(rest)
