"""What keras keeps of a graph: its session, its learning phase, and which names its layers took.

Law: it belongs to the graph, and goes with it.
Source: tensorflow/python/keras/backend.py.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from ..graph import Graph, get_default_graph, reset_default_graph
from ..ops.passing import placeholder_with_default
from ..ops.state.variable import is_variable_initialized
from ..session import Session, get_default_session
from ..variables import global_variables, variables_initializer

__all__ = [
    "clear_session",
    "get_session",
    "learning_phase",
    "set_learning_phase",
    "set_session",
    "state_of",
    "unique_name",
]


@dataclass
class _State:
    """What belongs to one graph."""

    session: Any = None
    learning_phase: Any = None
    names: Counter[str] = field(default_factory=Counter)
    initialized: WeakKeyDictionary[Any, set[int]] = field(default_factory=WeakKeyDictionary)


def state_of(graph: Graph) -> _State:
    """The state of a graph, new at first."""
    found: _State = vars(graph).setdefault("_keras", _State())
    return found


def unique_name(base: str, first: int = 0) -> str:
    """`base`, then `base_1` and so on, in the default graph; or from `base_<first>` on."""
    names = state_of(get_default_graph()).names
    number = names[base] + first
    names[base] += 1
    return f"{base}_{number}" if number else base


def learning_phase() -> Any:
    """Whether it is training: a tensor that is false unless fed, or what `set_learning_phase` said. `-> bool[]`.

    Source: tf.keras.backend.learning_phase.
    """
    graph = get_default_graph()
    state = state_of(graph)
    if state.learning_phase is None:
        with graph.name_scope(""), graph.control_dependencies(None):
            state.learning_phase = placeholder_with_default(False, [], name="keras_learning_phase")
    return state.learning_phase


def set_learning_phase(value: Any) -> None:
    """Training or not, from now on and for this graph: 0 or 1. Raises ValueError for another value.

    Source: tf.keras.backend.set_learning_phase.
    """
    if value not in (0, 1):
        raise ValueError(f"Expected learning phase to be 0 or 1, got {value!r}")
    state_of(get_default_graph()).learning_phase = bool(value)


def get_session(op_input_list: Any = ()) -> Session:
    """The session of the `with` block, or one of keras' own; variables without a value get their first one.

    Source: tf.compat.v1.keras.backend.get_session.
    """
    graph = get_default_graph()
    state = state_of(graph)
    session = get_default_session()
    if session is None or session.graph is not graph:
        if state.session is None or state.session._closed:
            state.session = Session(graph=graph)
        session = state.session
    _initialize(session, state)
    found: Session = session
    return found


def set_session(session: Any) -> None:
    """Let keras run in this session. Source: tf.compat.v1.keras.backend.set_session."""
    state = state_of(session.graph)
    state.session = session


def clear_session() -> None:
    """Forget the default graph, its session and the names of its layers. Source: tf.keras.backend.clear_session."""
    reset_default_graph()


def _initialize(session: Session, state: _State) -> None:
    known = state.initialized.setdefault(session, set())
    new = [each for each in global_variables() if id(each) not in known]
    if not new:
        return
    graph = session.graph
    with graph.as_default(), graph.control_dependencies(None), graph.name_scope(""):
        has_value = session.run([is_variable_initialized(each) for each in new])
        missing = [each for each, there in zip(new, has_value, strict=True) if not there]
        if missing:
            session.run(variables_initializer(missing))
    known.update(map(id, new))
