"""Averages that follow variables slowly, and often test better than they do.

Takes variables; gives a shadow of each, and an operation that lets the shadows follow.
Source: tf.train.ExponentialMovingAverage.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..dtypes import float16, float32, float64
from ..graph import GraphKeys, Operation, Tensor, get_default_graph, node
from ..init_ops import zeros_initializer
from ..ops.grouping import group
from ..ops.state.assign import assign_add, assign_sub
from ..variable_scopes import get_variable, variable_scope
from ..variables import Variable, global_variables, moving_average_variables, trainable_variables
from .optimizer import in_dtype
from .slots import create_slot

__all__ = ["ExponentialMovingAverage"]


class ExponentialMovingAverage:
    """shadow = decay * shadow + (1 - decay) * variable. Source: tf.train.ExponentialMovingAverage.

    With `num_updates` the decay is at most (1 + num_updates) / (10 + num_updates), so that early averages are quick.
    `zero_debias` corrects averages of tensors for their start at zero.
    """

    def __init__(
        self, decay: Any, num_updates: Any = None, zero_debias: bool = False, name: str = "ExponentialMovingAverage"
    ) -> None:
        self._decay, self._num_updates, self._zero_debias, self._name = decay, num_updates, zero_debias, name
        self._averages: dict[Any, Variable] = {}

    @property
    def name(self) -> str:
        """The name of this average, and of its shadows."""
        return self._name

    def apply(self, var_list: Sequence[Any] | None = None) -> Operation:
        """An operation that lets the shadows of `var_list`, the trainable variables unless told, follow.

        Raises TypeError for what is no fraction, ValueError for what has a shadow already.
        """
        followed = trainable_variables() if var_list is None else list(var_list)
        for each in followed:
            if each.dtype not in (float16, float32, float64):
                raise TypeError(f"The variables must be half, float, or double: {each.name}")
            if each in self._averages:
                raise ValueError(f"Moving average already computed for: {each.name}")
        debiased: set[Any] = set()
        graph = get_default_graph()
        for each in followed:
            with graph.control_dependencies(None):
                if isinstance(each, Variable):
                    self._averages[each] = create_slot(each, each.initialized_value(), self._name)
                    graph.add_to_collection(GraphKeys.MOVING_AVERAGE_VARIABLES, each)
                else:
                    self._averages[each] = create_slot(each, zeros_initializer(), self._name)
                    debiased.update({each} if self._zero_debias else ())
        with graph.name_scope(self._name) as scope:
            decay = graph.convert(self._decay, name="decay")
            if self._num_updates is not None:
                count = in_dtype(graph.convert(self._num_updates, name="num_updates"), decay.dtype)
                decay = node("Minimum", decay, (1.0 + count) / (10.0 + count))
            updates = [_follow(self._averages[each], each, decay, debias=each in debiased) for each in followed]
            return group(*updates, name=scope)

    def average(self, var: Any) -> Variable | None:
        """The shadow of `var`, or None."""
        return self._averages.get(var)

    def average_name(self, var: Any) -> str:
        """The name under which the shadow of `var` is or would be saved."""
        if var in self._averages:
            return self._averages[var].op.name
        return get_default_graph().unique_name(f"{var.op.name}/{self._name}", mark_as_used=False)

    def variables_to_restore(self, moving_avg_variables: Sequence[Any] | None = None) -> dict[str, Any]:
        """For a Saver: each variable under its shadow's name, so that restoring gives it the average."""
        if moving_avg_variables is None:
            moving_avg_variables = [*trainable_variables(), *moving_average_variables()]
        averaged = list(dict.fromkeys(moving_avg_variables))
        names = {self.average_name(each): each for each in averaged}
        return {each.op.name: each for each in global_variables() if each not in averaged} | names


def _follow(average: Variable, value: Any, decay: Tensor, *, debias: bool) -> Any:
    graph = average.graph
    with graph.name_scope("AssignMovingAvg") as scope, graph.colocate_with(average.op):
        rate = in_dtype(node("Sub", 1.0, decay, name="sub"), average.dtype)
        if not debias:
            return assign_sub(average, (average - value) * rate, name=scope)
        with variable_scope(average.op.name, values=[average]):
            biased = get_variable("biased", shape=average.shape, initializer=zeros_initializer(), trainable=False)
            steps = get_variable("local_step", shape=[], dtype=average.dtype, initializer=zeros_initializer(), trainable=False)
        followed, counted = assign_sub(biased, (biased - value) * rate), assign_add(steps, 1)
        unbiased = followed / (1 - node("Pow", 1.0 - rate, counted))
        return assign_sub(average, average - unbiased, name=scope)
