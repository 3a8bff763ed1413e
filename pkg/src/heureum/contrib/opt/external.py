"""Optimizers from outside: the graph gives loss and gradients, another library decides where to go.

Takes a loss and variables; changes the variables in a session when it is done.
Law: variables are handed out as one vector, packed in their order, and written back once, at the end.
Source: tensorflow/contrib/opt/python/training/external_optimizer.py.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ... import logging
from ...gradients import gradients
from ...graph import GraphKeys, get_default_graph, graph_of
from ...ops.inputs import placeholder
from ...session import get_default_session

__all__ = ["ExternalOptimizerInterface", "ScipyOptimizerInterface"]


class ExternalOptimizerInterface:
    """Inherit from it and write `_minimize`. `equalities` are tensors to be 0, `inequalities` tensors to be at least 0;
    `var_to_bounds` gives a variable's least and largest value. Source: tf.contrib.opt.ExternalOptimizerInterface.
    """

    def __init__(
        self,
        loss: Any,
        var_list: Any = None,
        equalities: Sequence[Any] | None = None,
        inequalities: Sequence[Any] | None = None,
        var_to_bounds: dict[Any, Any] | None = None,
        **optimizer_kwargs: Any,
    ) -> None:
        graph = get_default_graph()
        self._loss = loss
        self._vars = list(graph.get_collection(GraphKeys.TRAINABLE_VARIABLES) if var_list is None else var_list)
        self._equalities, self._inequalities = list(equalities or ()), list(inequalities or ())
        self.optimizer_kwargs = optimizer_kwargs
        sizes = [int(np.prod(each.shape.as_list())) for each in self._vars]
        self._ends = np.cumsum([0, *sizes])
        self._bounds = None if var_to_bounds is None else self._packed_bounds(var_to_bounds)
        self._loss_grads = self._gradients(loss)
        self._constraint_grads = [self._gradients(each) for each in (*self._equalities, *self._inequalities)]
        self._new_values = [placeholder(each.dtype.base_dtype, each.shape) for each in self._vars]
        self._writes = [each.assign(value) for each, value in zip(self._vars, self._new_values, strict=True)]

    def minimize(
        self,
        session: Any = None,
        feed_dict: Any = None,
        fetches: Any = None,
        step_callback: Callable[[Any], Any] | None = None,
        loss_callback: Callable[..., Any] | None = None,
        **run_kwargs: Any,
    ) -> None:
        """Go to the least loss and leave the variables there. `loss_callback` is given the values of `fetches` whenever the
        loss was computed, `step_callback` the packed vector after each step. Raises ValueError without a session.
        """
        session = session or get_default_session()
        if session is None:
            raise ValueError("There is no session: give minimize(session), or enter one with `with tf.Session():`")
        watched = list(fetches or ())

        def compute(tensors: Any, vector: Any) -> Any:
            fed = dict(zip(self._vars, self._unpacked(vector), strict=True))
            return session.run(tensors, {**(feed_dict or {}), **fed}, **run_kwargs)

        def loss_and_slope(vector: Any) -> tuple[Any, Any]:
            loss, slopes, seen = compute([self._loss, self._loss_grads, watched], vector)
            if loss_callback is not None:
                loss_callback(*seen)
            return loss, self._packed(slopes)

        def functions(tensors: Sequence[Any], first: int) -> tuple[list[Any], list[Any]]:
            slopes = self._constraint_grads[first : first + len(tensors)]
            return (
                [lambda vector, each=each: compute(each, vector) for each in tensors],
                [lambda vector, each=each: self._packed(compute(each, vector)) for each in slopes],
            )

        start = self._packed(session.run(self._vars))
        equal, equal_slopes = functions(self._equalities, 0)
        unequal, unequal_slopes = functions(self._inequalities, len(self._equalities))
        found = self._minimize(
            initial_val=start, loss_grad_func=loss_and_slope, equality_funcs=equal, equality_grad_funcs=equal_slopes,
            inequality_funcs=unequal, inequality_grad_funcs=unequal_slopes, packed_bounds=self._bounds,
            step_callback=step_callback, optimizer_kwargs=self.optimizer_kwargs,
        )  # fmt: skip
        session.run(self._writes, dict(zip(self._new_values, self._unpacked(found), strict=True)))

    def _minimize(self, **given: Any) -> Any:
        raise NotImplementedError("To use ExternalOptimizerInterface, subclass from it and implement _minimize().")

    def _gradients(self, tensor: Any) -> list[Any]:
        found = gradients(tensor, self._vars)
        graph = graph_of(tensor)
        return [
            graph.node("ZerosLike", var) if each is None else graph.convert(each)
            for each, var in zip(found, self._vars, strict=True)
        ]

    def _packed(self, values: Sequence[Any]) -> Any:
        return np.concatenate([np.asarray(each).reshape(-1) for each in values]).astype(np.float64)

    def _unpacked(self, vector: Any) -> list[Any]:
        pieces = zip(self._vars, self._ends, self._ends[1:], strict=False)
        return [
            np.asarray(vector[start:end], var.dtype.base_dtype.as_numpy_dtype).reshape(var.shape.as_list())
            for var, start, end in pieces
        ]

    def _packed_bounds(self, bounds: dict[Any, Any]) -> list[tuple[float, float]]:
        packed: list[tuple[float, float]] = []
        for each in self._vars:
            low, high = bounds.get(each, (-np.inf, np.inf))
            shape = each.shape.as_list()
            packed += zip(np.broadcast_to(low, shape).flat, np.broadcast_to(high, shape).flat, strict=True)
        return packed


class ScipyOptimizerInterface(ExternalOptimizerInterface):
    """`scipy.optimize.minimize`: L-BFGS-B, or SLSQP when there are constraints, unless `method` says otherwise.

    Raises ImportError where scipy is not installed. Source: tf.contrib.opt.ScipyOptimizerInterface.
    """

    _DEFAULT_METHOD = "L-BFGS-B"

    def _minimize(self, **given: Any) -> Any:
        try:
            optimize = importlib.import_module("scipy.optimize")
        except ImportError:
            raise ImportError(
                "tf.contrib.opt.ScipyOptimizerInterface needs scipy: pip install scipy, or use an optimizer of tf.train"
            ) from None
        options = dict(given["optimizer_kwargs"])
        constraints = [
            {"type": kind, "fun": function, "jac": slope}
            for kind, functions, slopes in (
                ("eq", given["equality_funcs"], given["equality_grad_funcs"]),
                ("ineq", given["inequality_funcs"], given["inequality_grad_funcs"]),
            )
            for function, slope in zip(functions, slopes, strict=True)
        ]
        method = options.pop("method", "SLSQP" if constraints else self._DEFAULT_METHOD)
        minimize_args = {"jac": True, "callback": given["step_callback"], "method": method, "constraints": constraints}
        if given["packed_bounds"] is not None:
            minimize_args["bounds"] = given["packed_bounds"]
        found = optimize.minimize(given["loss_grad_func"], given["initial_val"], **minimize_args, **options)
        logging.info(
            "Optimization terminated with:\n  Message: %s\n  Objective function value: %f\n  Number of iterations: %d\n"
            "  Number of functions evaluations: %d",
            found.message, found.fun, found.nit, found.nfev,
        )  # fmt: skip
        return found.x
